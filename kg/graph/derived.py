"""What only several documents together tell: the things they share, and which documents they cite."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

from kg.data import rows
from kg.graph import terms as t
from kg.graph.nquads import Writer
from kg.iri import Minter
from kg.link.citations import implemented, index_citations
from kg.link.indicators import relate_indicators
from kg.link.things import Thing, collect_things
from kg.model import Body, Citation, Extraction, Place


def derived_quads(extractions: Collection[Extraction], minter: Minter) -> list[str]:
    """What needs the whole corpus, as N-Quads lines; unsorted, possibly with repeated lines.

    The derived graph describes indicators, bodies, persons, places, the concepts of the ontology's small schemes and
    cited documents that are not in the corpus. A citation itself belongs to the graph of the document that makes it,
    and ends at the document of the corpus where there is one. What the user says that a document implements stands in
    no text, so it is in the derived graph.
    """
    lines = list(thing_quads(collect_things(extractions, minter), minter))
    lines += indicator_quads(extractions, minter)
    index = index_citations(extractions)
    resolved = index.resolved()
    for extraction in extractions:
        lines += citation_quads(extraction, resolved, index.title, minter)
    return lines


def thing_quads(things: Mapping[str, Thing], minter: Minter) -> Iterator[str]:
    """The concepts of the ontology and the things that documents share."""
    out = Writer(minter.derived_graph())
    _concepts(out)
    for iri, thing in things.items():
        _thing(out, iri, thing)
        yield from out.lines
        out.lines.clear()
    yield from out.lines


def indicator_quads(extractions: Iterable[Extraction], minter: Minter) -> list[str]:
    """Which indicators of the corpus are one, and which is narrower than which."""
    out = Writer(minter.derived_graph())
    for relation in relate_indicators(extractions, minter):
        out.iri(relation.first, t.EXACT_MATCH if relation.kind == "same" else t.BROADER, relation.second)
        out.text(relation.first, t.NOTE, relation.evidence)
    return out.lines


def citation_quads(
    extraction: Extraction, resolved: Mapping[str, str], title: Callable[[str], str | None], minter: Minter
) -> list[str]:
    """The citations of one document.

    Args:
        resolved: which document of the corpus a cited one is.
        title: of a cited document, by its IRI, the same for all that cite it.
    """
    derived, own = Writer(minter.derived_graph()), Writer(minter.graph(extraction.metadata.key))
    for citation in extraction.citations:
        if citation.id not in resolved:
            _cited_document(derived, citation, title(citation.id))
        target = resolved.get(citation.id, citation.id)
        if target != extraction.metadata.id:
            _citation(own, extraction, citation, target, minter)
    for citation in implemented(extraction):
        if citation.id not in resolved:
            _cited_document(derived, citation, title(citation.id))
        target = resolved.get(citation.id, citation.id)
        if target != extraction.metadata.id:
            derived.iri(extraction.metadata.id, t.REFERENCES, target)
            derived.iri(extraction.metadata.id, t.IMPLEMENTS, target)
    return derived.lines + own.lines


def _concepts(out: Writer) -> None:
    """The concepts that the graph uses with their labels and signs, so that a query can show them."""
    for row in rows("concepts"):
        if row["scheme"] == "levels":
            _concept(out, t.PKS + row["key"], row["notation"], row["label"], row["en"])
        elif iri := t.SCHEMES.get(t.PK + row["scheme"], {}).get(row["notation"]):
            _concept(out, iri, row["notation"], row["label"], row["en"])
    for row in rows("systems"):
        _concept(out, t.functional_system(row["key"]), row["key"], row["system"], row["en"])


def _concept(out: Writer, iri: str, notation: str, label: str, label_en: str) -> None:
    out.iri(iri, t.RDF_TYPE, t.CONCEPT)
    out.string(iri, t.NOTATION, notation or None)
    for predicate in (t.LABEL, t.PREF_LABEL):
        out.text(iri, predicate, label)
        out.text(iri, predicate, label_en, "en")


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
    for guide in thing.guides:
        out.iri(iri, t.GUIDED_BY, guide)
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


def _cited_document(out: Writer, citation: Citation, title: str | None) -> None:
    out.iri(citation.id, t.RDF_TYPE, t.POLICY_DOCUMENT)
    out.text(citation.id, t.LABEL, title or citation.number)
    out.text(citation.id, t.TITLE, title)
    out.string(citation.id, t.DOCUMENT_NUMBER, citation.number)


def _citation(out: Writer, extraction: Extraction, citation: Citation, target: str, minter: Minter) -> None:
    meta = extraction.metadata
    out.iri(meta.id, t.REFERENCES, target)
    if citation.relation == "implements":
        out.iri(meta.id, t.IMPLEMENTS, target)
    out.iri(minter.source(meta.key, citation.start, citation.end), t.CITES, target)
