"""What a clerk fills into a ledger: twenty rows, three of them wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kg.structure import ledger as c

Fill = dict[str, Any]
"""Column to what the clerk writes."""

DATES = (date(2021, 9, 30), "2021-09-30", "2021年9月30日", "2021/9/30", "2021.9.30")
WRONG_IRI, WRONG_NUMBER, WRONG_DATE = 5, 9, 14  # rows of the sheet


def fills(rows: Sequence[Mapping[str, Any]], future: object) -> dict[int, Fill]:
    """The first twenty rows: half of each target by the end of September, two thirds in every fourth row.

    Args:
        future: the date that is wrong.
    """
    out: dict[int, Fill] = {}
    for n, row in enumerate(rows[:20]):
        target = row[c.TARGET]
        number = float(str(target).lstrip("≥≤约><")) if target not in (None, "") else 1
        out[n + 2] = {
            c.DONE: round(number * (0.9 if n % 4 == 0 else 0.4), 4),
            c.AS_OF: DATES[n % len(DATES)],
            c.STATE: ("正常推进" if n % 4 == 0 else "进度滞后") if n % 3 else None,
        }
    out[WRONG_IRI][c.IRI] = rows[WRONG_IRI - 2][c.IRI] + "0"
    out[WRONG_NUMBER][c.DONE] = "约三百"
    out[WRONG_DATE][c.AS_OF] = future
    return out
