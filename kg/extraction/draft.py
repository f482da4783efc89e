"""A statement on its way: what its sentence says of it, before its kind and deadline are known."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.clauses import Span
from kg.extraction.periods import Period
from kg.extraction.quantities import Quantity


@dataclass(slots=True)
class Draft:
    """A statement before its deadline and kind are known; positions are relative to the sentence.

    Attributes:
        clause: span of the words that state it.
        indicator: in the document's words.
        baseline: it is the start value of 由…提高到….
        dated: its own of several years that a 分别 gives one each.
    """

    quantity: Quantity
    clause: Span
    indicator: str
    comparator: str
    change: str
    basis: str | None
    rule: str
    scope: str | None = None
    per: str | None = None
    baseline: bool = False
    dated: Period | None = None
