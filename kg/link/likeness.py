"""How alike the words of two tasks are, and whether they say different things of the same.

The measure is that of Dice over pairs of neighbouring characters, or how much of the shorter wording stands in the
longer one, whichever is larger. Words that only say for whom or that something is to be done do not count.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from kg.data import alternation, pattern, rows
from kg.resolve.indicators import canonical

CONTAINED = 0.9
"""What a wording counts that stands in a longer one whole."""
SAME_THING = 0.8
"""What wordings of the same thing count, whatever is said to be done to it."""
LIKE_THING = 0.95
"""The same of things that are like each other: what their likeness counts."""
THING = 2  # characters of a thing: shorter ones are about too much
REORDERED = 0.9
"""The share of their characters that wordings of another order have in common, at least."""
SHORT = 4  # pairs of characters: a shorter wording is contained in too much

IN_USE = ("投入使用", "投用")
"""Two words for one thing, the longer as the shorter."""

_MARKS = re.compile(r"[^\w%]+")
_EMPTY = pattern("empty-words-of-a-task")
_BUILT = frozenset({"new", "finish"})  # what one calls 新建 the other calls 建成; 开工 is less
_RATE = pattern("rate-of-a-thing")
_DOING = pattern("doing-words-of-a-task")


@cache
def _actions() -> tuple[re.Pattern[str], dict[str, str]]:
    classes = {row["word"]: row["class"] for row in rows("actions")}
    return re.compile(alternation(list(classes))), classes


@lru_cache(maxsize=200_000)
def plain(wording: str) -> str:
    """The wording without marks and without words that name no thing."""
    return _EMPTY.sub("", _MARKS.sub("", canonical(wording)).replace(*IN_USE))


@lru_cache(maxsize=200_000)
def pairs(wording: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a plain wording; a single character is one by itself."""
    return _pairs(plain(wording))


@lru_cache(maxsize=20_000)
def pairs_as_printed(wording: str) -> frozenset[str]:
    """The same of all words, those too that name no thing: 免费."""
    return _pairs(_MARKS.sub("", wording))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[n : n + 2] for n in range(len(text) - 1)) or frozenset(text[:1])


@lru_cache(maxsize=200_000)
def thing_pairs(wording: str) -> frozenset[str]:
    """The pairs of what a wording is about, without what is done to it: 口袋公园 of 新建口袋公园; empty if too short.

    Of a rate (达标率, 床位占比) nothing can be left out.
    """
    if _RATE.search(wording):
        return frozenset()
    words = thing(wording)
    return _pairs(words) if len(words) >= THING else frozenset()


@lru_cache(maxsize=200_000)
def thing(wording: str) -> str:
    """What a wording is about, without what is done to it: 口袋公园 of 新建口袋公园."""
    return _DOING.sub("", _actions()[0].sub("", plain(wording)))


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same words in whatever order).

    Of wordings of the same thing, which differ only in the word for what is done, it is at least :data:`SAME_THING`;
    whether that makes a difference :func:`differ` says.
    """
    alike = _likeness(pairs(one), pairs(other))
    if alike >= CONTAINED:
        return alike
    alike = max(alike, _reordered(plain(one), plain(other)))
    things = thing_pairs(one), thing_pairs(other)
    if things[0] and things[0] == things[1]:
        return max(alike, SAME_THING)
    return max(alike, LIKE_THING * _likeness(*things)) if min(map(len, things)) >= SHORT else alike


def _reordered(one: str, other: str) -> float:
    """What two wordings count that have nearly the same characters in another order: 护理型养老床位, 养老护理床位."""
    if not one or abs(len(one) - len(other)) > 2 * (1 - REORDERED) * max(len(one), len(other)):
        return 0.0
    shared = sum((Counter(one) & Counter(other)).values())
    share = 2 * shared / (len(one) + len(other))
    return CONTAINED * share if share >= REORDERED else 0.0


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b:
        return 0.0
    common = len(a & b)
    contained = common / min(len(a), len(b)) * CONTAINED * min(1.0, min(len(a), len(b)) / SHORT)
    return max(2 * common / (len(a) + len(b)), contained)


@lru_cache(maxsize=200_000)
def actions(wording: str) -> frozenset[str]:
    """What is done, as classes of ``kg/data/actions.csv``: ``start`` of 新开工安置房."""
    found, classes = _actions()
    return frozenset(classes[m.group()] for m in found.finditer(wording))


def differ(one: str, other: str) -> bool:
    """Whether the two say that different things are done: 开工 and 建成, 新增 and 累计; but 新建 may be 建成."""
    a, b = actions(one), actions(other)
    return bool(a and b and not a & b) and not a | b <= _BUILT
