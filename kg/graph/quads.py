"""Records to quads: the canonical N-Quads of a whole graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.graph.dataset import dataset_quads
from kg.graph.derived import derived_quads
from kg.graph.document import document_quads
from kg.graph.links import link_quads
from kg.iri import Minter
from kg.link.records import LinkRecord
from kg.model import Extraction

__all__ = ["canonical", "dataset_quads", "derived_quads", "document_quads", "graph_quads"]


def graph_quads(extractions: Collection[Extraction], minter: Minter, links: Iterable[LinkRecord] = ()) -> list[str]:
    """The canonical N-Quads lines of the graph of some documents: the same for any order of ``extractions``.

    Args:
        links: how their tasks and statements stand to each other.
    """
    lines = derived_quads(extractions, minter)
    lines += link_quads(links, minter, {e.name: e.metadata.id for e in extractions})
    for extraction in extractions:
        lines += document_quads(extraction, minter)
    lines = canonical(lines)
    return canonical(lines + dataset_quads(lines, extractions, minter))


def canonical(lines: Iterable[str]) -> list[str]:
    """N-Quads lines sorted by code point (the order of their UTF-8 bytes), each once.

    Sorting comes first: the lines of a document come nearly sorted, and a set would throw that away.
    """
    return list(dict.fromkeys(sorted(lines)))
