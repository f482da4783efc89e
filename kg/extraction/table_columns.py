"""What the column of a table says of the statements in its cells: kind, date, scope, and its part of the indicator."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.data import pattern
from kg.extraction.periods import periods
from kg.extraction.reading import Reading
from kg.structure.context import Context
from kg.structure.headers import Column
from kg.structure.rows import Cell, Row

ABOVE = 3  # blocks above a table in which a line tells up to when it reports

_PROMISES = pattern("table-promises")
_REPORTS = pattern("table-reports")
_PLANNED = pattern("measure-planned")
_THIS_YEAR = pattern("header-this-year")
_SUBJECT_END = pattern("title-of-a-table")
_SUBJECT_YEAR = pattern("header-year")
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERED = re.compile(r"附(?:件|表)\d{0,2}:?|表\d{1,2}(?:[-.]\d{1,2})?:?")
_REACHED = ("progress", "share", "state")


@dataclass(slots=True)
class Told:
    """What row and column say of a statement.

    Attributes:
        words: the column's part of the indicator; ``alone`` when it is the whole of it.
        deadline, explicit: as in :class:`kg.model.Statement`.
        as_of: the day that the table reports for.
        context: what prose in the cell is read against.
    """

    kind: str
    words: str
    alone: bool
    deadline: str | None
    explicit: bool
    as_of: str | None
    as_of_told: bool
    nature: str | None
    scope: str | None
    context: Context

    def named(self, name: str) -> str:
        """The indicator of a number of the row that is about ``name``."""
        if self.alone or not name or (self.words and name.endswith(self.words)):
            return self.words if self.alone or not name else name
        return name + self.words


class ColumnReader:
    """Reads what columns say; remembers it a column.

    Args:
        reading: with all time limits.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._dates: dict[tuple[object, ...], str | None] = {}
        self._above: dict[int, tuple[str, str | None]] = {}
        self._columns: dict[int | None, list[Column]] = {}
        for row in reading.rows:
            if row.table not in self._columns:
                self._columns[row.table] = [column for column, _ in row.cells]

    def told(self, row: Row, column: Column, cell: Cell) -> Told:
        """What is said of a statement in ``cell``."""
        reading = self._reading
        context = reading.contexts[row.block]
        title, as_of = self._title(row)
        kind = self._kind(row, column, context, title)
        reported = as_of or reading.particulars.as_of or (context.last if context.kind == "progress" else None)
        if column.role in _REACHED:  # 1-9月完成 | 完成年度目标(%): the share is of the day of the column before
            reported = self.reported(row)
        dated = self._date(column, context)
        done = dated if dated and kind in ("progress", "achievement") else reported
        deadline, explicit = self._deadline(row, column, cell, kind, context, dated, reported)
        words, alone = self._words(row, column, title)
        year = column.year or context.year
        last = deadline if kind != "target" else context.last or reading.particulars.period_end
        return Told(
            kind,
            words,
            alone,
            deadline,
            explicit,
            done or deadline,
            bool(dated) or bool(as_of),
            self._nature(row),
            self._scope(row, column),
            Context(kind if kind != "baseline" else "achievement", year, last),
        )

    def reported(self, row: Row) -> str | None:
        """The day up to which a row reports how far things are: of its column, else of the table or document."""
        context = self._reading.contexts[row.block]
        dates = [self._date(column, context) for column, _ in row.cells if column.role == "progress"]
        told = next((date for date in dates if date), None) or self._title(row)[1]
        last = context.last if context.kind == "progress" else None
        return told or self._reading.particulars.as_of or last

    def _kind(self, row: Row, column: Column, context: Context, title: str) -> str:
        about = self._reading.particulars
        first = int(about.period_start[:4]) if about.period_start else about.year
        year = column.until or column.year
        role = column.role
        if role == "baseline":
            return "baseline"
        if role in _REACHED or column.done:
            promised = any(c.role in ("target", "year") and not c.done for c in self._columns[row.table])
            if role == "progress" and year and first and year < first:
                return "baseline" if promised else "achievement"
            return "progress"
        if role in ("year", "period") and year and first:
            if year < first:
                return "baseline"
            if context.kind != "target" and year <= (about.year or first):
                return context.kind
            return "target"
        if role in ("goal", "target", "rate", "cumulative", "task", "schedule"):
            return "target"
        if role == "measure" and _PLANNED.search(column.words):
            return "target"
        if context.kind != "target":
            return context.kind
        reports = _REPORTS.search(title) and not _PROMISES.search(column.words) and role in ("measure", "by-place")
        return "progress" if reports and not _planned(title) else "target"

    def _date(self, column: Column, context: Context) -> str | None:
        """The end of the year, month or quarter that the header names."""
        if not column.dated:
            return None
        key = (column.head, column.year, column.until, context.year)
        if key not in self._dates:
            year = column.year or context.year
            lasts = [p.last for p in periods(column.head, year) if p.last and not p.open_end]
            within = [last for last in lasts if not last.endswith("12-31")]
            own = f"{column.until or column.year}-12-31" if column.year else None
            self._dates[key] = within[-1] if within else own or (lasts[-1] if lasts else None)
        return self._dates[key]

    def _deadline(
        self,
        row: Row,
        column: Column,
        cell: Cell,
        kind: str,
        context: Context,
        dated: str | None,
        reported: str | None,
    ) -> tuple[str | None, bool]:
        about = self._reading.particulars
        if kind == "baseline":
            start = about.period_start or (f"{about.year}-01-01" if about.year else None)
            before = f"{int(start[:4]) - 1}-12-31" if start else None
            return dated or before, dated is not None
        if kind in ("progress", "achievement"):
            return dated or reported or about.period_end, dated is not None or self._title(row)[1] is not None
        limit = self._reading.limit_at(cell.start) if row.table is not None else None
        whole_year = dated is not None and dated.endswith("12-31")
        if limit and (dated is None or (whole_year and limit.last and limit.last[:4] == dated[:4])):
            return limit.last, True
        if dated:
            return dated, True
        if _THIS_YEAR.search(column.head) and context.year:
            return f"{context.year}-12-31", True
        promised = context.last if context.kind == "target" else about.period_end
        return promised if row.table is not None else about.period_end, False

    def _words(self, row: Row, column: Column, title: str) -> tuple[str, bool]:
        """The column's part of the indicator, and whether it is all of it."""
        if column.role == "measure":
            return column.words, row.places
        if column.role == "share" or column.parents:
            return column.words, row.places
        if row.places and not row.of("indicator", "task"):
            return _subject(title), True
        return "", False

    def _scope(self, row: Row, column: Column) -> str | None:
        words = self._reading.view.words
        if column.place:
            return words[column.place[0] : column.place[1]].replace("\n", "")
        cells = row.of("place")
        return words[cells[0].start : cells[0].end].replace("\n", "") if cells else None

    def _nature(self, row: Row) -> str | None:
        for cell in row.of("nature"):
            text = self._reading.view.text[cell.start : cell.end]
            return "约束性" if "约束" in text else "预期性" if "预期" in text else None
        return None

    def _title(self, row: Row) -> tuple[str, str | None]:
        """The words above a table and the day up to which they say that it reports."""
        if row.block not in self._above:
            reading, text = self._reading, self._reading.view.text
            near = [b for b in reading.blocks[max(0, row.block - ABOVE) : row.block] if b.kind not in ("table", "grid")]
            lines = [text[b.start : b.end] for b in near if b.end - b.start <= 60]
            whole = " ".join([*lines, row.title]) if row.table is not None else ""
            year = reading.contexts[row.block].year
            dates = [p for p in periods(whole, year) if not p.base and p.last and not p.last.endswith("12-31")]
            told = [p.last for p in dates if p.as_of] or [p.last for p in dates if _REPORTS.search(whole)]
            self._above[row.block] = (whole, told[-1] if told else None)
        return self._above[row.block]


def _planned(title: str) -> bool:
    """Whether the last telling word of a title is one of promise: 完成情况 after 目标 is none."""
    promised = max((m.end() for m in _PROMISES.finditer(title)), default=-1)
    return promised > max((m.end() for m in _REPORTS.finditer(title)), default=-1)


def _subject(title: str) -> str:
    """What a table is about: 城镇新增就业 of 2023年城镇新增就业任务分解表."""
    for part in reversed(title.split(" ")):
        words = _NUMBERED.sub("", _BRACKETS.sub("", part))
        year = _SUBJECT_YEAR.search(words)
        words = words[year.end() :] if year else words
        end = _SUBJECT_END.search(words)
        if end and end.start() > 1 and "单位:" not in part:
            return words[: end.start()]
    return ""
