"""A table as it is laid out: header, rows, what its columns are; or none of tasks and indicators."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.structure.grid import Grid, GridCell
from kg.structure.headers import Column


@dataclass(slots=True)
class DataRow:
    """A row with the cells that hold in it, merged ones and those that it takes from above included.

    Attributes:
        row: from 0, in its table.
        headings: rows that are headings and category cells, outermost first.
        total: it only adds up the others.
    """

    row: int
    cells: list[tuple[Column, GridCell]]
    headings: tuple[str, ...]
    total: bool = False


@dataclass(slots=True)
class Layout:
    """A table that is about tasks or indicators.

    Attributes:
        lines: rows above the header that are ordinary lines (title, unit), as spans of the text.
        title: the words of those rows.
        first: the first row of the header.
        unit: of all its numbers, if it says so.
        kind: ``tasks`` or ``places`` (numbers by district or body).
        section: the headings above it, once they are known.
    """

    grid: Grid
    lines: list[tuple[int, int]] = field(default_factory=list)
    title: str = ""
    first: int = 0
    unit: str = ""
    kind: str = "tasks"
    columns: dict[int, Column] = field(default_factory=dict)
    rows: list[DataRow] = field(default_factory=list)
    section: tuple[str, ...] | None = None


@dataclass(slots=True)
class Plain:
    """A table that is none of tasks or indicators."""

    grid: Grid
