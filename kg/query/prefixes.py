"""The prefixes that every query may use without declaring them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kg.graph import terms
from kg.iri import DEFAULT_BASE

FIXED: Final[Mapping[str, str]] = {
    "pk": terms.PK,
    "dcat": terms.DCAT,
    "dcterms": terms.DCTERMS,
    "foaf": terms.FOAF,
    "oa": terms.OA,
    "org": terms.ORG,
    "owl": terms.OWL,
    "prov": terms.PROV,
    "rdf": terms.RDF,
    "rdfs": terms.RDFS,
    "skos": terms.SKOS,
    "time": terms.TIME,
    "void": terms.VOID,
    "xsd": terms.XSD,
}


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Prefix to IRI: the fixed ones, and ``d`` for the data of a graph whose base IRI is ``base``."""
    return {"d": base, **FIXED}


def shorten(iri: str, known: Mapping[str, str]) -> str:
    """``iri`` as a prefixed name where a known prefix fits, else as it is.

    The name is for reading; it may hold characters that a query would have to escape.
    """
    for prefix, namespace in known.items():
        if iri.startswith(namespace) and len(iri) > len(namespace) and "/" not in iri[len(namespace) :]:
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
