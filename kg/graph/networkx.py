"""The graph as a networkx ``MultiDiGraph``, for algorithms and for formats that networkx writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, cast

from pyoxigraph import NamedNode, QuerySolutions, Store

from kg.graph import terms as t
from kg.graph.values import Term, to_python

if TYPE_CHECKING:
    from networkx import MultiDiGraph

KINDS: Final[Mapping[str, str]] = {
    t.POLICY_DOCUMENT: "document",
    t.TASK: "task",
    **{iri: kind for kind, iri in t.KIND_CLASSES.items()},
    t.INDICATOR_CLASS: "indicator",
    t.BODY: "body",
    t.PERSON: "person",
    t.PLACE: "place",
}
"""Which classes become nodes, and the ``kind`` of those nodes."""

_CONCEPTS: Final = {iri: value for scheme in t.SCHEMES.values() for value, iri in scheme.items()}
_NAMES: Final = {t.MAX_VALUE: "value_max"}
_CAPITAL: Final = re.compile(r"(?<=[a-z])[A-Z]")

_FACTS: Final = f"""
SELECT ?class ?node ?property ?value {{
  VALUES ?class {{ {" ".join(f"<{iri}>" for iri in KINDS)} }}
  ?node a ?class ; ?property ?value .
}}"""
_SPANS: Final = f"""
SELECT ?node ?start ?end {{
  ?node <{t.WAS_DERIVED_FROM}>/<{t.HAS_SELECTOR}> ?selector .
  ?selector <{t.START}> ?start ; <{t.END}> ?end .
}}"""


def to_networkx(store: Store) -> MultiDiGraph[str]:
    """Documents, tasks, statements, indicators, bodies, persons and places as nodes, named by their IRIs.

    A node has ``kind`` (a statement's is target, achievement, baseline or progress), ``label``, and its facts under
    the names of the record's fields, as ``str``, ``int``, ``float`` or ``bool``; several values of one fact are joined
    by "、". What was read from a text has ``start`` and ``end``. An edge has ``relation``, the property's name; its key
    is the same, so that two nodes have at most one edge of a relation.
    """
    from networkx import MultiDiGraph

    graph: MultiDiGraph[str] = MultiDiGraph()
    links: list[tuple[str, str, str]] = []
    facts: dict[str, dict[str, list[Any]]] = {}
    for kind, node, predicate, value in _rows(store, _FACTS):
        graph.add_node(node.value, kind=KINDS[kind.value])
        if isinstance(value, NamedNode) and value.value not in _CONCEPTS:
            links.append((node.value, predicate.value, value.value))
        else:
            facts.setdefault(node.value, {}).setdefault(_name(predicate.value), []).append(_plain(value))
    for iri, values in facts.items():
        graph.nodes[iri].update({name: _joined(several) for name, several in sorted(values.items())})
    for node, start, end in _rows(store, _SPANS):
        if node.value in graph:
            graph.nodes[node.value].update(start=int(start.value), end=int(end.value))
    for subject, predicate, target in sorted(links):
        if target in graph:
            relation = _name(predicate)
            graph.add_edge(subject, target, key=relation, relation=relation)
    return graph


def _rows(store: Store, select: str) -> QuerySolutions:
    return cast(QuerySolutions, store.query(select, use_default_graph_as_union=True))


def _name(iri: str) -> str:
    """A property's name as an attribute: ``deadlineExplicit`` becomes ``deadline_explicit``."""
    local = re.split("[#/]", iri)[-1]
    return _NAMES.get(iri) or _CAPITAL.sub(lambda capital: "_" + capital[0].lower(), local)


def _plain(term: Term) -> Any:
    if isinstance(term, NamedNode):
        return _CONCEPTS[term.value]
    value = to_python(term)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _joined(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else "、".join(sorted(map(str, values)))
