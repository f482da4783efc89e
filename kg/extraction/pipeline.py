"""The grammar as components of one spaCy pipeline (blank ``zh``, character segmentation).

Each component reads ``doc._.reading`` and adds to it, so that a user can replace one or put another in between as with
any spaCy pipeline. At the end ``doc.spans["statements"]`` holds the numbers, labelled with their kind.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from kg.extraction.citations import read_citations
from kg.extraction.closing_dates import read_closing_dates
from kg.extraction.prose import read_prose
from kg.extraction.quantities import quantities
from kg.extraction.reading import Reading
from kg.extraction.responsibilities import read_duties
from kg.extraction.row_duties import read_rows
from kg.extraction.table import read_tables
from kg.structure.blocks import parse_blocks
from kg.structure.context import contexts
from kg.structure.copied import indicator_tables
from kg.structure.layout import Layout
from kg.structure.metadata import particulars
from kg.structure.rows import laid_out, title_of

TOKENIZER = "kg.CharacterTokenizer.v1"
COMPONENTS = ("kg_structure", "kg_quantities", "kg_responsibilities", "kg_statements", "kg_citations", "kg_spans")


class CharacterTokenizer:
    """One token a character, white space included, so that every offset is a token border.

    The text itself is kept in ``doc.user_data["text"]``: ``doc.text`` puts it together from the tokens every time.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        doc = Doc(self.vocab, words=list(text), spaces=[False] * len(text))
        doc.user_data["text"] = text
        return doc

    def to_bytes(self, **kwargs: Any) -> bytes:
        """Nothing to store."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> CharacterTokenizer:
        """Nothing to load."""
        return self

    to_disk = from_disk = from_bytes


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """The tokenizer for a pipeline's config."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


@Language.component("kg_structure")
def structure(doc: Doc) -> Doc:
    """Blocks, particulars and tables; starts ``doc._.reading``.

    ``doc.user_data`` may hold the file ``name``, what is ``given`` of the document, and the ``particulars`` of one that
    ``doc`` is only a part of; the ``tables`` of the document (:func:`kg.structure.tables.layouts`), its ``headings``
    (:func:`kg.structure.headings.placed`), the ``offset`` of ``doc`` in its text, and the headings that are open
    ``above`` it, which becomes those that are open at its end.
    """
    text, tables = doc.user_data.get("text") or doc.text, doc.user_data.get("tables", ())
    offset = doc.user_data.get("offset", 0)
    headings = doc.user_data.get("headings", ())
    view, blocks = parse_blocks(text, tables, offset, headings, doc.user_data.get("above"))
    for block in blocks:
        if block.table is not None:  # the rest of a table stands under the headings of its first part
            block.section = tables[block.table].section = tables[block.table].section or block.section
    stem = PurePath(doc.user_data.get("name", "")).stem
    titles = {heading.title for heading in headings if heading.title}
    about = doc.user_data.get("particulars") or particulars(view, blocks, stem, doc.user_data.get("given"), titles)
    rows, taken = indicator_tables(view, blocks)
    named: dict[int, str] = {}
    for n, block in enumerate(blocks):
        layout = tables[block.table] if block.table is not None else None
        if isinstance(layout, Layout):
            rows += laid_out(layout, n, block.section, offset, len(text))
            named[n] = title_of(view, blocks, n, layout)
    doc._.reading = Reading(view, blocks, about, contexts(view, blocks, about, named), rows, taken)
    return doc


@Language.component("kg_quantities")
def find_quantities(doc: Doc) -> Doc:
    """Every numeral with a unit, statement or not."""
    doc._.reading.quantities = quantities(doc._.reading.view.text)
    return doc


@Language.component("kg_statements")
def find_statements(doc: Doc) -> Doc:
    """Statements in prose and in indicator tables."""
    read_prose(doc._.reading)
    read_tables(doc._.reading)
    doc._.reading.found.sort(key=lambda f: f.number)
    return doc


@Language.component("kg_responsibilities")
def find_responsibilities(doc: Doc) -> Doc:
    """Bodies and persons with their roles, and the time limits that stand with them."""
    doc._.reading.duties, doc._.reading.not_applicable = read_duties(doc._.reading)
    read_rows(doc._.reading)
    read_closing_dates(doc._.reading)
    return doc


@Language.component("kg_citations")
def find_citations(doc: Doc) -> Doc:
    """Cited documents."""
    doc._.reading.citations = read_citations(doc._.reading)
    return doc


@Language.component("kg_spans")
def mark_spans(doc: Doc) -> Doc:
    """``doc.spans["statements"]``: one span a statement, where the tokens allow it."""
    reading: Reading = doc._.reading
    spans = []
    for found in reading.found:
        start, end = reading.view.span(*found.number)
        span = doc.char_span(start, end, label=found.kind)
        if span is not None:
            spans.append(span)
    doc.spans["statements"] = spans
    return doc


def make_pipeline() -> Language:
    """A new pipeline with all components of policykg."""
    if not Doc.has_extension("reading"):
        Doc.set_extension("reading", default=None)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = 2**31 - 1  # no parser and no NER here: memory grows with the text, not faster
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp
