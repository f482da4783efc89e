"""Task tables whose cells stand one a line, as pages are copied to text: the header's words, then rows with a number.

A row has fewer lines where cells are empty, and more where a cell has several paragraphs: bodies are told by their
names, further paragraphs go to the column with the longest cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.data import pattern
from kg.model import Cell, Table
from kg.structure.headers import DUTIES, header_cell

MAX_COLUMNS = 12
MAX_HEADER = 20  # characters of a header cell
MAX_HEADING = 30  # characters of a heading between rows
MIN_COLUMNS = 3
_TOLD = {"task", "goal", "progress", *DUTIES}
_NUMBER_HEADER = re.compile(r"^[ \t\u3000|]*(?:序[ \u3000]*号|编[ \u3000]*号)[ \t\u3000|]*$", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]+")
_EDGE = " \t\u3000\xa0|"
_NUMBER = re.compile(r"\d{1,4}")
_BODY = pattern("body-cell")
_HEADING = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))")


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
        rows, stop = _rows(lines, n + width, width)
        if rows:
            roles = [header_cell(line.text).role for line in lines[n : n + width]]
            cells = [Cell(0, c, line.start, line.end) for c, line in enumerate(lines[n : n + width])]
            for row, of_row in enumerate(_filled(rows, roles), 1):
                cells += (Cell(row, c, start, end) for c, start, end in of_row)
            found.append(Table(len(others) + len(found) + 1, cells[0].start, max(c.end for c in cells), tuple(cells)))
        n = max(stop, n + width)
    return tuple(found)


def _lines(folded: str, others: tuple[Table, ...]) -> list[_Line]:
    out = []
    known = [(t.start, t.end) for t in others]
    for match in _LINE.finditer(folded):
        words = match.group().strip(_EDGE)
        if words and not any(start <= match.start() < end for start, end in known):
            start = match.start() + match.group().index(words)
            out.append(_Line(start, start + len(words), re.sub(r"\s", "", words)))
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


def _rows(lines: list[_Line], n: int, width: int) -> tuple[list[list[_Line]], int]:
    """The lines of each row from line ``n`` on, its number first, headings between rows alone; the line behind."""
    rows: list[list[_Line]] = []
    at: int | None = n
    while at is not None:
        following = _next_row(lines, at, width)
        row = lines[at : following if following is not None else at + width]
        heading = next((i for i in range(2, len(row)) if _is_heading(row[i])), len(row)) if following else len(row)
        rows.append(row[:heading])
        rows += ([line] for line in row[heading:])
        n, at = at + len(row), following
    return rows, n


def _is_heading(line: _Line) -> bool:
    return len(line.text) <= MAX_HEADING and "。" not in line.text and _HEADING.match(line.text) is not None


def _next_row(lines: list[_Line], at: int, width: int) -> int | None:
    """The line with the number of the next row."""
    own = lines[at].number or 0
    reach = range(at + 2, min(at + 4 * width, len(lines)))
    following = next((n for n in reach if lines[n].number == own + 1), None)
    if following is not None:
        return following
    whole = at + width
    return whole if whole < len(lines) and (lines[whole].number or 0) > own else None


def _filled(rows: list[list[_Line]], roles: list[str]) -> list[list[tuple[int, int, int]]]:
    """Column, start and end of the cells of each row."""
    whole = [row for row in rows if len(row) == len(roles)]
    length = [sum(len(row[c].text) for row in whole) for c in range(len(roles))]
    texts = [c for c, role in enumerate(roles) if c and role not in DUTIES]
    widest = max(texts, key=lambda c: (length[c], c), default=1)
    out = []
    for row in rows:
        if len(row) == 1 and row[0].number is None:
            out.append([(0, row[0].start, row[0].end)])
        elif len(row) >= len(roles):
            out.append(_merged(row, widest, len(roles)))
        else:
            out.append(_placed(row, roles))
    return out


def _merged(row: list[_Line], widest: int, width: int) -> list[tuple[int, int, int]]:
    """A row with all its cells; the lines that are too many belong to the cell of the widest column."""
    more = len(row) - width
    cells = [(c, row[c].start, row[c].end) for c in range(widest)]
    cells.append((widest, row[widest].start, row[widest + more].end))
    return cells + [(c, row[c + more].start, row[c + more].end) for c in range(widest + 1, width)]


def _placed(row: list[_Line], roles: list[str]) -> list[tuple[int, int, int]]:
    """A row with empty cells: a line with bodies stands in a column of bodies, others in the next that is none."""
    cells = [(0, row[0].start, row[0].end)]
    column = 1
    for n, line in enumerate(row[1:], 1):
        spare = len(roles) - column - (len(row) - n)
        body = _BODY.match(line.text) is not None
        fits = [c for c in range(column, column + spare + 1) if c < len(roles) and (roles[c] in DUTIES) == body]
        column = fits[0] if fits else column
        cells.append((column, line.start, line.end))
        column += 1
    return cells
