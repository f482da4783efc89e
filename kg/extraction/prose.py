"""Statements in running text: sentence by sentence, with the kind and period that headings and dates give them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from kg.data import pattern
from kg.extraction.clauses import sentences
from kg.extraction.dating import DOUBTFUL, date_draft, reach
from kg.extraction.draft import Draft
from kg.extraction.filters import doubted
from kg.extraction.indicators import is_measure
from kg.extraction.pairs import settle_pairs
from kg.extraction.passage import Passage
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
_AGES = pattern("ages")
_OF_THE_YEAR = pattern("of-the-year")
_ASIDE = re.compile(r"\([^()]{0,60}\)")
_PLACES = pattern("places-listed")
_PLAIN_VERB = pattern("plain-verb")
_SAYS_NOTHING = pattern("empty-heading")
_PROGRESS_RATE = pattern("rate-of-progress")
_NUMERAL = re.compile(r"\d")
_PART_OF = pattern("part-of")
_NOTE = pattern("note")
_REMARK = pattern("remark-in-brackets")
_COUNTED_FIRST = pattern("counted-first")
_SKIPPED = ("furniture", "label", "table", "grid")


LISTS = ("progress", "task-decomposition", "livelihood-list")
"""Genres whose headings name the task that a number under them belongs to."""

MAX_REPEATED = 3  # characters of an indicator that is nothing but a part of the title
MAX_OWN = 6  # characters of an indicator that the title completes
MAX_HEADING = 20  # characters of a heading that can name what a number under it measures


@dataclass(slots=True)
class Before:
    """What the sentences of a block leave to those after them.

    Attributes:
        period: the last date word, for a sentence that begins with 其中.
        sector: what the passage is about, for a sentence that begins with a bare measure: 石化产业…。产值突破1300亿元.
        title: what the item is called, in documents whose titles name a task.
        counted_first: in a bulletin's item without a title, the things that its first clause counts.
        counted: in a bulletin the last indicator with each unit: 新建小学5所。…,其中3所已投用.
    """

    period: Period | None = None
    sector: str = ""
    title: str = ""
    counted_first: str = ""
    counted: dict[str, str] = field(default_factory=dict)


def read_prose(reading: Reading) -> None:
    """Add the statements of all blocks that are neither page furniture, label lines nor table cells."""
    text = reading.view.text
    starts = [q.start for q in reading.quantities]
    reader = SentenceReader(places_of(reading))
    for n, block in enumerate(reading.blocks):
        if block.kind in _SKIPPED or n in reading.table_blocks or _NOTE.match(text, block.start):
            continue
        low = bisect_left(starts, block.start)
        if low == len(starts) or starts[low] >= block.end:
            continue
        context = reading.contexts[n]
        begin = block.body if block.kind == "item" else block.text
        before = Before(title=_title(_heading(reading, n), reading.particulars.genre in LISTS))
        if block.kind == "item" and not before.title and reading.particulars.genre == "progress":
            told = _COUNTED_FIRST.match(text, begin, block.end)
            before.title = before.counted_first = told.group(1) if told else ""
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
    drafts = reader.read(local, shifted, dates, Passage(before.sector, before.title, before.counted))
    found = []
    for draft in drafts:
        draft.indicator = reading.view.unfold(_REMARK.sub("", draft.indicator) or draft.indicator, start, end)
        found.append(_found(reading, n, span, draft, dates, context, before))
    if context.kind == "progress" or context.guessed:
        settle_pairs(
            reading.view.text, found, context.last if context.kind != "target" else about.issued, about.period_end
        )
    reading.found += found
    if about.genre == "progress":
        before.counted |= {d.quantity.unit: d.indicator for d in drafts}
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
    before: Before,
) -> Found:
    start = span[0]
    quantity = shift(draft.quantity, start)
    dating = date_draft(reading, draft, dates, context, before.period, span)
    doubtful = dating.doubtful or doubted(reading.view.text, quantity, *span) is not None
    return Found(
        number=(quantity.start, quantity.end),
        clause=(start + draft.clause[0], start + draft.clause[1]),
        sentence=span,
        quantity=quantity,
        kind=dating.kind,
        indicator=_named(draft.indicator, reading, n, before.counted_first),
        comparator=draft.comparator,
        change=draft.change,
        basis=draft.basis,
        deadline=dating.deadline,
        explicit=dating.explicit,
        per=draft.per,
        cumulative=dating.is_total(quantity),
        nature=None,
        scope=draft.scope,
        section=reading.blocks[n].section,
        rule=draft.rule,
        confidence=confidence(draft.rule) - (DOUBTFUL if doubtful else 0),
        block=n,
    )


def _named(indicator: str, reading: Reading, n: int, counted: str) -> str:
    """The indicator, with the heading's words where it has none of its own: 年度目标1.2万人 under 新增城镇就业.

    Args:
        counted: the things that the item's first clause counts, if it has no heading that names them.
    """
    return under_heading(
        indicator,
        counted or _heading(reading, n),
        reading.particulars.genre in LISTS,
        titled=bool(reading.blocks[n].title),
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
        if not own or _GENERIC.match(own) or verb().fullmatch(own) or _PLACES.fullmatch(own):
            return heading + rate.group()
    told_of = _of_places(indicator) if listed and heading else None
    if told_of is not None:
        return _title(heading, listed) + told_of if _title(heading, listed) else indicator
    told = _PROGRESS_RATE.search(indicator) if listed else None
    if told and _PLACES.fullmatch(indicator, 0, told.start()):  # 马店乡、河东乡开工率
        return _title(heading, listed) + told.group()
    plain = _PLAIN_VERB.sub("", indicator, count=1) if listed else indicator
    indicator = plain if verb().fullmatch(plain) else indicator
    title = _title(heading, listed)
    if listed and not _GENERIC.fullmatch(indicator):
        indicator = _OF_THE_YEAR.sub("", indicator) or indicator
    if not title:
        return indicator
    if _GENERIC.match(indicator) or verb().fullmatch(indicator):
        own = _GENERIC.sub("", indicator, count=1)
        return title if title.endswith(own) else title + own
    return _within(title, indicator)


def _of_places(indicator: str) -> str | None:
    """沭城县任务完工 under 农村户厕改造: what is left of it without the place and the word for a task."""
    places = _PLACES.match(indicator)
    rest = indicator[places.end() :] if places else indicator
    generic = _GENERIC.match(rest)
    rest = rest[generic.end() :] if generic else rest
    told = not rest or verb().fullmatch(rest) or _PROGRESS_RATE.fullmatch(rest)
    return rest if (places or generic) and told and rest != indicator else None


def _within(title: str, indicator: str) -> str:
    """The indicator with the title's words before it, where it repeats the end of the title.

    接种 under 疫苗免费接种 is 疫苗免费接种; 首针已接种 and 第二针接种率 are of the same vaccine; 零售额 under
    社会消费品零售总额 is that.
    """
    if indicator in title and (len(indicator) <= MAX_REPEATED or title.endswith(indicator)):
        return title
    letters = iter(title)
    if is_measure(title) and is_measure(indicator) and all(c in letters for c in indicator):
        return title
    action = title[-2:]
    if len(indicator) <= MAX_OWN and indicator.removesuffix("率").endswith(action) and verb().fullmatch(action):
        return title[:-2] + indicator
    return indicator


def _title(heading: str, listed: bool) -> str:
    """The heading, where it names what its text is about: 城区供热管网改造, but not 总体情况."""
    return "" if not listed or len(heading) > MAX_HEADING or _SAYS_NOTHING.search(heading) else heading


def _heading(reading: Reading, n: int) -> str:
    block = reading.blocks[n]
    if block.title and not _NUMERAL.search(_AGES.sub("", block.title)):
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
