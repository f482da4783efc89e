"""What only several documents together tell: the things they share, and which documents they cite."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg import ontology
from kg.data import rows
from kg.graph import terms as t
from kg.graph.nquads import Writer
from kg.iri import Minter
from kg.link.citations import resolve_citations
from kg.link.indicators import relate_indicators
from kg.link.things import Thing, collect_things
from kg.model import Body, Citation, Extraction, Place

_CONCEPT_FACTS: Final = frozenset({t.RDF_TYPE, t.LABEL, t.PREF_LABEL, t.NOTATION})


def derived_quads(extractions: Collection[Extraction], minter: Minter) -> list[str]:
    """What needs the whole corpus, as N-Quads lines; unsorted, possibly with repeated lines.

    The derived graph describes indicators, bodies, persons, places, the concepts of the ontology's small schemes and
    cited documents that are not in the corpus. A citation itself belongs to the graph of the document that makes it,
    and ends at the document of the corpus where there is one.
    """
    out = Writer(minter.derived_graph())
    _concepts(out)
    for iri, thing in collect_things(extractions, minter).items():
        _thing(out, iri, thing)
    for relation in relate_indicators(extractions, minter):
        out.iri(relation.first, t.EXACT_MATCH if relation.kind == "same" else t.BROADER, relation.second)
        out.text(relation.first, t.NOTE, relation.evidence)
    lines = out.lines
    resolved = resolve_citations(extractions)
    for extraction in extractions:
        own = Writer(minter.graph(extraction.metadata.key))
        for citation in extraction.citations:
            if citation.id not in resolved:
                _cited_document(out, citation)
            target = resolved.get(citation.id, citation.id)
            if target != extraction.metadata.id:
                _citation(own, extraction, citation, target, minter)
        lines += own.lines
    return lines


def _concepts(out: Writer) -> None:
    """Comparators, changes, bases, natures and roles with their labels and signs, so that a query can show them."""
    members = {iri for scheme in t.SCHEMES.values() for iri in scheme.values()}
    for triple in parse(ontology.read(), RdfFormat.TURTLE):
        subject, predicate, value = triple.subject, triple.predicate, triple.object
        if not isinstance(subject, NamedNode) or subject.value not in members or predicate.value not in _CONCEPT_FACTS:
            continue
        if isinstance(value, NamedNode):
            out.iri(subject.value, predicate.value, value.value)
        elif isinstance(value, Literal) and value.language:
            out.text(subject.value, predicate.value, value.value, value.language)
        elif isinstance(value, Literal):
            out.string(subject.value, predicate.value, value.value)


def _thing(out: Writer, iri: str, thing: Thing) -> None:
    out.text(iri, t.LABEL, thing.label)
    if thing.kind == "person":
        out.iri(iri, t.RDF_TYPE, t.PERSON)
        out.text(iri, t.PERSON_NAME, thing.label)
    else:
        out.text(iri, t.PREF_LABEL, thing.label)
    if thing.kind == "indicator":
        out.iri(iri, t.RDF_TYPE, t.INDICATOR_CLASS)
        out.iri(iri, t.RDF_TYPE, t.CONCEPT)
    elif thing.kind == "body":
        out.iri(iri, t.RDF_TYPE, t.BODY)
        out.iri(iri, t.RDF_TYPE, t.ORGANIZATION)
    elif thing.kind == "place":
        out.iri(iri, t.RDF_TYPE, t.PLACE)
    for name in thing.names:
        out.text(iri, t.ALT_LABEL, name)
    out.iri(iri, t.JURISDICTION, thing.jurisdiction)
    if thing.place:
        _place(out, thing.place)
    if thing.body:
        _body(out, thing.body)
    for line in thing.evidence:
        out.text(iri, t.NOTE, line)


def _place(out: Writer, place: Place) -> None:
    out.string(place.id, t.CODE, place.code)
    out.iri(place.id, t.LEVEL, t.LEVELS[place.level] if place.level else None)
    out.iri(place.id, t.IS_PART_OF, place.parent)
    for candidate in place.candidates:
        out.iri(place.id, t.PLACE_CANDIDATE, candidate)


def _body(out: Writer, body: Body) -> None:
    out.iri(body.id, t.LEVEL, t.LEVELS[body.level] if body.level else None)
    out.iri(body.id, t.FUNCTIONAL_SYSTEM, t.functional_system(_system_keys()[body.system]) if body.system else None)
    out.string(body.id, t.BODY_KIND, body.kind)
    for member in body.members:
        out.iri(body.id, t.HAS_MEMBER, member)


@cache
def _system_keys() -> dict[str, str]:
    return {row["system"]: row["key"] for row in rows("systems")}


def _cited_document(out: Writer, citation: Citation) -> None:
    out.iri(citation.id, t.RDF_TYPE, t.POLICY_DOCUMENT)
    out.text(citation.id, t.LABEL, citation.title or citation.number)
    out.text(citation.id, t.TITLE, citation.title)
    out.string(citation.id, t.DOCUMENT_NUMBER, citation.number)


def _citation(out: Writer, extraction: Extraction, citation: Citation, target: str, minter: Minter) -> None:
    meta = extraction.metadata
    out.iri(meta.id, t.REFERENCES, target)
    if citation.relation == "implements":
        out.iri(meta.id, t.IMPLEMENTS, target)
    out.iri(minter.source(meta.key, citation.start, citation.end), t.CITES, target)
