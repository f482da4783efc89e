"""Statements in indicator tables: one a value cell, baseline or target by its column."""

from __future__ import annotations

import re
from decimal import Decimal

from kg.data import pattern
from kg.extraction.changes import comparator
from kg.extraction.indicators import words
from kg.extraction.quantities import Quantity, unit_of
from kg.extraction.reading import Found, Reading, confidence
from kg.extraction.wording import comparators, read_after
from kg.structure.tables import Column, Row

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[-~至]\d[\d,]*(?:\.\d+)?)?(?:%|‰)?")
_UNIT = re.compile(r"[(]([^()]{1,12})[)]\Z")
_RATE = pattern("rate-label")
_GROWTH = pattern("growth-label")
_FALL = pattern("fall-label")
_EACH = pattern("counted-by")


def read_tables(reading: Reading) -> None:
    """Add the statements of the document's indicator tables."""
    for n, row in enumerate(reading.rows):
        for column, cell in row.cells:
            reading.found.append(_found(reading, n, row, column, cell))


def _found(reading: Reading, n: int, row: Row, column: Column, cell: tuple[int, int]) -> Found:
    text = reading.view.text
    number = _NUMBER.search(text, *cell)
    assert number is not None  # the table's value pattern holds one
    label = text[row.label[0] : row.label[1]]
    printed = _UNIT.search(label)
    name = label[: printed.start()] if printed else label
    unit_text = text[row.unit[0] : row.unit[1]] if row.unit else printed.group(1) if printed else ""
    factor, unit, dimension = unit_of("%" if number.group()[-1] == "%" else unit_text)
    low, _, high = number.group().rstrip("%‰").replace(",", "").replace("~", "-").replace("至", "-").partition("-")
    if not unit and (number.group()[-1] in "%‰" or _RATE.search(name)):
        unit, dimension = "%", "share"
    quantity = Quantity(
        number.start(),
        number.end(),
        Decimal(low) * factor,
        Decimal(high) * factor if high else None,
        unit,
        dimension,
    )
    after, _ = read_after(text, number.end(), cell[1])
    prefix = text[cell[0] : number.start()].strip("〔[(")
    sign = comparator(quantity, comparators("before").get(prefix), after)
    each = _EACH.search(label)
    return Found(
        number=number.span(),
        clause=cell,
        sentence=(row.label[0], row.end),
        quantity=quantity,
        kind="baseline" if column.kind == "baseline" else "target",
        indicator=words(reading.view.words, [(row.label[0], row.label[0] + len(name))]),
        comparator=sign,
        change=_change(column, name),
        basis="年均" if column.kind == "rate" else None,
        deadline=_deadline(reading, column),
        explicit=column.year is not None,
        per=(each.group(1) or each.group(2)) if each else None,
        cumulative=text[cell[0]] in "〔[(",
        nature=row.nature,
        scope=None,
        section=row.section,
        rule="table",
        confidence=confidence("table"),
        block=None,
        row=n,
    )


def _change(column: Column, name: str) -> str:
    """What the column or the indicator's own words say: 年均增长, …降低."""
    if column.kind == "rate" or _GROWTH.search(name):
        return "increase"
    return "decrease" if _FALL.search(name) else "level"


def _deadline(reading: Reading, column: Column) -> str | None:
    if column.year:
        return f"{column.year}-12-31"
    about = reading.particulars
    if column.kind == "baseline":
        return f"{int(about.period_start[:4]) - 1}-12-31" if about.period_start else None
    return about.period_end
