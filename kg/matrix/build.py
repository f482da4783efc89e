"""The responsibility matrix of a graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.export.records import Record

SIGNS = {"lead": "牵头", "responsible": "责任", "cooperating": "配合", "supervising": "分管"}
"""What a cell says of each role; a body with two roles in a task has both, separated by ``/``."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Tasks in the order of the graph, agents in the order in which they are first named.

    Attributes:
        tasks: records of tasks.
        agents: canonical names.
        cells: by task and agent, the roles; empty where there is none.
    """

    tasks: tuple[Record, ...]
    agents: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def table(self) -> tuple[list[str], list[list[str]]]:
        """A header and a row a task: document, item, task, then a column an agent."""
        rows = [
            [task["doc"], "" if task["item"] is None else str(task["item"]), "".join(task["text"].split()), *roles]
            for task, roles in zip(self.tasks, self.cells, strict=True)
        ]
        return ["document", "item", "task", *self.agents], rows


def matrix(tasks: Iterable[Record], *, documents: Sequence[str] = (), bodies: Sequence[str] = ()) -> Matrix:
    """The matrix of the tasks that somebody answers for.

    Args:
        documents: parts of file names; any document when empty.
        bodies: parts of names; only tasks of such a body or person, with all who share them.
    """
    chosen = [task for task in tasks if task["responsibilities"] and _is_asked_for(task, documents, bodies)]
    agents = list(dict.fromkeys(duty["label"] for task in chosen for duty in task["responsibilities"]))
    cells = []
    for task in chosen:
        roles: dict[str, list[str]] = {}
        for duty in task["responsibilities"]:
            roles.setdefault(duty["label"], []).append(SIGNS[duty["role"]])
        cells.append(tuple("/".join(dict.fromkeys(roles.get(agent, ()))) for agent in agents))
    return Matrix(tuple(chosen), tuple(agents), tuple(cells))


def _is_asked_for(task: Record, documents: Sequence[str], bodies: Sequence[str]) -> bool:
    names = [name for duty in task["responsibilities"] for name in (duty["name"], duty["label"])]
    return (not documents or any(part in task["doc"] for part in documents)) and (
        not bodies or any(part in name for part in bodies for name in names)
    )
