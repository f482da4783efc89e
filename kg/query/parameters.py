"""Typed values for the parameters of a question, and how they are written as RDF terms in a query.

A value becomes a literal and nothing else: what would end a string or a line is escaped, and numbers and dates are
written anew from what was read. So no value can change the query that it is put into.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from unicodedata import category

from kg.errors import UsageError

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_QUARTER: Final = re.compile(r"(\d{4})(?:-?[Qq]([1-4])|年第?([一二三四1-4])季度)", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_YEAR: Final = re.compile(r"[12]\d{3}", re.ASCII)
_DECIMAL: Final = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

Bindings = list[tuple[str, str]]
"""Names and terms of the variables that one value is bound to."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question has to be told, or may be.

    Attributes:
        name: lower case, words joined by hyphens; ``--name`` on the command line.
        type: one of :data:`TYPES`.
        description: in one line.
        required: whether the question cannot be asked without it.
        default: what counts where it is not given, as it would be typed.
    """

    name: str
    type: str
    description: str
    required: bool = True
    default: str | None = None

    @property
    def keyword(self) -> str:
        """Its name in Python."""
        return self.name.replace("-", "_")

    @property
    def metavar(self) -> str:
        """How help shows its value."""
        return TYPES[self.type]

    def bindings(self, value: Any) -> Bindings:
        """The variables of the query that hold a value, with the value as a SPARQL term.

        Raises:
            UsageError: the value is not of the parameter's type.
        """
        try:
            return _READERS[self.type](self.keyword.upper(), value)
        except ValueError as error:
            raise UsageError(f"--{self.name} {value!r} is {error}") from None


def literal(text: str) -> str:
    """``text`` as a string literal that means just these characters.

    An escaped backslash before ``u`` or ``U`` gets that letter escaped too, so that it is no escape of a character for
    an engine that resolves those before it looks for strings (SPARQL 1.1, section 19.2).
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return '"' + re.sub(r"\\\\([uU])", lambda m: f"\\\\\\u{ord(m[1]):04X}", escaped) + '"'


def _text(name: str, value: Any) -> Bindings:
    text = value.strip() if isinstance(value, str) else ""
    if not text:
        raise ValueError("no text")
    for c in text:
        if category(c) in _UNPRINTABLE:
            raise ValueError(f"not plain text: it holds U+{ord(c):04X}")
    return [(name, literal(text))]


def _year(name: str, value: Any) -> Bindings:
    if isinstance(value, bool) or not _YEAR.fullmatch(str(value)):
        raise ValueError("no year; write it as 2021")
    return [(name, str(value))]


def _date(name: str, value: Any) -> Bindings:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(value if _DATE.fullmatch(value) else "")
    except (TypeError, ValueError):
        raise ValueError("no date; write it as 2021-12-31") from None
    return [(name, f'"{day.year:04}-{day.month:02}-{day.day:02}"^^<{_XSD}date>')]


def _quarter(name: str, value: Any) -> Bindings:
    found = _QUARTER.fullmatch(str(value))
    if not found or found[1] == "0000":
        raise ValueError("no quarter; write it as 2021Q4")
    year, quarter = int(found[1]), int(found[2] or {"一": 1, "二": 2, "三": 3, "四": 4}.get(found[3]) or found[3])
    first, last = 3 * quarter - 2, 3 * quarter
    start, end = date(year, first, 1), date(year, last, 31 if last in (3, 12) else 30)
    return [*_date(f"{name}_START", start), *_date(f"{name}_END", end)]


def _decimal(name: str, value: Any) -> Bindings:
    if isinstance(value, bool) or not _DECIMAL.fullmatch(str(value)):
        raise ValueError("no decimal number; write it as 0.8")
    return [(name, f'"{Decimal(str(value)):f}"^^<{_XSD}decimal>')]


_READERS: Final[dict[str, Callable[[str, Any], Bindings]]] = {
    "string": _text,
    "body": _text,
    "place": _text,
    "indicator": _text,
    "document": _text,
    "year": _year,
    "date": _date,
    "quarter": _quarter,
    "decimal": _decimal,
}

TYPES: Final = {
    "string": "TEXT",
    "body": "BODY",
    "place": "PLACE",
    "indicator": "WORDS",
    "document": "DOCUMENT",
    "year": "YEAR",
    "date": "DATE",
    "quarter": "QUARTER",
    "decimal": "NUMBER",
}
"""The types of parameters, and how help shows a value of each. A body, place, indicator or document is named in the
user's words, as a whole or in part."""
