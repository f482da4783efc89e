"""Which words of a clause belong to which of its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from kg.data import pattern
from kg.extraction.clauses import Span
from kg.extraction.indicators import HOLE, has_words
from kg.extraction.quantities import Quantity
from kg.extraction.wording import read_after

_ONLY_JOINT = pattern("only-joint")
_OPENING_JOINT = pattern("opening-joint")
_CLOSING_JOINT = pattern("closing-joint")
_INNER_JOINT = pattern("inner-joint")
_MARKS = " ,、;:" + HOLE


@dataclass(slots=True)
class Segment:
    """A number with the words that belong to it: ``[start, quantity.start)`` and ``[quantity.end, end)``.

    Attributes:
        clause_start: where its clause begins.
        joined: no mark parts it from the number before; both share the words between.
        joins: no mark parts it from the number after.
        first: it is the first of its clause.
        touches: the number after it follows at once (5批次19组).
    """

    quantity: Quantity
    start: int
    end: int
    clause_start: int
    joined: bool
    joins: bool
    first: bool
    touches: bool = False

    @property
    def counts(self) -> bool:
        """Whether the number counts things or people."""
        return self.quantity.dimension in ("count", "people")


def segments(text: str, start: int, end: int, inside: list[Quantity]) -> list[Segment]:
    """One segment for each of the numbers ``inside`` the clause ``text[start:end]``."""
    out: list[Segment] = []
    begin, joined = start, False
    for n, quantity in enumerate(inside):
        _, right = read_after(text, quantity.end, end)
        stop, following, joins = (right if text[right : right + 1] == "、" else end), end, False
        if n + 1 < len(inside):
            stop, following, joins = _boundary(text, quantity, inside[n + 1])
        touches = n + 1 < len(inside) and inside[n + 1].start == right
        out.append(Segment(quantity, begin, stop, start, joined, joins, n == 0, touches))
        begin, joined = following, joins
    return out


def _boundary(text: str, first: Quantity, second: Quantity) -> tuple[int, int, bool]:
    """Where the words of ``first`` end, where those of ``second`` begin, and whether they share the words between."""
    _, right = read_after(text, first.end, second.start)
    between = text[right : second.start]
    if not between:
        return right, right, False
    mark = _outer_mark(between)
    if mark is not None:
        return right + mark, right + mark + 1, False
    head = _OPENING_JOINT.match(between)
    if head:
        return right, right + head.end(), False
    joint = _CLOSING_JOINT.search(between) or _INNER_JOINT.search(between)
    if joint:
        return right + joint.start(), right + joint.end(), False
    return second.start, right, True


def _outer_mark(between: str) -> int | None:
    """The first 、 outside brackets and quotation marks."""
    depth = 0
    for n, char in enumerate(between):
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            depth -= 1
        elif char == "、" and depth <= 0:
            return n
    return None


def run_of_numbers(text: str, all_segments: list[Segment], n: int) -> list[Segment]:
    """The numbers from the ``n``-th on with nothing but 、 and 和 between them: those that a 分别 governs."""
    run = [all_segments[n]]
    for segment in all_segments[n + 1 :]:
        between = text[run[-1].quantity.end : segment.quantity.start]
        if not _ONLY_JOINT.match(between.replace(HOLE, "")):
            break
        run.append(segment)
    return run


def quote(text: str, segment: Segment, right: int) -> Span:
    """The shortest words that state the number on its own; ``right`` is where its comparator ends."""
    start = segment.clause_start if segment.joined else segment.start
    end = segment.end if has_words(text, right, segment.end) else max(right, segment.quantity.end)
    while start < end and text[start] in _MARKS:
        start += 1
    while end > segment.quantity.end and text[end - 1] in _MARKS:
        end -= 1
    return start, end
