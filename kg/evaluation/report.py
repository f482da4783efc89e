"""An evaluation as rows of tables and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

from kg.evaluation.documents import Evaluation
from kg.evaluation.findings import Finding, findings
from kg.evaluation.measures import SLOTS, Counts

POOLED = "all documents"
MEASURES = ("mention", "tuple", "duty")
MEASURE_COLUMNS = (
    *("document", "gold", "predicted", "matched"),
    *(f"{measure} {part}" for measure in MEASURES for part in ("P", "R", "F1")),
)
SLOT_COLUMNS = ("document", *SLOTS)
ERROR_COLUMNS = ("error", "doc", "start", "number", "text", "by hand → read")


def figures(counts: Counts) -> dict[str, Any]:
    """The counters and measures of one document or of several, by name."""
    hits = {"mention": counts.matched, "tuple": counts.tuples, "duty": counts.duties}
    shares = {slot: counts.slots[slot] / counts.matched if counts.matched else 0.0 for slot in SLOTS}
    measured = {
        name: {"precision": counts.precision(n), "recall": counts.recall(n), "f1": counts.f1(n)}
        for name, n in hits.items()
    }
    return {
        "gold": counts.gold,
        "predicted": counts.predicted,
        "matched": counts.matched,
        **measured,
        "kind": shares.pop("kind"),
        "slots": shares,
    }


def to_json(evaluation: Evaluation) -> dict[str, Any]:
    """The figures of each document and of all of them pooled."""
    documents = {name: figures(found.counts) for name, found in evaluation.documents.items()}
    return {"documents": documents, "pooled": figures(evaluation.counts)}


def measure_rows(evaluation: Evaluation) -> Iterator[list[object]]:
    """The rows of the first table: how much was found, and how much of it is right as a whole."""
    for name, counts in _each(evaluation):
        told = figures(counts)
        measured = [f"{value:.3f}" for measure in MEASURES for value in told[measure].values()]
        yield [name, counts.gold, counts.predicted, counts.matched, *measured]


def slot_rows(evaluation: Evaluation) -> Iterator[list[object]]:
    """The rows of the second table: for each field, the share of matched records that have it right."""
    for name, counts in _each(evaluation):
        told = figures(counts)
        shares: Mapping[str, float] = {"kind": told["kind"], **told["slots"]}
        yield [name, *(f"{shares[slot]:.3f}" for slot in SLOTS)]


def errors(
    evaluation: Evaluation, limit: int, text_of: Callable[[str], str | None]
) -> Iterator[tuple[str, str, int, str, str, str]]:
    """The first ``limit`` misses, false finds and wrong fields: what, document, offset, number, clause, details.

    Args:
        text_of: the text of a document by its name, for records that do not carry their words.
    """
    for state in ("missed", "false", "wrong"):
        found = (
            (name, finding)
            for name, comparison in evaluation.documents.items()
            for finding in findings(comparison)
            if finding.state == state
        )
        for name, finding in islice(found, limit):
            text = text_of(name)
            start = finding.record["start"]
            yield state, name, start, finding.number(text), finding.clause(text), details(finding)


def details(finding: Finding) -> str:
    """What is wrong, or else what the one record says."""
    if finding.wrong:
        return "; ".join(f"{name} {gold} → {read}" for name, gold, read in finding.differences())
    return "; ".join(f"{name} {value}" for name, value in finding.fields())


def _each(evaluation: Evaluation) -> Iterator[tuple[str, Counts]]:
    for name, comparison in evaluation.documents.items():
        yield name, comparison.counts
    if len(evaluation.documents) > 1:
        yield POOLED, evaluation.counts
