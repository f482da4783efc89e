"""Comparator and change of a number: no less than, about; the value itself, or by how much something changed."""

from __future__ import annotations

from kg.data import pattern, words
from kg.extraction.quantities import Quantity
from kg.extraction.wording import Tail

RATES = frozenset(("share", "points", "multiple", "doublings"))

_AT_LEAST = pattern("at-least")
_SHORT_OF = pattern("short-of-a-part")
_AT_MOST = pattern("at-most")
_BY = pattern("changed-by")
_OVER_TIME = pattern("compared-over-time")
_LESS = pattern("less-over-time")
_GROWTH_NOUN = pattern("growth-noun")
_FALL_NOUN = pattern("fall-noun")
_DECREASING = words("reducing-verbs")
_INCREASING = words("raising-verbs")


def comparator(quantity: Quantity, before: str | None, after: str | None) -> str:
    """One sign from the words on both sides (Civil Code art. 1259: 以上, 以下, 以内 include the number)."""
    if quantity.upper is not None:
        return "range"
    if after in (">=", "<=") and before in (None, "~"):
        return after
    if before is not None:
        return before
    if after is not None:
        return after
    return "~" if quantity.approximate else "="


def early_comparator(text: str, start: int, end: int) -> str | None:
    """The comparator that stands before the verb: 每个街道至少建成1家."""
    if _AT_LEAST.search(text, start, end):
        return ">="
    if _SHORT_OF.search(text, start, end):
        return "<"
    return "<=" if _AT_MOST.search(text, start, end) else None


def over_time(phrase: str) -> str | None:
    """The change that 高于上年同期 and 比年初快 tell; 高于全国 compares with others and tells none."""
    match = _OVER_TIME.search(phrase)
    if match is None:
        return None
    return "decrease" if _LESS.search(match.group()) else "increase"


def changes_by(text: str, tail: Tail, quantity: Quantity) -> bool:
    """Whether a verb says by how much (增加25天); in 建设、改造、提升76个 it does not."""
    match = _BY.search(text, tail.end, quantity.start)
    return match is not None and text[max(0, match.start() - 1) : match.start()] != "、"


def change_of_verb(verb: str, phrase: str, *, rate: bool) -> tuple[str, str]:
    """Change and indicator where the leading verb says by how much.

    压减一般性支出15%以上 is a decrease of 一般性支出; 增加市场主体1.3万户 counts new things.
    """
    if verb in _DECREASING:
        return "decrease", (phrase.removeprefix(verb) if rate else "") or phrase
    if rate and verb in _INCREASING:
        return "increase", phrase.removeprefix(verb) or phrase
    return "level", phrase


def change_of_noun(change: str | None, indicator: str, quantity: Quantity) -> str:
    """The change that an indicator such as 年度增幅 or 降幅 carries in itself, when no verb has said it."""
    if change in ("increase", "decrease"):
        return change
    if quantity.dimension in RATES and _GROWTH_NOUN.search(indicator):
        return "increase"
    if quantity.dimension in RATES and _FALL_NOUN.search(indicator):
        return "decrease"
    return "level"
