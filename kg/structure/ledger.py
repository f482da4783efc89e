"""The supervision ledger (督办台账) as a table: its columns, and a filled one known again by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from kg.structure.grid import Grid, GridCell
from kg.structure.view import fold

NUMBER: Final = "序号"
TASK: Final = "任务"
INDICATOR: Final = "指标"
TARGET: Final = "目标值"
UNIT: Final = "单位"
LEAD: Final = "牵头单位"
RESPONSIBLE: Final = "责任单位"
SUPERVISOR: Final = "分管领导"
DEADLINE: Final = "完成时限"
SOURCE: Final = "来源"
ABOVE: Final = "上级任务"
LATEST: Final = "已报进展"
DONE: Final = "本期进展"
AS_OF: Final = "进展截至"
STATE: Final = "状态"
REMARKS: Final = "备注"
IRI: Final = "标识（勿改）"

COLUMNS: Final = (
    *(NUMBER, TASK, INDICATOR, TARGET, UNIT, LEAD, RESPONSIBLE, SUPERVISOR, DEADLINE, SOURCE, ABOVE, LATEST),
    *(DONE, AS_OF, STATE, REMARKS, IRI),
)
"""In the order of the sheet."""

TO_FILL: Final = (DONE, AS_OF, STATE, REMARKS)
"""What the clerk fills in: a number without unit, a date, a word, anything."""

MARKS: Final = (IRI, DONE, AS_OF)
"""The columns without which a table is no ledger."""


@cache
def _names() -> Mapping[str, str]:
    return {fold(name): name for name in COLUMNS}


def filled_rows(grid: Grid) -> Iterator[tuple[int, dict[str, GridCell]]]:
    """The rows of a ledger below its header: number in the sheet (from 0), and the cells with words, by column name.

    Nothing of a table that is no ledger. Lines above the header, columns in another order and further columns do not
    matter.
    """
    columns: dict[int, str] = {}
    for n in range(grid.height):
        cells = grid.row(n)
        if columns:
            yield n, {name: cells[at] for at, name in columns.items() if at in cells and cells[at].text}
        else:
            columns = _header(cells)


def is_ledger(grid: Grid) -> bool:
    """Whether a table has the header of a ledger."""
    return any(_header(grid.row(n)) for n in range(grid.height))


def _header(cells: Mapping[int, GridCell]) -> dict[int, str]:
    """The columns of a row that is the header of a ledger; empty for any other row."""
    found = {at: _names()[cell.text] for at, cell in cells.items() if cell.text in _names()}
    return found if set(MARKS) <= set(found.values()) else {}
