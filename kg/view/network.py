"""Extractions to a networkx graph: what the page draws, and what a user can take on to other tools.

Each node carries ``kind`` (a key of :data:`kg.view.kinds.KINDS`), ``label``, ``document`` (the IRI of the document it
stands in, ``None`` for what several documents can share) and ``parent`` (the node that contains it, or ``None``).
Each edge carries ``relations``, a tuple of keys of :data:`kg.view.kinds.RELATIONS`, because one body can both lead a
task and answer for it. Nodes are named by their IRI; headings, which have none, by the document's IRI and their path.
A node always stands after its parent, and the parts of a document stand in text order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

import networkx as nx

from kg.graph.amounts import printed
from kg.model import Citation, Extraction, Statement, Task
from kg.view.kinds import KINDS, ROLE_RELATIONS

SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈"}
ARROWS = {"increase": "↑", "decrease": "↓"}


def distinct(extractions: Iterable[Extraction]) -> list[Extraction]:
    """The extractions in name order, each document once even when two files hold the same text."""
    found: dict[str, Extraction] = {}
    for extraction in sorted(extractions, key=lambda e: e.name):
        found.setdefault(extraction.metadata.id, extraction)
    return list(found.values())


def amount(statement: Statement) -> str:
    """A statement's number in the document's words, with signs for comparator and change: ``≥12万人``, ``↑6.6%``."""
    return signed(statement.number, statement.comparator, statement.change, statement.unit, statement.value)


def signed(number: str, comparator: str, change: str, unit: str, value: Decimal | float | None) -> str:
    """A printed number with its signs and its unit, see :func:`kg.graph.amounts.printed`."""
    return SIGNS.get(comparator, "") + ARROWS.get(change, "") + printed(number, unit, value)


def project(extractions: Iterable[Extraction], *, selection: Collection[str] = tuple(KINDS)) -> nx.DiGraph:
    """The graph of documents, headings, tasks, statements, indicators, bodies, persons and places.

    Args:
        extractions: what was read from the documents, in any order.
        selection: the kinds of node to keep.
    """
    documents = distinct(extractions)
    builder = _Builder(documents)
    for extraction in documents:
        builder.add(extraction)
    for extraction in documents:
        builder.report(extraction)
    graph = builder.graph
    if not set(KINDS) <= set(selection):
        graph.remove_nodes_from([n for n, kind in graph.nodes(data="kind") if kind not in selection])
    return graph


class _Builder:
    """Adds one extraction after another to a graph."""

    def __init__(self, documents: list[Extraction]) -> None:
        self.graph = nx.DiGraph()
        self.names: dict[str, str] = {}
        for extraction in documents:
            meta = extraction.metadata
            for name in (meta.number, meta.title):
                if name:
                    self.names.setdefault(name, meta.id)
            self._node(meta.id, "document", meta.title or extraction.name, meta.id)

    def add(self, extraction: Extraction) -> None:
        meta = extraction.metadata
        if meta.issuer_id and meta.issuer:
            self._shared(meta.id, "issuedBy", meta.issuer_id, "body", meta.issuer)
        if meta.place_id and meta.place:
            self._shared(meta.id, "appliesTo", meta.place_id, "place", meta.place)
        for citation in extraction.citations:
            self._cite(meta.id, citation)
        for task in extraction.tasks:
            self._task(meta.id, task)
        for statement in extraction.statements:
            self._statement(meta.id, statement)

    def report(self, extraction: Extraction) -> None:
        """Join the rows of a filled ledger with what they report on, which may stand in any document."""
        rows: list[Task | Statement] = [*extraction.tasks, *extraction.statements]
        for row in rows:
            if row.about is not None and row.about in self.graph:
                self._edge(row.id, "reportsOn", row.about)

    def _node(self, name: str, kind: str, label: str, document: str | None, parent: str | None = None) -> None:
        if name in self.graph:
            return
        self.graph.add_node(name, kind=kind, label=label, document=document, parent=parent)
        if parent is not None:
            self._edge(parent, "hasStatement" if self.graph.nodes[parent]["kind"] == "task" else "contains", name)

    def _edge(self, source: str, relation: str, target: str) -> None:
        known = self.graph.get_edge_data(source, target)
        if known is None:
            self.graph.add_edge(source, target, relations=(relation,))
        elif relation not in known["relations"]:
            known["relations"] += (relation,)

    def _shared(self, source: str, relation: str, name: str, kind: str, label: str) -> None:
        """An edge to a thing that several documents can name."""
        self._node(name, kind, label, None)
        self._edge(source, relation, name)

    def _cite(self, document: str, citation: Citation) -> None:
        known = self.names.get(citation.number or "") or self.names.get(citation.title or "")
        if known == document:
            return
        if known is not None:
            self._edge(document, citation.relation, known)
        else:
            label = citation.title or citation.number or ""
            self._shared(document, citation.relation, citation.id, "cited", label)

    def _heading(self, document: str, path: tuple[str, ...]) -> str:
        """The innermost heading of a path; the document itself for an empty one."""
        parent = document
        for depth in range(1, len(path) + 1):
            name = f"{document}#{' / '.join(path[:depth])}"
            self._node(name, "heading", path[depth - 1], document, parent)
            parent = name
        return parent

    def _task(self, document: str, task: Task) -> None:
        label = task.text if task.number is None else f"{task.number}. {task.text}"
        self._node(task.id, "task", label, document, self._heading(document, task.section))
        for duty in task.responsibilities:
            kind = "person" if duty.person else "body"
            self._shared(task.id, ROLE_RELATIONS[duty.role], duty.agent, kind, duty.label)

    def _statement(self, document: str, statement: Statement) -> None:
        known = statement.task is not None and statement.task in self.graph
        parent = statement.task if known else self._heading(document, statement.section)
        label = f"{statement.indicator} {amount(statement)}"
        self._node(statement.id, statement.kind, label, document, parent)
        self._shared(statement.id, "indicator", statement.indicator_id, "indicator", statement.indicator)
        if not known:
            for relation, kind, ids, names in (
                ("leadBody", "body", statement.lead_ids, statement.lead),
                ("responsibleBody", "body", statement.responsible_ids, statement.responsible),
                ("supervisedBy", "person", statement.supervisor_ids, statement.supervisor),
            ):
                for agent, label in zip(ids, names, strict=True):
                    self._shared(statement.id, relation, agent, kind, label)
