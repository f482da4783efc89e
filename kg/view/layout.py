"""Where each node stands: a fixed, deterministic layout made in one pass, in time linear in the size of the graph.

Things are drawn inside what contains them: statements around their task, tasks around their heading, headings around
their document. Bodies, persons, places and indicators that only one document names stand between the document and its
headings; those that several documents share stand in the middle of the page with the documents around them.
"""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import Any, NamedTuple

import networkx as nx

from kg.view.kinds import STATEMENT_KINDS
from kg.view.packing import Point, pack

CELL = 34.0
"""Radius of the space that a node without parts takes."""

CORE = 24.0
"""Least radius of the space that a node with parts takes in their middle."""

SHARE = 0.5
"""Least share of the radius of a node's largest part that the node itself takes in their middle."""

SHARED = 0.8
"""Radius of the space that many shared nodes take together, as a share of that of the largest document."""

ABOVE = 24.0
"""How far above its statement an indicator stands that no other statement uses."""


class Spot(NamedTuple):
    """Where a node stands.

    Attributes:
        x, y: its middle.
        core: radius of the space that is free around it, before its parts begin.
        reach: radius of the circle that holds it and its parts.
        holder: the node that it is drawn in: its parent or, for an indicator that one statement alone uses, that
            statement.
    """

    x: float
    y: float
    core: float
    reach: float
    holder: str | None


def arrange(graph: nx.DiGraph) -> dict[str, Spot]:
    """A spot for each node of a graph that :func:`kg.view.network.project` made."""
    return _Layout(graph, _Homes(graph)).spots()


class _Layout:
    """Sizes every node from the inside out; each node then knows where it stands in its holder's circle."""

    def __init__(self, graph: nx.DiGraph, homes: _Homes) -> None:
        self.graph = graph
        self.homes = homes
        self.core: dict[str, float] = {}
        self.reach: dict[str, float] = {}
        self.offset: dict[str, Point] = {}
        self.hub: dict[str, Point] = {}
        for node in reversed(list(graph)):  # a node stands after what holds it, so parts come first here
            self._settle(node, homes.near[node], homes.parts[node])
        self._settle_top()

    def _settle(self, node: str, near: list[str], parts: list[str]) -> None:
        """Sizes a node: itself in the middle, the loose nodes near it around that, and then its parts."""
        if not parts and not near:
            self.core[node] = self.reach[node] = CELL
            return
        hub, beside, space = self._pack(CORE, near)
        self.core[node] = max(space, SHARE * max((self.reach[part] for part in parts), default=0.0))
        middle, around, self.reach[node] = self._pack(self.core[node], parts)
        self.hub[node] = _sum(hub, middle)
        self._note(near, beside, middle)
        self._note(parts, around, (0.0, 0.0))

    def _settle_top(self) -> None:
        """The shared nodes, in proportion to the documents, and the documents around them, the largest first."""
        roots, shared = sorted(self.homes.roots, key=lambda node: -self.reach[node]), self.homes.shared
        largest = self.reach[roots[0]] if roots else 0.0
        self.reach.update(dict.fromkeys(shared, max(CELL, SHARED * largest / (6 + sqrt(len(shared))))))
        _, inner, space = self._pack(CELL, shared)
        middle, outer, _ = self._pack(space, roots)
        self._note(shared, inner, middle)
        self._note(roots, outer, (0.0, 0.0))

    def _pack(self, space: float, nodes: list[str]) -> tuple[Point, tuple[Point, ...], float]:
        return pack(space, tuple(self.reach[node] for node in nodes))

    def _note(self, nodes: list[str], points: tuple[Point, ...], middle: Point) -> None:
        for node, point in zip(nodes, points, strict=True):
            self.offset[node] = _sum(point, middle)

    def spots(self) -> dict[str, Spot]:
        """The spots of all nodes, from the outside in."""
        found: dict[str, Spot] = {}
        middles: dict[str | None, Point] = {None: (0.0, 0.0)}
        for node in self.graph:
            holder = self.homes.holder.get(node)
            if node in self.homes.badges and holder is not None:
                found[node] = Spot(found[holder].x, found[holder].y - ABOVE, 0.0, 0.0, holder)
                continue
            middle = _sum(middles[holder or self.homes.home.get(node)], self.offset[node])
            middles[node] = middle
            x, y = _sum(middle, self.hub.get(node, (0.0, 0.0)))
            found[node] = Spot(x, y, self.core[node], self.reach[node], holder)
        return found


def _sum(one: Point, other: Point) -> Point:
    return one[0] + other[0], one[1] + other[1]


class _Homes:
    """Where each node of a graph belongs.

    Attributes:
        holder: the node that a node is drawn in.
        parts: the nodes drawn in a node, in text order.
        badges: indicators that one statement alone uses, drawn at that statement.
        home: the document beside which a node stands that no other document names.
        near: the reverse of ``home``.
        shared: nodes that several documents name.
        roots: what remains, the documents.
    """

    def __init__(self, graph: nx.DiGraph) -> None:
        data: dict[str, dict[str, Any]] = dict(graph.nodes(data=True))
        self.holder: dict[str, str] = {}
        self.parts: defaultdict[str, list[str]] = defaultdict(list)
        self.badges: set[str] = set()
        self.home: dict[str, str] = {}
        self.near: defaultdict[str, list[str]] = defaultdict(list)
        self.shared: list[str] = []
        self.roots: list[str] = []
        for node, known in data.items():
            parent = known["parent"]
            if parent in data:
                self.holder[node] = parent
                self.parts[parent].append(node)
            elif known["document"] is not None:
                self.roots.append(node)
            else:
                self._settle(node, list(graph.pred[node]), data)

    def _settle(self, node: str, users: list[str], data: dict[str, dict[str, Any]]) -> None:
        """A home for a node that documents can share."""
        documents = {data[user]["document"] for user in users}
        if len(users) == 1 and data[users[0]]["kind"] in STATEMENT_KINDS and data[node]["kind"] == "indicator":
            self.holder[node] = users[0]
            self.badges.add(node)
        elif len(documents) == 1 and documents <= data.keys():
            (document,) = documents
            self.home[node] = document
            self.near[document].append(node)
        else:
            self.shared.append(node)
