"""The cells of a table as a grid: which cell holds at a row and column, merged ones included."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter

from kg.model import Table
from kg.structure.view import LINE

_SPACES = re.compile("[\\s\u200b\u200c\u200d\u2060\ufeff\xad]+")
_QUANTITY_END = re.compile(r"\d[^\s,。;:、()]{1,4}(?:以上|以下|以内|左右)?\Z")
_LISTED = re.compile(r"[(\[]?[\d一二三四五六七八九十①-⑳]{1,3}[)\].、:]|[-•·●■◆*]|[\u4e00-\u9fff]{2,6}:")
_NAME_END = re.compile(r"(?:局|委|办|处|厅|部|院|府|会|心|街道|镇|乡|区|县|市|司|集团|站|所|队|等|单位|部门)\Z")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}\Z")
_CLOSED = "。;!?:"
_START = attrgetter("start")
MAX_NAME = 20  # characters of a line that can be the name of one body


@dataclass(slots=True, eq=False)
class GridCell:
    """A cell with its words.

    Attributes:
        start, end: half-open span in the document's text.
        text: the words, folded, without white space; ``""`` for an empty cell.
        view: its half-open span in the view, once that is made.
    """

    row: int
    column: int
    rows: int
    columns: int
    start: int
    end: int
    text: str
    view: tuple[int, int] = (0, 0)


class Grid:
    """A table's cells by row and column, from 0; a merged cell holds at each position that it spans.

    Args:
        folded: the document's text, folded (:func:`kg.structure.view.as_read`).
    """

    def __init__(self, folded: str, table: Table) -> None:
        self.number = table.number
        self.sheet = table.sheet
        self.start, self.end = table.start, table.end
        self.height = max((cell.row for cell in table.cells), default=-1) + 1
        self.width = max((cell.column for cell in table.cells), default=-1) + 1
        self.cells: list[GridCell] = []
        self._rows: list[dict[int, GridCell]] = [{} for _ in range(self.height)]
        for cell in table.cells:
            words = _SPACES.sub("", folded[cell.start : cell.end])
            rows = max(1, min(cell.rows, self.height - cell.row))
            columns = max(1, min(cell.columns, self.width - cell.column))
            own = GridCell(cell.row, cell.column, rows, columns, cell.start, cell.end, words)
            self.cells.append(own)
            for row in range(cell.row, cell.row + rows):
                there = self._rows[row]
                if cell.column in there:
                    break  # cells that overlap: the first one holds
                there.update((column, own) for column in range(cell.column, cell.column + columns))

    def row(self, n: int) -> dict[int, GridCell]:
        """The cells that hold in a row, by column."""
        return self._rows[n]

    def row_start(self, after: int, before: int) -> int:
        """Where a row begins in ``(after, before]`` of the text that no cell of a row above reaches into.

        The last such place; where there is none the first one behind, or the end of the table.
        """
        cells = self.within(after, self.end + 1)  # a part begins where no cell above reaches into
        last = held = 0  # held: the row that the cells so far reach to
        at = cells.start and self.cells[cells.start - 1].row
        for n in cells:
            cell = self.cells[n]
            if cell.row > at:
                at = cell.row
                if held <= at and cell.start > after:
                    if cell.start > before:
                        return last or cell.start
                    last = cell.start
            held = max(held, cell.row + cell.rows)
        return last or self.end

    def within(self, start: int, end: int) -> range:
        """The indices of the cells that begin in ``[start, end)`` of the text."""
        return range(bisect_left(self.cells, start, key=_START), bisect_left(self.cells, end, key=_START))

    def at(self, row: int, column: int) -> GridCell | None:
        """The cell that holds at a position, empty or not."""
        return self._rows[row].get(column)

    def words(self, row: int) -> list[GridCell]:
        """The cells with words that hold in a row, each once, from the left."""
        return list(dict.fromkeys(cell for _, cell in sorted(self._rows[row].items()) if cell.text))


def passages(folded: str, start: int, end: int) -> list[list[tuple[int, int]]]:
    """The lines of a cell, those together that a narrow column has broken in mid-sentence; spans in the text."""
    out: list[list[tuple[int, int]]] = []
    before = ""
    for match in LINE.finditer(folded, start, end):
        words = _SPACES.sub("", match.group())
        if not words:
            continue
        if out and not _breaks(before, words):
            out[-1].append(match.span())
        else:
            out.append([match.span()])
        before = words
    return out


def _breaks(before: str, line: str) -> bool:
    """Whether a line of a cell begins something new."""
    if before[-1] in _CLOSED or _LISTED.match(line):
        return True
    if before[-1] in ",、(和及与" or line[0] in ",、)。;和及与":
        return False
    if _PERSON.match(before) and _PERSON.match(line):
        return True
    if len(before) <= MAX_NAME and len(line) >= 3 and _NAME_END.search(before) and "," not in before + line:
        return True
    return _QUANTITY_END.search(before) is not None and len(line) > 2
