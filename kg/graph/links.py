"""Links as quads of the derived graph: a node each, and the short way from the higher end to the lower."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from kg.graph import terms as t
from kg.graph.document import describe_passage
from kg.graph.nquads import Writer
from kg.iri import Minter
from kg.link.records import LinkRecord
from kg.model import Extraction

_SHORT: Final = {
    **dict.fromkeys(
        ("same", "share", "narrower", "changed-deadline", "changed-comparator", "discrepancy", "not-applicable"),
        t.CASCADES_TO,
    ),
    **dict.fromkeys(("met", "missed", "under-way"), t.HAS_OUTCOME),
    "continues": t.CONTINUED_BY,
}
"""The property that joins the two ends directly; ``step`` has none, as both are targets of one plan."""


def link_quads(links: Iterable[LinkRecord], minter: Minter, documents: Mapping[str, str]) -> Iterator[str]:
    """N-Quads lines of links; unsorted.

    Args:
        documents: IRI of each document, by name.
    """
    out = Writer(minter.derived_graph())
    for link in links:
        _link(out, link, documents)
        yield from out.lines
        out.lines.clear()


def passages(links: Iterable[LinkRecord]) -> dict[str, set[tuple[int, int]]]:
    """The clauses that links join, which are neither a statement nor a task: start and end, by document name."""
    found: dict[str, set[tuple[int, int]]] = {}
    for link in links:
        for end in (link["parent"], link["child"]):
            if end and end["number"] is None and not end["task"]:
                found.setdefault(end["doc"], set()).add((end["start"], end["end"]))
    return found


def passage_quads(extraction: Extraction, spans: Iterable[tuple[int, int]], minter: Minter) -> list[str]:
    """N-Quads lines of the derived graph that say where such clauses of a document stand; unsorted."""
    out = Writer(minter.derived_graph())
    for start, end in spans:
        describe_passage(out, extraction, start, end, minter)
    return out.lines


def _link(out: Writer, link: LinkRecord, documents: Mapping[str, str]) -> None:
    node, parent, child = link["id"], link["parent"], link["child"]
    out.iri(node, t.RDF_TYPE, t.LINK)
    out.text(node, t.LABEL, _label(link))
    out.iri(node, t.RELATION, t.RELATIONS[link["relation"]])
    out.iri(node, t.PARENT, parent["id"] if parent else None)
    out.iri(node, t.CHILD, child["id"] if child else None)
    out.iri(node, t.SILENT_DOCUMENT, documents.get(link["silent"] or ""))
    out.decimal(node, t.CONFIDENCE, Decimal(str(link["confidence"])))
    for line in link["evidence"]:
        out.string(node, t.EVIDENCE, line)
    if parent and child:
        out.iri(parent["id"], _SHORT.get(link["relation"], ""), child["id"] if link["relation"] in _SHORT else None)


def _label(link: LinkRecord) -> str:
    words = (link["child"] or link["parent"])["indicator"]
    return f"{link['relation']}：{''.join(words.split())}"
