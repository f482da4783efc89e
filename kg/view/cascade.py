"""Links between documents and findings of the audit, as rows that are compact in JSON.

Links are the records of :func:`kg.link.records.link_records` (``links.jsonl``); findings have the attributes of
:class:`kg.audit.rules.Finding`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from kg.view.network import signed

LinkRecord = Mapping[str, Any]

END_FIELDS = "node document kind start end words amount value unit deadline place lead responsible".split()
LINK_FIELDS = "relation parent child confidence evidence silent".split()
FINDING_FIELDS = "rule level sentence sentence_zh ends confidence".split()


class Finding(Protocol):
    """What the page shows of a finding of the audit."""

    @property
    def rule(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def sentence_zh(self) -> str: ...
    @property
    def ids(self) -> Sequence[str]: ...
    @property
    def confidence(self) -> float: ...


def cascade(
    links: Iterable[LinkRecord], findings: Iterable[Finding], numbers: Mapping[str, int], documents: Mapping[str, int]
) -> dict[str, Any]:
    """The ends, the links between them and the findings, for a page that shows some documents.

    Args:
        numbers: the number of each node.
        documents: the numbers of the documents, by their file names.

    Returns:
        ``ends`` (rows of :data:`END_FIELDS`; ``node`` is -1 for a clause that is no node), ``links`` (rows of
        :data:`LINK_FIELDS`, ``parent`` and ``child`` numbers of ends, -1 for none) and ``findings`` (rows of
        :data:`FINDING_FIELDS`, ``ends`` the numbers of nodes). Links and findings about nothing on the page are left
        out.
    """
    ends: dict[str, int] = {}
    rows: list[list[Any]] = []

    def end(record: LinkRecord | None) -> int:
        if record is None:
            return -1
        if record["id"] not in ends:
            ends[record["id"]] = len(rows)
            rows.append(_end(record, numbers, documents))
        return ends[record["id"]]

    kept = []
    for link in links:
        sides = [side for side in (link["parent"], link["child"]) if side is not None]
        if all(side["doc"] in documents for side in sides) and any(side["id"] in numbers for side in sides):
            parent, child = end(link["parent"]), end(link["child"])
            kept.append([link["relation"], parent, child, link["confidence"], link["evidence"], link["silent"]])
    told = []
    for finding in findings:
        nodes = [numbers[iri] for iri in finding.ids if iri in numbers]
        if nodes:
            told.append([finding.rule, finding.level, finding.sentence, finding.sentence_zh, nodes, finding.confidence])
    return {"ends": rows, "links": kept, "findings": told}


def _end(record: LinkRecord, numbers: Mapping[str, int], documents: Mapping[str, int]) -> list[Any]:
    printed = record["number"]
    amount = None
    if printed is not None:
        amount = signed(printed, record["comparator"], record["change"], record["unit"], record["value"])
    return [
        numbers.get(record["id"], -1),
        documents[record["doc"]],
        record["kind"],
        record["start"],
        record["end"],
        record["indicator"],
        amount,
        record["value"],
        record["unit"],
        record["deadline"],
        record["place"],
        record["lead"],
        record["responsible"],
    ]
