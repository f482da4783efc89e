"""Spans inside one another against the plain definition, tried over all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.structure.blocks import Block
from kg.structure.nesting import Nested, Outline

TREES = st.recursive(st.just([]), lambda inner: st.lists(inner, max_size=4), max_leaves=12)


def spans_of(tree: list, at: int = 0) -> tuple[list[tuple[int, int]], int]:
    """Spans of a tree of lists: each holds its branches, with a free position before and behind them."""
    start, out = at, []
    at += 1
    for branch in tree:
        inner, at = spans_of(branch, at)
        out += inner
    return [(start, at + 1), *out], at + 1


@given(TREES)
def test_the_innermost_span_is_the_smallest_around_a_position(tree: list) -> None:
    spans, end = spans_of(tree)
    nested = Nested((a, b, (a, b)) for a, b in spans)
    for position in range(-1, end + 2):
        around = [(b - a, (a, b)) for a, b in spans if a <= position < b]
        assert nested.innermost(position) == (min(around)[1] if around else None)


def test_of_equal_spans_the_first_counts() -> None:
    assert Nested([(0, 5, "a"), (0, 5, "b")]).innermost(2) == "a"


@given(st.lists(st.integers(0, 4), max_size=12))
def test_outline(levels: list[int]) -> None:
    blocks = [
        Block("heading" if level else "paragraph", 10 * n, 10 * n + 9, level=level) for n, level in enumerate(levels)
    ]
    outline = Outline(blocks, 1000)
    for n, level in enumerate(levels):
        higher = [at for at in range(n) if levels[at] and (not level or levels[at] < level)]
        if level:
            assert outline.parent(n) == (higher[-1] if higher else None)
            below = [10 * at for at in range(n + 1, len(levels)) if 0 < levels[at] <= level]
            assert outline.end(n) == (below[0] if below else 1000)
