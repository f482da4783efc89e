"""What the pipeline's components pass on: everything read from one document so far, in the view's coordinates."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from kg.data import rows as data_rows
from kg.extraction.quantities import Quantity
from kg.structure.blocks import Block
from kg.structure.context import Context
from kg.structure.metadata import Particulars
from kg.structure.nesting import Nested
from kg.structure.rows import Cell, Row
from kg.structure.view import View


@cache
def _confidences() -> dict[str, float]:
    return {row["rule"]: float(row["confidence"]) for row in data_rows("confidence")}


def confidence(rule: str) -> float:
    """How sure a rule is: the share of its records on gold documents with kind, value, unit and deadline right."""
    return _confidences()[rule]


@dataclass(slots=True)
class Found:
    """A statement with its place in the document.

    Attributes:
        number, clause, sentence: spans in the view.
        deadline: ISO date or ``None``; ``explicit`` when a date word of the same sentence sets it.
        block: index of its block; ``None`` in a table.
        row: index of its table row, and ``cell`` where in it; ``None`` outside tables.
    """

    number: tuple[int, int]
    clause: tuple[int, int]
    sentence: tuple[int, int]
    quantity: Quantity
    kind: str
    indicator: str
    comparator: str
    change: str
    basis: str | None
    deadline: str | None
    explicit: bool
    per: str | None
    cumulative: bool
    nature: str | None
    scope: str | None
    section: tuple[str, ...]
    rule: str
    confidence: float
    block: int | None
    row: int | None = None
    cell: Cell | None = None


@dataclass(slots=True)
class Mention:
    """A name in one of the roles of :data:`kg.model.ROLES`; ``start``, ``end`` in the view.

    Attributes:
        body: what the name stands for, where it is that of a place: its government.
    """

    role: str
    name: str
    start: int
    end: int
    body: str | None = None


@dataclass(slots=True)
class State:
    """How far a task is: the words ``[start, end)`` of the view.

    Attributes:
        status: a state of ``kg/data/states.csv``.
        as_of: ISO date, or ``None``.
    """

    start: int
    end: int
    status: str
    as_of: str | None


@dataclass(slots=True)
class Duty:
    """Names in roles for everything in ``[start, end)`` of the view."""

    start: int
    end: int
    mentions: list[Mention]


@dataclass(slots=True)
class TimeLimit:
    """A deadline that a label (完成时限：6月底前) sets for everything in ``[start, end)`` of the view.

    Attributes:
        last: ISO date, or ``None`` where the label names no end (长期).
    """

    start: int
    end: int
    last: str | None


@dataclass(slots=True)
class Cited:
    """A document named in the text; ``start``, ``end`` in the view."""

    start: int
    end: int
    title: str | None
    number: str | None
    relation: str


@dataclass(slots=True)
class Reading:
    """The state of the pipeline for one document."""

    view: View
    blocks: list[Block]
    particulars: Particulars
    contexts: list[Context]
    rows: list[Row]
    table_blocks: set[int]
    quantities: list[Quantity] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)
    section_duties: list[Duty] = field(default_factory=list)
    limits: list[TimeLimit] = field(default_factory=list)
    not_applicable: set[int] = field(default_factory=set)
    citations: list[Cited] = field(default_factory=list)
    states: dict[int, State] = field(default_factory=dict)
    _limits_at: Nested[TimeLimit] | None = None

    def limit_at(self, position: int) -> TimeLimit | None:
        """The time limit of the smallest passage around ``position``; to be asked once all limits are read."""
        if self._limits_at is None:
            self._limits_at = Nested((limit.start, limit.end, limit) for limit in self.limits)
        return self._limits_at.innermost(position)
