"""Floors 1 to 4 composed: a pure function of one document's characters and the base IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language

from kg.extraction.pipeline import make_pipeline
from kg.extraction.reading import Reading
from kg.iri import DEFAULT_BASE, Minter
from kg.model import Document, Extraction
from kg.resolve.records import merge, resolve
from kg.structure.metadata import Particulars

PART = 300_000
"""Characters read at a time; the longest government reports have about 60,000."""


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
    minter = Minter(base)
    for document in documents:
        yield merge([resolve(document, reading, minter, shift) for shift, reading in _readings(document)])


def _readings(document: Document) -> Iterator[tuple[int, Reading]]:
    """The document's reading with offset 0; of a very long text one reading a part, so that memory stays bounded."""
    nlp = _pipeline()
    about: Particulars | None = None
    start = 0
    while start < len(document.text) or start == 0:
        end = _part_end(document.text, start)
        doc = nlp.make_doc(document.text[start:end])
        doc.user_data |= {"name": document.name, "particulars": about}
        for _, component in nlp.pipeline:
            doc = component(doc)
        reading: Reading = doc._.reading
        yield start, reading
        about, start = reading.particulars, max(end, start + 1)


def _part_end(text: str, start: int) -> int:
    """The end of the last whole line, or else sentence, within :data:`PART` characters."""
    if len(text) - start <= PART:
        return len(text)
    stop = start + PART
    return next((p + 1 for mark in "\n。,，" if (p := text.rfind(mark, start, stop)) > start), stop)
