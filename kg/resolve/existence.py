"""Whether there is such a body: at that level, by that name, on that day.

Laws and reform plans say of some bodies down to which level they are set up (``kg/data/body_levels.csv``), and which
names a reform did away with (``predecessors.csv``). What they leave to each place is not judged: a document names
mostly what there is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.data import rows
from kg.resolve.bodies import GOVERNMENT, look_up

LEVELS = ("country", "province", "prefecture", "county", "township")
"""The levels that are above each other, the highest first; a development zone is none of them."""

_UNITS = "区县旗"
"""Words for a unit of the level of a county, one of which a county's document means its own place with."""
_ABOVE = "省市州盟"
_BARE = frozenset({*GOVERNMENT, "委", "党委"})
_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
_YEARS_OF_GRACE = 1
"""Of a reform whose plan gives the places no date: to the end of the next year."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A place whose body it is, or one that it is part of.

    Attributes:
        names: its name, its name that is one in China, and its former names.
        level: one of :data:`kg.model.LEVELS`, or ``None``.
    """

    names: tuple[str, ...]
    level: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why there is no such body, in English and Chinese words, and how sure that is."""

    reason: str
    reason_zh: str
    confidence: float


def doubt(name: str, line: Sequence[Holder], day: str) -> Doubt | None:
    """Why a place has no body of a name; ``None`` where nothing speaks against it.

    Args:
        name: in the document's words.
        line: the place whose body it was taken for and what that lies in, innermost first.
        day: ISO date of the document.
    """
    plain = _plain(name)
    level = _level(line)
    if level is None:
        return None
    rest = _said(plain, line)
    if rest is None:
        return _no_such_unit(plain, line)
    row = _lowest(rest, day)
    if row and LEVELS.index(level) > LEVELS.index(row["lowest"]):
        english, chinese = _LOWEST[row["lowest"]]
        reason = f"there is no {rest} below a {english} ({row['source']})"
        return Doubt(reason, f"{rest}只设到{chinese}（{row['source']}）", float(row["confidence"]))
    if level == "province" and not line[0].names[0].endswith("市") and (own := _provincial(rest)):
        return Doubt(f"of a province it is the {own}", f"省级应为{own}", 0.9)
    return None


def former(name: str, line: Sequence[Holder], day: str) -> tuple[str, dict[str, str]] | None:
    """The name of today of a body that a reform did away with before a day, and the row of that reform.

    A name that places keep, or that is short for today's (交通局 of 交通运输局), is no former one: the rows tell which.
    """
    plain = _plain(name)
    rest = _said(plain, line) or (plain if line else plain.lstrip(_UNITS + _ABOVE))
    column = {"province": "province", "country": "national"}.get(line[0].level or "" if line else "", "name")
    found: tuple[str, dict[str, str]] | None = None
    row = _predecessors(column).get(rest)
    while row and rest not in row["current"].split() and _ends(row["reform"]) < day:
        found = _today(row["successor"], column), _reform(row["reform"])
        row = _predecessors("name").get(row["successor"])
    return found


def _plain(name: str) -> str:
    """The name without an office in brackets behind it."""
    return _BRACKETS.sub("", name) or name


def _level(line: Sequence[Holder]) -> str | None:
    """The level of the first place; a county right below a province stands for a city (济源市, 海淀区)."""
    levels = [holder.level for holder in line]
    if not levels or levels[0] not in LEVELS:
        return None
    return "prefecture" if levels[:2] == ["county", "province"] else levels[0]


def _said(name: str, line: Sequence[Holder]) -> str | None:
    """The name without the place that it begins with, as a name or a level word; ``None`` if it begins with none."""
    if not line:
        return None
    for own in sorted(line[0].names, key=len, reverse=True):
        if name.startswith(own) and len(name) > len(own):
            return name[len(own) :]
    body = name.removeprefix("自治")
    return body[1:] if len(body) > 2 and _ends_so(line[0], body[0]) else None


def _no_such_unit(name: str, line: Sequence[Holder]) -> Doubt | None:
    """区教育局 in a document of a county: the place is no 区 and lies in none."""
    word, rest = name[0], name[1:]
    if line[0].level != "county" or not (rest in _BARE or look_up(rest)) or look_up(name):
        return None
    whole = any(holder.level == "province" for holder in line)
    told = word in _UNITS or (word in _ABOVE and whole)
    if told and not any(_ends_so(holder, word) for holder in line):
        place = line[0].names[0]
        return Doubt(f"{place} is no {word} and lies in none", f"{place}不是{word}，也不属于任何{word}", 0.9)
    return None


def _ends_so(holder: Holder, word: str) -> bool:
    return any(own.endswith(word) for own in holder.names)


def _lowest(rest: str, day: str) -> dict[str, str] | None:
    """The row that says down to which level there are bodies of this name."""
    return next((row for row in rows("body_levels") if row["since"] <= day and _fits(row, rest)), None)


def _fits(row: dict[str, str], rest: str) -> bool:
    words = row["words"].split()
    if row["match"] == "name":
        return rest in words
    return rest.endswith(tuple(words)) and not rest.endswith("办公厅") and look_up(rest, "province") is not None


def _provincial(rest: str) -> str | None:
    """What a province calls the body that has this name in a city; ``None`` where it may have it, too."""
    for row in rows("bodies"):
        names = row["province"].split()
        if rest == row["name"] and names and rest not in names and names[0].endswith("厅"):
            return names[0]
    return None


@cache
def _predecessors(column: str) -> dict[str, dict[str, str]]:
    """The rows of the names that reforms did away with, by each name of a level."""
    out: dict[str, dict[str, str]] = {}
    for row in rows("predecessors"):
        names = [row["name"], *row["aliases"].split()] if column == "name" else row[column].split()
        out |= dict.fromkeys(names, row)
    return out


def _today(successor: str, column: str) -> str:
    """What the body that a reform made is called at a level, by its local name."""
    if column == "name":
        return successor
    later = _predecessors("name").get(successor)
    row = later or next(row for row in rows("bodies") if successor in (row["name"], *row["aliases"].split()))
    return next(iter(row[column].split()), successor)


def _reform(key: str) -> dict[str, str]:
    return next(row for row in rows("reforms") if row["reform"] == key)


def _ends(key: str) -> str:
    """The day by which all places had followed a reform."""
    row = _reform(key)
    return row["local"] or f"{int(key) + _YEARS_OF_GRACE}-12-31"


_LOWEST = {"province": ("province", "省级"), "prefecture": ("city", "市级"), "county": ("county", "县级")}
