"""The list that a lower document breaks down: where it stands in the higher one, and its parts without a number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from kg.data import pattern
from kg.iri import Minter
from kg.link.ends import End, Linked, clause_end
from kg.link.likeness import pairs_as_printed, plain

MOST, HALF, QUARTER = 0.75, 0.5, 0.25
"""The share of the numbers of a paragraph, or else section, that have to be handed on for it to be the list; the lower
one where the lower document cites the higher. A part with several sections is the list where half of its numbers are
handed on, and some of most of its paragraphs."""
FEW = 3  # numbers handed on from a paragraph or section: fewer make no list
SHARED = 2  # pairs of characters that a part and a clause without number have to share, beside the last word
CLAUSE = (6, 80)  # characters
TITLE_MARK = 2  # characters of an indent before the title of a paragraph, whose number is part of it

_EFFECT = pattern("effect-of-a-task")
_DATE_ONLY = pattern("only-a-date")
_CLAUSE = re.compile(r"[^。;；:：!！\n\r]+")
_HEAD = 2  # characters of the last word of a clause, what it is about: 筛查


class BrokenDownList:
    """The part of a document that another one breaks down.

    Args:
        parents: the targets of the higher document, in text order.
        handed_on: ids of those that the lower document takes up.
        cited: the lower document names the higher one.
    """

    def __init__(self, parents: Sequence[End], handed_on: Collection[str], *, cited: bool) -> None:
        least = QUARTER if cited else HALF
        paragraphs = _lists(((end.paragraph, end.id in handed_on) for end in parents), least)
        rest = [end for end in parents if end.paragraph not in paragraphs]
        sections = _lists(((end.section, end.id in handed_on) for end in rest), least)
        around = _lists(((part, end.id in handed_on) for end in parents for part in _around(end)), HALF)
        touched = {end.paragraph: False for end in parents} | {e.paragraph: True for e in parents if e.id in handed_on}
        paragraphs_of = {(part, end.paragraph) for end in parents for part in _around(end)}
        around &= _lists(((part, touched[paragraph]) for part, paragraph in paragraphs_of), MOST)
        self._paragraphs = paragraphs
        self.members = [
            end
            for end in parents
            if end.paragraph in paragraphs or end.section in sections or any(part in around for part in _around(end))
        ]

    def not_handed_on(self, handed_on: Collection[str]) -> list[End]:
        """The members that nobody takes up; who benefits (惠及居民3.6万户) is nothing to take up."""
        return [end for end in self.members if end.id not in handed_on and not is_effect(end)]

    def under(self, clause: End, handed_on: Collection[str]) -> list[End]:
        """The members of the paragraph that a clause is the title of, but for those that are handed on."""
        if clause.start - clause.paragraph > TITLE_MARK:
            return []
        return [end for end in self.members if end.paragraph == clause.paragraph and end.id not in handed_on]

    def clauses(self, document: Linked, minter: Minter) -> list[End]:
        """The clauses of the list that hold no number, in text order."""
        text = document.text()
        starts = {end.paragraph for end in self.members}
        numbers = sorted(end.start for end in self.members)
        out = []
        for begin in sorted(starts):
            stop = min((p for mark in "\r\n" if (p := text.find(mark, begin)) >= 0), default=len(text))
            for start, end in _clauses(text, begin, stop):
                if not any(start <= number < end for number in numbers):
                    out.append(clause_end(document, text, start, end, minter))
        return out


def is_effect(end: End) -> bool:
    """Whether an end only tells who benefits from a task: 惠及居民3.6万户."""
    return _EFFECT.search(end.words) is not None


def source_clause(child: End, clauses: Iterable[End]) -> End | None:
    """The clause without a number that a part makes definite: 疾病筛查 for 宫颈癌筛查5万人."""
    words = child.task.text if child.task else child.words
    own = pairs_as_printed(words)
    best: tuple[int, End] | None = None
    for clause in clauses:
        head = plain(clause.words)[-_HEAD:]
        shared = len(own & pairs_as_printed(clause.words))
        if len(head) == _HEAD and head in plain(words) and shared >= SHARED and (best is None or shared > best[0]):
            best = shared, clause
    return best[1] if best else None


def _around(end: End) -> Iterator[tuple[str, ...]]:
    """The sections that the section of an end stands in, the document's whole text too."""
    return (end.section[:depth] for depth in range(len(end.section)))


def _lists(told: Iterable[tuple[object, bool]], least: float) -> set[object]:
    """The groups of which at least this share of the members is handed on, and at least a few."""
    all_of: Counter[object] = Counter()
    handed: Counter[object] = Counter()
    for group, is_handed in told:
        all_of[group] += 1
        handed[group] += is_handed
    return {group for group, count in all_of.items() if handed[group] >= max(FEW, least * count)}


def _clauses(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    shortest, longest = CLAUSE
    for match in _CLAUSE.finditer(text, begin, stop):
        if shortest <= match.end() - match.start() <= longest and not _DATE_ONLY.match(match.group().strip()):
            yield match.span()
