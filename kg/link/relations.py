"""What a number lower down is of the number above it: the same, a share, a part, or something that does not fit."""

from __future__ import annotations

from decimal import Decimal

from kg.data import pattern
from kg.link.ends import End
from kg.link.likeness import plain

SHARES = frozenset({"%", "‰", "个百分点", "百分点", ""})
"""Units of which the parts of a whole do not add up to it."""

_NO_SUM = pattern("no-sum")

RELATIONS = (
    "same",
    "share",
    "narrower",
    "changed-deadline",
    "changed-comparator",
    "discrepancy",
    "not-applicable",
    "no-source",
    "not-passed-down",
)
"""The relations of a cascade, between a task of a higher and one of a lower document."""


def relation(parent: End, child: End, *, below: bool, handed_down: bool) -> str:
    """How the child's number stands to the parent's, of which it is known that they measure the same.

    Args:
        below: the child's place lies within the parent's, or its period within the parent's.
        handed_down: the child's document hands the parent's on, so that each number ought to be a copy or a share.
    """
    if not child.applies:
        return "not-applicable"
    one, other = parent.statement, child.statement
    if one is None:
        return "narrower" if other else "same"
    if other is None:
        return "same"
    if (one.value, one.value_max) == (other.value, other.value_max):
        if one.deadline != other.deadline:
            return "changed-deadline"
        return "same" if one.comparator == other.comparator else "changed-comparator"
    parts = adds_up(parent) and adds_up(child)
    if below and parts and Decimal(0) < other.value < one.value:
        return "share"
    if below and not parts and _says_more(parent.words, child.words):
        return "narrower"
    return "discrepancy" if handed_down else "narrower"


def adds_up(end: End) -> bool:
    """Whether the numbers of the parts add up to that of the whole: counts and sums do, rates and averages do not."""
    statement = end.statement
    return statement is not None and statement.per is None and is_additive(statement.unit, statement.change, end.words)


def is_additive(unit: str, change: str, words: str) -> bool:
    """Whether numbers of this unit, kind of change and indicator are counts or sums, not rates, growth or averages."""
    return change == "level" and unit not in SHARES and "/" not in unit and not _NO_SUM.search(words)


def _says_more(parent: str, child: str) -> bool:
    """Whether the child's words are the parent's and more: 农村公厕改造 of 公厕改造."""
    one, other = plain(parent), plain(child)
    return len(one) < len(other) and set(one) <= set(other)
