"""The pyvis network of a graph, and the vis-network library that pyvis ships.

pyvis's own page is not used: it loads Bootstrap from a remote host even when asked for everything in line, and turns
titles that hold ``href`` into live HTML. Its lists are filled directly, because ``add_edge`` looks through all edges
each time. Physics are off: every node has its place already.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import networkx as nx
import pyvis
from pyvis.network import Network

from kg.view.kinds import KINDS, RELATIONS
from kg.view.layout import CELL, Spot

FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'

OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "groups": {name: kind.style() for name, kind in KINDS.items()},
    "nodes": {"font": {"face": FONT, "color": "#1a1a1a"}},
    "edges": {"smooth": False, "selectionWidth": 1, "color": {"inherit": False, "highlight": "#d55e00"}},
    "interaction": {
        "dragNodes": False,
        "hideEdgesOnDrag": True,
        "multiselect": False,
        "hover": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}


def network(graph: nx.DiGraph, spots: dict[str, Spot]) -> Network:
    """The graph as a pyvis network.

    Nodes are numbered in the order of the graph. Beside what vis-network reads, a node carries ``holder`` (the number
    of the node that it is drawn in), ``core`` and ``reach`` (see :class:`kg.view.layout.Spot`) where they tell more
    than its kind; an edge carries the numbers of its relations.
    """
    number = {node: index for index, node in enumerate(graph)}
    relation = {name: index for index, name in enumerate(RELATIONS)}
    net = Network()
    net.options = OPTIONS
    for node, data in graph.nodes(data=True):
        spot = spots[node]
        drawn = {
            "id": number[node],
            "label": data["label"],
            "group": data["kind"],
            "x": round(spot.x),
            "y": round(spot.y),
        }
        if spot.holder is not None:
            drawn["holder"] = number[spot.holder]
        if spot.reach > CELL:
            drawn["core"] = round(spot.core)
            drawn["reach"] = round(spot.reach)
        net.nodes.append(drawn)
    for source, target, relations in graph.edges(data="relations"):
        net.edges.append(
            {"from": number[source], "to": number[target], "relations": [relation[name] for name in relations]}
        )
    return net


@cache
def library() -> str:
    """The source of vis-network, the newest of those in pyvis's folder."""
    found = (Path(pyvis.__file__).parent / "lib").glob("vis-*/vis-network.min.js")
    newest = max(found, key=lambda path: [int(part) for part in path.parent.name.removeprefix("vis-").split(".")])
    return newest.read_text(encoding="utf-8").replace("</script", "<\\/script")
