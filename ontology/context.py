"""The JSON-LD context, made from the ontology: each term under its own name, each value as plain as JSON allows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg import ontology
from kg.data import rows
from kg.ontology.turtle import PREFIXES, read_all

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_OTHERS: Final[dict[str, str]] = {
    "title": "dcterms:title@zh",
    "issued": "dcterms:issued^xsd:date",
    "references": "dcterms:references^@id",
    "spatial": "dcterms:spatial^@id",
    "prefLabel": "skos:prefLabel@zh",
    "altLabel": "skos:altLabel@zh",
    "note": "skos:note@zh",
    "exactMatch": "skos:exactMatch^@id",
    "broader": "skos:broader^@id",
    "isPartOf": "dcterms:isPartOf^@id",
    "hasMember": "org:hasMember^@id",
    "notation": "skos:notation",
    "label": "rdfs:label@zh",
    "name": "foaf:name@zh",
    "wasDerivedFrom": "prov:wasDerivedFrom^@id",
    "hasSource": "oa:hasSource^@id",
    "hasSelector": "oa:hasSelector^@id",
    "start": "oa:start^xsd:nonNegativeInteger",
    "end": "oa:end^xsd:nonNegativeInteger",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "description": "dcterms:description@zh",
    "rights": "dcterms:rights@zh",
    "source": "dcterms:source^@id",
    "conformsTo": "dcterms:conformsTo^@id",
    "versionInfo": "owl:versionInfo",
    "uriSpace": "void:uriSpace",
    "vocabulary": "void:vocabulary^@id",
    "triples": "void:triples^xsd:integer",
    "distinctSubjects": "void:distinctSubjects^xsd:integer",
    "documents": "void:documents^xsd:integer",
    "classPartition": "void:classPartition^@id",
    "class": "void:class^@vocab",
    "entities": "void:entities^xsd:integer",
}
"""Properties of others: the name, then the language (``@``) or type (``^``) of its values."""
_CLASSES: Final = (
    "skos:Concept org:Organization foaf:Person oa:SpecificResource oa:TextPositionSelector oa:TextQuoteSelector "
    "dcat:Dataset"
).split()
_BILINGUAL: Final = ("label", "prefLabel", "title", "description", "rights")
_VALUES: Final = {
    "comparator": "comparators",
    "change": "changes",
    "basis": "bases",
    "nature": "natures",
    "role": "roles",
    "state": "states",
    "relation": "relations",
}
"""Properties whose values are concepts of a scheme: written as the notation of the concept."""


def compile_context() -> str:
    """``context.jsonld``."""
    return json.dumps({"@context": make_context()}, ensure_ascii=False, indent=2) + "\n"


def make_context() -> dict[str, Any]:
    graph = read_all([ontology.read()])
    context: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type", "graph": "@graph"}
    entries: dict[str, Any] = {name: _definition(text) for name, text in _OTHERS.items()}
    entries |= {f"{name}_en": {**entries[name], "@language": "en"} for name in _BILINGUAL}
    entries |= {name.partition(":")[2]: name for name in _CLASSES}
    entries["VoidDataset"] = "void:Dataset"
    own = _own(graph)
    if clash := set(own) & set(entries):
        raise ValueError(f"terms of the ontology that are called like terms of others: {sorted(clash)}")
    text = json.dumps([entries, own])
    context |= {prefix: iri for prefix, iri in PREFIXES.items() if f'"{prefix}:' in text}
    return context | dict(sorted({**entries, **own}.items()))


def _definition(text: str) -> dict[str, str]:
    name, language, tag = text.partition("@") if "^" not in text else (text, "", "")
    if language:
        return {"@id": name, "@language": tag}
    name, _, kind = text.partition("^")
    return {"@id": name, "@type": kind} if kind else {"@id": name}


def _own(graph: Graph) -> dict[str, Any]:
    from rdflib import OWL, RDF, RDFS, URIRef

    space = PREFIXES["pk"]
    out: dict[str, Any] = {}
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        for node in graph.subjects(RDF.type, kind):
            if not isinstance(node, URIRef) or not str(node).startswith(space):
                continue
            name = str(node).removeprefix(space)
            if kind == OWL.Class:
                out[name] = f"pk:{name}"
            elif kind == OWL.ObjectProperty:
                out[name] = {"@id": f"pk:{name}", "@type": "@id"} | _concepts(name)
            else:
                out[name] = {"@id": f"pk:{name}"} | _typed(graph.value(node, RDFS.range))
    return out


def _concepts(name: str) -> dict[str, Any]:
    if name == "level":
        keys = [row["key"] for row in rows("concepts") if row["scheme"] == "levels"]
        values = {key.removeprefix("level-"): f"pks:{key}" for key in keys}
    elif name == "functionalSystem":
        values = {row["key"]: f"pks:system-{row['key']}" for row in rows("systems")}
    elif scheme := _VALUES.get(name):
        values = {row["notation"]: f"pk:{row['key']}" for row in rows("concepts") if row["scheme"] == scheme}
    else:
        return {}
    return {"@type": "@vocab", "@context": values}


def _typed(kind: Node | None) -> dict[str, str]:
    name = str(kind)
    if name == PREFIXES["rdf"] + "langString":
        return {"@language": "zh"}
    if name == PREFIXES["xsd"] + "string":
        return {}
    return {"@type": "xsd:" + name.removeprefix(PREFIXES["xsd"])}
