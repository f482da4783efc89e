"""One document's records as quads of its named graph."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kg.graph import terms as t
from kg.graph.amounts import printed
from kg.graph.nquads import Writer
from kg.iri import Minter
from kg.model import Extraction, Responsibility, Statement, Task

CONTEXT: Final = 20
"""Code points of context on each side of a quoted passage."""

SECTION_SEPARATOR: Final = " › "

_COMPARATOR_SIGNS: Final = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约", "range": ""}
_CHANGE_WORDS: Final = {"level": "", "increase": "增长", "decrease": "下降"}
_ROLE_WORDS: Final = {"lead": "牵头", "responsible": "责任", "cooperating": "配合", "supervising": "分管"}


def document_quads(extraction: Extraction, minter: Minter) -> list[str]:
    """What one document says, as N-Quads lines of its named graph; unsorted, possibly with repeated lines.

    Every subject belongs to this document alone. Things that documents share (indicators, bodies, persons, places) and
    citations depend on the other documents: :func:`kg.graph.derived.derived_quads` writes them.
    """
    return _DocumentWriter(extraction, minter).run()


def collapse(text: str) -> str:
    """``text`` on one line: white space next to a Han character goes, other runs of it become one space."""
    parts = text.split()
    out = parts[:1]
    for part in parts[1:]:
        if out[-1][-1].isascii() and part[0].isascii():
            out.append(" ")
        out.append(part)
    return "".join(out)


def statement_label(statement: Statement) -> str:
    """A statement in a few words, such as ``新建公共停车泊位 ≥5万个（2021-12-31）``."""
    sign = _CHANGE_WORDS[statement.change] + _COMPARATOR_SIGNS[statement.comparator]
    deadline = f"（{statement.deadline}）" if statement.deadline else ""
    return (
        f"{statement.indicator} {sign}{printed(statement.number, statement.unit, statement.value)}{deadline}".lstrip()
    )


class _DocumentWriter:
    def __init__(self, extraction: Extraction, minter: Minter) -> None:
        self.extraction = extraction
        self.minter = minter
        self.key = extraction.metadata.key
        self.document = extraction.metadata.id
        self.place = extraction.metadata.place_id
        self.out = Writer(minter.graph(self.key))

    def run(self) -> list[str]:
        self._document()
        for task in self.extraction.tasks:
            self._task(task)
        for statement in self.extraction.statements:
            self._statement(statement)
        for citation in self.extraction.citations:
            self._source(citation.start, citation.end)
        return self.out.lines

    def _document(self) -> None:
        out, document, meta = self.out, self.document, self.extraction.metadata
        out.iri(document, t.RDF_TYPE, t.POLICY_DOCUMENT)
        out.text(document, t.LABEL, meta.title or self.extraction.name)
        out.text(document, t.TITLE, meta.title)
        out.string(document, t.DOCUMENT_NUMBER, meta.number)
        out.iri(document, t.ISSUED_BY, meta.issuer_id)
        out.typed(document, t.ISSUED, meta.issued, t.XSD_DATE)
        out.iri(document, t.SPATIAL, meta.place_id)
        if meta.place_id is None:
            for candidate in meta.place_candidates:
                out.iri(document, t.PLACE_CANDIDATE, candidate)
        out.string(document, t.GENRE, meta.genre)
        out.typed(document, t.YEAR, meta.year, t.XSD_INTEGER)
        out.typed(document, t.PERIOD_START, meta.period_start, t.XSD_DATE)
        out.typed(document, t.PERIOD_END, meta.period_end, t.XSD_DATE)
        for addressee in meta.addressees:
            out.text(document, t.ADDRESSEE, addressee)
        out.string(document, t.FILE_NAME, self.extraction.name)
        out.string(document, t.MEDIA_TYPE, self.extraction.media_type)
        out.string(document, t.SHA256, self.extraction.sha256)

    def _task(self, task: Task) -> None:
        out = self.out
        out.iri(task.id, t.RDF_TYPE, t.TASK)
        out.text(task.id, t.LABEL, task.text)
        out.iri(task.id, t.STATED_IN, self.document)
        out.typed(task.id, t.ITEM_NUMBER, task.number, t.XSD_INTEGER)
        out.text(task.id, t.SECTION, SECTION_SEPARATOR.join(task.section))
        out.iri(task.id, t.APPLIES_TO if task.applies else t.NOT_APPLICABLE_TO, self.place)
        out.iri(task.id, t.WAS_DERIVED_FROM, self._source(task.start, task.end))
        if task.state and task.status:
            out.iri(task.id, t.STATE, t.STATES[task.status])
            out.text(task.id, t.STATE_WORDS, collapse(task.state))
            out.typed(task.id, t.AS_OF, task.as_of, t.XSD_DATE)
        out.iri(task.id, t.REPORTS_ON, task.about)
        for duty in task.responsibilities:
            self._responsibility(task, duty)

    def _responsibility(self, task: Task, duty: Responsibility) -> None:
        out = self.out
        node = self.minter.responsibility(self.key, task.start, duty.role, duty.start)
        out.iri(task.id, t.HAS_RESPONSIBILITY, node)
        out.iri(task.id, t.ROLE_SHORTCUTS[duty.role], duty.agent)
        out.iri(node, t.RDF_TYPE, t.RESPONSIBILITY)
        out.text(node, t.LABEL, f"{_ROLE_WORDS[duty.role]}：{duty.name}")
        out.iri(node, t.AGENT, duty.agent)
        out.iri(node, t.ROLE, t.ROLES[duty.role])
        out.iri(node, t.WAS_DERIVED_FROM, self._source(duty.start, duty.end))

    def _statement(self, statement: Statement) -> None:
        out, node = self.out, statement.id
        out.iri(node, t.RDF_TYPE, t.QUANTIFIED_STATEMENT)
        out.iri(node, t.RDF_TYPE, t.KIND_CLASSES[statement.kind])
        out.text(node, t.LABEL, statement_label(statement))
        out.iri(node, t.STATED_IN, self.document)
        if statement.task:
            out.iri(statement.task, t.HAS_STATEMENT, node)
        if statement.indicator:
            out.iri(node, t.INDICATOR, statement.indicator_id)
        out.decimal(node, t.VALUE, statement.value)
        out.decimal(node, t.MAX_VALUE, statement.value_max)
        out.string(node, t.UNIT, statement.unit)
        out.iri(node, t.COMPARATOR, t.COMPARATORS[statement.comparator])
        out.iri(node, t.CHANGE, t.CHANGES[statement.change])
        if statement.basis:
            out.iri(node, t.BASIS, t.BASES[statement.basis])
        if statement.deadline:
            out.typed(node, t.DEADLINE, statement.deadline, t.XSD_DATE)
            out.boolean(node, t.DEADLINE_EXPLICIT, statement.deadline_explicit)
        out.text(node, t.PER, statement.per)
        if statement.cumulative:
            out.boolean(node, t.CUMULATIVE, True)
        if statement.nature:
            out.iri(node, t.NATURE, t.NATURES[statement.nature])
        out.text(node, t.SCOPE, statement.scope)
        for place in statement.scope_ids:
            out.iri(node, t.SCOPE_PLACE, place)
        out.iri(node, t.REPORTS_ON, statement.about)
        out.text(node, t.QUOTE, statement.quote)
        out.text(node, t.SECTION, SECTION_SEPARATOR.join(statement.section))
        out.string(node, t.SHEET, statement.sheet)
        out.typed(node, t.TABLE, statement.table, t.XSD_INTEGER)
        out.typed(node, t.ROW, statement.row, t.XSD_INTEGER)
        out.typed(node, t.COLUMN, statement.column, t.XSD_INTEGER)
        out.typed(node, t.PAGE, statement.page, t.XSD_INTEGER)
        out.string(node, t.RULE, statement.rule)
        out.decimal(node, t.CONFIDENCE, Decimal(str(statement.confidence)))
        out.iri(node, t.WAS_DERIVED_FROM, self._source(statement.start, statement.end))

    def _source(self, start: int, end: int) -> str:
        return describe_passage(self.out, self.extraction, start, end, self.minter)


def describe_passage(out: Writer, extraction: Extraction, start: int, end: int, minter: Minter) -> str:
    """Describes the passage ``[start, end)`` of a document with a position and a quote selector; returns its IRI.

    The selectors are those of the Web Annotation Data Model, sections 4.2.4 and 4.2.5.
    """
    text = extraction.text
    node = minter.source(extraction.metadata.key, start, end)
    position, quote = node + "-position", node + "-quote"
    out.iri(node, t.RDF_TYPE, t.SPECIFIC_RESOURCE)
    out.iri(node, t.HAS_SOURCE, extraction.metadata.id)
    out.iri(node, t.HAS_SELECTOR, position)
    out.iri(node, t.HAS_SELECTOR, quote)
    out.iri(position, t.RDF_TYPE, t.TEXT_POSITION_SELECTOR)
    out.typed(position, t.START, start, t.XSD_NON_NEGATIVE_INTEGER)
    out.typed(position, t.END, end, t.XSD_NON_NEGATIVE_INTEGER)
    out.iri(quote, t.RDF_TYPE, t.TEXT_QUOTE_SELECTOR)
    out.string(quote, t.EXACT, text[start:end])
    out.string(quote, t.PREFIX, text[max(0, start - CONTEXT) : start])
    out.string(quote, t.SUFFIX, text[end : end + CONTEXT])
    return node
