"""Two numbers that are the ends of one range, in texts that print no unit or part the ends by white space."""

from __future__ import annotations

import re

from kg.data import pattern
from kg.extraction.quantities import Quantity, shared_multiplier

_TO = re.compile(r"[-~至到]")
_AND = re.compile(r"[和与]")
_BETWEEN = pattern("between")


def ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """``found`` with the two ends of a range made one: 一千到一千五百, 20 - 100个, 20和30之间.

    Args:
        text: in its plain form.
        found: in text order, none overlapping another.
    """
    out: list[Quantity] = []
    for q in found:
        if out and _one(text, out[-1], q):
            first = out.pop()
            scale = shared_multiplier(text[first.start : first.end], text[q.start : q.end].removesuffix(q.unit))
            q.upper = q.value
            q.value = first.value * scale if first.value * scale < q.upper else first.value
            q.start = first.start
        out.append(q)
    return out


def _one(text: str, first: Quantity, last: Quantity) -> bool:
    """Whether two neighbours are the lower and the upper end of one range."""
    if first.upper is not None or last.upper is not None or first.value >= last.value:
        return False
    if first.unit not in ("", last.unit):
        return False
    joint = _AND if _BETWEEN.match(text, last.end) else _TO
    return joint.fullmatch(text, first.end, last.start) is not None
