"""What the header cells of a table say of its columns: ``kg/data/table_headers.csv`` in two levels, years, units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.data import pattern, rows

MAX_HEADER = 60  # characters of a header cell
MAX_BEFORE = 10  # characters before a word that ends a header cell
DUTIES = ("lead", "responsible", "cooperating", "supervising", "body-person")
VALUES = ("baseline", "target", "rate", "growth", "cumulative", "progress", "share", "period", "year", "value")
"""Roles of columns with a value of what the row names."""

_REMARK = re.compile(r"[(\[〔]([^()\[\]〔〕]*)[)\]〕]")
_UNIT = re.compile(
    r"(?:计量)?(?:单位:)?((?:万亿|[千百十]?亿|[千百十]?万|千|百)?([^\s:,;/]{1,8}?)(?:/[^\s:,;]{1,6})?)\Z"
)
_PERCENT = re.compile(r"[%‰]\Z")
_AND = re.compile("[及和与、/]")
_MARKS = re.compile(r"[\s*:#、,./★-]+\Z|\A[\s*#★]+")
_YEAR = pattern("header-year")
_DATE = pattern("header-date")
_UP_TO = pattern("header-up-to")
_SHARE = pattern("share-done")
_SHARE_IN_PERCENT = pattern("share-in-percent")
_DONE = pattern("measure-done")
_PLANNED = pattern("measure-planned")
_PLACE = pattern("place-cell")
_OPENING = pattern("opening-number")
_FIRST_LEADS = pattern("first-leads")
_FILLED = ("", "年", "度", "值")
_SO_FAR = (*_FILLED, "累计", "完成", "进度", "进展", "累计完成", "实际")


@dataclass(slots=True)
class Column:
    """A column of a table.

    Attributes:
        role: as in ``kg/data/table_headers.csv``, or ``year``, ``period`` (of a year), ``share`` (of a task that is
            done), ``measure`` (numbers of what ``words`` name), ``""`` for one that says nothing.
        words: what its numbers measure or how they belong to the row, without unit and date.
        unit: in brackets in its header cell.
        year: that its header names; ``until`` the last one of several.
        head: all words of its header cells, folded, outermost first: for the dates in them.
        place: view span of the place that the column is for.
        first_leads: its header says that the first of its bodies leads.
        done: its numbers tell what is reached.
    """

    role: str
    words: str = ""
    unit: str = ""
    year: int | None = None
    until: int | None = None
    head: str = ""
    place: tuple[int, int] | None = None
    first_leads: bool = False
    done: bool = False
    dated: bool = False
    parents: tuple[str, ...] = field(default=())


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    """Header word to role: those that are the whole cell, and those that end it."""
    whole = {row["word"]: row["column"] for row in rows("table_headers")}
    ends = {row["word"]: row["column"] for row in rows("table_headers") if row["where"] == "end"}
    return whole, ends


@cache
def _verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in rows("verbs"))


@cache
def _units() -> frozenset[str]:
    return frozenset(row["unit"] for row in rows("units")) | {"%", "‰"}


def unit_in(remark: str) -> str:
    """The unit that a remark in brackets is, multiplier included, or ``""``."""
    told = _UNIT.match(remark)
    known = told is not None and (told.group(2) in _units() or told.group(1) in _units())
    return told.group(1) if told and known else ""


@cache
def role_of(text: str) -> str | None:
    """The role of a header cell without date and remarks, by its words alone."""
    whole, ends = _words()
    if text in whole:
        return whole[text]
    for size in range(min(len(text) - 1, 14), 1, -1):
        if len(text) - size <= MAX_BEFORE and text[-size:] in ends:
            return ends[text[-size:]]
    return None


def is_done(words: str) -> bool:
    """Whether a column of these words tells what is reached, not what is planned."""
    return _DONE.search(words) is not None and _PLANNED.search(words) is None


@cache
def header_cell(text: str) -> Column:
    """One header cell, folded and without white space; role ``""`` when its words are unknown."""
    words = _MARKS.sub("", text)
    opening = _OPENING.match(words)
    words = words[opening.end() :] if opening and opening.end() < len(words) else words
    if words in _words()[0]:
        return Column(_words()[0][words], words, head=text, done=_words()[0][words] == "progress")
    remarks = _REMARK.findall(words)
    unit = next((u for remark in remarks if (u := unit_in(remark))), "")
    plain = _MARKS.sub("", _REMARK.sub("", words))
    if percent := _PERCENT.search(plain):
        unit, plain = percent.group(), plain[: percent.start()]
    out = Column("", plain, unit, head=text, first_leads=any(_FIRST_LEADS.search(r) for r in remarks))
    rest = _without_year(plain, out)
    date = _DATE.match(rest)
    ended = date is not None and date.end() > 1 and not rest[: date.end()].isdigit()
    if date and ended:
        out.dated, rest = True, rest[date.end() :]
    up_to = ended and (plain.startswith("截") or _UP_TO.search(rest) is not None)
    if _SHARE.search(rest) or (unit == "%" and _SHARE_IN_PERCENT.search(rest)):
        role: str | None = "share"
    elif up_to and rest in _SO_FAR:
        role = "progress"
    elif ended and rest in _FILLED:
        role = "period"
    elif out.dated and rest in _FILLED:
        role = "year"
    else:
        role = role_of(rest) or _of_parts(rest)
    out.role, out.words = role or "", rest
    out.done = role in ("progress", "share") or (role is None and is_done(rest))
    return out


def _of_parts(words: str) -> str | None:
    """The role of 工作内容及目标, which names two of what a task is: what to do, and how much."""
    roles = [role_of(part) for part in _AND.split(words)]
    if len(roles) < 2 or not all(role in ("task", "goal") for role in roles):
        return None
    return "goal" if "goal" in roles else "task"


def _without_year(words: str, out: Column) -> str:
    """``words`` without the year or plan that opens them, which goes into ``out``."""
    year = _YEAR.match(words)
    if year is None or (year.group(1) and year.end() == 4 and len(words) > 4 and words[4].isdigit()):
        return words
    out.year = int(year.group(1)) if year.group(1) else None
    out.until = int(year.group(2)) if year.group(2) else None
    out.dated = True
    return words[year.end() :]


def below(parent: Column, child: Column) -> Column:
    """The column of a header cell under another one."""
    if parent.head == child.head:
        return child
    if _names_measure(parent) and (child.role in VALUES or child.role == "goal"):
        role, words = child.role, parent.words + (child.words if child.role == "share" else "")
    elif child.role in ("year", "period", "") and parent.role in ("goal", "target", "baseline", "progress", "share"):
        role = {"goal": "target"}.get(parent.role, parent.role)
        words = child.words if not child.role else parent.words
        if not child.role:  # 年度目标 | 新建, 改造: what is measured stands below
            return _joined(parent, child, "measure", child.words, done=role in ("progress", "share"))
    elif not child.role and (not parent.role or parent.role in ("measure", "year", "period")):
        role = ""
        words = child.words + parent.words if child.words in _verbs() else parent.words + child.words
        if parent.role in ("year", "period"):
            words = child.words
    else:
        role, words = child.role, child.words
    return _joined(parent, child, role, words, done=child.done or parent.done)


def _joined(parent: Column, child: Column, role: str, words: str, *, done: bool) -> Column:
    return Column(
        role,
        words,
        child.unit or parent.unit,
        child.year or parent.year,
        child.until or parent.until,
        parent.head + "," + child.head,
        None,
        child.first_leads or parent.first_leads,
        done,
        child.dated or parent.dated,
        (*parent.parents, parent.words) if _names_measure(parent) else parent.parents,
    )


def _names_measure(column: Column) -> bool:
    return not column.role and bool(column.words)


def is_place(text: str) -> bool:
    """Whether a cell names a district, county, town or zone."""
    return _PLACE.match(text) is not None and role_of(text) is None
