"""Who answers for a table's row, by when, and how far the task is: from the cells in the columns of these headers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

from kg.data import pattern, rows, words
from kg.extraction.duty_phrases import duty_phrases
from kg.extraction.periods import periods
from kg.extraction.reading import Duty, Mention, Reading, State, TimeLimit
from kg.extraction.responsibilities import mentions_of
from kg.structure.blocks import Label, labels
from kg.structure.headers import DUTIES, VALUES, Column
from kg.structure.rows import Cell, Row

_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[./-](1[0-2]|0?[1-9])(?:[./-]([0-3]?\d))?)?(?:年)?(?![\d年月])")
_OPEN = pattern("open-limit")
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}\Z")
_BODY = pattern("body-cell")
_PLACE = pattern("place-cell")
_CLAUSES = re.compile(r"[^,。;\n、]+")
_OPENING = pattern("state-opening")
_WHOLE_PLACE = pattern("whole-place-cell")
_SPACES = re.compile(r"[^ ]+")
_PHONE = re.compile(r"[\d-]{6,}|[(][^()]*\d[^()]*[)]")
_TOLD = words("role-clues")
_DENIED = ("未", "不", "没", "非")
MAX_STATE = 8  # characters of a cell that holds nothing but a state
_NUMBERS = ("goal", "measure", *VALUES)


@dataclass(frozen=True, slots=True)
class StateWord:
    """One row of ``kg/data/states.csv``."""

    word: str
    state: str
    whole: bool


@cache
def _states() -> tuple[StateWord, ...]:
    return tuple(StateWord(row["word"], row["state"], row["where"] == "whole") for row in _longest_first())


def _longest_first() -> list[dict[str, str]]:
    return sorted(rows("states"), key=lambda row: (-len(row["word"]), row["word"]))


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple((row["ending"], row["body"]) for row in rows("place_bodies"))


def government_of(place: str) -> str:
    """The body that answers for a place: 金水区人民政府; a body stays itself."""
    longest = max((pair for pair in _endings() if place.endswith(pair[0])), key=lambda p: len(p[0]), default=None)
    return place + longest[1] if longest else place


def state_of(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The first words in ``text[start:end]`` that tell how far something is, and the state they name."""
    for clause in _CLAUSES.finditer(text, start, end):
        opening = _OPENING.match(text, clause.start(), clause.end())
        begin = opening.end() if opening else clause.start()
        found: list[tuple[int, int, str]] = []
        for row in _states():
            if row.whole:
                if text[begin : clause.end()] == row.word or clause.group() == row.word:
                    found.append((clause.end() - len(row.word), -len(row.word), row.state))
            elif (at := text.find(row.word, clause.start(), clause.end())) >= 0 and text[at - 1 : at] not in _DENIED:
                found.append((at, -len(row.word), row.state))
        if found:
            at, size, state = min(found)
            return at, at - size, state
    return None


def read_rows(reading: Reading) -> None:
    """Add the duties, time limits and states of the rows of all tables."""
    led: dict[int | None, bool] = {}
    for row in reading.rows:
        led[row.table] = led.get(row.table, False) or bool(row.of("supervising"))
    for n, row in enumerate(reading.rows):
        if row.table is None or row.total:
            continue
        found: list[Mention] = []
        for column, cell in row.cells:
            if column.role in DUTIES or (column.role == "contact" and not led[row.table]):
                named = duty_cell(reading, column, cell)
                beside = _beside(row, column)
                reading.duties += [Duty(other.start, other.end, named) for other in beside if named]
                found += [] if beside else named
        if row.places and all(m.role == "supervising" for m in found):
            found += [m for cell in row.of("place") if (m := _government(reading, (cell.start, cell.end)))]
        if found:
            reading.duties.append(Duty(row.start, row.end, found))
        for column, cell in row.cells:
            if column.role == "by-place" and column.place and row.own(cell):
                owner = _government(reading, column.place)
                reading.duties += [Duty(cell.start, cell.end, [owner])] if owner else []
        _limit(reading, row)
        _state(reading, n, row)
    _spanning(reading)
    reading.duties.sort(key=lambda d: d.start)


def _spanning(reading: Reading) -> None:
    """A number in a cell that spans several rows is one that all of them answer for."""
    until = -1
    for n, row in enumerate(reading.rows):
        tall = [cell for column, cell in row.cells if cell.rows > 1 and row.own(cell) and column.role in _NUMBERS]
        if not tall or n < until:  # cells that overlap: the first one counts, so that the work stays linear
            continue
        until = n + max(cell.rows for cell in tall)
        for other in reading.rows[n + 1 : until]:
            if other.table != row.table or other.row is None or row.row is None:
                break
            own = [(c, cell) for c, cell in other.cells if c.role in DUTIES and other.own(cell)]
            found = [m for c, cell in own for m in duty_cell(reading, c, cell)]
            spans = [cell for cell in tall if other.row < row.row + cell.rows]
            reading.duties += [Duty(cell.start, cell.end, found) for cell in spans if found]


def duty_cell(reading: Reading, column: Column, cell: Cell) -> list[Mention]:
    """The names in a cell, in the role of its column, or those that the cell itself gives (牵头:…;配合:…)."""
    text = reading.view.text
    role = "supervising" if column.role == "contact" else column.role
    plain = "responsible" if role == "body-person" else role
    told = labels(text, cell.start, cell.end)
    opened = told[0].start if told else cell.end
    if told and opened - cell.start > 8:  # 区教育局 配合:区财政局
        told.insert(0, Label(plain, cell.start, _before(text, cell, opened)))
    if not told and any(word in text[cell.start : cell.end] for word in _TOLD) and role != "supervising":
        told = [Label(r, a, b) for r, (a, b) in duty_phrases(text, cell.start, cell.end, bracketed=True)]
    told = told or [Label(plain, cell.start, cell.end)]
    out: list[Mention] = []
    for label in told:
        if label.role == "supervising":
            out += _persons(reading, label)
        elif role == "body-person":
            out += _bodies_and_persons(reading, label)
        else:
            out += mentions_of(reading, label)
    out = [m for m in out if not m.name.isdigit() and len(m.name) > 1]
    if column.first_leads and out and out[0].role == "responsible":
        out[0].role = "lead"
    return out


def _before(text: str, cell: Cell, opened: int) -> int:
    """Where the role word begins whose list begins at ``opened``."""
    return max(text.rfind(mark, cell.start, opened - 1) for mark in ",;\n 。") + 1 or cell.start


def _persons(reading: Reading, label: Label) -> list[Mention]:
    """Names of persons, parted by marks, line breaks or spaces; 王 强 is one name."""
    text = reading.view.text
    out: list[Mention] = []
    for mention in mentions_of(reading, label):
        phone = _PHONE.search(text, mention.start, mention.end)
        start, end = mention.start, phone.start() if phone else mention.end
        parts = [m.span() for m in _SPACES.finditer(text, start, end)]
        if len(parts) > 1 and all(2 <= b - a <= 4 for a, b in parts):
            out += [Mention(mention.role, reading.view.words[a:b], a, b) for a, b in parts]
        elif start < end:
            name = reading.view.words[start:end].replace(" ", "")
            out.append(Mention(mention.role, name, start, end))
    return out


def _bodies_and_persons(reading: Reading, label: Label) -> list[Mention]:
    """区教育局 王强: each word is a body, or a person when it is as short as a name."""
    text = reading.view.text
    out: list[Mention] = []
    for mention in mentions_of(reading, label):
        for match in _SPACES.finditer(text, mention.start, mention.end):
            a, b = match.span()
            name = reading.view.words[a:b]
            person = _PERSON.match(name) and not _BODY.match(name) and not _PLACE.match(name)
            out.append(Mention("supervising" if person else mention.role, name, a, b))
    return out


def _government(reading: Reading, span: tuple[int, int]) -> Mention | None:
    name = reading.view.words[span[0] : span[1]].replace("\n", "").replace(" ", "")
    if not name or _WHOLE_PLACE.match(name):
        return None
    return Mention("responsible", name, *span, government_of(name))


def last_date(text: str, start: int, end: int, year: int | None, plan_start: int | None) -> tuple[bool, str | None]:
    """Whether ``text[start:end]`` sets a limit, and its date; ``None`` for 长期, 持续推进."""
    dates = [p for p in periods(text, year, start, end, plan_start=plan_start) if not p.base]
    lasts = [p.last for p in dates if p.last]
    for match in _DATE.finditer(text, start, end):
        month = int(match.group(2) or 12)
        day = int(match.group(3) or monthrange(int(match.group(1)), month)[1])
        if day <= monthrange(int(match.group(1)), month)[1]:
            lasts.append(f"{match.group(1)}-{month:02}-{day:02}")
    if lasts:
        return True, max(lasts)
    return bool(dates) or _OPEN.search(text, start, end) is not None, None


def _beside(row: Row, column: Column) -> list[Cell]:
    """The numbers that a column is for, when its header stands with theirs under one measure: 危房改造 | 户数, 时限."""
    if not column.parents:
        return []
    return [cell for c, cell in row.cells if c.parents == column.parents and c.role in _NUMBERS and row.own(cell)]


def _limit(reading: Reading, row: Row) -> None:
    about = reading.particulars
    plan_start = int(about.period_start[:4]) if about.period_start else None
    for column, cell in row.cells:
        if column.role not in ("deadline", "schedule"):
            continue
        told, last = last_date(reading.view.text, cell.start, cell.end, reading.contexts[row.block].year, plan_start)
        if told:
            beside = [(other.start, other.end) for other in _beside(row, column)]
            reading.limits += [TimeLimit(*span, last) for span in beside or [(row.start, row.end)]]


def _state(reading: Reading, n: int, row: Row) -> None:
    for cell in row.of("state", "progress"):
        found = state_of(reading.view.text, cell.start, cell.end)
        if found and row.own(cell):
            whole = cell.end - cell.start <= MAX_STATE and "\n" not in reading.view.text[cell.start : cell.end]
            span = (cell.start, cell.end) if whole else found[:2]
            reading.states[n] = State(*span, found[2], None)
            return
