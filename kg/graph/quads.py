"""Records to quads: the canonical N-Quads of a whole graph."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from kg.graph.dataset import Contents, dataset_quads
from kg.graph.derived import derived_quads
from kg.graph.document import document_quads
from kg.graph.links import link_quads, passage_quads, passages
from kg.iri import Minter
from kg.link.records import LinkRecord
from kg.model import Extraction

__all__ = ["canonical", "dataset_quads", "derived_quads", "document_quads", "graph_quads"]


def graph_quads(extractions: Collection[Extraction], minter: Minter, links: Iterable[LinkRecord] = ()) -> list[str]:
    """The canonical N-Quads lines of the graph of some documents: the same for any order of ``extractions``.

    Args:
        links: how their tasks and statements stand to each other.
    """
    links = list(links)
    clauses = passages(links)
    lines = derived_quads(extractions, minter)
    lines += link_quads(links, minter, {e.name: e.metadata.id for e in extractions})
    for extraction in extractions:
        lines += document_quads(extraction, minter)
        lines += passage_quads(extraction, clauses.get(extraction.name, ()), minter)
    contents = Contents()
    for extraction in extractions:
        contents.add_document(extraction.metadata.id, extraction.metadata.place_id)
    lines = list(contents.counted(canonical(lines)))
    return canonical(lines + dataset_quads(contents, minter))


def canonical(lines: Iterable[str]) -> list[str]:
    """N-Quads lines sorted by code point (the order of their UTF-8 bytes), each once.

    Sorting comes first: the lines of a document come nearly sorted, and a set would throw that away.
    """
    return list(dict.fromkeys(sorted(lines)))
