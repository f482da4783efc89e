"""Task tables whose cells stand one a line, as pages are copied to text: the header's words, then rows with a number.

A row has fewer lines where cells are empty, and more where a cell has several paragraphs: the lines are given to the
columns that they fit best, bodies to those of bodies and dates to those of dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.data import pattern
from kg.model import Cell, Table
from kg.structure.headers import DUTIES, header_cell
from kg.structure.lines import NUMBERED_HEADING

MAX_COLUMNS = 12
MAX_HEADER = 20  # characters of a header cell
SPARE = 4  # lines by which the last row may be longer than the header
MAX_HEADING = 30  # characters of a heading between rows
MIN_COLUMNS = 3
_TOLD = {"task", "goal", "progress", *DUTIES}
_NUMBER_HEADER = re.compile(r"^[ \t\u3000|]*(?:序[ \u3000]*号|编[ \u3000]*号)[ \t\u3000|]*$", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]+")
_EDGE = " \t\u3000\xa0|"
_NUMBER = re.compile(r"\d{1,4}")
_BODY = pattern("body-cell")
_PLACES_BODY = pattern("collective-cell")
_PERSON = pattern("leader-cell")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}\Z")
_VALUE = re.compile(r"[≥≤><]?\d[\d,]*(?:\.\d+)?%?\Z")
_DATE = pattern("date-cell")
MAX_DATE = 16  # characters of a cell that is nothing but a date
_SORT = dict.fromkeys(DUTIES, "body") | {
    "deadline": "date",
    "supervising": "person",
    "target": "value",
    "unit": "text",
}
MISFIT, UNSURE, EMPTY = 2.0, 0.5, 1.0
MORE = {"text": 0.3, "body": 0.4}
"""What a further line costs in a column of that sort."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def number(self) -> int | None:
        return int(self.text) if _NUMBER.fullmatch(self.text) else None


def may_have_stacked_tables(text: str) -> bool:
    """Whether a line is nothing but the word that heads a column of numbers."""
    return _NUMBER_HEADER.search(text) is not None


def stacked_tables(folded: str, others: tuple[Table, ...]) -> tuple[Table, ...]:
    """The tables of ``folded`` with their cells one a line, numbered behind ``others``.

    Args:
        folded: the document's text, folded (:func:`kg.structure.view.fold`).
        others: tables that are known, whose lines are not looked at.
    """
    lines = _lines(folded, others)
    found: list[Table] = []
    n = 0
    while n < len(lines):
        width = _header(lines, n)
        if not width:
            n += 1
            continue
        roles = [header_cell(line.text).role for line in lines[n : n + width]]
        rows, stop = _rows(lines, n + width, [_SORT.get(role, "" if not role else "text") for role in roles])
        if rows:
            cells = [Cell(0, c, line.start, line.end) for c, line in enumerate(lines[n : n + width])]
            for row, of_row in enumerate(rows, 1):
                cells += (Cell(row, c, start, end) for c, start, end in of_row)
            found.append(Table(len(others) + len(found) + 1, cells[0].start, max(c.end for c in cells), tuple(cells)))
        n = max(stop, n + width)
    return tuple(found)


def _lines(folded: str, others: tuple[Table, ...]) -> list[_Line]:
    out: list[_Line] = []
    known = [(t.start, t.end) for t in others]
    for match in _LINE.finditer(folded):
        words = match.group().strip(_EDGE)
        if words and not any(start <= match.start() < end for start, end in known):
            start = match.start() + match.group().index(words)
            text = re.sub(r"\s", "", words)
            if out and out[-1].text[-1] in "、," and not _NUMBER.fullmatch(text):  # a cell that a line break has cut
                out[-1] = _Line(out[-1].start, start + len(words), out[-1].text + text)
            else:
                out.append(_Line(start, start + len(words), text))
    return out


def _header(lines: list[_Line], n: int) -> int:
    """How many columns the header has that begins at a line; 0 when none does."""
    if header_cell(lines[n].text).role != "number":
        return 0
    stop = n + 1
    while stop < min(n + MAX_COLUMNS, len(lines)) and lines[stop].number is None:
        if len(lines[stop].text) > MAX_HEADER:
            return 0
        stop += 1
    roles = [header_cell(line.text).role for line in lines[n:stop]]
    whole = stop < len(lines) and lines[stop].number is not None and len(roles) >= MIN_COLUMNS
    known = sum(bool(role) for role in roles) >= len(roles) - 1
    return len(roles) if whole and known and set(roles) & _TOLD and "indicator" not in roles else 0


def _rows(lines: list[_Line], n: int, wanted: list[str]) -> tuple[list[list[tuple[int, int, int]]], int]:
    """Column, start and end of the cells of each row from line ``n`` on, headings between rows alone; the line behind.

    Args:
        wanted: the sort of words of each column.
    """
    rows: list[list[tuple[int, int, int]]] = []
    at: int | None = n
    while at is not None:
        following = _next_row(lines, at, len(wanted))
        row = lines[at:following] if following is not None else _last_row(lines, at, wanted)
        heading = next((i for i in range(2, len(row)) if _is_heading(row[i])), len(row)) if following else len(row)
        rows.append(_filled(row[:heading], wanted))
        rows += ([(0, line.start, line.end)] for line in row[heading:])
        n, at = at + len(row), following
    return rows, n


def _last_row(lines: list[_Line], at: int, wanted: list[str]) -> list[_Line]:
    """The lines of the last row: as many as fit the columns best."""
    most = min(len(lines) - at, len(wanted) + SPARE)
    sizes = range(min(len(wanted), most), most + 1)
    size = min(sizes, key=lambda size: (_columns(lines[at + 1 : at + size], wanted)[0], size))
    return lines[at : at + size]


def _is_heading(line: _Line) -> bool:
    return len(line.text) <= MAX_HEADING and "。" not in line.text and NUMBERED_HEADING.match(line.text) is not None


def _next_row(lines: list[_Line], at: int, width: int) -> int | None:
    """The line with the number of the next row."""
    own = lines[at].number or 0
    reach = range(at + 2, min(at + 4 * width, len(lines)))
    following = next((n for n in reach if lines[n].number == own + 1), None)
    if following is not None:
        return following
    whole = at + width
    return whole if whole < len(lines) and (lines[whole].number or 0) > own else None


def _filled(row: list[_Line], wanted: list[str]) -> list[tuple[int, int, int]]:
    """Column, start and end of the cells of a row."""
    cells = [(0, row[0].start, row[0].end)]
    for line, column in zip(row[1:], _columns(row[1:], wanted)[1], strict=True):
        if column == cells[-1][0]:
            cells[-1] = (column, cells[-1][1], line.end)
        else:
            cells.append((column, line.start, line.end))
    return cells


def _columns(lines: list[_Line], wanted: list[str]) -> tuple[float, list[int]]:
    """The column of each line, from the left, behind the number's, at the least cost; and that cost.

    It costs to put a line into a column of another sort, to leave a column empty, and to put a further line into one,
    a trifle more the further left it stands: the name of a task comes before what is to be done.
    """
    last = len(wanted)
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}
    for line in lines:
        sort = _sort(line)
        following: dict[int, tuple[float, list[int]]] = {}
        for column in range(1, last):
            fit = _misfit(wanted[column], sort, line)
            ways = [
                (
                    cost
                    + fit
                    + (
                        MORE.get(wanted[column], UNSURE) + (last - column) / 1000
                        if before == column
                        else EMPTY * (column - before - 1)
                    ),
                    path,
                )
                for before, (cost, path) in best.items()
                if before <= column and (before or not path)
            ]
            if ways:
                cost, path = min(ways)
                following[column] = (cost, [*path, column])
        best = following
    return min((cost + EMPTY * (last - 1 - column), path) for column, (cost, path) in best.items())


def _misfit(wanted: str, sort: str, line: _Line) -> float:
    """What it costs to put a line of a sort of words into a column of another."""
    if wanted == sort:
        return 0.0
    if not wanted or (wanted == "person" and sort == "text" and _NAME.match(line.text)):
        return UNSURE
    return MISFIT


def _sort(line: _Line) -> str:
    if _PERSON.match(line.text):
        return "person"
    if _BODY.match(line.text) or (_PLACES_BODY.match(line.text) and len(line.text) <= MAX_HEADING):
        return "body"
    if _VALUE.match(line.text):
        return "value"
    return "date" if len(line.text) <= MAX_DATE and _DATE.search(line.text) else "text"
