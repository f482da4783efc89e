"""Words in a table's cell, read by the grammar of sentences against what row and column say."""

from __future__ import annotations

from dataclasses import replace

from kg.data import pattern
from kg.extraction.clauses import sentences
from kg.extraction.dating import DOUBTFUL, date_draft, reach
from kg.extraction.draft import Draft
from kg.extraction.filters import doubted
from kg.extraction.periods import Period, periods
from kg.extraction.prose import shift, under_heading
from kg.extraction.quantities import quantities
from kg.extraction.reading import Found, Reading, confidence
from kg.extraction.statements import SentenceReader
from kg.extraction.table_columns import Told
from kg.structure.headers import Column
from kg.structure.rows import Cell, Row

_EACH = pattern("each-alone-in-a-cell")
_REMARK = pattern("remark-in-brackets")


def read_prose_cell(
    reading: Reading, reader: SentenceReader, n: int, row: Row, column: Column, cell: Cell, name: str, told: Told
) -> None:
    """Add the statements in the words of ``cell``, of the row ``n`` that is about ``name``."""
    text = reading.view.text
    about = reading.particulars
    plan_start = int(about.period_start[:4]) if about.period_start else None
    for start, end in sentences(text, cell.start, cell.end):
        found = [shift(q, -start) for q in quantities(text, start, end)]
        if not found:
            continue
        local = text[start:end]
        dates = periods(local, told.context.year, plan_start=plan_start, spoken=about.year)
        for draft in reader.read(local, found, dates):
            draft.indicator = reading.view.unfold(_REMARK.sub("", draft.indicator), start, end)
            reading.found.append(_found(reading, n, row, column, cell, (start, end), draft, dates, name, told))


def _found(
    reading: Reading,
    n: int,
    row: Row,
    column: Column,
    cell: Cell,
    span: tuple[int, int],
    draft: Draft,
    dates: list[Period],
    name: str,
    told: Told,
) -> Found:
    start = span[0]
    quantity = shift(draft.quantity, start)
    dating = date_draft(reading, draft, dates, told.context, None, span)
    own = reach(reading.view.text[start : span[1]], draft, dates)
    if dating.kind in ("progress", "achievement") and told.kind == "progress":
        dating = replace(dating, kind="progress")
        if own is None or own.last > (told.as_of or "9999"):
            dating = replace(dating, deadline=told.as_of, explicit=told.as_of_told)
    elif own is None and dating.kind == told.kind == "target":
        dating = replace(dating, deadline=told.deadline, explicit=told.explicit)
    elif own is None and told.kind == "baseline" and dating.kind == "achievement":
        dating = replace(dating, kind="baseline", deadline=told.deadline, explicit=told.explicit)
    heading = name if column.role != "task" else ""
    indicator = under_heading(draft.indicator, heading, True, titled=True) if heading else draft.indicator
    if name and draft.per is None and _EACH.fullmatch(indicator):  # 老年大学覆盖面 | 每个县至少1所
        draft.per, indicator = indicator, name
    return Found(
        number=(quantity.start, quantity.end),
        clause=(start + draft.clause[0], start + draft.clause[1]),
        sentence=(row.start, row.end),
        quantity=quantity,
        kind=dating.kind,
        indicator=indicator or told.named(name),
        comparator=draft.comparator,
        change=draft.change,
        basis=draft.basis,
        deadline=dating.deadline,
        explicit=dating.explicit,
        per=draft.per,
        cumulative=dating.is_total(quantity),
        nature=told.nature,
        scope=draft.scope or told.scope,
        section=row.section,
        rule=draft.rule,
        confidence=confidence(draft.rule) - (DOUBTFUL if doubted(reading.view.text, quantity, *span) else 0),
        block=None,
        row=n,
        cell=cell,
    )
