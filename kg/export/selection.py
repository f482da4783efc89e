"""Part of a graph: the statements, and the tasks, that a user asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.export.records import Record
from kg.model import Extraction, Task

_BODY_FIELDS = ("lead", "responsible", "supervisor", "lead_ids", "responsible_ids", "supervisor_ids")
_IRI_FIELDS = ("id", "task", "indicator_id")


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep. A field accepts when it is empty or any of its values fits; every field has to accept.

    Attributes:
        docs: parts of file names.
        kinds: kinds of statement.
        bodies: parts of the name or the IRI of a body or person that leads, is responsible or supervises.
        indicators: parts of the name or the IRI of an indicator.
        places: parts of the scope of a statement, or of the place that its document governs.
        years: of the deadline.
        iris: of a statement, its task, indicator, document, or one of its bodies; ``None`` accepts all.
    """

    docs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    iris: frozenset[str] | None = None

    def accepts(self, record: Record, place: str = "", document: str = "") -> bool:
        """Whether to keep a statement.

        Args:
            place: the place that its document governs.
            document: IRI of its document.
        """
        bodies = [name for field in _BODY_FIELDS for name in record[field]]
        return (
            _fits(self.docs, [record["doc"]])
            and (not self.kinds or record["kind"] in self.kinds)
            and _fits(self.bodies, bodies)
            and _fits(self.indicators, [record["indicator"], record["indicator_id"]])
            and _fits(self.places, [record["scope"] or "", place])
            and (not self.years or int((record["deadline"] or "0")[:4]) in self.years)
            and (self.iris is None or not self.iris.isdisjoint([document, *bodies, *map(record.get, _IRI_FIELDS)]))
        )

    def narrow(self, extraction: Extraction) -> Extraction | None:
        """The part of a document to keep, or ``None`` when that is nothing of it.

        A task without a number is one of the year that its document plans.
        """
        if self == Selection():
            return extraction
        place, document = extraction.metadata.place or "", extraction.metadata.id
        statements = tuple(s for s in extraction.statements if self.accepts(s.record(), place, document))
        stated = {s.task for s in statements}
        numbered = {s.task for s in extraction.statements}
        planned = extraction.metadata.year in self.years

        def is_of_year(task: Task) -> bool:
            return not self.years or (planned and task.id not in numbered)

        tasks = tuple(
            task
            for task in extraction.tasks
            if task.id in stated or (is_of_year(task) and self._accepts_task(task, extraction))
        )
        if not statements and not tasks:
            return None
        return replace(extraction, statements=statements, tasks=tasks)

    def _accepts_task(self, task: Task, extraction: Extraction) -> bool:
        """Whether to keep a task for its own sake; what is asked about numbers it cannot answer."""
        if self.kinds or self.indicators:
            return False
        agents = [r.agent for r in task.responsibilities]
        names = [name for r in task.responsibilities for name in (r.name, r.label)]
        return (
            _fits(self.docs, [extraction.name])
            and _fits(self.bodies, agents + names)
            and _fits(self.places, [extraction.metadata.place or ""])
            and (self.iris is None or not self.iris.isdisjoint([extraction.metadata.id, task.id, *agents]))
        )


def _fits(needles: Iterable[str], texts: list[str]) -> bool:
    return not needles or any(needle in text for needle in needles for text in texts)
