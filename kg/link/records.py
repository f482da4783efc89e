"""Links as plain records: what ``links.jsonl`` holds and what tracing, auditing and ledgers work from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kg.iri import Minter
from kg.link.cascade import Link, cascades
from kg.link.ends import End, Linked
from kg.link.ledgers import reported
from kg.link.years import yearly

LinkRecord = Mapping[str, Any]
"""``relation``, ``parent``, ``child`` (each an end or ``None``), ``confidence``, ``evidence``, ``silent``,
``in_line``, ``id``."""


class LinkRecords(Collection[LinkRecord]):
    """Links, each of which becomes a record when it is asked for: a record takes many times as much memory."""

    def __init__(self, links: Sequence[Link], minter: Minter) -> None:
        self._links = links
        self._minter = minter

    def __len__(self) -> int:
        return len(self._links)

    def __iter__(self) -> Iterator[LinkRecord]:
        return (link_record(link, self._iri(link)) for link in self._links)

    def __contains__(self, record: object) -> bool:
        return any(record == other for other in self)

    def _iri(self, link: Link) -> str:
        child = link.child.id if link.child else link.silent or ""
        return self._minter.link(link.relation, link.parent.id if link.parent else "", child)


def link_records(documents: Sequence[Linked], minter: Minter) -> LinkRecords:
    """All links: cascades, links over time, what ledgers report; the same whatever the order of the documents."""
    return LinkRecords([*cascades(documents, minter), *yearly(documents), *reported(documents)], minter)


def link_record(link: Link, iri: str) -> dict[str, Any]:
    """A link as a JSON-ready mapping."""
    return {
        "relation": link.relation,
        "parent": end_record(link.parent) if link.parent else None,
        "child": end_record(link.child) if link.child else None,
        "confidence": link.confidence,
        "evidence": list(link.evidence),
        "silent": link.silent,
        "in_line": [{"parent": above, "child": below} for above, below in link.in_line],
        "id": iri,
    }


def end_record(end: End) -> dict[str, Any]:
    """One end as a JSON-ready mapping.

    A task or clause without a number has ``None`` in the fields of a number; its words are its ``indicator`` and its
    ``quote``; of a row of a ledger that has but a state, that is the ``quote``. Bodies and persons are in the
    document's words.
    """
    statement, task = end.statement, end.task
    roles: dict[str, list[str]] = {"lead": [], "responsible": [], "supervisor": []}
    if statement:
        roles = {name: list(getattr(statement, name)) for name in roles}
    elif task:
        for duty in task.responsibilities:
            roles[_FIELD_OF_ROLE[duty.role]].append(duty.name)
    return {
        "doc": end.doc,
        "item": end.item,
        "kind": end.kind,
        "start": end.start,
        "end": end.end,
        "number": statement.number if statement else None,
        "value": _plain(statement.value) if statement else None,
        "value_max": _plain(statement.value_max) if statement else None,
        "unit": statement.unit if statement else None,
        "comparator": statement.comparator if statement else None,
        "change": statement.change if statement else None,
        "indicator": end.words,
        "deadline": end.deadline,
        **roles,
        "quote": _quote(end),
        "place": end.place_name,
        "place_id": end.place,
        "section": list(end.section),
        "applies": end.applies,
        "state": task.state if task else None,
        "status": task.status if task else None,
        "as_of": task.as_of if task else None,
        "task": task.id if task else None,
        "id": end.id,
    }


def _quote(end: End) -> str:
    if end.statement:
        return end.statement.quote
    return end.task.state if end.task and end.task.about and end.task.state else end.words


_FIELD_OF_ROLE = {
    "lead": "lead",
    "responsible": "responsible",
    "cooperating": "responsible",
    "supervising": "supervisor",
}


def _plain(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
