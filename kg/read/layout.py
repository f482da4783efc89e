"""What a reader of a format has found, put together into a text with its tables, headings and pages.

A paragraph is a line. A row of a table is a line with one ``\t`` between columns, so that columns line up when the text
is pasted into a spreadsheet; a merged cell's words stand at its first row and column and its other places are empty.
A cell of several paragraphs has ``\n`` between them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from kg.model import Cell, Given, Heading, Table
from kg.read.limits import Limits

MAX_HEADING = 120
"""Characters; what is longer is a paragraph, whatever its style."""

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_TABS = re.compile("[ \t]*\t[ \t]*")


@dataclass(slots=True)
class Slot:
    """A cell before its place in the text is known; a merged one once.

    Attributes:
        row, column: from 0.
        text: its paragraphs, ``\n`` between them.
        rows, columns: how many it spans.
    """

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Content:
    """What a format's reader gives back; the fields are those of :class:`~kg.model.Document`."""

    text: str
    tables: tuple[Table, ...] = ()
    headings: tuple[Heading, ...] = ()
    pages: tuple[int, ...] = ()
    given: Given = field(default_factory=Given)
    saved: str | None = None


class Layout:
    """Collects paragraphs, headings, tables and page starts in reading order.

    Args:
        limits: cells over all tables are counted against :attr:`Limits.cells`.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._parts: list[str] = []
        self._length = 0
        self._cells = 0
        self._tables: list[Table] = []
        self._headings: list[Heading] = []
        self._pages: list[int] = []

    def page(self, ahead: int = 0) -> None:
        """A new page begins here, or so many characters further on, in the middle of the next paragraph."""
        self._pages.append(self._length + ahead)

    def paragraph(self, text: str) -> None:
        """A paragraph, or several lines of one; nothing when there are no words in it."""
        for line in clean(text).split("\n"):
            if line:
                self._add(line + "\n")

    def heading(self, text: str, level: int) -> None:
        """A line that the format marks as a heading; a very long one is a paragraph."""
        lines = [line for line in clean(text).split("\n") if line]
        short = 0 < sum(map(len, lines)) <= MAX_HEADING
        for line in lines:
            if short:
                self._headings.append(Heading(self._length, self._length + len(line), level))
            self._add(line + "\n")

    def table(self, slots: Iterable[Slot], sheet: str | None = None, pages: Collection[int] = ()) -> None:
        """A table; rows without a word are left out of the text, and a table without any altogether.

        What has but one column is no table: each of its cells is a paragraph.

        Args:
            sheet: the name of its sheet.
            pages: the rows with which a new page begins.

        Raises:
            ValueError: it has more cells than are read.
        """
        rows: dict[int, list[Slot]] = {}
        for slot in slots:
            slot.text = clean(slot.text)
            rows.setdefault(slot.row, []).append(slot)
        filled = [n for n, row in rows.items() if any(slot.text for slot in row)]
        if not filled:
            return
        first = min(s.column for row in rows.values() for s in row)
        last = max(s.column + s.columns for row in rows.values() for s in row)
        self.count(len(rows) * (last - first))
        if last - first == 1:
            for n in sorted(filled):
                if n in pages:
                    self.page()
                self.paragraph(rows[n][0].text)
            return
        start = self._length
        cells: list[Cell] = []
        for n in sorted(filled):
            column = first
            if n in pages:
                self.page()
            for slot in sorted(rows[n], key=lambda s: s.column):
                self._add("\t" * (slot.column - column))
                column = slot.column
                begin = self._length
                self._add(slot.text)
                cells.append(Cell(n, column, begin, self._length, slot.rows, slot.columns))
            self._add("\t" * (last - 1 - column) + "\n")
        self._tables.append(Table(len(self._tables) + 1, start, self._length - 1, tuple(cells), sheet))

    def count(self, cells: int) -> None:
        """Add to the cells of the document.

        Raises:
            ValueError: there are more than are read.
        """
        self._cells += cells
        if self._cells > self._limits.cells:
            raise ValueError(
                f"has tables of more than {self._limits.cells:,} cells, which is the most that is read "
                "(--max-cells raises it)"
            )

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def content(self, given: Given | None = None) -> Content:
        """Everything collected, the last line without its end."""
        text = "".join(self._parts)[:-1] if self._length else ""
        return Content(text, tuple(self._tables), tuple(self._headings), tuple(self._pages), given or Given())


def clean(text: str) -> str:
    """Lines without white space at their ends, ``\n`` between them; tabs are spaces, since a tab parts cells."""
    lines = _BREAKS.sub("\n", text).split("\n")
    kept = (_TABS.sub(" ", line).strip(" ") for line in lines)
    return "\n".join(line for line in kept if line.strip("\ufeff\xa0\u3000"))
