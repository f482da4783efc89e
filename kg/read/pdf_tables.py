"""Tables that a page breaks: put together again, without the header that each page repeats."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.read.layout import Slot

TOLERANCE = 6.0
"""Points by which the columns of one table may lie apart on two pages."""

FEWEST_ROWS = 2
"""Above a page's end, that tell which columns are always filled."""


@dataclass(slots=True)
class PageTable:
    """A table on its page.

    Attributes:
        top, bottom: on the page, in points.
        xs: where its columns begin and the last one ends.
        height: rows.
        breaks: the rows with which a new page begins.
        bands: of one without ruled lines, from where to where the header of each column goes.
        limits: of one without ruled lines, index of the column of deadlines.
    """

    top: float
    bottom: float
    xs: list[float]
    height: int
    slots: list[Slot]
    breaks: set[int] = field(default_factory=set)
    bands: list[tuple[float, float]] = field(default_factory=list)
    limits: int | None = None


def continued(table: PageTable, part: PageTable) -> bool:
    """Add ``part``, the first thing on the next page, to ``table`` if it goes on with it; whether it does."""
    if len(table.xs) != len(part.xs) or any(abs(a - b) > TOLERANCE for a, b in zip(table.xs, part.xs, strict=True)):
        return False
    header = _repeated(table, part)
    slots = [slot for slot in part.slots if slot.row >= header]
    if not slots:
        return True
    shift = table.height - header
    first = [slot for slot in slots if slot.row == header]
    table.breaks.add(table.height)
    if _is_rest_of_row(table, first):
        for slot in first:
            above = _above(table, slot)
            if above is not None:
                above.text = f"{above.text}{slot.text}"
                above.rows += slot.rows - 1
        slots = [slot for slot in slots if slot.row > header]
        shift -= 1
        table.breaks = {row for row in table.breaks if row != table.height} | {table.height}
    else:
        for slot in first:
            above = _above(table, slot)
            if not slot.text and above is not None and above.text and (slot.rows > 1 or above.rows > 1):
                above.rows += slot.rows
                slots.remove(slot)
    for slot in slots:
        slot.row += shift
    table.slots += slots
    table.height += part.height - header - (shift != table.height - header)
    return True


def _above(table: PageTable, slot: Slot) -> Slot | None:
    """The cell of the table's last row that is above a cell of the next page."""
    for other in reversed(table.slots):
        if other.column == slot.column and other.row + other.rows >= table.height:
            return other if other.columns == slot.columns else None
    return None


def _repeated(table: PageTable, part: PageTable) -> int:
    """How many rows at the top of ``part`` are the first rows of ``table`` again."""
    count = 0
    while count < part.height and _row(part, count) == _row(table, count) and any(_row(part, count).values()):
        count += 1
    return count


def _row(table: PageTable, row: int) -> dict[tuple[int, int, int], str]:
    return {(s.column, s.rows, s.columns): "".join(s.text.split()) for s in table.slots if s.row == row}


def _is_rest_of_row(table: PageTable, first: list[Slot]) -> bool:
    """Whether a page's first row is the rest of the last row of the page before.

    It has no number of its own where rows are numbered. Or it leaves columns empty that no row does, half of them or
    more, and what stands above its words is no whole sentence.
    """
    lacking = 0
    for slot in first:
        if slot.text or slot.rows > 1:
            continue
        above = [s for s in table.slots if s.column == slot.column and s.row > 0]
        numbers = [s.text for s in above if s.text]
        if len(numbers) > 1 and all(n.isdigit() for n in numbers[1:]):
            return True
        lacking += len(above) >= FEWEST_ROWS and all(s.rows == 1 and s.text for s in above)
    goes_on = [over.text for slot in first if slot.text and (over := _above(table, slot)) is not None]
    return 2 * lacking >= len(first) and bool(goes_on) and all(text and text[-1] not in "。；;" for text in goes_on)
