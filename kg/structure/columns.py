"""What the columns of a table are: by their header, and by the cells below where the header does not tell."""

from __future__ import annotations

import re

from kg.data import pattern
from kg.structure.grid import Grid
from kg.structure.headers import DUTIES, VALUES, Column, is_place
from kg.structure.layout import Layout

SAMPLE = 40  # data rows that tell what a column without telling header holds
SIMPLE_VALUE = re.compile(r"[〔\[(]?[≥≤><=]?-?\d[\d,]*(?:\.\d+)?(?:[-~至]\d[\d,.]*)?[%‰]?[〕\])]?\Z")
"""A cell that is nothing but a number."""

_BLANK = pattern("blank-cell")
_TOTAL = pattern("total-row")
_WHOLE = pattern("whole-place-cell")
_BODY = pattern("body-cell")
_PROMISES = pattern("table-promises")
_REPORTS = pattern("table-reports")


def settle(out: Layout, columns: dict[int, Column], stop: int, above: str) -> bool:
    """Give every column its role, by the cells below where the header does not tell; whether the table counts.

    Args:
        out: gets the columns, and the kind of the table.
        columns: by their header, which ends before row ``stop``.
        above: the words that stand right above the table.
    """
    below_ = {c: sample(out.grid, c, stop) for c in columns}
    numeric = {c: _share(below_[c], SIMPLE_VALUE) >= 0.6 for c in columns}
    about = out.title + above[-40:]
    roles = {column.role for column in columns.values()}
    for c, column in sorted(columns.items()):
        if not column.role and not column.parents and _TOTAL.match(column.words):
            column.role = "aside"  # 合计 | 人工造林 | 封山育林
        elif not column.role and numeric[c] and (is_place(column.words) or _WHOLE.fullmatch(column.words)):
            column.role = "by-place"
        elif not column.role:
            column.role = "measure" if numeric[c] else ""
        elif column.role == "indicator" and "task" in roles and _share(below_[c], re.compile(r".*\d")) >= 0.6:
            column.role = "goal"
    goals = [c for c in sorted(columns) if columns[c].role == "goal" and not numeric[c]]
    if len(goals) > 1 and not roles & {"task", "indicator"}:
        columns[goals[0]].role = "task"  # 目标任务 | 年度工作目标 | 上半年目标
    first = min((c for c in columns if columns[c].role != "number" and columns[c].role != "group"), default=None)
    values = [c for c in columns if columns[c].role in ("measure", *VALUES) or (numeric[c] and _counts(columns[c]))]
    label = columns[first] if first is not None else None
    if label is not None and first is not None and values and not roles & {"indicator"}:
        words = below_[first]
        named = _share(words, pattern("place-cell")) + _share(words, _WHOLE) + _share(words, _TOTAL)
        others = [c for c in columns if c != first and columns[c].role == "task" and not numeric[c]]
        if label.role in ("unit", "responsible", "lead", "", "place", "task") and not others and words:
            if named >= 0.6:
                label.role = "place"
            elif _share(words, _BODY) + _share(words, _TOTAL) >= 0.6 and label.role in ("unit", "", "responsible"):
                label.role = "responsible"
                out.kind = "places"
    if (
        label is not None
        and label.role == "place"
        and not any(columns[c].role in ("task", "indicator") and not numeric[c] for c in columns)
    ):
        out.kind = "places"
        for c in columns:
            if c != first and numeric[c] and columns[c].role in ("task", "goal", "indicator"):
                columns[c].role = "target"
    roles = {column.role for column in columns.values()}
    if not roles & {"task", "indicator", "goal"} and out.kind == "tasks" and roles & {*DUTIES, "deadline"}:
        texts = [c for c in columns if not columns[c].role and below_[c]]
        if texts:
            widest = max(texts, key=lambda c: (sum(map(len, below_[c])) / len(below_[c]), -c))
            columns[widest].role = "task"
    if not roles & {"task", "indicator", "unit"}:
        _share_units(columns)
    out.columns = columns
    return _is_about_tasks(out, columns, about)


def _is_about_tasks(out: Layout, columns: dict[int, Column], about: str) -> bool:
    """Whether the table is one of tasks or indicators."""
    roles = {column.role for column in columns.values()}
    if roles & {"person", "price"}:
        return False
    values = roles & {*VALUES, "measure", "by-place", "goal"}
    if out.kind == "places":
        told = roles & {"target", "goal", "progress", "share", *DUTIES} - {"responsible"}
        return bool(values) and bool(told or _PROMISES.search(about) or _REPORTS.search(about))
    if "indicator" in roles:
        return bool(values or roles & {*DUTIES, "deadline"})
    tied = roles & {*DUTIES, "deadline", "schedule", "goal", "progress", "share", "state", "target", "by-place"}
    if roles & {"task"}:
        dated = any(c.role == "year" for c in columns.values()) or _PROMISES.search(about) is not None
        return bool(tied) or bool(roles & {"measure", "year", "period", "cumulative"} and dated)
    return "goal" in roles and bool(roles & {*DUTIES, "deadline", "progress", "share"})


def sample(grid: Grid, column: int, start: int) -> list[str]:
    """The words of the first data cells of a column."""
    out = []
    for row in range(start, min(start + SAMPLE, grid.height)):
        cell = grid.at(row, column)
        if cell is None or cell.row != row or not cell.text or cell.columns >= max(2, grid.width - 1):
            continue
        if not _BLANK.fullmatch(cell.text):
            out.append(cell.text)
    return out


def _share_units(columns: dict[int, Column]) -> None:
    """目标任务(万元) | 一季度目标: columns of one indicator have one unit; growth is that of the measure before."""
    unit, words = "", ""
    for _, column in sorted(columns.items()):
        if column.role in ("target", "goal", "progress", "period", "year") and not column.parents:
            unit = column.unit = column.unit or unit
        elif column.role == "measure":
            words = column.words
        elif column.role == "growth" and not column.parents:
            column.words, column.parents = words, (words,) if words else ()


def _counts(column: Column) -> bool:
    return column.role in ("task", "goal", "target")


def _share(texts: list[str], wanted: re.Pattern[str]) -> float:
    return sum(wanted.match(text) is not None for text in texts) / len(texts) if texts else 0.0
