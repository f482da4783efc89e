"""The rows of a document's tables in the view, however their cells stand in the text: what the grammar reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter

from kg.data import pattern
from kg.structure.blocks import Block
from kg.structure.headers import Column
from kg.structure.layout import Layout
from kg.structure.lines import MAX_HEADING
from kg.structure.view import View

_TITLE_END = pattern("title-of-a-table")
_ROW = attrgetter("row")


@dataclass(slots=True)
class Cell:
    """A cell in the view.

    Attributes:
        start, end: half-open span of its words.
        row, column: from 0, of its first row and column in the table; ``None`` where the text has no grid.
        rows: how many it spans.
    """

    start: int
    end: int
    row: int | None = None
    column: int | None = None
    rows: int = 1


@dataclass(slots=True)
class Row:
    """A row of a table of tasks or indicators.

    Attributes:
        start, end: half-open span in the view of the cells that begin in it.
        cells: with the column each stands in, merged ones and those taken from above included.
        section: the headings above, those inside the table and its category cells included.
        table, sheet: which table it is of; ``None`` where the text has no grid.
        row: from 0; ``None`` where the text has no grid.
        block: index of the block that the table is, or of the one that it begins with.
        title: of the table: what stands above its header.
        unit: of all numbers of the table.
        places: it is named by a district or body and has numbers of several indicators.
        total: it only adds up the others.
    """

    start: int
    end: int
    cells: list[tuple[Column, Cell]]
    section: tuple[str, ...]
    block: int
    table: int | None = None
    sheet: str | None = None
    row: int | None = None
    title: str = ""
    unit: str = ""
    places: bool = False
    total: bool = False
    _by_role: dict[str, list[Cell]] = field(default_factory=dict)

    def of(self, *roles: str) -> list[Cell]:
        """Its cells in columns of these roles, in the order of the roles."""
        if not self._by_role:
            for column, cell in self.cells:
                self._by_role.setdefault(column.role, []).append(cell)
        return [cell for role in roles for cell in self._by_role.get(role, ())]

    def own(self, cell: Cell) -> bool:
        """Whether the cell begins in this row, and not in one above."""
        return cell.row == self.row


def title_of(view: View, blocks: list[Block], n: int, layout: Layout) -> str:
    """What a table, the block ``n``, is called: by its sheet, the rows above its header, the line above it."""
    before = blocks[n - 1] if n else None
    line = view.text[before.start : before.end] if before is not None and before.kind != "table" else ""
    line = line if len(line) <= MAX_HEADING and _TITLE_END.search(line) else ""
    return " ".join(filter(None, (layout.grid.sheet, line, layout.title)))


def laid_out(layout: Layout, block: int, section: tuple[str, ...], offset: int, length: int) -> list[Row]:
    """The rows of a table whose cells stand in the text that begins at ``offset`` and has ``length`` characters."""
    for row in range(layout.first, min(layout.first + 3, layout.grid.height)):
        for c, cell in layout.grid.row(row).items():
            column = layout.columns.get(c)
            if column and column.role == "by-place" and cell.text and cell.text == column.head.rpartition(",")[2]:
                column.place = cell.view if 0 <= cell.start - offset < length else None
    out: list[Row] = []
    cells = layout.grid.within(offset, offset + length)
    if not cells:
        return out
    low = bisect_left(layout.rows, layout.grid.cells[cells[0]].row, key=_ROW)
    high = bisect_right(layout.rows, layout.grid.cells[cells[-1]].row, key=_ROW)
    for data in layout.rows[low:high]:
        inside = [(column, cell) for column, cell in data.cells if 0 <= cell.start - offset < length]
        own = [cell for _, cell in inside if cell.row == data.row]
        if not own:
            continue
        held = [(column, Cell(*cell.view, cell.row, cell.column, cell.rows)) for column, cell in inside]
        out.append(
            Row(
                min(cell.view[0] for cell in own),
                max(cell.view[1] for cell in own),
                held,
                (*section, *data.headings),
                block,
                layout.grid.number,
                layout.grid.sheet,
                data.row,
                layout.title,
                layout.unit,
                layout.kind == "places",
                data.total,
            )
        )
    return out
