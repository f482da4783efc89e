"""Which columns of an archive hold what: as the user says, else by their headers (``kg/data/columns.toml``)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.data import table

FIELDS = ("text", "title", "date", "id", "number", "issuer", "place")
"""What a column can be taken for."""

_IGNORED = re.compile(r"[\s_\-\ufeff]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are taken from an archive.

    Attributes:
        taken: the header of each field of :data:`FIELDS` that there is, ``text`` always among them.
        open: fields that several columns could be, and that are therefore left out.
    """

    taken: Mapping[str, str]
    open: Mapping[str, tuple[str, ...]]

    def __str__(self) -> str:
        said = ", ".join(f"{field} from {header!r}" for field, header in self.taken.items())
        left = "; ".join(f"{field} left out: {' or '.join(map(repr, names))}" for field, names in self.open.items())
        return f"{said}; {left}" if left else said


class NoTextColumn(ValueError):
    """There is no column that is certainly the text; the message lists the columns.

    Attributes:
        candidates: the columns that it could be; empty when no header fits.
    """

    def __init__(self, reason: str, headers: Sequence[str], candidates: tuple[str, ...] = ()) -> None:
        super().__init__(f"{reason}; its columns are {', '.join(map(repr, headers)) or 'none'}")
        self.candidates = candidates


def choose(headers: Sequence[str], asked: Mapping[str, str]) -> Columns:
    """The columns to take.

    Args:
        headers: all columns.
        asked: what the user says, by field.

    Raises:
        NoTextColumn: a column that the user names is not there, or it is not certain which one holds the text.
    """
    taken: dict[str, str] = {}
    undecided: dict[str, tuple[str, ...]] = {}
    for field in FIELDS:
        if field in asked:
            if asked[field] not in headers:
                raise NoTextColumn(f"has no column {asked[field]!r} for the {field}", headers)
            taken[field] = asked[field]
            continue
        fitting = tuple(h for h in dict.fromkeys(headers) if _plain(h) in _names()[field] and h not in asked.values())
        if len(fitting) == 1:
            taken[field] = fitting[0]
        elif fitting:
            undecided[field] = fitting
    if "text" not in taken:
        fitting = undecided.get("text", ())
        reason = f"the text could be {' or '.join(map(repr, fitting))}" if fitting else "no column is surely the text"
        raise NoTextColumn(f"{reason}; say which with --text-column", headers, fitting)
    return Columns(taken, undecided)


@cache
def _names() -> dict[str, frozenset[str]]:
    return {row["field"]: frozenset(map(_plain, row["names"])) for row in table("columns")["column"]}


def _plain(header: str) -> str:
    return _IGNORED.sub("", header).casefold()
