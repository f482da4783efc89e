"""What the page tells of a node beyond its label, as rows that are compact in JSON.

Rows hold no field names; :data:`STATEMENT_FIELDS` and its like say what stands where, and travel with the page.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from kg.model import Extraction, Statement, Task
from kg.view.facets import Facets, system_number
from kg.view.network import amount

CONTEXT = 30
"""How many characters of the document are shown before and after a quote."""

STATEMENT_FIELDS = (
    "amount value value_max unit comparator change basis deadline deadline_explicit per cumulative nature scope "
    "start end before quote_before number quote_after after duties rule confidence indicator theme places at"
).split()
TASK_FIELDS = "number start end applies duties state as_of".split()
DOCUMENT_FIELDS = (
    "name title number issuer issued place genre year period_start period_end addressees warnings at"
).split()
BODY_FIELDS = "place level system kind evidence".split()
PLACE_FIELDS = "level code".split()


class Cards:
    """Collects the rows of the nodes of one page.

    Args:
        numbers: the number of each node.
        facets: the places and bodies of the page.

    Attributes:
        rows: for each number of a document, task, statement, body or place, its row. Places, themes and functional
            systems are told by their numbers in the lists of :mod:`kg.view.facets`.
        duties: ``[role, name in the document's words, number of the body or person]``, each only once.
    """

    def __init__(self, numbers: dict[str, int], facets: Facets) -> None:
        self.rows: dict[int, list[Any]] = {}
        self.duties: list[tuple[str, str, int]] = []
        self._numbers = numbers
        self._facets = facets
        self._known: dict[tuple[str, str, int], int] = {}

    def add(self, extraction: Extraction) -> None:
        meta = extraction.metadata
        self.rows[self._numbers[meta.id]] = [
            extraction.name,
            *(getattr(meta, name) for name in DOCUMENT_FIELDS[1:-2]),
            extraction.warnings,
            self._facets.place(meta.place_id),
        ]
        for task in extraction.tasks:
            self.rows[self._numbers[task.id]] = self._task(task)
        for statement in extraction.statements:
            self.rows[self._numbers[statement.id]] = self._statement(statement, extraction.text)

    def add_shared(self) -> None:
        """Rows of the bodies and places, which documents share."""
        for iri, body in self._facets.bodies.items():
            if iri in self._numbers:
                number = self._facets.place(body.place)
                system = system_number(body.system)
                self.rows[self._numbers[iri]] = [number, body.level, system, body.kind, body.evidence]
        for iri, place in self._facets.known.items():
            if iri in self._numbers:
                self.rows[self._numbers[iri]] = [place.level, place.code]

    def _duty(self, role: str, name: str, agent: str) -> int:
        duty = (role, name, self._numbers.get(agent, -1))
        if duty not in self._known:
            self._known[duty] = len(self.duties)
            self.duties.append(duty)
        return self._known[duty]

    def _task(self, task: Task) -> list[Any]:
        duties = [self._duty(r.role, r.name, r.agent) for r in task.responsibilities]
        return [task.number, task.start, task.end, task.applies, duties, task.state, task.as_of]

    def _statement(self, s: Statement, text: str) -> list[Any]:
        duties = [
            self._duty(role, name, agent)
            for role, names, agents in (
                ("lead", s.lead, s.lead_ids),
                ("responsible", s.responsible, s.responsible_ids),
                ("supervising", s.supervisor, s.supervisor_ids),
            )
            for name, agent in zip(names, agents, strict=True)
        ]
        return [
            amount(s),
            _number(s.value),
            _number(s.value_max),
            s.unit,
            s.comparator,
            s.change,
            s.basis,
            s.deadline,
            s.deadline_explicit,
            s.per,
            s.cumulative,
            s.nature,
            s.scope,
            s.start,
            s.end,
            text[max(0, s.quote_start - CONTEXT) : s.quote_start],
            text[s.quote_start : s.start],
            text[s.start : s.end],
            text[s.end : s.quote_end],
            text[s.quote_end : s.quote_end + CONTEXT],
            duties,
            s.rule,
            s.confidence,
            s.indicator,
            self._facets.theme(s),
            self._facets.scope(s),
            _cell(s),
        ]


def _cell(s: Statement) -> tuple[str | int | None, ...] | None:
    """Sheet, page, table, row and column of a statement, ``None`` where it has none of them."""
    at = (s.sheet, s.page, s.table, s.row, s.column)
    return None if all(part is None for part in at) else at


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
