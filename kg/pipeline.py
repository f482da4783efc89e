"""Floors 1 to 4 composed: a pure function of one document's characters and the base IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language

from kg.extraction.pipeline import make_pipeline
from kg.extraction.reading import Reading
from kg.iri import DEFAULT_BASE, Minter
from kg.model import Document, Extraction, Metadata
from kg.resolve.ledger import read_ledger
from kg.resolve.records import merge, resolve
from kg.structure.metadata import Particulars
from kg.structure.tables import Layout, Plain, layouts
from kg.structure.view import fold

PART = 300_000
"""Characters read at a time; the longest government reports have about 60,000."""


@cache
def _pipeline() -> Language:
    return make_pipeline()


def extract_document(document: Document, base: str = DEFAULT_BASE, enough: int | None = None) -> Extraction:
    """Everything read from one document.

    Args:
        base: the base IRI of all data.
        enough: when more statements than this are found, the rest of a very long text is not read.
    """
    return next(extract_documents([document], base, enough))


def extract_documents(
    documents: Iterable[Document], base: str = DEFAULT_BASE, enough: int | None = None
) -> Iterator[Extraction]:
    """The extractions of ``documents``, in their order; see :func:`extract_document`."""
    minter = Minter(base)
    for document in documents:
        yield read_ledger(document, minter) or merge(list(_parts(document, minter, enough)))


def _parts(document: Document, minter: Minter, enough: int | None) -> Iterator[Extraction]:
    """The extractions of the parts of a text, up to the one with which there are more statements than enough."""
    found = 0
    for shift, reading in _readings(document):
        part = resolve(document, reading, minter, shift)
        yield part
        found += len(part.statements)
        if enough is not None and found > enough:
            return


def describe(document: Document, base: str = DEFAULT_BASE) -> tuple[Metadata, tuple[str, ...]]:
    """What a document says about itself, and the documents that its first part says it implements (number or title).

    The statements are not read, which makes it quick.
    """
    ledger = read_ledger(document, Minter(base))
    if ledger:
        return ledger.metadata, ()
    nlp = _pipeline()
    tables = layouts(fold(document.text), document.tables) if document.tables else []
    doc = nlp.make_doc(document.text[: _part_end(document.text, 0, tables)])
    doc.user_data |= {"name": document.name, "given": document.given, "tables": tables}
    for name in ("kg_structure", "kg_citations"):
        doc = nlp.get_pipe(name)(doc)
    extraction = resolve(document, doc._.reading, Minter(base))
    cited = (c.number or c.title or "" for c in extraction.citations if c.relation == "implements")
    return extraction.metadata, tuple(dict.fromkeys(cited))


def _readings(document: Document) -> Iterator[tuple[int, Reading]]:
    """The document's reading with offset 0; of a very long text one reading a part, so that memory stays bounded."""
    nlp = _pipeline()
    tables = layouts(fold(document.text), document.tables) if document.tables else []
    about: Particulars | None = None
    start = 0
    while start < len(document.text) or start == 0:
        end = _part_end(document.text, start, tables)
        doc = nlp.make_doc(document.text[start:end])
        doc.user_data |= {
            "name": document.name,
            "particulars": about,
            "given": document.given,
            "tables": tables,
            "offset": start,
        }
        for _, component in nlp.pipeline:
            doc = component(doc)
        reading: Reading = doc._.reading
        yield start, reading
        about, start = reading.particulars, max(end, start + 1)


def _part_end(text: str, start: int, tables: list[Layout | Plain]) -> int:
    """The end of the last whole line, or else sentence, within :data:`PART` characters; never inside a table's row."""
    if len(text) - start <= PART:
        return len(text)
    stop = start + PART
    end = next((p + 1 for mark in "\n。,，" if (p := text.rfind(mark, start, stop)) > start), stop)
    cut = next((table.grid for table in tables if table.grid.start < end < table.grid.end), None)
    return cut.row_start(start, end) if cut else end
