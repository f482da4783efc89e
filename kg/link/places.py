"""Which places a place lies in."""

from __future__ import annotations

from itertools import accumulate

from kg.resolve.bodies import units


def above(place: str) -> tuple[str, ...]:
    """The places that a full place name tells: 郑州市 for 郑州市中原区. The nearest first."""
    return tuple(reversed(list(accumulate(units(place)))[:-1]))
