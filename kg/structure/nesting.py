"""Spans that lie inside one another: headings with what stands under them, and what holds at a position."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from kg.structure.blocks import Block

T = TypeVar("T")


class Nested(Generic[T]):
    """Half-open spans with a value each, of which the innermost around a position can be asked for.

    Args:
        spans: ``(start, end, value)``; of several with the same span the first counts.
    """

    def __init__(self, spans: Iterable[tuple[int, int, T]]) -> None:
        values: dict[tuple[int, int], T] = {}
        for start, end, value in spans:
            values.setdefault((start, end), value)
        self._spans = sorted(values, key=lambda span: (span[0], -span[1]))
        self._starts = [start for start, _ in self._spans]
        self._values = [values[span] for span in self._spans]
        self._outer = _outer([end for _, end in self._spans])

    def around(self, position: int) -> Iterator[T]:
        """The values of the spans around ``position``, innermost first; takes as many steps as spans nest."""
        at = bisect_right(self._starts, position) - 1
        while at >= 0:
            if position < self._spans[at][1]:
                yield self._values[at]
            at = self._outer[at]

    def innermost(self, position: int) -> T | None:
        """The value of the smallest span around ``position``, or ``None``."""
        return next(self.around(position), None)


def _outer(ends: list[int]) -> list[int]:
    """For spans in order of their starts, the index of the one before that ends behind each; -1 for none."""
    out: list[int] = []
    open_spans: list[int] = []
    for n, end in enumerate(ends):
        while open_spans and ends[open_spans[-1]] <= end:
            open_spans.pop()
        out.append(open_spans[-1] if open_spans else -1)
        open_spans.append(n)
    return out


class Outline:
    """Which numbered block or heading each block stands under, and where what stands under it ends.

    Args:
        blocks: all of the document, in text order.
        end: where the text ends.
    """

    def __init__(self, blocks: list[Block], end: int) -> None:
        self._parents: list[int | None] = []
        self._ends = [end] * len(blocks)
        above: list[int] = []  # the blocks with a level that are still open, outermost first
        for n, block in enumerate(blocks):
            while block.level and above and blocks[above[-1]].level >= block.level:
                self._ends[above.pop()] = block.start
            self._parents.append(above[-1] if above else None)
            if block.level:
                above.append(n)

    def parent(self, n: int) -> int | None:
        """Index of the block with a higher level that block ``n`` stands under."""
        return self._parents[n]

    def end(self, n: int) -> int:
        """Where the next block of the same level as ``n`` or of a higher one starts."""
        return self._ends[n]
