"""Precision and recall of statements against gold records of the same document.

Two records describe the same number when their spans overlap by at least half of the longer one; the matching is one to
one, best overlap first. Counters add up, so that documents can be pooled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.evaluation.records import CORE, NAMES, Record

SLOTS = (*CORE, *NAMES)
MIN_OVERLAP = 0.5
MIN_SHARED = 0.6
"""Share of characters that two wordings of an indicator must have in common (F1 of their character bags)."""

_MARKS = frozenset(" \t\r\n\u3000、，。；：,;:“”\"'（）()")


@dataclass(slots=True)
class Counts:
    """Additive counters.

    Attributes:
        gold, predicted, matched: numbers of records.
        tuples: matched records with every field of :data:`CORE` right.
        duties: those that have every field of :data:`NAMES` right as well.
        slots: for each field, how many matched records have it right.
    """

    gold: int = 0
    predicted: int = 0
    matched: int = 0
    tuples: int = 0
    duties: int = 0
    slots: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.gold + other.gold,
            self.predicted + other.predicted,
            self.matched + other.matched,
            self.tuples + other.tuples,
            self.duties + other.duties,
            self.slots + other.slots,
        )

    def precision(self, hits: int) -> float:
        """``hits`` as a share of the predicted records."""
        return hits / self.predicted if self.predicted else 0.0

    def recall(self, hits: int) -> float:
        """``hits`` as a share of the gold records."""
        return hits / self.gold if self.gold else 0.0

    def f1(self, hits: int) -> float:
        """The harmonic mean of precision and recall of ``hits``."""
        return 2 * hits / (self.gold + self.predicted) if hits else 0.0

    @property
    def mention(self) -> float:
        """F1 of finding the number at all."""
        return self.f1(self.matched)

    @property
    def tuple(self) -> float:
        """F1 of whole records without bodies."""
        return self.f1(self.tuples)

    @property
    def duty(self) -> float:
        """F1 of whole records with lead, responsible and supervisor."""
        return self.f1(self.duties)


@dataclass(slots=True)
class Comparison:
    """The gold records of one document against the predicted ones.

    Attributes:
        pairs: gold record, predicted record and the names of the fields that differ.
        missed: gold records without a prediction; ``false``: predictions without a gold record.
    """

    counts: Counts
    pairs: list[tuple[Record, Record, tuple[str, ...]]]
    missed: list[Record]
    false: list[Record]


def compare(gold: Sequence[Record], predicted: Sequence[Record]) -> Comparison:
    """Compare the records of one document."""
    matched = _match(gold, predicted)
    pairs = []
    counts = Counts(len(gold), len(predicted), len(matched))
    for i, j in matched:
        wrong = tuple(slot for slot in SLOTS if not _agrees(slot, gold[i], predicted[j]))
        counts.slots.update(slot for slot in SLOTS if slot not in wrong)
        counts.tuples += not set(wrong) & set(CORE)
        counts.duties += not wrong
        pairs.append((gold[i], predicted[j], wrong))
    used_gold, used_predicted = {i for i, _ in matched}, {j for _, j in matched}
    return Comparison(
        counts,
        pairs,
        [record for i, record in enumerate(gold) if i not in used_gold],
        [record for j, record in enumerate(predicted) if j not in used_predicted],
    )


def _match(gold: Sequence[Record], predicted: Sequence[Record]) -> list[tuple[int, int]]:
    order = sorted(range(len(predicted)), key=lambda j: predicted[j]["start"])
    candidates = []
    low = 0
    for i in sorted(range(len(gold)), key=lambda i: gold[i]["start"]):
        while low < len(order) and predicted[order[low]]["end"] <= gold[i]["start"]:
            low += 1
        for j in order[low:]:
            if predicted[j]["start"] >= gold[i]["end"]:
                break
            overlap = _overlap(gold[i], predicted[j])
            if overlap >= MIN_OVERLAP:
                candidates.append((-overlap, i, j))
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    out = []
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            out.append((i, j))
    return sorted(out)


def _overlap(a: Record, b: Record) -> float:
    shared = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return float(shared / max(a["end"] - a["start"], b["end"] - b["start"], 1))


def _agrees(slot: str, gold: Record, predicted: Record) -> bool:
    if slot == "value":
        return all(_close(gold.get(key), predicted.get(key)) for key in ("value", "value_max"))
    if slot == "indicator":
        return _shared(gold.get("indicator"), predicted.get("indicator")) >= MIN_SHARED
    if slot in NAMES:
        return _names(gold.get(slot)) == _names(predicted.get(slot))
    return bool(gold.get(slot) == predicted.get(slot))


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-9 * max(abs(float(a)), abs(float(b)), 1)


def _shared(a: str | None, b: str | None) -> float:
    bag_a, bag_b = (Counter(c for c in text or "" if c not in _MARKS) for text in (a, b))
    return 2 * (bag_a & bag_b).total() / max(bag_a.total() + bag_b.total(), 1)


def _names(names: Iterable[str] | None) -> set[str]:
    return {"".join(name.split()) for name in names or ()}
