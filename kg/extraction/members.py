"""What the members of a list share with each other and with the clause before: names, nouns, verbs, endings."""

from __future__ import annotations

import re

from kg.data import pattern
from kg.extraction import indicators as ind
from kg.extraction.composition import State, leans, owner
from kg.extraction.draft import Draft
from kg.extraction.quantities import Quantity
from kg.extraction.segments import Segment
from kg.extraction.wording import read_after, verb

_PLACES = pattern("places-listed")
_NAME_LISTS = (re.compile(r"[、和及]"), re.compile("、"))
_LEVEL = pattern("joint-level")
_SUMMED_UP = pattern("summed-up")


def named_before(state: State, count: int) -> list[str] | None:
    """What a 分别 without names of its own refers to: the list before it, else the clauses before it."""
    if len(state.members) == count:
        return state.members
    named = ind.names(state.topic, count) if state.topic else None
    return named or (state.recent[-count:] if len(state.recent) >= count else None)


def members_of_topic(phrase: str, count: int, state: State) -> list[str] | None:
    """做大电子、竹木两大产业,产值分别突破A和B: the names of the clause before, each with the measure."""
    if not state.topic or not phrase or not leans(phrase):
        return None
    listed = _SUMMED_UP.sub("", owner(state.topic))
    named = ind.names(listed, count)
    return [name + phrase for name in named] if named else None


def without_names(text: str, noun: ind.Noun, left: str, quantity: Quantity) -> str:
    """Names before the number are no part of the indicator.

    推进A、B2个项目 has as many names as the number says; 为新生儿进行A、B、35种C筛查 lists other things.
    """
    action = text[noun.verb[0] : noun.verb[1]] if noun.verb else ""
    listed = left[len(action) :]
    if (
        listed.strip("和及与") and text[quantity.start - 1] in "和及与" and not verb().search(listed)
    ):  # A、B和85个C等建成开放
        return action
    if quantity.value > 1 and any(quantity.value == len(marks.split(listed)) for marks in _NAME_LISTS):
        return action
    mark = left.find("、", len(action))
    if mark < 0 or quantity.dimension not in ("count", "people"):
        return left
    before = [m.end() for m in verb().finditer(left, 0, mark) if "“" not in left[: m.start()]]
    return left[: before[-1]] if before else left


def borrow_objects(drafts: list[Draft]) -> None:
    """市区至少建成2家,各县至少建成1家托育机构: a verb alone takes the object of the next number with this verb."""
    for n, draft in enumerate(drafts):
        if draft.rule != "verb-object" or not verb().fullmatch(draft.indicator):
            continue
        following = (d.indicator for d in drafts[n + 1 :] if d.quantity.dimension == draft.quantity.dimension)
        draft.indicator = next((i for i in following if i.startswith(draft.indicator)), draft.indicator)


def share_measures(drafts: list[Draft]) -> None:
    """桃源区完成率达到82.5%;汀江县仅完成39.7%: a number with nothing but places takes the measure of the one before."""
    measure, unit = "", ""
    for draft in drafts:
        places = _PLACES.match(draft.indicator)
        whole = places is not None and places.end() == len(draft.indicator)
        if whole and measure and draft.quantity.unit == unit:
            draft.indicator += measure
        elif not whole:
            measure = draft.indicator[places.end() :] if places else draft.indicator
            unit = draft.quantity.unit


def share_endings(text: str, parts: list[Segment], drafts: list[Draft]) -> None:
    """启动35个小区、9条背街改造: the last member's 改造, or predicate, holds for those before it."""
    listed = [d for d in drafts if d.rule in ("number-first", "verb-object")]
    by_start = {s.quantity.start: s for s in parts}
    for n, draft in enumerate(listed[:-1]):
        segment = by_start[draft.quantity.start]
        own = _own_ending(text, segment)
        last = listed[n + 1] if segment.joins else listed[-1]
        last_own = _own_ending(text, by_start[last.quantity.start])
        if not own or not last_own:
            continue
        if _LEVEL.fullmatch(own):  # 1个国家级、2个省级中医专科诊疗中心
            draft.indicator += _LEVEL.sub("", last_own, count=1)
        elif not ind.predicate(own) and not ind.shared_action(own):
            shared = last_own if segment.joins else ind.shared_action(last_own)
            draft.indicator += max(ind.predicate(last_own), shared, key=len)


def _own_ending(text: str, segment: Segment) -> str:
    _, right = read_after(text, segment.quantity.end, segment.end)
    return ind.words(text, [(right, segment.end)]) if ind.has_words(text, right, segment.end) else ""


def share_nouns(drafts: list[Draft]) -> None:
    """2.86万户、9.4万名群众脱贫: a number without words of its own takes those of the number right behind it."""
    for draft, following in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if not draft.indicator and following.quantity.start - draft.quantity.end <= 1:
            draft.indicator = following.indicator
