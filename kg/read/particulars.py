"""The particulars that a web page states of its document, by the labels of ``kg/data/pages.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.data import table
from kg.model import Given
from kg.read.layout import Slot

_SPACE = re.compile(r"[\s\u3000\xa0\u200b\ufeff]+")
_DATE = re.compile(r"((?:19|20)\d\d)[-年./](\d{1,2})[-月./](\d{1,2})")
_COLONS = ":："
_NOTHING = frozenset(["", "无", "-", "—", "——", "/", "暂无"])
_LEAST = 2  # labels that make a table or list one of particulars

Pairs = list[tuple[str, str]]
"""Field of :class:`~kg.model.Given` (or ``published``, or empty) and value."""


@cache
def _fields() -> dict[str, str]:
    return {_SPACE.sub("", word): row["field"] for row in table("pages")["particular"] for word in row["words"]}


@cache
def _label() -> re.Pattern[str]:
    spaced = [r"[\s\u3000\xa0]{0,4}".join(word) for word in sorted(_fields(), key=len, reverse=True)]
    return re.compile(rf"(?<![\u4e00-\u9fff])({'|'.join(spaced)})[\s\u3000\xa0]{{0,4}}[:：][\s\u3000\xa0]{{0,4}}")


def pairs_of_slots(slots: Iterable[Slot]) -> Pairs:
    """Label and value cells beside each other, or both in one cell."""
    out: Pairs = []
    waiting: tuple[int, str] | None = None
    for slot in slots:
        label = _SPACE.sub("", slot.text).strip(_COLONS + "[]【】")
        if label in _fields():
            if waiting and waiting[0] == slot.row:
                out.append((waiting[1], ""))
            waiting = slot.row, _fields()[label]
        elif waiting and waiting[0] == slot.row:
            out.append((waiting[1], slot.text))
            waiting = None
        else:
            out += pairs_of_lines([slot.text])
    return out


def pairs_of_lines(lines: Iterable[str]) -> Pairs:
    """Labels with a colon, each with what stands up to the next one or on the line behind it."""
    text = "\n".join(lines)
    found = list(_label().finditer(text))
    out: Pairs = []
    for n, match in enumerate(found):
        stop = found[n + 1].start() if n + 1 < len(found) else len(text)
        out.append((_fields()[_SPACE.sub("", match[1])], text[match.end() : stop]))
    return out


def is_particulars(pairs: Pairs, filled: int) -> bool:
    """Whether so many labels make the table or list one of particulars.

    Args:
        filled: cells with words in the table, or twice the lines of the list; 0 when only labels count.
    """
    known = sum(bool(field) for field, _ in pairs)
    return len(pairs) >= _LEAST + 1 and known >= 1 and len(pairs) * 4 >= filled


def given(pairs: Pairs, page: Pairs) -> Given:
    """What a page states, its table first, then what its head declares; the date of issue before that of publishing.

    Args:
        pairs: of its table or list of particulars.
        page: declared in its head.
    """
    values: dict[str, str] = {}
    for field, value in [*pairs, *page]:
        value = _SPACE.sub(" ", value).strip()
        if field in ("issued", "published"):
            value = _iso(value)
        if field and value not in _NOTHING:
            values.setdefault(field, value)
    return Given(
        title=values.get("title"),
        number=values.get("number"),
        issuer=values.get("issuer"),
        issued=values.get("issued") or values.get("published"),
    )


def _iso(text: str) -> str:
    match = _DATE.search(text)
    if not match:
        return ""
    year, month, day = map(int, match.groups())
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
