"""Which tables of a page are tables and which only place things, and where each cell of one stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.read.layout import Slot

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_SPAN = 1000
MAX_LAYOUT_CELL = 1500
"""Characters: a cell with more holds a page's content, not a value."""


def is_data(table: HtmlElement) -> bool:
    """Whether a table has rows and columns of things rather than parts of a page."""
    if table.get("role") in ("presentation", "none"):
        return False
    if next(table.iterdescendants("table", "h1", "form", "article"), None) is not None and not _has_head(table):
        return False
    rows = list(_rows(table))
    if len(rows) < 2 or max(len(_cells(row)) for row in rows) < 2:
        return False
    return _has_head(table) or all(len(cell.text_content()) <= MAX_LAYOUT_CELL for row in rows for cell in _cells(row))


def slots(table: HtmlElement, text_of: Callable[[HtmlElement], str], most: int) -> list[Slot]:
    """The cells of a table by the rules of HTML: a cell takes the next place that no earlier one spans.

    Args:
        text_of: gives the words of a cell.
        most: cells that are read.

    Raises:
        ValueError: there are more.
    """
    out: list[Slot] = []
    taken: dict[int, int] = {}  # column to the row in which it is free again
    rows = list(_rows(table))
    for n, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while taken.get(column, 0) > n:
                column += 1
            down = _span(cell, "rowspan") or len(rows) - n
            across = _span(cell, "colspan") or 1
            down = min(down, len(rows) - n)
            out.append(Slot(n, column, text_of(cell), down, across))
            if len(out) > most:
                raise ValueError(f"has a table of more than {most:,} cells, which is the most that is read "
                                 "(--max-cells raises it)")  # fmt: skip
            if down > 1:
                taken.update((c, n + down) for c in range(column, column + across))
            column += across
    return out


def _has_head(table: HtmlElement) -> bool:
    return any(cell.tag == "th" for row in _rows(table) for cell in _cells(row)) or table.find("caption") is not None


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(int(value), MAX_SPAN) if value.isascii() and value.isdigit() and len(value) < 7 else 1
