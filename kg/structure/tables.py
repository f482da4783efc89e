"""Which tables are about tasks and indicators, and what their rows are: header, headings between rows, data, totals.

A table that says neither what is to be done nor by whom, by when or how much (a directory, a timetable, a price list)
is none of them. Header rows may have two or three levels, stand again on each page, or be missing in the second part
of a table that a page has cut.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.data import pattern
from kg.model import Table
from kg.structure.columns import SIMPLE_VALUE, sample, settle
from kg.structure.grid import Grid, GridCell
from kg.structure.headers import DUTIES, MAX_HEADER, Column, below, header_cell, is_place
from kg.structure.layout import DataRow, Layout, Plain

HEAD_ROWS = 8  # rows in which the header of a table is looked for
LEVELS = 3  # rows of one header
_BLANK = pattern("blank-cell")
_SAME = pattern("same-as-above")
_TOTAL = pattern("total-row")
_NOTE = pattern("note-row")
_NUMBERED = pattern("column-number")
_UNIT = pattern("unit-of-table")
_HEADING_NUMBER = pattern("row-heading-number")
_OUTER = re.compile(r"[一二三四五六七八九十]{1,3}、|[一二三四五六七八九十]{1,3}\Z|第")
_INNER = re.compile(r"\([一二三四五六七八九十]{1,3}\)")
_NUMERAL = re.compile(r"\d")
_CONTINUED = re.compile(r"(?:\(?续(?:表|上表)?\d?\)?)?\Z")
_LABELS = ("task", "indicator", "place", "goal")


def layouts(folded: str, tables: tuple[Table, ...]) -> list[Layout | Plain]:
    """What each table is, in order.

    Args:
        folded: the document's text, folded (:func:`kg.structure.view.as_read`).
    """
    out: list[Layout | Plain] = []
    before: Layout | None = None
    end = 0
    for table in tables:
        grid = Grid(folded, table)
        above = re.sub(r"\s", "", folded[max(end, table.start - 200) : table.start])
        read = _Reader(grid, above).layout()
        if read is None and before is not None and before.grid.width == grid.width and _CONTINUED.match(above):
            read = _Reader(grid, "").continued(before)
        out.append(read or Plain(grid))
        before, end = read, table.end
    return out


class _Reader:
    def __init__(self, grid: Grid, above: str) -> None:
        self._grid = grid
        self._above = above
        self._headings: list[tuple[int, str]] = []
        self._last: dict[int, GridCell] = {}
        self._counted = False  # the rows of the table have numbers in digits
        self._lost: frozenset[int] = frozenset()  # columns whose empty cells were part of the one above

    def layout(self) -> Layout | None:
        grid = self._grid
        if grid.width < 2 or grid.height < 2:
            return None
        for row in range(min(HEAD_ROWS, grid.height - 1)):
            found = self._header(row)
            if found is None:
                continue
            columns, stop = found
            lines = [self._line(n) for n in range(row) if grid.words(n)]
            title = " ".join(cell.text for n in range(row) for cell in grid.words(n))
            out = Layout(grid, lines, title, row, self._unit(title))
            if not settle(out, columns, stop, self._above):
                return None
            self._rows(out, columns, stop)
            return out
        return None

    def continued(self, before: Layout) -> Layout | None:
        """The rest of a table whose header stands in the part before."""
        out = Layout(self._grid, unit=before.unit, title=before.title, kind=before.kind, section=before.section)
        if before.rows:
            self._headings = [(3, text) for text in before.rows[-1].headings[:-1]]
            self._last = {
                c: cell
                for c, column in before.columns.items()
                for own, cell in before.rows[-1].cells
                if own is column and column.role == "group"
            }
        self._rows(out, before.columns, 0)
        return out

    def _line(self, row: int) -> tuple[int, int]:
        cells = self._grid.words(row)
        return cells[0].start, max(cell.end for cell in cells)

    def _unit(self, title: str) -> str:
        found = _UNIT.search(title) or list(_UNIT.finditer(self._above))[-1:]
        match = found[0] if isinstance(found, list) and found else found
        return match.group(1) if isinstance(match, re.Match) and "、" not in match.group(1) else ""

    # the header ------------------------------------------------------------------------------------------------------

    def _header(self, row: int) -> tuple[dict[int, Column], int] | None:
        """The columns of a header that begins at ``row``, and the row behind it."""
        cells = self._grid.words(row)
        if len(cells) < 2 or any(len(cell.text) > MAX_HEADER for cell in cells):
            return None
        read = [header_cell(cell.text) for cell in cells]
        known = sum(bool(c.role or c.unit or is_place(c.head)) for c in read)
        roles = [c.role for c in read if c.role]
        labelled = any(c.role in ("place", "number", "indicator", "task", "unit", *DUTIES) for c in read[:2])
        values = [bool(SIMPLE_VALUE.match(cell.text)) and not c.year for cell, c in zip(cells, read, strict=True)]
        if not roles or any(values) or any(_BLANK.fullmatch(cell.text) for cell in cells):
            return None
        if (known < 2 or 2 * known < len(cells)) and not (labelled and len(cells) > 2 and self._numbers_below(row)):
            return None
        columns = {c: header_cell(cell.text) for c, cell in self._grid.row(row).items() if cell.text}
        if not any(cell.columns > 1 for cell in cells):
            columns |= self._spread(row, columns)
        stop = row + 1
        while stop < min(row + LEVELS, self._grid.height) and (own := self._second(row, stop)):
            for c, cell in own.items():
                columns[c] = below(columns[c], header_cell(cell.text)) if c in columns else header_cell(cell.text)
            stop += 1
        # one object a cell, so that a merged header cell without a second level is one column for each of its columns
        return {c: replace(column) for c, column in columns.items()}, self._behind_numbers(stop)

    def _spread(self, row: int, columns: dict[int, Column]) -> dict[int, Column]:
        """In a table without merged cells the first of several columns has the words for all, the others are empty."""
        if row + 1 >= self._grid.height:
            return {}
        under = self._grid.row(row + 1)
        out: dict[int, Column] = {}
        for c in range(1, self._grid.width):
            cell = under.get(c)
            left = columns.get(c - 1) or out.get(c - 1)
            first = under.get(c - 1)
            if c not in columns and cell and cell.text and left and first and first.text:
                out[c] = left
        return out

    def _second(self, first: int, row: int) -> dict[int, GridCell]:
        """The cells of a row that is the next level of the header above it; empty when it is none."""
        grid = self._grid
        above, own = grid.row(row - 1), {c: cell for c, cell in grid.row(row).items() if cell.row == row and cell.text}
        if not own or any(len(cell.text) > MAX_HEADER for cell in own.values()):
            return {}
        spanned = {c for c, cell in above.items() if cell.columns > 1}
        if spanned:
            fits = all(c in spanned or not above[c].text for c in own if c in above)
        else:  # merged cells that a text file shows as empty ones
            empty = {c for c in range(grid.width) if c not in above or not above[c].text}
            starts = {c - 1 for c in empty}
            fits = bool(empty) and all(c in empty or c in starts for c in own) and len(own) < grid.width
        names = [header_cell(cell.text) for cell in own.values()]
        worded = all(c.year or not SIMPLE_VALUE.match(c.head) for c in names) and not all(
            _NUMBERED.match(c.head) for c in names
        )
        return own if fits and worded else {}

    def _numbers_below(self, row: int) -> bool:
        """Whether the rows below hold mostly numbers behind their first cells."""
        cells = [cell for n in range(row + 1, min(row + 6, self._grid.height)) for cell in self._grid.words(n)[1:]]
        return bool(cells) and 2 * sum(SIMPLE_VALUE.match(cell.text) is not None for cell in cells) >= len(cells)

    def _behind_numbers(self, row: int) -> int:
        """Behind a row that only numbers the columns."""
        if row >= self._grid.height:
            return row
        cells = self._grid.words(row)
        return row + (
            len(cells) > 1 and all(_NUMBERED.match(cell.text) for cell in cells) and cells[0].text in "1(1)①甲"
        )

    # the rows --------------------------------------------------------------------------------------------------------

    def _rows(self, out: Layout, columns: dict[int, Column], start: int) -> None:
        header = {c: column.head for c, column in columns.items()}
        numbers = [c for c, column in columns.items() if column.role == "number"]
        self._counted = any(text.isdigit() for c in numbers for text in sample(self._grid, c, start))
        self._lost = self._merged_once(columns, start, start - out.first)
        row = start
        while row < self._grid.height:
            words = self._grid.words(row)
            own = [cell for cell in words if cell.row == row]
            if not own:
                row += 1
                continue
            again = self._again(row, header)
            if again is not None:
                columns, row = again if again[0] else (columns, again[1])
                header = {c: column.head for c, column in columns.items()}
                continue
            if (_NOTE.match(own[0].text) and len(words) <= 2) or self._heads(words, columns):
                row += 1
                continue
            data = self._data(row, columns)
            if data.cells:
                out.rows.append(data)
            row += 1

    def _merged_once(self, columns: dict[int, Column], start: int, levels: int) -> frozenset[int]:
        """The columns of who answers and by when whose empty cells go on from above.

        A text or CSV file shows merged cells as empty ones. That it had some, a header of two levels tells, or a
        category that stands only in the first of its rows. An empty cell for those who help may well be empty.
        """
        if any(cell.rows > 1 or cell.columns > 1 for cell in self._grid.cells):
            return frozenset()
        groups = [c for c, column in columns.items() if column.role == "group"]
        once = any(
            (cell := self._grid.at(row, c)) is not None
            and not cell.text
            and any(w.column for w in self._grid.words(row))
            for c in groups
            for row in range(start + 1, self._grid.height)
        )
        if levels < 2 and not once:
            return frozenset()
        roles = {column.role for column in columns.values()}
        main = next((role for role in ("lead", "responsible", "body-person") if role in roles), "")
        return frozenset(c for c, column in columns.items() if column.role in (main, "deadline"))

    def _again(self, row: int, header: dict[int, str]) -> tuple[dict[int, Column], int] | None:
        """The row behind a header that stands again; with new columns where it is another one."""
        cells = self._grid.words(row)
        same = sum(any(cell.text == part for part in header.get(cell.column, "").split(",")) for cell in cells)
        if len(cells) > 1 and same == len(cells):
            return {}, row + 1
        if len(cells) < 3 or any(len(cell.text) > 20 for cell in cells):
            return None
        read = [header_cell(cell.text) for cell in cells]
        roles = sum(bool(column.role) for column in read)
        known = sum(bool(column.role or column.unit) for column in read)
        if any(SIMPLE_VALUE.match(cell.text) for cell in cells) or roles < 2 or known < max(3, 0.8 * len(cells)):
            return None
        found = self._header(row)
        if found is None:
            return None
        columns, stop = found
        if not settle(Layout(self._grid), columns, stop, self._above):  # another table, of none of this
            columns = {c: replace(column, role="aside") for c, column in columns.items()}
        return columns, stop

    def _heads(self, words: list[GridCell], columns: dict[int, Column]) -> bool:
        """Whether the row is a heading for those below; it is noted."""
        texts = [cell.text for cell in words]
        number = _HEADING_NUMBER.fullmatch(texts[0])
        if len(texts) == 1:
            cell = words[0]
            wide = cell.columns > 1 or (cell.column <= 1 and len(columns) > 2)
            if self._lost and cell.column and columns[cell.column].role in _LABELS and _NUMERAL.search(cell.text):
                return False  # a task whose other cells go on from above
            if not wide or SIMPLE_VALUE.match(texts[0]) or _TOTAL.match(texts[0]) or cell.rows > 1:
                return False
        elif (
            not number
            or words[1].column > 2
            or SIMPLE_VALUE.match(texts[1])
            or (len(texts) > 2 and not self._sums(words, columns))
        ):
            return False
        text = texts[0] if len(texts) == 1 else texts[0].rstrip("、.") + ("" if "(" in texts[0] else "、") + texts[1]
        level = 1 if _OUTER.match(text) else 2 if _INNER.match(text) else 3
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._headings.append((level, text))
        self._last = {}
        return True

    def _sums(self, words: list[GridCell], columns: dict[int, Column]) -> bool:
        """Whether a row with a Han number has, behind its words, only numbers that sum up those of the rows below."""
        roles = {columns[cell.column].role for cell in words if cell.column in columns}
        return (
            self._counted
            and not roles & {*DUTIES, "goal", "deadline"}
            and all(SIMPLE_VALUE.match(cell.text) for cell in words[2:])
        )

    def _data(self, row: int, columns: dict[int, Column]) -> DataRow:
        held = self._grid.row(row)
        fresh = {c: cell for c, cell in held.items() if c in columns}
        named = [c for c in sorted(columns) if columns[c].role in ("task", "indicator", "place")][:1]
        labels = named + [c for c in columns if columns[c].role == "number"]
        goes_on = bool(labels) and not any(c in fresh and fresh[c].text for c in labels)
        same_number = self._counted and not any(c in fresh and fresh[c].text for c in labels if c not in named)
        cells: list[tuple[Column, GridCell]] = []
        taken: dict[int, GridCell] = {}
        seen: set[int] = set()
        for c, column in sorted(columns.items()):
            cell = fresh.get(c)
            empty = cell is None or not cell.text
            kept = (
                column.role == "group"
                or c in self._lost
                or (goes_on and column.role in (*DUTIES, "deadline", *_LABELS, "number"))
                or (same_number and column.role in (*DUTIES, "deadline"))
            )
            if (empty and kept) or (cell is not None and _SAME.match(cell.text)):
                cell = self._last.get(c)
            if cell is None or not cell.text:
                continue
            taken[c] = cell
            if _BLANK.fullmatch(cell.text) and not (column.role == "progress" and cell.text == "无"):
                continue
            if id(cell) not in seen:
                seen.add(id(cell))
                cells.append((column, cell))
        self._last = taken
        groups = [cell.text for column, cell in cells if column.role == "group"]
        headings = (*(text for _, text in self._headings), *dict.fromkeys(groups))
        first = next((cell.text for column, cell in cells if column.role != "number"), "")
        lead = next((cell.text for column, cell in cells), "")
        total = bool(_TOTAL.match(first) or _TOTAL.match(lead))
        return DataRow(row, cells, headings, total)
