"""What is known of a document from elsewhere than its text: checked, merged, and told apart from other givens.

:class:`kg.model.Given` holds it. What the user says comes before what a column of an archive says, that before what a
file's format marks, and that before what the text says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from hashlib import sha256
from typing import Any

from kg.data import table
from kg.model import Given

FIELDS = tuple(field.name for field in fields(Given))
DATES = ("issued", "period_start", "period_end")
NOTHING = Given()

_NUMBERS = re.compile(r"\s*((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*(?:日|(?=[T\s]|$))")
_DIGITS = re.compile(r"\s*((?:19|20)\d\d)(\d\d)(\d\d)\s*$")


def merge(*givens: Given) -> Given:
    """What is given by several; for each field the first that says something counts."""
    known: dict[str, Any] = {}
    for given in givens:
        for name in FIELDS:
            value = getattr(given, name)
            if value is not None and value != () and name not in known:
                known[name] = value
    return Given(**known)


def digest(given: Given) -> str:
    """Sixteen hexadecimal digits that tell different givens apart; empty when nothing is given."""
    if given == NOTHING:
        return ""
    plain = json.dumps(asdict(given), ensure_ascii=False, sort_keys=True)
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def genres() -> tuple[str, ...]:
    """The genres that there are, in the order of ``kg/data/genres.toml``."""
    return tuple(row["name"] for row in table("genres")["genre"])


def check(values: Mapping[str, Any]) -> Given:
    """What a user says of a document, by field; an empty text says that there is none.

    Raises:
        ValueError: a field is unknown, a date or genre is none, or a value has the wrong type.
    """
    known: dict[str, Any] = {}
    for name, value in values.items():
        if name not in FIELDS:
            raise ValueError(f"unknown key {name!r}; known are {', '.join(FIELDS)}")
        if name == "implements":
            known[name] = _titles(value)
            continue
        if isinstance(value, date):
            value = value.isoformat()[:10]
        if not isinstance(value, str):
            raise ValueError(f"{name} must be a text, not {value!r}")
        value = value.strip()
        if name in DATES and value and not is_date(value):
            raise ValueError(f"{name} must be a date such as 2021-03-05, not {value!r}")
        if name == "genre" and value and value not in genres():
            raise ValueError(f"unknown genre {value!r}; known are {', '.join(genres())}")
        known[name] = value
    given = Given(**known)
    if given.period_start and given.period_end and given.period_start > given.period_end:
        raise ValueError(f"period_start {given.period_start} is later than period_end {given.period_end}")
    return given


def _titles(value: object) -> tuple[str, ...]:
    titles = [value] if isinstance(value, str) else value
    if not isinstance(titles, (list, tuple)) or not all(isinstance(title, str) for title in titles):
        raise ValueError(f"implements must be a text or a list of texts, not {value!r}")
    return tuple(title.strip() for title in _distinct(titles) if title.strip())


def _distinct(titles: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(titles))


def is_date(text: str) -> bool:
    """Whether a text is a day as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def day(text: str) -> str | None:
    """A day as archives write it (2021-3-5, 2021/03/05 10:00, 2021年3月5日, 20210305) as an ISO date, or ``None``."""
    match = _NUMBERS.match(text) or _DIGITS.match(text)
    if match is None:
        return None
    iso = "{}-{:0>2}-{:0>2}".format(*match.groups())
    return iso if is_date(iso) else None
