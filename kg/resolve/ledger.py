"""A filled ledger: one progress statement for each row with a number, one task for each with a state.

Nothing else of it is read: what is printed in its other columns has been read from the documents. A row that cannot be
read is told in a warning and left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from kg.extraction.quantities import unit_of
from kg.extraction.reading import confidence
from kg.extraction.row_duties import state_of
from kg.iri import Minter, document_key
from kg.model import Document, Extraction, Metadata, Statement, Task
from kg.resolve.indicators import canonical
from kg.structure import ledger as c
from kg.structure.grid import Grid, GridCell
from kg.structure.view import fold

TITLE: Final = "督办台账"
RULE: Final = "table"

_NUMBER = re.compile(r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE]\+?\d{1,2})?)(.*)", re.DOTALL)
"""A number of twelve digits and more is in Excel's CSV what its cell shows: 2.4E+11."""
_DATE = re.compile(r"((?:19|20)\d\d)([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?(?:\d{1,2}:\d\d(?::\d\d)?)?\Z")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
_UNKNOWN_DAY: Final = "2000-01-01"
"""The day on which every workbook of ours was last saved (:mod:`kg.export.workbook`): no day is known."""
_YEAR = timedelta(days=366)
_DAY = timedelta(days=1)


class _BadRowError(Exception):
    """Why a row cannot be read."""


@dataclass(frozen=True, slots=True)
class _Row:
    sheet: str | None
    table: int
    number: int  # in the sheet, from 1
    cells: dict[str, GridCell]

    def text(self, name: str) -> str:
        """Folded and without white space; ``""`` for an empty cell."""
        cell = self.cells.get(name)
        return cell.text if cell else ""


def read_ledger(document: Document, minter: Minter) -> Extraction | None:
    """What a filled ledger reports; ``None`` when no table of the document is a ledger.

    The other tables of a document with a ledger are not read.
    """
    folded = fold(document.text) if document.tables else ""
    grids = [grid for grid in (Grid(folded, table) for table in document.tables) if c.is_ledger(grid)]
    rows = [_Row(g.sheet, g.number, n + 1, cells) for g in grids for n, cells in c.filled_rows(g)]
    return _Ledger(document, minter).extraction(rows) if grids else None


class _Ledger:
    def __init__(self, document: Document, minter: Minter) -> None:
        self._document = document
        self._minter = minter
        self._key = document_key(document.text)
        saved = document.saved
        self._saved = date.fromisoformat(saved) if saved and saved != _UNKNOWN_DAY else None
        self._last_due: date | None = None

    def extraction(self, rows: list[_Row]) -> Extraction:
        tasks: list[Task] = []
        statements: list[Statement] = []
        warnings: list[str] = []
        self._last_due = max((day for row in rows if (day := _date(row.text(c.DEADLINE)))), default=None)
        for row in rows:
            try:
                task, statement = self._read(row)
            except _BadRowError as error:
                sheet = f"sheet {row.sheet}, " if row.sheet and row.sheet != TITLE else ""
                warnings.append(f"{sheet}row {row.number}: {error}; the row is left out")
                continue
            tasks += [task] if task else []
            statements += [statement] if statement else []
        return Extraction(
            name=self._document.name,
            text=self._document.text,
            media_type=self._document.media_type,
            sha256=self._document.sha256,
            metadata=Metadata(key=self._key, id=self._minter.document(self._key), title=TITLE),
            tasks=tuple(tasks),
            statements=tuple(statements),
            warnings=tuple(warnings),
        )

    def _read(self, row: _Row) -> tuple[Task | None, Statement | None]:
        """The task of a row with a state, and the statement of one with a number.

        Raises:
            _BadRowError: what was filled in cannot be read.
        """
        if not any(name in row.cells for name in (c.DONE, c.STATE)):
            return None, None
        about = self._about(row)
        day = self._day(row)
        if day is None and c.DONE in row.cells:
            raise _BadRowError(f"{c.AS_OF} is empty")
        task = self._task(row, about, day)
        return task, self._statement(row, about, day, task)

    def _about(self, row: _Row) -> str:
        cell = row.cells.get(c.IRI)
        if cell is None:
            raise _BadRowError(f"{c.IRI} is empty")
        own = self._own(cell)
        if not _IRI.fullmatch(own):
            raise _BadRowError(f"{c.IRI} is no identifier of a task: {own}")
        return own

    def _day(self, row: _Row) -> str | None:
        cell = row.cells.get(c.AS_OF)
        if cell is None:
            return None
        day = _date(cell.text)
        if day is None:
            raise _BadRowError(f"{c.AS_OF} is no date: {self._own(cell)}")
        if self._saved:
            if day > self._saved + _DAY:  # the file tells the day of Greenwich, the clerk that of Beijing
                raise _BadRowError(f"{c.AS_OF} is {day}, but the file was last saved on {self._saved}")
            return day.isoformat()
        due = _date(row.text(c.DEADLINE))
        if due and day > due + _YEAR:
            raise _BadRowError(f"{c.AS_OF} is {day}, more than a year after {c.DEADLINE} ({due})")
        if not due and self._last_due and day > self._last_due + _YEAR:
            raise _BadRowError(f"{c.AS_OF} is {day}, more than a year after the last {c.DEADLINE} ({self._last_due})")
        return day.isoformat()

    def _task(self, row: _Row, about: str, day: str | None) -> Task | None:
        cell = row.cells.get(c.STATE)
        found = state_of(fold(self._document.text), cell.start, cell.end) if cell else None
        if cell is None:
            return None
        if found is None:
            raise _BadRowError(f"{c.STATE} names no state: {self._own(cell)}")
        start, end, status = found
        words = row.cells.get(c.TASK, cell)
        return Task(
            id=self._minter.task(self._key, cell.start, cell.end),
            start=cell.start,
            end=cell.end,
            number=None,  # what the sheet counts is no number of the task
            text=self._own(words),
            section=(),
            applies=True,
            state=self._document.text[start:end],
            state_start=start,
            state_end=end,
            status=status,
            as_of=day,
            about=about,
            row=row.number,
        )

    def _statement(self, row: _Row, about: str, day: str | None, task: Task | None) -> Statement | None:
        cell = row.cells.get(c.DONE)
        if cell is None:
            return None
        measured = row.cells.get(c.UNIT)
        factor, unit, _ = unit_of(self._own(measured) if measured else "")
        value = _number(cell.text, row.text(c.UNIT))
        if value is None:
            raise _BadRowError(f"{c.DONE} is no number: {self._own(cell)}")
        quote = self._document.text[cell.start : cell.end]
        named = row.cells.get(c.INDICATOR)
        indicator = self._own(named) if named else ""
        return Statement(
            doc=self._document.name,
            start=cell.start,
            end=cell.end,
            quote_start=cell.start,
            quote_end=cell.end,
            quote=quote,
            number=quote,
            kind="progress",
            indicator=indicator,
            indicator_id=self._minter.indicator(canonical(indicator, unit)),
            value=value * factor,
            value_max=None,
            unit=unit,
            comparator="=",
            change="level",
            basis=None,
            deadline=day,
            deadline_explicit=True,
            per=None,
            cumulative=False,
            lead=(),
            responsible=(),
            supervisor=(),
            lead_ids=(),
            responsible_ids=(),
            supervisor_ids=(),
            nature=None,
            scope=None,
            section=(),
            task=task.id if task else None,
            sheet=row.sheet,
            table=row.table,
            row=row.number,
            column=cell.column + 1,
            rule=RULE,
            confidence=confidence("table"),
            id=self._minter.statement(self._key, cell.start, cell.end),
            about=about,
        )

    def _own(self, cell: GridCell) -> str:
        """The words of a cell as the document has them, without white space."""
        return "".join(self._document.text[cell.start : cell.end].split())


def _number(text: str, unit: str) -> Decimal | None:
    """A number that stands alone, or with the unit that its row has: 1,200 or 1200名; ``None`` for all else."""
    found = _NUMBER.fullmatch(text)
    if found is None or found.group(2) not in ("", unit):
        return None
    return Decimal(f"{Decimal(found.group(1).replace(',', '')):f}")


def _date(text: str) -> date | None:
    """2021-07-31, 2021/7/31, 2021.7.31 or 2021年7月31日, whatever time of day stands behind it."""
    found = _DATE.fullmatch(text)
    if found is None or (found.group(2) == "年") != (found.group(4) == "月"):
        return None
    try:
        return date(int(found.group(1)), int(found.group(3)), int(found.group(5)))
    except ValueError:
        return None
