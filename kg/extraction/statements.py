"""From the quantities of a sentence to its statements: clause by clause, alone, in pairs or as a distributed list."""

from __future__ import annotations

import re
from itertools import pairwise

from kg.data import pattern
from kg.extraction import indicators as ind
from kg.extraction.changes import (
    RATES,
    change_of_noun,
    change_of_verb,
    changes_by,
    comparator,
    early_comparator,
    over_time,
)
from kg.extraction.clauses import brackets, clauses
from kg.extraction.composition import COMPARED, State, Words, completed, compose
from kg.extraction.draft import Draft
from kg.extraction.filters import statements_only
from kg.extraction.members import (
    borrow_objects,
    members_of_topic,
    named_before,
    share_endings,
    share_measures,
    share_nouns,
    without_names,
)
from kg.extraction.passage import NOTHING, Passage
from kg.extraction.periods import Period
from kg.extraction.quantities import Quantity
from kg.extraction.segments import Segment, quote, run_of_numbers, segments
from kg.extraction.wording import Tail, read_after, read_tail, verb

MAX_MEASURE = 6  # characters of a measure that the members of the clause before share
MAX_TOPIC = 24  # characters of a clause without numbers that the next one may lean on

_NUMBER = re.compile(r"\d")
_DISTANCE = pattern("distance")
_WITH_VERB = pattern("respectively-verb")
_THEME = pattern("theme")
_GROWTH_TARGET = pattern("growth-target")
_FROM = pattern("from")
_TO_NONE = pattern("to-none")
_DUTY = pattern("duty-bracket")
_THAN = re.compile("[比较]")
_LABEL = pattern("content-label")
_STRIVE = pattern("striving")
_STEPS = pattern("round-marks")
_SLOGAN = pattern("slogan")
_VERDICT = pattern("verdict")
_REMARK = pattern("side-remark")


class SentenceReader:
    """Reads the statements of one sentence after another.

    Args:
        places: names of the document's own place, long to short, recognised as scopes.
    """

    def __init__(self, places: tuple[str, ...]) -> None:
        self._places = places

    def read(
        self, text: str, quantities: list[Quantity], periods: list[Period], around: Passage = NOTHING
    ) -> list[Draft]:
        """All statements of the sentence ``text``, in text order; positions are relative to it.

        Args:
            around: what the sentences before and the title are about, for what the sentence leaves unsaid.
        """
        kept = statements_only(text, quantities, periods)
        if not kept:
            return []
        drafts: list[Draft] = []
        outer = text
        for start, end in brackets(text, 0, len(text)):  # a bracket with numbers is read on its own
            inside = [q for q in kept if start < q.start and q.end <= end]
            if inside:
                inner = ind.HOLE * (start + 1) + text[start + 1 : end - 1]
                drafts += self._clauses(inner, inside, periods, NOTHING, self._before(outer, start, periods))
                outer = outer[:start] + ind.HOLE * (end - start) + outer[end:]
                kept = [q for q in kept if not (start < q.start and q.end <= end)]
            elif _DUTY.match(outer, start):  # who is responsible is no part of an indicator
                outer = outer[:start] + ind.HOLE * (end - start) + outer[end:]
        drafts += self._clauses(outer, kept, periods, around)
        drafts.sort(key=lambda d: d.quantity.start)
        borrow_objects(drafts)
        share_measures(drafts)
        return drafts

    def _before(self, text: str, bracket: int, periods: list[Period]) -> str:
        """What a number in brackets is about when it does not say: the noun before the bracket."""
        start = max(text.rfind(mark, 0, bracket) for mark in ",;:") + 1
        number = _NUMBER.search(text, start, bracket)
        tail = read_tail(text, start, number.start() if number else bracket)
        noun = ind.read_noun(text, start, tail.end, periods, self._places, listed=False)
        return ind.words(text, noun.spans)

    def _clauses(
        self, text: str, quantities: list[Quantity], periods: list[Period], around: Passage, subject: str = ""
    ) -> list[Draft]:
        drafts: list[Draft] = []
        counted = dict(around.counted)
        state = State(subject=subject, sector=around.sector, title=around.title, by_unit=counted)
        for start, end, mark in clauses(text, 0, len(text)):
            if mark == ";" and not text.startswith("其中", start):
                state = State(sector=around.sector, title=around.title, by_unit=state.by_unit)
            inside = [q for q in quantities if start <= q.start < end]
            if not inside:
                begin = ind.read_noun(text, start, end, periods, self._places, listed=False)
                phrase = ind.words(text, begin.spans)
                state.scope = begin.scope or state.scope
                phrase = _VERDICT.sub("", phrase)
                theme = _THEME.match(phrase)
                state.theme = theme.group(1) if theme else state.theme
                label = text[end : end + 1] == ":" and _LABEL.fullmatch(phrase)
                state.topic = phrase if len(phrase) <= MAX_TOPIC and not label and not _SLOGAN.match(phrase) else ""
                state.verb = ""
                continue
            told = self._clause(text, segments(text, start, end, inside), periods, state)
            state.topic = ""
            if len(told) > 1 and all(d.rule != "distributed" for d in told):
                state.members = [d.indicator for d in told]
            state.recent += [d.indicator for d in told]
            drafts += told
        return drafts

    def _clause(self, text: str, parts: list[Segment], periods: list[Period], state: State) -> list[Draft]:
        drafts: list[Draft] = []
        n = 0
        while n < len(parts):
            segment = parts[n]
            tail = read_tail(text, segment.start, segment.quantity.start)
            action = _verb_behind_respectively(text, segment, tail)
            group = self._group(text, parts, n, tail, periods, state)
            if n + 1 < len(parts) and _is_from_to(text, segment, parts[n + 1], periods):
                drafts += self._from_to(text, segment, parts[n + 1], periods, state)
                n += 2
            elif _TO_NONE.match(text, segment.quantity.end) and _FROM.search(
                text, segment.start, segment.quantity.start
            ):
                drafts += self._from_to(text, segment, None, periods, state)  # 由12.8%下降至零
                n += 1
            elif len(group) > 1:
                drafts += self._distributed(text, group, tail, action, periods, state)
                n += len(group)
            else:
                drafts.append(self._single(text, segment, tail, periods, state))
                n += 1
        share_endings(text, parts, drafts)
        share_nouns(drafts)
        return drafts

    def _group(
        self, text: str, parts: list[Segment], n: int, tail: Tail, periods: list[Period], state: State
    ) -> list[Segment]:
        """The numbers that one set of words names: with 分别, or as many names as bare numbers of one unit.

        分别达6.9万元、3.4万元，增长4.2%、5.3% has the names in the clause before.
        """
        run = run_of_numbers(text, parts, n)
        if tail.parted or len(run) == 1:
            return run if tail.parted else run[:1]
        noun = ind.read_noun(text, parts[n].start, tail.end, periods, self._places, listed=False)
        same = len({s.quantity.unit for s in run}) == 1
        phrase = ind.words(text, noun.spans)
        named = ind.names(phrase, len(run)) if phrase else tail.change and len(state.members) == len(run)
        return run if same and named else run[:1]

    def _single(self, text: str, segment: Segment, tail: Tail, periods: list[Period], state: State) -> Draft:
        """One number with its own words."""
        quantity = segment.quantity
        after, right = read_after(text, quantity.end, segment.end)
        steps = None if segment.counts or not tail.comparator else _STEPS.match(text, right, segment.end)
        right = steps.end() if steps else right  # 突破400亿元大关
        followed = ind.has_words(text, right, segment.end)
        rate = quantity.dimension in RATES
        governed = tail.change in ("increase", "decrease")
        # 通用机场增加11个 counts new ones; 较上年增加12个 does not
        things = segment.counts and tail.basis is None and not _THAN.search(text, segment.start, quantity.start)
        changes = governed and (rate or (not followed and not things and changes_by(text, tail, quantity)))
        # In 提升8个活动中心 the verb of change belongs to an object: it is part of the noun.
        stop = quantity.start if governed and not changes else tail.end
        noun = ind.read_noun(text, segment.start, stop, periods, self._places, listed=followed)
        left = ind.words(text, noun.spans)
        if changes and not rate and not left and not state.subject:
            changes = False
            noun = ind.read_noun(text, segment.start, quantity.start, periods, self._places, listed=followed)
            left = ind.words(text, noun.spans)
        noun.linked = tail.linked
        behind = _behind(text, segment, right, periods) if followed else ""
        if followed:
            left = without_names(text, noun, left, quantity)
        if quantity.bare and not quantity.unit:
            quantity.unit, quantity.dimension = ind.unit_from(left), "money"
        state.scope = noun.scope or state.scope
        _begin_part(text, segment, noun, state)
        change = tail.change if changes and tail.change else "level"
        if change == "level" and tail.change != "level" and noun.verb:
            change, left = change_of_verb(text[noun.verb[0] : noun.verb[1]], left, rate=rate)
        apart = _DISTANCE.search(left) is not None and (rate or COMPARED.match(left) is not None)
        timed = over_time(text[segment.start : quantity.start].rstrip())
        if apart and not timed:  # 高于全国1.7个百分点: no change
            change = "level"
        if timed:
            change, apart = timed, False
            left = ""
        if apart:
            left = ind.words(text, [(noun.spans[0][0], quantity.start)]) if noun.spans else left
        growth = _GROWTH_TARGET.match(behind) if rate else None
        if growth:  # 确定4.5%左右的增长目标, 营收保持20%以上增长
            named = state.subject if growth.group(1) else left or state.subject
            change, left, behind = "increase", named, "" if named else behind
        if _carries_change(text, segment, tail, left, state):
            change = state.change[0]
        state.change = change, quantity.unit
        indicator, rule = compose(Words.of(text, segment, noun, left, behind), segment, change, state)
        return Draft(
            quantity,
            quote(text, segment, right),
            indicator,
            comparator(quantity, _bound(text, segment, right, tail), after),
            change if apart else change_of_noun(change, indicator, quantity),
            tail.basis,
            rule,
            noun.scope or (state.scope if not segment.first or not left else None),
            noun.per,
        )

    def _distributed(
        self, text: str, group: list[Segment], tail: Tail, action: str, periods: list[Period], state: State
    ) -> list[Draft]:
        """A、B和C分别为x、y和z: each number gets its own name; ``action`` is a verb behind 分别."""
        noun = ind.read_noun(text, group[0].start, tail.end, periods, self._places, listed=False)
        phrase = ind.words(text, noun.spans)
        lead = text[noun.verb[0] : noun.verb[1]] if noun.verb and not tail.parted else ""
        members = ind.names(phrase[len(lead) :], len(group)) if phrase else named_before(state, len(group))
        members = [lead + m for m in members] if members else members_of_topic(phrase, len(group), state)
        if members is None and len(state.members) == len(group):
            members = [m + phrase for m in state.members] if _follows_members(phrase) else state.members
        last_after, _ = read_after(text, group[-1].quantity.end, group[-1].end)
        years = _years_each(text, group, periods)
        drafts = []
        for n, segment in enumerate(group):
            name = ((members[n] if members else phrase or state.subject) + action).rstrip("的")
            after, right = read_after(text, segment.quantity.end, segment.end)
            own = read_tail(text, segment.start, segment.quantity.start) if n else tail
            drafts.append(
                Draft(
                    segment.quantity,
                    (group[0].clause_start, right),
                    name,
                    comparator(segment.quantity, own.comparator or tail.comparator, after or last_after),
                    "level" if COMPARED.match(action) else change_of_noun(tail.change, name, segment.quantity),
                    tail.basis,
                    "distributed",
                    noun.scope or state.scope,
                    noun.per,
                    dated=years[n] if years else None,
                )
            )
        state.members = members or state.members
        state.subject = phrase or state.subject
        return drafts

    def _from_to(
        self, text: str, first: Segment, second: Segment | None, periods: list[Period], state: State
    ) -> list[Draft]:
        """由A提高到B: a start value and a level; 由A下降至零 has no number behind."""
        number = first.quantity.start
        opening = max(text.rfind("由", first.start, number), text.rfind("从", first.start, number))
        noun = ind.read_noun(text, first.start, opening, periods, self._places, listed=False)
        last = second or first
        after, right = read_after(text, last.quantity.end, last.end)
        name = completed(ind.words(text, noun.spans), first, state) or state.subject or state.topic
        if not name and ind.has_words(text, right, last.end):
            name = ind.words(text, [(right, last.end)])
        signs = [comparator(first.quantity, None, None)]
        if second:
            tail = read_tail(text, first.quantity.end, _undated(text, second.quantity.start, periods))
            signs.append(comparator(second.quantity, tail.comparator, after))
        state.subject = name
        clause = (first.start, max(right, last.quantity.end))
        return [
            Draft(
                segment.quantity,
                clause,
                name,
                sign,
                "level",
                None,
                "from-to",
                noun.scope,
                noun.per,
                baseline=segment is first,
            )
            for segment, sign in zip((first, second) if second else (first,), signs, strict=True)
        ]


def _follows_members(phrase: str) -> bool:
    """Whether a phrase before 分别 says what is measured of the members of the clause before: 占工业增加值的比重."""
    return bool(phrase) and (len(phrase) <= MAX_MEASURE or COMPARED.match(phrase) is not None)


def _years_each(text: str, group: list[Segment], periods: list[Period]) -> list[Period] | None:
    """The dates of 2024年、2025年…分别达到A、B, one a number."""
    before = [p for p in periods if not p.base and p.end <= group[0].quantity.start][-len(group) :]
    joined = all(text[a.end : b.start] in ("、", "和", "及") for a, b in pairwise(before))
    return before if len(before) == len(group) > 1 and joined else None


def _carries_change(text: str, segment: Segment, tail: Tail, left: str, state: State) -> bool:
    """增长6.5%左右、力争达到7%: the second rate is one of growth too."""
    same = not left and state.change[1] == segment.quantity.unit == "%" and tail.change is None
    return same and _STRIVE.search(text, segment.start, segment.quantity.start) is not None


def _bound(text: str, segment: Segment, right: int, tail: Tail) -> str | None:
    """The comparator before the number; 跨过3个万亿元大关 counts the marks passed and says nothing of a bound."""
    if segment.counts and _STEPS.match(text, right, segment.end):
        return None
    return tail.comparator or early_comparator(text, segment.start, segment.quantity.start)


def _begin_part(text: str, segment: Segment, noun: ind.Noun, state: State) -> None:
    """Note what 其中 refers to; it holds for the members of its clause."""
    begin = noun.spans[0][0] if noun.spans else segment.quantity.start
    if "其中" in text[max(0, segment.start - 2) : begin]:
        unit = segment.quantity.unit
        state.whole, state.whole_unit = state.by_unit.get(unit) or state.subject or state.topic, unit
    elif segment.first and segment.quantity.unit != state.whole_unit:
        state.whole = ""


def _verb_behind_respectively(text: str, segment: Segment, tail: Tail) -> str:
    """The verb of A、B分别建成15个、30个, or 快于全国; ``tail`` then ends before 分别."""
    match = _WITH_VERB.search(text, segment.start, tail.end)
    if match is None or not (verb().match(match.group(1)) or COMPARED.match(match.group(1))):
        return ""
    tail.end, tail.parted = match.start(), True
    return match.group(1)


def _is_from_to(text: str, first: Segment, second: Segment, periods: list[Period]) -> bool:
    """由A提高到B, with or without the years of both."""
    if not second.joined:
        return False
    before = _undated(text, first.quantity.start, periods)
    if not (_FROM.search(text, first.start, before) or text[before : before + 1] in ("由", "从")):
        return False
    stop = _undated(text, second.quantity.start, periods)
    tail = read_tail(text, first.quantity.end, stop)
    return tail.change == "level" or tail.linked or text[stop] in "到至" or text[second.quantity.start - 1] in "到至为"


def _undated(text: str, end: int, periods: list[Period]) -> int:
    """``end`` moved before a date that stands right there: 提高到2025年的."""
    stop = end - 1 if text[end - 1 : end] == "的" else end
    return next((p.start for p in periods if p.end == stop), end)


def _behind(text: str, segment: Segment, right: int, periods: list[Period]) -> str:
    """The phrase behind the number, without dates in it and without a side remark (24个省份、规模居全国前列)."""
    end = read_tail(text, right, segment.end).end if segment.joins else segment.end
    remark = _REMARK.search(text, right, end)
    end = remark.start() if remark else end
    spans, at = [], right
    for period in periods:
        if right <= period.start and period.end <= end and not period.base:
            spans.append((at, period.start))
            at = period.end
    return ind.words(text, [*spans, (at, end)])
