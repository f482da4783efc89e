"""Circles packed around a circle in the middle, deterministically and without overlap.

A few circles are packed by the front-chain method of Wang and others (Visualization of large hierarchical data by
circle packing, CHI 2006): each next circle touches the two of the outer border that lie nearest to the middle. Its
cost grows faster than the number of circles, so that many circles are set in plain rings instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import asin, cos, hypot, pi, sin, sqrt

MANY = 500
"""More circles than this are set in rings."""

SLACK = 1e-6
"""Circles that overlap by less than this touch."""

Point = tuple[float, float]


@lru_cache(maxsize=4096)
def pack(core: float, radii: tuple[float, ...]) -> tuple[Point, tuple[Point, ...], float]:
    """Circles of the given radii around one of radius ``core``.

    Returns:
        The middle of the core, the middles of the circles in the order given, and the radius of a circle around the
        origin that holds them all.
    """
    sizes = (core, *radii)
    middles = rings(sizes) if len(radii) > MANY else _Front(sizes).middles
    left = min(x - r for (x, _), r in zip(middles, sizes, strict=True))
    right = max(x + r for (x, _), r in zip(middles, sizes, strict=True))
    top = min(y - r for (_, y), r in zip(middles, sizes, strict=True))
    bottom = max(y + r for (_, y), r in zip(middles, sizes, strict=True))
    dx, dy = (left + right) / 2, (top + bottom) / 2
    placed = tuple((x - dx, y - dy) for x, y in middles)
    reach = max(hypot(x, y) + r for (x, y), r in zip(placed, sizes, strict=True))
    return placed[0], placed[1:], reach


def rings(sizes: Sequence[float]) -> list[Point]:
    """The first circle in the middle, the others in rings around it, each in a sector of its own."""
    middles: list[Point] = [(0.0, 0.0)]
    inner = sizes[0]
    while len(middles) < len(sizes):
        sectors: list[float] = []
        room = 2 * pi + SLACK
        for radius in sizes[len(middles) :]:
            sector = 2 * asin(radius / (inner + radius))
            if sector > room:
                break
            room -= sector
            sectors.append(sector)
        ring = sizes[len(middles) : len(middles) + len(sectors)]
        at = -pi / 2
        for radius, sector in zip(ring, sectors, strict=True):
            at += sector / 2
            middles.append(((inner + radius) * cos(at), (inner + radius) * sin(at)))
            at += sector / 2 + room / len(sectors)
        inner += 2 * max(ring)
    return middles


class _Front:
    """Packs circles one after another, keeping the border of what is placed as a ring of numbers."""

    def __init__(self, sizes: Sequence[float]) -> None:
        self.sizes = sizes
        self.middles: list[Point] = [(0.0, 0.0)]
        self.after: dict[int, int] = {}
        self.before: dict[int, int] = {}
        if len(sizes) > 1:
            self.middles.append((0.0, sizes[0] + sizes[1]))
        if len(sizes) > 2:
            self.middles.append(self._touching(0, 1, sizes[2]))
            for one, next_one in ((0, 2), (2, 1), (1, 0)):
                self._join(one, next_one)
        start = 0
        for number in range(3, len(sizes)):
            start = self._place(number, start)

    def _join(self, one: int, next_one: int) -> None:
        self.after[one] = next_one
        self.before[next_one] = one

    def _touching(self, a: int, b: int, radius: float) -> Point:
        """The middle of a circle that touches two circles that touch each other or lie near, on their outer side."""
        (ax, ay), (bx, by) = self.middles[a], self.middles[b]
        dx, dy = bx - ax, by - ay
        distance = hypot(dx, dy)
        to_a, to_b = self.sizes[a] + radius, self.sizes[b] + radius
        along = (distance * distance + to_a * to_a - to_b * to_b) / (2 * distance)
        aside = sqrt(max(0.0, to_a * to_a - along * along))
        ux, uy = dx / distance, dy / distance
        return ax + along * ux + aside * uy, ay + along * uy - aside * ux

    def _place(self, number: int, a: int) -> int:
        """Places a circle beside ``a`` and its neighbour; the circle to start from for the next one."""
        b = self.after[a]
        radius = self.sizes[number]
        while True:
            x, y = self._touching(a, b, radius)
            hit = self._hit(x, y, radius, a, b)
            if hit is None:
                break
            side, other = hit
            if side > 0:
                b = other
            else:
                a = other
            self._join(a, b)
        self.middles.append((x, y))
        self._join(a, number)
        self._join(number, b)
        return self._nearest(number)

    def _hit(self, x: float, y: float, radius: float, a: int, b: int) -> tuple[int, int] | None:
        """The border circle nearest along the border that a circle would overlap, and on which side it lies."""
        forward, backward = self.after[b], self.before[a]
        ahead, behind = self.sizes[b], self.sizes[a]
        while True:
            if ahead <= behind:
                if self._overlaps(x, y, radius, forward):
                    return 1, forward
                if forward == backward:
                    return None
                ahead += self.sizes[forward]
                forward = self.after[forward]
            else:
                if self._overlaps(x, y, radius, backward):
                    return -1, backward
                if forward == backward:
                    return None
                behind += self.sizes[backward]
                backward = self.before[backward]

    def _overlaps(self, x: float, y: float, radius: float, other: int) -> bool:
        ox, oy = self.middles[other]
        reach = radius + self.sizes[other] - SLACK
        return (x - ox) ** 2 + (y - oy) ** 2 < reach * reach

    def _nearest(self, number: int) -> int:
        """The border circle that stands, with its neighbour, nearest to the core."""
        best, least = number, float("inf")
        at = number
        while True:
            following = self.after[at]
            (ax, ay), (bx, by) = self.middles[at], self.middles[following]
            share = self.sizes[following] / (self.sizes[at] + self.sizes[following])
            score = (ax * share + bx * (1 - share)) ** 2 + (ay * share + by * (1 - share)) ** 2
            if score < least:
                best, least = at, score
            at = following
            if at == number:
                return best
