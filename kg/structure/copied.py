"""Indicator tables whose cells stand one a line, as they are copied from a web page or a PDF; cells may be missing.

The header names the columns; a row begins with the last label before its values and ends with the nature word
(约束性, 预期性) or when its value columns are full.
"""

from __future__ import annotations

import re
from functools import cache

from kg.data import pattern, rows, words
from kg.structure.blocks import Block
from kg.structure.headers import Column
from kg.structure.rows import Cell, Row
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


KNOWN = ("indicator", "group", "number", "unit", "nature", "baseline", "target", "rate", "cumulative")
"""Roles of the columns that such a table can have."""


@cache
def _headers() -> dict[str, str]:
    return {row["word"]: row["column"] for row in rows("table_headers") if row["column"] in KNOWN}


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
            found += _rows(view, blocks[header:stop], columns, extra, header)
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
            columns.append(Column(_kind_of_year(year.group(2)), year=int(year.group(1)), dated=True))
        elif kind in ("baseline", "target", "rate"):
            columns.append(Column(kind))
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
    plain = [c for c in columns if c.year and not c.role]
    for n, column in enumerate(plain):
        column.role = "baseline" if n == 0 and len(plain) > 1 else "target"


def _rows(view: View, cells: list[Block], columns: list[Column], others: set[str], block: int) -> list[Row]:
    out: list[Row] = []
    labels: list[Block] = []
    values: list[Block] = []

    def close(nature: Block | None) -> None:
        if labels and values:
            out.append(_row(view, labels, values, columns, nature, "unit" in others, block))
        labels.clear()
        values.clear()

    natures = any(view.text[c.start : c.end] in _NATURES for c in cells)
    for cell in cells:
        text = view.text[cell.start : cell.end]
        if text in _NATURES:
            close(cell)
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
    view: View,
    labels: list[Block],
    values: list[Block],
    columns: list[Column],
    nature: Block | None,
    has_unit: bool,
    block: int,
) -> Row:
    unit = labels.pop() if has_unit and len(labels) > 1 else None
    label = labels[-1]
    cells = [(Column("indicator"), Cell(label.start, label.end))]
    if unit:
        cells.append((Column("unit"), Cell(unit.start, unit.end)))
    placed = columns[-len(values) :] if len(values) < len(columns) else columns
    for column, cell in zip(placed, values, strict=False):
        if _VALUE.fullmatch(view.text[cell.start : cell.end]):
            cells.append((column, Cell(cell.start, cell.end)))
    if nature:
        cells.append((Column("nature"), Cell(nature.start, nature.end)))
    return Row(label.start, values[-1].end, cells, label.section, block)
