"""Tasks, documents and bodies as records, beside those of the statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.link.things import Thing
from kg.model import Citation, Extraction, Place, Task


def task_record(task: Task, doc: str) -> dict[str, Any]:
    """A task as a JSON-ready mapping.

    Args:
        doc: name of its document.
    """
    duties = [
        {"role": d.role, "name": d.name, "label": d.label, "agent": d.agent, "start": d.start, "end": d.end}
        for d in task.responsibilities
    ]
    return {
        "doc": doc,
        "item": task.number,
        "start": task.start,
        "end": task.end,
        "text": task.text,
        "section": list(task.section),
        "applies": task.applies,
        "responsibilities": duties,
        "state": task.state,
        "status": task.status,
        "as_of": task.as_of,
        "id": task.id,
    }


def document_record(extraction: Extraction, in_corpus: Mapping[str, str]) -> dict[str, Any]:
    """What a document says about itself and which others it cites, as a JSON-ready mapping.

    Args:
        in_corpus: IRI of a cited document to that of the document of the corpus that it is.
    """
    meta = extraction.metadata
    return {
        "doc": extraction.name,
        "title": meta.title,
        "number": meta.number,
        "issuer": meta.issuer,
        "issued": meta.issued,
        "place": meta.place,
        "place_id": meta.place_id,
        "genre": meta.genre,
        "year": meta.year,
        "period_start": meta.period_start,
        "period_end": meta.period_end,
        "addressees": list(meta.addressees),
        "citations": [_citation(c, extraction, in_corpus) for c in extraction.citations],
        "id": meta.id,
    }


def body_records(things: Mapping[str, Thing]) -> Iterator[dict[str, Any]]:
    """The bodies that documents share, in order of their IRIs, each as a JSON-ready mapping.

    ``line`` has the place whose body it is and what that lies in, innermost first; ``guides`` the bodies that stand in
    line right above it.
    """
    for iri in sorted(things):
        thing = things[iri]
        if thing.kind == "body" and thing.body:
            yield {
                "label": thing.label,
                "name": thing.body.name,
                "names": sorted(thing.names),
                "kind": thing.body.kind,
                "system": thing.body.system,
                "guides": list(thing.guides),
                "line": [_place(place) for place in _line(thing.body.place, things)],
                "id": iri,
            }


def _line(place: str | None, things: Mapping[str, Thing]) -> Iterator[Place]:
    seen: set[str] = set()
    while place and place not in seen and place in things and (known := things[place].place):
        seen.add(place)
        yield known
        place = known.parent


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "label": place.label,
        "level": place.level,
        "former": list(place.former),
    }


def _citation(citation: Citation, extraction: Extraction, in_corpus: Mapping[str, str]) -> dict[str, Any]:
    return {
        "doc": extraction.name,
        "start": citation.start,
        "end": citation.end,
        "quote": extraction.text[citation.start : citation.end],
        "title": citation.title,
        "number": citation.number,
        "relation": citation.relation,
        "in_corpus": citation.id in in_corpus,
        "id": in_corpus.get(citation.id, citation.id),
    }
