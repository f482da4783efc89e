"""Indicator tables whose cells stand one a line, as they are copied from a web page or a PDF; cells may be missing.

The header names the columns; a row begins with the last label before its values and ends with the nature word
(约束性, 预期性) or when its value columns are full.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.data import pattern, rows, words
from kg.structure.blocks import Block
from kg.structure.view import View

MAX_HEADER = 12  # cells
MIN_CELLS = 6

_YEAR = pattern("year-column")
_VALUE = pattern("value-cell")
_UNIT = re.compile(r"[%‰]|[\u4e00-\u9fff/%㎡]{1,8}")
_BLANK = pattern("blank-cell")
_NATURES = words("natures")
_TARGET = pattern("target-column")
_BASELINE = pattern("baseline-column")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class Column:
    """A value column: ``baseline``, ``target`` or ``rate``, and the year it is for."""

    kind: str
    year: int | None


@dataclass(slots=True)
class Row:
    """One row: spans in the view.

    Attributes:
        label: of the indicator.
        cells: value column and cell span of each value.
        unit: span of a unit cell, if the table has such a column.
        nature: 约束性, 预期性 or ``None``.
    """

    label: tuple[int, int]
    end: int
    section: tuple[str, ...]
    cells: list[tuple[Column, tuple[int, int]]] = field(default_factory=list)
    unit: tuple[int, int] | None = None
    nature: str | None = None


@cache
def _headers() -> dict[str, str]:
    return {row["word"]: row["column"] for row in rows("table_headers")}


def indicator_tables(view: View, blocks: list[Block]) -> tuple[list[Row], set[int]]:
    """All rows, and the indices of the blocks that tables take up."""
    found: list[Row] = []
    taken: set[int] = set()
    n = 0
    while n < len(blocks):
        if not _is_cell(blocks[n]):
            n += 1
            continue
        header, columns, extra = _header(view, blocks, n)
        if not columns:
            n += 1
            continue
        stop = header
        while stop < len(blocks) and _is_cell(blocks[stop]):
            stop += 1
        if stop - n >= MIN_CELLS:
            found += _rows(view, blocks[header:stop], columns, extra)
            taken.update(range(n, stop))
        n = stop
    return found, taken


def _is_cell(block: Block) -> bool:
    return block.kind == "cell" or (block.kind == "item" and block.end - block.start < 30)


def _header(view: View, blocks: list[Block], n: int) -> tuple[int, list[Column], set[str]]:
    """The index behind a header that begins at block ``n``, its value columns, and its other columns."""
    columns: list[Column] = []
    others: set[str] = set()
    at = n
    while at < len(blocks) and at - n < MAX_HEADER and _is_cell(blocks[at]):
        text = view.text[blocks[at].start : blocks[at].end].replace(" ", "")
        kind = _headers().get(text)
        year = _YEAR.fullmatch(text)
        if year:
            columns.append(Column(_kind_of_year(year.group(2)), int(year.group(1))))
        elif kind in ("baseline", "target", "rate"):
            columns.append(Column(kind, None))
        elif kind is None:
            break
        else:
            others.add(kind)
        at += 1
    if "indicator" not in others or not columns:
        return n, [], set()
    _name_kinds(columns)
    return at, columns, others


def _kind_of_year(word: str | None) -> str:
    if word and _TARGET.match(word):
        return "target"
    if word and _BASELINE.match(word):
        return "baseline"
    return ""


def _name_kinds(columns: list[Column]) -> None:
    """Of plain year columns the first is the start value, the others are targets; a single one is a target."""
    plain = [c for c in columns if c.year and not c.kind]
    for n, column in enumerate(plain):
        column.kind = "baseline" if n == 0 and len(plain) > 1 else "target"


def _rows(view: View, cells: list[Block], columns: list[Column], others: set[str]) -> list[Row]:
    out: list[Row] = []
    labels: list[Block] = []
    values: list[Block] = []

    def close(nature: str | None) -> None:
        if labels and values:
            out.append(_row(view, labels, values, columns, nature, "unit" in others))
        labels.clear()
        values.clear()

    natures = any(view.text[c.start : c.end] in _NATURES for c in cells)
    for cell in cells:
        text = view.text[cell.start : cell.end]
        if text in _NATURES:
            close(text)
        elif "number" in others and not labels and not values and text.isdigit():
            continue  # the row's running number
        elif "unit" in others and len(labels) >= 1 and not values and _UNIT.fullmatch(text):
            labels.append(cell)
        elif _VALUE.fullmatch(text) or (_BLANK.fullmatch(text) and labels):
            values.append(cell)
        elif values and natures:
            values.append(cell)  # 应保尽保: a value in words
        elif values:
            close(None)
            labels.append(cell)
        elif _HAN.search(text):
            labels.append(cell)
    close(None)
    return out


def _row(
    view: View, labels: list[Block], values: list[Block], columns: list[Column], nature: str | None, has_unit: bool
) -> Row:
    unit = labels.pop() if has_unit and len(labels) > 1 else None
    label = labels[-1]
    row = Row((label.start, label.end), values[-1].end, label.section, nature=nature)
    row.unit = (unit.start, unit.end) if unit else None
    placed = columns[-len(values) :] if len(values) < len(columns) else columns
    for column, cell in zip(placed, values, strict=False):
        if _VALUE.fullmatch(view.text[cell.start : cell.end]):
            row.cells.append((column, (cell.start, cell.end)))
    return row
