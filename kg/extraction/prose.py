"""Statements in running text: sentence by sentence, with the kind and period that headings and dates give them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kg.data import pattern
from kg.extraction.clauses import sentences
from kg.extraction.dating import DOUBTFUL, date_draft, reach
from kg.extraction.draft import Draft
from kg.extraction.periods import Period, periods
from kg.extraction.quantities import Quantity
from kg.extraction.reading import Found, Reading, confidence
from kg.extraction.statements import SentenceReader
from kg.extraction.wording import verb
from kg.structure.context import Context

_GENERIC = pattern("generic")
_HEADING_NUMBER = pattern("heading-number")
_PLACE = pattern("place-of-a-sentence")
_SECTOR = pattern("sector")
_ASIDE = re.compile(r"\([^()]{0,60}\)")
_PLAIN_VERB = pattern("plain-verb")
_PROGRESS_RATE = pattern("rate-of-progress")
_NUMERAL = re.compile(r"\d")
_PART_OF = pattern("part-of")
_SKIPPED = ("furniture", "label", "table", "grid")


LISTS = ("progress", "task-decomposition", "livelihood-list")
"""Genres whose headings name the task that a number under them belongs to."""

MAX_HEADING = 20  # characters of a heading that can name what a number under it measures


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
    reader = SentenceReader(places_of(reading))
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
    shifted = [shift(q, -start) for q in quantities]
    if not _PART_OF.match(local):
        before.period = None  # only parts of what was told share its date
    drafts = reader.read(local, shifted, dates, before.sector)
    for draft in drafts:
        draft.indicator = reading.view.unfold(draft.indicator, start, end)
        reading.found.append(_found(reading, n, span, draft, dates, context, before.period))
    if drafts:
        before.period = reach(local, drafts[-1], dates) or before.period


def shift(quantity: Quantity, by: int) -> Quantity:
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
    quantity = shift(draft.quantity, start)
    dating = date_draft(reading, draft, dates, context, inherited, span)
    return Found(
        number=(quantity.start, quantity.end),
        clause=(start + draft.clause[0], start + draft.clause[1]),
        sentence=span,
        quantity=quantity,
        kind=dating.kind,
        indicator=_named(draft.indicator, reading, n),
        comparator=draft.comparator,
        change=draft.change,
        basis=draft.basis,
        deadline=dating.deadline,
        explicit=dating.explicit,
        per=draft.per,
        cumulative=dating.years and quantity.dimension not in ("share", "points", "multiple"),
        nature=None,
        scope=draft.scope,
        section=reading.blocks[n].section,
        rule=draft.rule,
        confidence=confidence(draft.rule) - (DOUBTFUL if dating.doubtful else 0),
        block=n,
    )


def _named(indicator: str, reading: Reading, n: int) -> str:
    """The indicator, with the heading's words where it has none of its own: 年度目标1.2万人 under 新增城镇就业."""
    return under_heading(
        indicator, _heading(reading, n), reading.particulars.genre in LISTS, titled=bool(reading.blocks[n].title)
    )


def under_heading(indicator: str, heading: str, listed: bool, *, titled: bool) -> str:
    """The indicator of a number under a heading.

    Args:
        listed: the heading names a task, which the numbers under it are about.
        titled: the heading opens the passage itself.
    """
    if (not indicator or (listed and _GENERIC.fullmatch(indicator))) and heading:
        return heading
    rate = _PROGRESS_RATE.search(indicator) if listed and titled else None
    if rate and heading:
        own = _PLAIN_VERB.sub("", indicator[: rate.start()], count=1)
        if not own or _GENERIC.match(own) or verb().fullmatch(own):
            return heading + rate.group()
    plain = _PLAIN_VERB.sub("", indicator, count=1) if listed else indicator
    indicator = plain if verb().fullmatch(plain) else indicator
    bare = _GENERIC.match(indicator) or (listed and verb().fullmatch(indicator))
    if bare and listed and heading and len(heading) <= MAX_HEADING:
        own = _GENERIC.sub("", indicator, count=1)
        return heading if heading.endswith(own) else heading + own
    return indicator


def _heading(reading: Reading, n: int) -> str:
    block = reading.blocks[n]
    if block.title and not _NUMERAL.search(block.title):
        return _ASIDE.sub("", block.title)
    section = block.section
    return _HEADING_NUMBER.sub("", section[-1]) if section else ""


def places_of(reading: Reading) -> tuple[str, ...]:
    """The place of the document as its sentences name it: 郑州市中原区, 中原区, 郑州市."""
    place = reading.particulars.place
    if not place:
        return ()
    parts = _PLACE.findall(place)
    return tuple(sorted({place, *parts}, key=lambda p: (-len(p), p)))
