"""Statements in running text: sentence by sentence, with the kind and period that headings and dates give them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kg.data import pattern
from kg.extraction.clauses import sentences
from kg.extraction.periods import Period, periods
from kg.extraction.quantities import Quantity
from kg.extraction.reading import Found, Reading, confidence
from kg.extraction.statements import Draft, SentenceReader
from kg.extraction.wording import verb
from kg.structure.context import Context

_DONE = pattern("done")
_PLANNED = pattern("planned")
_GENERIC = pattern("generic")
_HEADING_NUMBER = pattern("heading-number")
_PLACE = pattern("place-of-a-sentence")
_SECTOR = pattern("sector")
_NUMERAL = re.compile(r"\d")
_TARGET_LABEL = pattern("target-label")
_STATE_LABEL = pattern("state-label")
_PART_OF = pattern("part-of")
_SKIPPED = ("furniture", "label")


LISTS = ("progress", "task-decomposition", "livelihood-list")
"""Genres whose headings name the task that a number under them belongs to."""

MAX_HEADING = 20  # characters of a heading that can name what a number under it measures
NEAR_VERB = 3  # characters between 已达到 and a share that is reached
FAR_DATE = 0.1
"""What a record loses in confidence when the date that it takes stands in another clause."""


def _near(draft: Draft, period: Period) -> bool:
    return draft.clause[0] <= period.start and period.end <= draft.clause[1]


@dataclass(slots=True)
class Before:
    """What the sentences of a block leave to those after them.

    Attributes:
        period: the last date word, for a sentence that begins with 其中.
        sector: what the passage is about, for a sentence that begins with a bare measure: 石化产业…。产值突破1300亿元.
    """

    period: Period | None = None
    sector: str = ""


def read_prose(reading: Reading) -> None:
    """Add the statements of all blocks that are neither page furniture, label lines nor table cells."""
    text = reading.view.text
    starts = [q.start for q in reading.quantities]
    reader = SentenceReader(_places(reading))
    for n, block in enumerate(reading.blocks):
        if block.kind in _SKIPPED or n in reading.table_blocks:
            continue
        low = bisect_left(starts, block.start)
        if low == len(starts) or starts[low] >= block.end:
            continue
        context = reading.contexts[n]
        begin = block.body if block.kind == "item" else block.text
        before = Before()
        for start, end in sentences(text, begin, block.end):
            i, j = bisect_left(starts, start), bisect_left(starts, end)
            sector = _SECTOR.match(text, start, end)
            before.sector = sector.group(1) if sector else before.sector
            if i < j:
                _sentence(reading, reader, n, (start, end), reading.quantities[i:j], context, before)


def _sentence(
    reading: Reading,
    reader: SentenceReader,
    n: int,
    span: tuple[int, int],
    quantities: list[Quantity],
    context: Context,
    before: Before,
) -> None:
    start, end = span
    local = reading.view.text[start:end]
    about = reading.particulars
    plan_start = int(about.period_start[:4]) if about.period_start else None
    dates = periods(local, context.year, plan_start=plan_start, spoken=about.year)
    shifted = [_shift(q, -start) for q in quantities]
    if not _PART_OF.match(local):
        before.period = None  # only parts of what was told share its date
    drafts = reader.read(local, shifted, dates, before.sector)
    for draft in drafts:
        draft.indicator = reading.view.unfold(draft.indicator, start, end)
        reading.found.append(_found(reading, n, span, draft, dates, context, before.period))
    if drafts:
        before.period = _reach(local, drafts[-1], dates) or before.period


def _shift(quantity: Quantity, by: int) -> Quantity:
    return Quantity(
        quantity.start + by,
        quantity.end + by,
        quantity.value,
        quantity.upper,
        quantity.unit,
        quantity.dimension,
        quantity.approximate,
        quantity.han,
        quantity.bare,
        quantity.implied,
    )


def _found(
    reading: Reading,
    n: int,
    span: tuple[int, int],
    draft: Draft,
    dates: list[Period],
    context: Context,
    inherited: Period | None,
) -> Found:
    start = span[0]
    quantity = _shift(draft.quantity, start)
    own = _reach(reading.view.text[start : span[1]], draft, dates)
    period = own or inherited
    if period and not period.deadline and _beyond(context, period):
        period = None  # in a review a later year names something (2026年片单, 一年内)
    deadline = (period.last or None) if period else context.last
    limit = None if period else reading.limit_at(quantity.start)
    deadline = limit.last if limit else deadline
    before = reading.view.text[start : quantity.start]
    if context.kind == "progress" and period and period.last > (context.last or "") and _DONE.search(before[-24:]):
        own = period = None  # 全年计划投资2亿元,已完成1亿元: what is done, is done by the day of the bulletin
        deadline = context.last
    kind = _kind(reading, draft, period, context, before)
    if kind == "target" and context.kind == "progress" and period is None:
        deadline = reading.particulars.period_end  # what the bulletin's year promised
    if draft.baseline:
        kind, deadline = "baseline", _before(draft, dates, context)
    return Found(
        number=(quantity.start, quantity.end),
        clause=(start + draft.clause[0], start + draft.clause[1]),
        sentence=span,
        quantity=quantity,
        kind=kind,
        indicator=_named(draft.indicator, reading, n),
        comparator=draft.comparator,
        change=draft.change,
        basis=draft.basis,
        deadline=deadline,
        explicit=own is not None or limit is not None,
        per=draft.per,
        cumulative=bool(period and period.years and quantity.dimension not in ("share", "points", "multiple")),
        nature=None,
        scope=draft.scope,
        section=reading.blocks[n].section,
        rule=draft.rule,
        confidence=confidence(draft.rule) - (FAR_DATE if own and not _near(draft, own) else 0),
        block=n,
    )


def _reach(text: str, draft: Draft, dates: list[Period]) -> Period | None:
    """The date word whose reach the number is in.

    A date word reaches later clauses of its sentence until another takes over (annotation guideline); across a
    semicolon only when it opens the sentence or the part before. 每年 and 长期 hold for their own clause alone.
    """
    start, end = draft.clause
    number = draft.quantity
    own = [p for p in dates if not p.base and start <= p.start and p.end <= end]
    if own:  # in its own words, before the number or behind it: 4个项目年内动工
        return next((p for p in reversed(own) if p.start < number.start), own[0])
    before = [p for p in dates if not p.base and not p.open_end and p.start < number.start]
    if not before:
        return None
    period = before[-1]
    if ";" in text[period.end : number.start] and text[period.start - 1 : period.start] not in ("", ";", ":"):
        return None
    return period


def _beyond(context: Context, period: Period) -> bool:
    return context.kind == "achievement" and context.last is not None and period.last > context.last


def _kind(reading: Reading, draft: Draft, period: Period | None, context: Context, before: str) -> str:
    about = reading.particulars
    if period and period.last and about.period_start and about.year:
        if context.kind == "target" and period.last < about.period_start:
            return "achievement"
        if context.kind == "achievement" and period.last > f"{about.year}-12-31":
            return "target"
    if context.kind == "progress":
        ahead = period is not None and not period.base and period.last > (context.last or "")
        if _PLANNED.search(before[-40:]) or _under_target(before) or (ahead and not _DONE.search(before[-24:])):
            return "target"
    done = _DONE.search(before[-24:]) if context.kind == "target" else None
    if done and (draft.quantity.dimension != "share" or len(before[-24:]) - done.end() <= NEAR_VERB):
        return "achievement"  # 已建成住房入住率不低于90% is none: the share does not stand behind the verb
    return context.kind


def _under_target(before: str) -> bool:
    """Whether the last label of the sentence so far is one for what was promised: 年度目标:…,…."""
    target = max((m.end() for m in _TARGET_LABEL.finditer(before)), default=-1)
    return target > max((m.end() for m in _STATE_LABEL.finditer(before)), default=-1)


def _before(draft: Draft, dates: list[Period], context: Context) -> str | None:
    """The date of a start value: its own (从2020年的…, which holds for the sentence), else just before the period."""
    own = [p for p in dates if p.base and p.end <= draft.quantity.start]
    if own:
        return own[-1].last
    return f"{int(context.last[:4]) - context.years}-12-31" if context.last else None


def _named(indicator: str, reading: Reading, n: int) -> str:
    """The indicator, with the heading's words where it has none of its own: 年度目标1.2万人 under 新增城镇就业."""
    heading = _heading(reading, n)
    listed = reading.particulars.genre in LISTS
    if (not indicator or (listed and _GENERIC.fullmatch(indicator))) and heading:
        return heading
    bare = _GENERIC.match(indicator) or (listed and verb().fullmatch(indicator))
    if bare and listed and heading and len(heading) <= MAX_HEADING:
        own = _GENERIC.sub("", indicator, count=1)
        return heading if heading.endswith(own) else heading + own
    return indicator


def _heading(reading: Reading, n: int) -> str:
    block = reading.blocks[n]
    if block.title and not _NUMERAL.search(block.title):
        return block.title
    section = block.section
    return _HEADING_NUMBER.sub("", section[-1]) if section else ""


def _places(reading: Reading) -> tuple[str, ...]:
    """The place of the document as its sentences name it: 郑州市中原区, 中原区, 郑州市."""
    place = reading.particulars.place
    if not place:
        return ()
    parts = _PLACE.findall(place)
    return tuple(sorted({place, *parts}, key=lambda p: (-len(p), p)))
