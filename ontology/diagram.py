"""A picture of the core: the classes as boxes, what leads from one to the other as arrows, in SVG."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from kg.ontology.turtle import PREFIXES

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

WIDTH, HEIGHT = 200, 64
_COLUMN, _ROW, _MARGIN = 330, 210, 130
_LINE: Final = 15

_PLACES: Final[dict[str, tuple[int, int]]] = {
    "pk:Place": (0, 0),
    "pk:PolicyDocument": (1, 0),
    "oa:SpecificResource": (2, 0),
    "oa:Selector": (3, 0),
    "pk:Body": (0, 1),
    "pk:Task": (1, 1),
    "pk:QuantifiedStatement": (2, 1),
    "pk:Indicator": (3, 1),
    "pk:Responsibility": (1, 2),
    "skos:Concept": (2, 2),
}
"""Column and row of each box; classes that have no place here come into the row below."""

_SAME: Final = {"foaf:Agent": "pk:Body", "foaf:Person": "pk:Body"}
_OUTSIDE: Final = (
    ("pk:QuantifiedStatement", "prov:wasDerivedFrom", "oa:SpecificResource"),
    ("oa:SpecificResource", "oa:hasSource", "pk:PolicyDocument"),
    ("oa:SpecificResource", "oa:hasSelector", "oa:Selector"),
    ("pk:PolicyDocument", "dcterms:spatial", "pk:Place"),
)
"""Properties of others, whose domains and ranges the ontology does not say."""
_WORDS: Final = {"oa:SpecificResource": "原文出处", "oa:Selector": "选择器", "skos:Concept": "概念"}


def diagram(graph: Graph) -> str:
    """The SVG of the core of an ontology."""
    places = _places(graph)
    edges = _edges(graph, places)
    width = (max(x for x, _ in places.values())) * _COLUMN + WIDTH + 2 * _MARGIN // 2
    height = (max(y for _, y in places.values())) * _ROW + HEIGHT + _MARGIN + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="核心类与属性 Core classes and properties">',
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" '
        'orient="auto"><path d="M0 0L10 5L0 10z"/></marker></defs>',
    ]
    parts += [_arrow(places[a], places[b], names) for (a, b), names in sorted(edges.items())]
    parts += [_box(graph, name, place) for name, place in places.items()]
    return "\n".join([*parts, "</svg>"])


def short(iri: str) -> str:
    """``iri`` as a prefixed name."""
    for prefix, space in PREFIXES.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri


def _places(graph: Graph) -> dict[str, tuple[int, int]]:
    from rdflib import OWL, RDF, RDFS

    places = dict(_PLACES)
    column = 0
    for node in sorted(graph.subjects(RDF.type, OWL.Class), key=str):
        name = short(str(node))
        under = [short(str(o)) for o in graph.objects(node, RDFS.subClassOf)]
        if name.startswith("pk:") and name not in places and not any(n.startswith("pk:") for n in under):
            places[name] = (column, 3)
            column += 1
    return places


def _edges(graph: Graph, places: dict[str, tuple[int, int]]) -> dict[tuple[str, str], list[str]]:
    from rdflib import OWL, RDF, RDFS

    edges: dict[tuple[str, str], list[str]] = {}
    for start, name, end in _OUTSIDE:
        edges.setdefault((start, end), []).append(name)
    for node in sorted(graph.subjects(RDF.type, OWL.ObjectProperty), key=str):
        name = short(str(node))
        if not name.startswith("pk:"):
            continue
        for start in _members(graph, graph.value(node, RDFS.domain)):
            for end in _members(graph, graph.value(node, RDFS.range)):
                names = edges.setdefault((start, end), []) if start in places and end in places else []
                if name.removeprefix("pk:") not in names:
                    names.append(name.removeprefix("pk:"))
    return edges


def _members(graph: Graph, node: Node | None) -> list[str]:
    from rdflib import OWL

    union = graph.value(node, OWL.unionOf)
    names = [short(str(each)) for each in (graph.items(union) if union else [node])]
    return list(dict.fromkeys(_SAME.get(name, name) for name in names))


def _centre(place: tuple[int, int]) -> tuple[int, int]:
    return place[0] * _COLUMN + _MARGIN // 2 + WIDTH // 2, place[1] * _ROW + _MARGIN // 2 + HEIGHT // 2


def _arrow(start: tuple[int, int], end: tuple[int, int], names: list[str]) -> str:
    (x1, y1), (x2, y2) = _centre(start), _centre(end)
    if start == end:
        top = y1 - HEIGHT // 2
        path = f"M{x1 - 60} {top}C{x1 - 60} {top - 34} {x1 + 60} {top - 34} {x1 + 60} {top}"
        return f'<path class="edge" d="{path}" marker-end="url(#tip)"/>' + _names(x1, top - 34, names)
    dx, dy = x2 - x1, y2 - y1
    part = min(WIDTH / 2 / abs(dx) if dx else 1.0, HEIGHT / 2 / abs(dy) if dy else 1.0)
    ax, ay, bx, by = x1 + dx * part, y1 + dy * part, x2 - dx * part, y2 - dy * part
    # Slanting arrows cross each other at the middle, so their names stand nearer to where they begin.
    at = 0.5 if not dx or not dy else 0.3
    path = f"M{ax:.0f} {ay:.0f}L{bx:.0f} {by:.0f}"
    line = f'<path class="edge" d="{path}" marker-end="url(#tip)"/>'
    return line + _names(round(ax + (bx - ax) * at), round(ay + (by - ay) * at), names)


def _names(x: int, y: int, names: list[str]) -> str:
    top = y - (len(names) - 1) * _LINE // 2 + 4
    return "".join(
        f'<text class="name" x="{x}" y="{top + n * _LINE}">{escape(name)}</text>' for n, name in enumerate(names)
    )


def _box(graph: Graph, name: str, place: tuple[int, int]) -> str:
    from rdflib import RDFS, URIRef

    x, y = _centre(place)
    prefix, _, local = name.partition(":")
    node = URIRef(PREFIXES[prefix] + local)
    chinese = next((str(o) for o in graph.objects(node, RDFS.label) if getattr(o, "language", "") == "zh"), "")
    below = [short(str(s)).removeprefix("pk:") for s in sorted(graph.subjects(RDFS.subClassOf, node), key=str)]
    title = "Body | foaf:Person" if name == "pk:Body" else name.removeprefix("pk:")
    lines = [title, chinese or _WORDS.get(name, "")]
    if below and prefix == "pk":
        lines += [" · ".join(below[n : n + 2]) for n in range(0, len(below), 2)]
    height = max(HEIGHT, 18 + 17 * len(lines))
    own = "own" if prefix == "pk" else "other"
    rect = f'<rect class="{own}" x="{x - WIDTH // 2}" y="{y - height // 2}" width="{WIDTH}" height="{height}" rx="6"/>'
    top = y - 17 * (len(lines) - 1) // 2 + 5
    text = "".join(
        f'<text class="{"title" if n == 0 else "words"}" x="{x}" y="{top + 17 * n}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    link = f'<a href="#{local}">{rect}{text}</a>' if prefix == "pk" else rect + text
    return f"<g>{link}</g>"
