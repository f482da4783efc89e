"""All records of a build, which audits and ledgers work from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.export.records import Record, read_records


@dataclass(slots=True)
class Material:
    """The records of a graph, each list in the order of the graph.

    Attributes:
        documents: what each document says about itself, with the documents that it cites.
        tasks, statements, links, bodies: as ``tasks.jsonl``, ``targets.jsonl``, ``links.jsonl`` and ``bodies.jsonl``
            hold them.
    """

    documents: list[Record]
    tasks: list[Record]
    statements: list[Record]
    links: list[Record]
    bodies: list[Record] = field(default_factory=list)
    _task: dict[str, Record] = field(default_factory=dict)
    _by_doc: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._task = {task["id"]: task for task in self.tasks}
        for statement in self.statements:
            self._by_doc[statement["doc"]].append(statement)

    def task(self, iri: str | None) -> Record | None:
        return self._task.get(iri or "")

    def statements_of(self, doc: str) -> list[Record]:
        return self._by_doc.get(doc, [])

    def linked(self, *relations: str) -> Iterable[Record]:
        """The links of some relations."""
        return (link for link in self.links if link["relation"] in relations)


def load_material(folder: Path) -> Material:
    """The records of a built graph.

    Raises:
        GraphError: the folder holds no graph, or a file of it is damaged.
    """
    documents, tasks, statements, links, bodies = (
        list(read_records(folder / f"{name}.jsonl")) for name in ("documents", "tasks", "targets", "links", "bodies")
    )
    return Material(documents, tasks, statements, links, bodies)
