"""Floors 1 to 4 composed: a pure function of one document's characters and the base IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language

from kg.extract.pipeline import make_pipeline
from kg.extract.reading import Reading
from kg.iri import DEFAULT_BASE, Minter
from kg.model import Document, Extraction
from kg.resolve.records import resolve


@cache
def _pipeline() -> Language:
    return make_pipeline()


def extract_document(document: Document, base: str = DEFAULT_BASE) -> Extraction:
    """Everything read from one document.

    Args:
        base: the base IRI of all data.
    """
    return next(extract_documents([document], base))


def extract_documents(documents: Iterable[Document], base: str = DEFAULT_BASE) -> Iterator[Extraction]:
    """The extractions of ``documents``, in their order."""
    nlp, minter = _pipeline(), Minter(base)
    for document in documents:
        doc = nlp.make_doc(document.text)
        doc.user_data["name"] = document.name
        for _, component in nlp.pipeline:
            doc = component(doc)
        reading: Reading = doc._.reading
        yield resolve(document, reading, minter)
