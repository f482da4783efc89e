"""How a number is told in labels."""

from __future__ import annotations

import re
from decimal import Decimal

_BARE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_TIMES = {"": 1, "万": 10_000, "亿": 100_000_000, "千": 1_000, "百": 100}


def printed(number: str, unit: str | None, value: Decimal | float | None) -> str:
    """A number as printed, without white space, and with its unit.

    A number that stands in a cell without its unit gets it from the record: ``60`` of a column in 万人 is ``60万人``.
    """
    words = "".join(number.split())
    if value is None or not unit or not _BARE.fullmatch(words):
        return words
    plain, meant = Decimal(words.replace(",", "")), Decimal(str(value))
    times = next((sign for sign, size in _TIMES.items() if plain * size == meant), None)
    return f"{meant:,f}{unit}" if times is None else words + times + unit
