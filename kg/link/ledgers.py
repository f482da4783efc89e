"""What filled ledgers report, joined with exactly the target or task that each row names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from kg.link.cascade import Link
from kg.link.ends import End, Linked
from kg.link.years import is_met
from kg.model import Extraction, Statement, Task

CONFIDENCE: Final = 0.99
EVIDENCE: Final = "the ledger names it"

Units = Mapping[str, str | None]
"""IRI of every statement and task of the documents to the unit of the statement; a task has ``None``."""


def is_ledger(extraction: Extraction) -> bool:
    """Whether a document reports on statements or tasks of others."""
    return any(s.about for s in extraction.statements) or any(t.about for t in extraction.tasks)


def units_of(extraction: Extraction) -> dict[str, str | None]:
    """What a ledger may name of a document."""
    return {t.id: None for t in extraction.tasks} | {s.id: s.unit for s in extraction.statements}


def tied(ledger: Extraction, known: Units) -> Extraction:
    """A ledger without the rows that name nothing that is known or measure it in another unit, with a warning each."""
    bad: dict[int | None, str] = {}
    rows: list[Statement | Task] = [*ledger.statements, *ledger.tasks]
    for row in rows:
        if row.about is not None and row.about not in known:
            bad[row.row] = f"no statement or task has the identifier {row.about}"
        elif isinstance(row, Statement) and row.about is not None:
            unit = known[row.about]
            if unit is not None and unit != row.unit:
                bad[row.row] = f"the unit is {row.unit or 'missing'}, that of the target {unit or 'none'}"
    if not bad:
        return ledger
    told = [f"row {row}: {reason}; the row is left out" for row, reason in bad.items()]
    return replace(
        ledger,
        statements=tuple(s for s in ledger.statements if s.row not in bad),
        tasks=tuple(t for t in ledger.tasks if t.row not in bad),
        warnings=(*ledger.warnings, *told),
    )


def reported(documents: Iterable[Linked]) -> list[Link]:
    """``met``, ``missed`` and ``under-way`` for each row of a ledger, whatever place; by ledger, in its order."""
    batch = sorted(documents, key=lambda d: d.name)
    rows = [end for document in batch for end in document.ends if end.about]
    wanted = {end.about for end in rows}
    parents = {e.id: e for document in batch for e in document.ends if e.id in wanted} if rows else {}
    for document in batch if rows else ():
        for end in document.ends:
            if end.task and end.task.id in wanted and end.task.id not in parents:
                parents[end.task.id] = _whole(end, end.task)
    return [_link(parents[row.about], row) for row in rows if row.about in parents]


def _whole(end: End, task: Task) -> End:
    """The end that is the task of a statement."""
    return replace(end, id=task.id, start=task.start, end=task.end, words=task.text, statement=None)


def _link(parent: End, row: End) -> Link:
    target, told = parent.statement, row.statement
    evidence = [EVIDENCE]
    if row.task and row.task.state:
        evidence.append(f"state {row.task.state}")
    if target and told:
        evidence.append(f"{''.join(target.number.split())} by {target.deadline} and {told.number} by {told.deadline}")
        early = (told.deadline or "") < (target.deadline or "9999")
        cap = target.comparator in ("<", "<=")  # a cap that is held on the way is not yet held at the end
        met = is_met(target, told) and not (early and cap)
        relation = "met" if met else "under-way" if early else "missed"
    else:
        relation = "met" if row.task and row.task.status == "completed" else "under-way"
    return Link(relation, parent, row, CONFIDENCE, tuple(evidence))
