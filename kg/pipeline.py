"""Floors 1 to 4 composed: a pure function of one document's characters and the base IRI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language

from kg.errors import TooManyStatements
from kg.extraction.pipeline import make_pipeline
from kg.extraction.reading import Reading
from kg.iri import DEFAULT_BASE, Minter
from kg.model import Document, Extraction, Metadata
from kg.resolve.ledger import read_ledger
from kg.resolve.records import merge, resolve
from kg.structure.headings import placed
from kg.structure.layout import Layout, Plain
from kg.structure.metadata import Particulars
from kg.structure.stacked import may_have_stacked_tables, stacked_tables
from kg.structure.tables import layouts
from kg.structure.view import as_read

PART = 300_000
"""Characters read at a time; the longest government reports have about 60,000."""


@cache
def _pipeline() -> Language:
    return make_pipeline()


def extract_document(document: Document, base: str = DEFAULT_BASE, at_most: int | None = None) -> Extraction:
    """Everything read from one document.

    Args:
        base: the base IRI of all data.
        at_most: how many statements are taken; reading ends with the part of a long text that goes beyond.

    Raises:
        TooManyStatements: it has more.
    """
    minter = Minter(base)
    ledger = read_ledger(document, minter)
    if ledger:
        return ledger
    parts, count = [], 0
    for shift, reading in _readings(document):
        parts.append(resolve(document, reading, minter, shift))
        count += len(parts[-1].statements)
        if at_most is not None and count > at_most:
            raise TooManyStatements
    return merge(parts)


def extract_documents(documents: Iterable[Document], base: str = DEFAULT_BASE) -> Iterator[Extraction]:
    """The extractions of ``documents``, in their order."""
    for document in documents:
        yield extract_document(document, base)


def describe(document: Document, base: str = DEFAULT_BASE) -> tuple[Metadata, tuple[str, ...]]:
    """What a document says about itself, and the documents that its first part says it implements (number or title).

    The statements are not read, which makes it quick.
    """
    ledger = read_ledger(document, Minter(base))
    if ledger:
        return ledger.metadata, ()
    nlp = _pipeline()
    tables = _layouts(document)
    doc = nlp.make_doc(document.text[: _part_end(document.text, 0, tables)])
    headings = placed(document.text, document.headings)
    doc.user_data |= {"name": document.name, "given": document.given, "tables": tables, "headings": headings}
    for name in ("kg_structure", "kg_citations"):
        doc = nlp.get_pipe(name)(doc)
    extraction = resolve(document, doc._.reading, Minter(base))
    cited = (c.number or c.title or "" for c in extraction.citations if c.relation == "implements")
    return extraction.metadata, tuple(dict.fromkeys(cited))


def _layouts(document: Document) -> list[Layout | Plain]:
    """What the document's tables are: those that its format has, and those whose cells stand one a line."""
    stacked = may_have_stacked_tables(document.text)
    if not document.tables and not stacked:
        return []
    folded = as_read(document.text)
    more = stacked_tables(folded, document.tables) if stacked else ()
    return layouts(folded, tuple(sorted((*document.tables, *more), key=lambda table: table.start)))


def _readings(document: Document) -> Iterator[tuple[int, Reading]]:
    """The document's reading with offset 0; of a very long text one reading a part, so that memory stays bounded."""
    nlp = _pipeline()
    tables = _layouts(document)
    headings = placed(document.text, document.headings)
    about: Particulars | None = None
    above: list[tuple[float, str]] = []
    start = 0
    while start < len(document.text) or start == 0:
        end = _part_end(document.text, start, tables)
        doc = nlp.make_doc(document.text[start:end])
        doc.user_data |= {
            "name": document.name,
            "particulars": about,
            "given": document.given,
            "tables": tables,
            "headings": headings,
            "above": above,
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
