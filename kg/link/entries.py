"""Two lists that run parallel: the third entry of the district's list takes up the third of the city's.

Where most numbers that were joined by their words stand in entries of one number, a number that is left in the same
entry on both sides is joined too, if unit and thing are the same (学位 of 新增学位 and 增加中小学学位).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.link.ends import End
from kg.link.likeness import THING, differ, likeness, thing
from kg.link.matching import Match, one_measure

PARALLEL = 0.8
"""The share of the joined numbers that stand in entries of one number, at least."""
FEW = 3  # joined numbers: from fewer it cannot be told
TAIL = 3  # characters that two things end with: 老年食堂 of 社区老年食堂 and 城乡老年食堂, but not 公园
HEAD = 2  # the same, where another number of the entry has been joined: 加装电梯 and 增设电梯


def by_entry(matches: Sequence[Match], parents: Iterable[End], children: Iterable[End]) -> list[Match]:
    """Further matches of two lists that run parallel; none where they do not.

    Args:
        matches: those found by words.
        parents, children: all ends of the higher and the lower list.
    """
    numbered = [m for m in matches if m.parent.item is not None and m.child.item is not None]
    equal = sum(m.parent.item == m.child.item for m in numbered)
    if equal < max(FEW, PARALLEL * len(matches)):
        return []
    joined = {m.child.item for m in numbered if m.parent.item == m.child.item}
    taken = {m.parent.id for m in matches} | {m.child.id for m in matches}
    above, below = _left(parents, taken), _left(children, taken)
    out = []
    for item, ends in below.items():
        least = HEAD if item in joined else TAIL
        for child in ends:
            fitting = [parent for parent in above.get(item, ()) if _fits(parent, child, least)]
            rivals = [other for other in ends if fitting and _fits(fitting[0], other, least)]
            if len(fitting) == len(rivals) == 1:
                out.append(Match(fitting[0], child, likeness(fitting[0].words, child.words), False, entry=item))
    return out


def _left(ends: Iterable[End], taken: set[str]) -> dict[int, list[End]]:
    out: dict[int, list[End]] = defaultdict(list)
    for end in ends:
        if end.statement and end.item is not None and end.id not in taken:
            out[end.item].append(end)
    return out


def _fits(parent: End, child: End, least: int) -> bool:
    one, other = thing(parent.words), thing(child.words)
    shorter = min(len(one), len(other), least)
    if shorter < THING or one[-shorter:] != other[-shorter:]:
        return False
    return one_measure(parent, child) and not differ(parent.words, child.words)
