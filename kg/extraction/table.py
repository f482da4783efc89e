"""Statements in tables: a number alone in its cell takes indicator, unit, kind and date from row and column."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from kg.data import pattern, words
from kg.extraction.changes import comparator
from kg.extraction.composition import owner
from kg.extraction.indicators import words as phrase_of
from kg.extraction.prose import places_of
from kg.extraction.quantities import Quantity, quantities, unit_of
from kg.extraction.reading import Found, Reading, confidence
from kg.extraction.statements import SentenceReader
from kg.extraction.table_columns import ColumnReader, Told
from kg.extraction.table_prose import read_prose_cell
from kg.extraction.wording import comparators, read_after
from kg.structure.headers import VALUES, Column
from kg.structure.rows import Cell, Row

PROSE = ("goal", "task", "progress", "state", "schedule", *VALUES, "measure", "by-place")
"""Roles of the columns whose words are read."""

MAX_NAME = 30  # characters of a measure under a task that can name what a number is of
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:[-~至]\d[\d,]*(?:\.\d+)?)?(?:%|‰)?")
_VALUE = pattern("value-cell")
_UNIT = re.compile(r"[(]([^()]{1,12})[)]\Z")
_RATE = pattern("rate-label")
_GROWTH = pattern("growth-label")
_FALL = pattern("fall-label")
_EACH = pattern("counted-by")
_REACHED = words("before-a-value")
_OPENING = pattern("opening-number")
_NO_UNIT = pattern("bracket-without-unit")
_MARKS = "〔[( 〕])"


def read_tables(reading: Reading) -> None:
    """Add the statements of the document's tables."""
    columns = ColumnReader(reading)
    sentences = SentenceReader(places_of(reading))
    for n, state in reading.states.items():
        state.as_of = columns.reported(reading.rows[n])
    for n, row in enumerate(reading.rows):
        if row.total:
            continue
        subject = ""  # what the task's own words count, for the other cells of its row
        for column, cell in row.cells:
            if column.role not in PROSE or not row.own(cell) or not any(map(str.isdigit, _text(reading, cell))):
                continue
            name, printed = _name(reading, row)
            if subject and column.role != "task" and any(map(str.isdigit, name)):
                name = subject
            before = len(reading.found)
            if column.role == "rate" and reading.view.text[cell.start] in "〔[":  # 年均增长[累计] | [84]
                column = replace(column, role="cumulative", unit="")
            told = columns.told(row, column, cell)
            number = _number(reading, row, column, cell, printed)
            if number is not None:
                reading.found.append(_found(reading, n, row, column, cell, name, told, number))
            elif row.table is not None:
                read_prose_cell(reading, sentences, n, row, column, cell, name, told)
            if column.role == "task" and len(reading.found) > before:
                first = reading.found[before].indicator
                subject = owner(first) or first


def _text(reading: Reading, cell: Cell) -> str:
    return reading.view.text[cell.start : cell.end]


def _name(reading: Reading, row: Row) -> tuple[str, str]:
    """What the row is about in the document's words, and the unit printed behind it."""
    tasks = row.of("task")
    short = [cell for cell in tasks if cell.end - cell.start <= MAX_NAME]
    for cell in row.of("indicator") or short[-1:] or tasks:
        text = reading.view.text
        start = cell.start
        opening = _OPENING.match(text, start, cell.end)
        start = opening.end() if opening and opening.end() < cell.end else start
        label = text[start : cell.end]
        found = _UNIT.search(label)
        printed = found.group(1) if found and not _NO_UNIT.search(found.group(1)) else ""
        end = start + found.start() if found and printed else cell.end
        return phrase_of(reading.view.words, [(start, end)]), printed
    return "", ""


def _number(reading: Reading, row: Row, column: Column, cell: Cell, printed: str) -> tuple[Quantity, str] | None:
    """The quantity of a cell that holds nothing else, and its comparator."""
    text = reading.view.text
    own = quantities(text, cell.start, cell.end)
    if len(own) == 1:
        before = text[cell.start : own[0].start].strip(_MARKS)
        after, end = read_after(text, own[0].end, cell.end)
        if (not before or before in comparators("before") or before in _REACHED) and not text[end : cell.end].strip(
            _MARKS
        ):
            return own[0], comparator(own[0], comparators("before").get(before), after)
    if column.role == "task" or not _VALUE.fullmatch(text, cell.start, cell.end):
        return None
    number = _NUMBER.search(text, cell.start, cell.end)
    if number is None:
        return None
    quantity = _quantity(number, _unit(reading, row, column, printed), _name(reading, row)[0])
    after, _ = read_after(text, number.end(), cell.end)
    prefix = text[cell.start : number.start()].strip("〔[(")
    return quantity, comparator(quantity, comparators("before").get(prefix), after)


def _unit(reading: Reading, row: Row, column: Column, printed: str) -> str:
    """The unit of the column, or of the row, its label, the table."""
    if column.role in ("rate", "growth", "share"):
        return column.unit or "%"
    cells = row.of("unit")
    return column.unit or (_text(reading, cells[0]) if cells else "") or printed or row.unit


def _quantity(number: re.Match[str], unit_text: str, name: str) -> Quantity:
    factor, unit, dimension = unit_of("%" if number.group()[-1] == "%" else unit_text)
    digits = number.group().rstrip("%‰").replace(",", "")
    sign, digits = (-1, digits[1:]) if digits[0] == "-" else (1, digits)
    low, _, high = digits.replace("~", "-").replace("至", "-").partition("-")
    if not unit and (number.group()[-1] in "%‰" or _RATE.search(name)):
        unit, dimension = "%", "share"
    upper = Decimal(high) * factor if high else None
    return Quantity(number.start(), number.end(), sign * Decimal(low) * factor, upper, unit, dimension)


def _found(
    reading: Reading, n: int, row: Row, column: Column, cell: Cell, name: str, told: Told, number: tuple[Quantity, str]
) -> Found:
    quantity, sign = number
    label = next((_text(reading, c) for c in row.of("indicator", "task")), "")
    each = _EACH.search(label)
    change = _change(column, name)
    if change == "increase" and quantity.value < 0:  # 同比增长 | -3.2
        change, quantity.value = "decrease", -quantity.value
    return Found(
        number=(quantity.start, quantity.end),
        clause=(cell.start, cell.end),
        sentence=(row.start, row.end),
        quantity=quantity,
        kind=told.kind,
        indicator=told.named(name),
        comparator=sign,
        change=change,
        basis={"rate": "年均", "growth": "同比"}.get(column.role),
        deadline=told.deadline,
        explicit=told.explicit,
        per=(each.group(1) or each.group(2)) if each else None,
        cumulative=reading.view.text[cell.start] in "〔[(" or column.role == "cumulative",
        nature=told.nature,
        scope=told.scope,
        section=row.section,
        rule="table",
        confidence=confidence("table"),
        block=None,
        row=n,
        cell=cell,
    )


def _change(column: Column, name: str) -> str:
    """What the column or the indicator's own words say: 年均增长, …降低."""
    if column.role in ("rate", "growth"):
        return "increase"
    if column.role in ("share", "measure"):
        return "level"
    if _GROWTH.search(name):
        return "increase"
    return "decrease" if _FALL.search(name) else "level"
