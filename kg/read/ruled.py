"""Tables by their ruled lines: lines that cross make a grid; two places without a line between them are one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.read.pdf_page import THIN, Edge, Page

MAX_CROSSINGS = 4_000_000
"""Lines across times lines down; a page with more is a drawing, and its tables are not looked for."""
OUTSIDE = 12.0
"""Points by which lines across reach beyond the outermost line down when a table is open at its sides."""


@dataclass(slots=True)
class Grid:
    """A ruled table on a page.

    Attributes:
        xs, ys: where its columns and rows begin and the last one ends, ascending.
        spans: row and column of each place to the place that holds it (first row, first column, rows, columns).
    """

    xs: list[float]
    ys: list[float]
    spans: dict[tuple[int, int], tuple[int, int, int, int]]

    def place(self, x: float, y: float) -> tuple[int, int, int, int] | None:
        """The cell that a point is in."""
        return self.spans.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))

    @property
    def cells(self) -> list[tuple[int, int, int, int]]:
        return sorted(set(self.spans.values()))


def grids(page: Page) -> list[Grid]:
    """The tables of a page from top to bottom, those with two columns or more."""
    across, down = _joined(page.across), _joined(page.down)
    if not across or not down or len(across) * len(down) > MAX_CROSSINGS:
        return []
    found = [_grid(rows, columns) for rows, columns in _crossing(across, down)]
    return sorted((g for g in found if g is not None), key=lambda g: g.ys[0])


def _joined(edges: Sequence[Edge]) -> list[Edge]:
    """Lines on one height as one line where they touch."""
    out: list[Edge] = []
    group: list[Edge] = []
    for edge in [*sorted(edges, key=lambda e: e.at), None]:
        if edge is not None and (not group or edge.at - group[0].at <= THIN):
            group.append(edge)
            continue
        at = sum(e.at for e in group) / len(group) if group else 0.0
        start = end = None
        for part in sorted(group, key=lambda e: e.start):
            if end is not None and start is not None and part.start > end + THIN:
                out.append(Edge(at, start, end))
                start = end = None
            start = part.start if start is None else start
            end = part.end if end is None else max(end, part.end)
        if start is not None and end is not None:
            out.append(Edge(at, start, end))
        group = [edge] if edge is not None else []
    return out


def _crossing(across: list[Edge], down: list[Edge]) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of lines that cross or touch one another."""
    parent = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for n, row in enumerate(across):
        for m, column in enumerate(down, len(across)):
            if column.start - THIN <= row.at <= column.end + THIN and row.start - THIN <= column.at <= row.end + THIN:
                parent[root(n)] = root(m)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for n, edge in enumerate([*across, *down]):
        groups[root(n)][n >= len(across)].append(edge)
    return [(rows, columns) for rows, columns in groups.values() if len(rows) > 1 and columns]


def _grid(across: list[Edge], down: list[Edge]) -> Grid | None:
    ys = _places([e.at for e in across])
    xs = _places([e.at for e in down])
    left, right = min(e.start for e in across), max(e.end for e in across)
    sides = [left < xs[0] - OUTSIDE, right > xs[-1] + OUTSIDE]
    xs = [*([left] if sides[0] else []), *xs, *([right] if sides[1] else [])]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2:
        return None
    walls = _borders(down, xs, ys)
    floors = _borders(across, ys, xs)
    spans: dict[tuple[int, int], tuple[int, int, int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            if (row, column) in spans:
                continue
            width = height = 1
            while column + width < columns and (column + width, row) not in walls:
                width += 1
            while row + height < rows and all((row + height, c) not in floors for c in range(column, column + width)):
                height += 1
            for r in range(row, row + height):
                for c in range(column, column + width):
                    spans.setdefault((r, c), (row, column, height, width))
    return Grid(xs, ys, spans) if len(set(spans.values())) > 1 else None


def _places(values: list[float]) -> list[float]:
    """Where lines are, those close together once."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > THIN:
            out.append(value)
    return out


def _borders(edges: list[Edge], own: list[float], other: list[float]) -> set[tuple[int, int]]:
    """Which lines are drawn: (index of the line, index of the gap between two crossing lines that it closes)."""
    found: set[tuple[int, int]] = set()
    middles = [(a + b) / 2 for a, b in pairwise(other)]
    for edge in edges:
        line = min(range(len(own)), key=lambda n: abs(own[n] - edge.at))
        for gap, middle in enumerate(middles):
            if edge.start - THIN <= middle <= edge.end + THIN:
                found.add((line, gap))
    return found
