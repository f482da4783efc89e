"""Targets of an old and a new version, matched by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.link.ends import End, ends_of
from kg.link.matching import Index, Match, assign
from kg.link.places import Hierarchy
from kg.link.years import comparable
from kg.model import Extraction

KINDS = ("dropped", "added", "raised", "lowered", "moved", "comparator")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a target.

    Attributes:
        kinds: of :data:`KINDS`; a target can be raised and moved at once.
        old, new: ``None`` where there is none.
    """

    kinds: tuple[str, ...]
    old: End | None
    new: End | None


def changes(old: Iterable[Extraction], new: Iterable[Extraction]) -> list[Change]:
    """The changes of the targets of each place, in the order of the new version; what was dropped comes last.

    A place's targets are compared with each other whatever the documents are called; documents without a place are
    compared under their name.
    """
    older, newer = list(old), list(new)
    places = Hierarchy([*older, *newer])
    before, after = _targets(older, places), _targets(newer, places)
    out: list[Change] = []
    for place in sorted({*before, *after}):
        out += _of_place(before.get(place, []), after.get(place, []))
    return out


def _targets(extractions: Iterable[Extraction], places: Hierarchy) -> dict[str, list[End]]:
    out: dict[str, list[End]] = defaultdict(list)
    for extraction in sorted(extractions, key=lambda e: e.name):
        key = extraction.metadata.place_id or extraction.name
        out[key] += [end for end in ends_of(extraction, places) if end.kind == "target"]
    return out


def _of_place(before: list[End], after: list[End]) -> list[Change]:
    index = Index(before)
    matches = assign(m for end in after for m in index.matches(end) if comparable(m))
    by_new = {match.child.id: match for match in matches}
    out = []
    for end in after:
        match = by_new.get(end.id)
        kinds = _kinds(match) if match else ("added",)
        if kinds:
            out.append(Change(kinds, match.parent if match else None, end))
    kept = {match.parent.id for match in matches}
    return out + [Change(("dropped",), end, None) for end in before if end.id not in kept]


def _kinds(match: Match) -> tuple[str, ...]:
    old, new = match.parent.statement, match.child.statement
    assert old is not None
    assert new is not None
    kinds = []
    if (old.value, old.value_max) != (new.value, new.value_max):
        kinds.append("raised" if (new.value, new.value_max or 0) > (old.value, old.value_max or 0) else "lowered")
    if old.deadline != new.deadline:
        kinds.append("moved")
    if old.comparator != new.comparator:
        kinds.append("comparator")
    return tuple(kinds)
