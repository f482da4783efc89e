"""The graph, or a part of it, as RDF files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import Literal, Quad, RdfFormat, Store, Triple, serialize

from kg.export.printable import printable

FORMATS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
}
"""By the name that ``kg export`` takes. TriG and N-Quads keep the named graphs, the others hold their union."""

_WITH_GRAPHS = (RdfFormat.TRIG, RdfFormat.N_QUADS)


def store_of(lines: Iterable[str]) -> Store:
    """A store in memory of N-Quads lines."""
    store = Store()
    store.bulk_load("\n".join(lines).encode("utf-8"), RdfFormat.N_QUADS, lenient=True)
    return store


def to_rdf(lines: Iterable[str], format: str, prefixes: Mapping[str, str]) -> bytes:
    """Canonical N-Quads lines in one of :data:`FORMATS`; the same lines give the same bytes.

    Args:
        prefixes: to write IRIs short, where the format can.
    """
    target = FORMATS[format]
    if target is RdfFormat.N_QUADS:
        return "".join(f"{line}\n" for line in lines).encode("utf-8")
    quads = list(store_of(lines))
    if target not in _WITH_GRAPHS:
        triples = sorted({quad.triple for quad in quads}, key=str)
        if target is RdfFormat.RDF_XML:
            triples = [Triple(t.subject, t.predicate, _printable(t.object)) for t in triples]
        data = serialize(triples, format=target, prefixes=dict(prefixes))
    else:
        data = serialize(sorted(quads, key=_by_graph), format=target, prefixes=dict(prefixes))
    return data or b""


def _printable(value: Any) -> Any:
    """A literal that XML can hold; anything else as it is."""
    if not isinstance(value, Literal) or (text := printable(value.value)) == value.value:
        return value
    return Literal(text, language=value.language) if value.language else Literal(text, datatype=value.datatype)


def _by_graph(quad: Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad.triple)
