"""How alike the words of two tasks are, and whether they say different things of the same.

The measure is that of Dice over pairs of neighbouring characters, or how much of the shorter wording stands in the
longer one, whichever is larger. Words that only say for whom or that something is to be done do not count.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.data import alternation, pattern, rows
from kg.resolve.indicators import canonical

CONTAINED = 0.9
"""What a wording counts that stands in a longer one whole."""
SHORT = 4  # pairs of characters: a shorter wording is contained in too much

IN_USE = ("投入使用", "投用")
"""Two words for one thing, the longer as the shorter."""

_MARKS = re.compile(r"[^\w%]+")
_EMPTY = pattern("empty-words-of-a-task")


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


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same words in whatever order)."""
    a, b = pairs(one), pairs(other)
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
    """Whether the two say that different things are done: 开工 and 建成, 新增 and 累计."""
    a, b = actions(one), actions(other)
    return bool(a and b and not a & b)
