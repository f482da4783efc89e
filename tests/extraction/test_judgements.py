"""Records that a reader found right are still given: a change of the grammar that loses some is noticed."""

from __future__ import annotations

import json
from typing import Any

from kg.pipeline import extract_document
from kg.read import read
from tests.real import ROOT, SHARED, needs_real

JUDGED = ROOT / "tests" / "gold" / "judgements" / "provincial-200.jsonl"
REPORTS = SHARED / "corpus" / "provincial-2026"
KEY = ("doc", "start", "end", "value", "value_max", "unit", "kind")
MAY_CHANGE = 0.03


def judged() -> list[dict[str, Any]]:
    return [json.loads(line) for line in JUDGED.read_text(encoding="utf-8").splitlines()]


def key(record: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(record[name] for name in KEY)


def test_judgements_are_whole() -> None:
    records = judged()
    assert len({(r["doc"], r["start"], r["end"]) for r in records}) == len(records) == 200
    for record in records:
        assert set(record["wrong"]) <= set(record)
        assert record["statement"] or not record["wrong"]
        assert record["note"] or (record["statement"] and not record["wrong"])


@needs_real
def test_right_records_are_still_given() -> None:
    right = [r for r in judged() if r["statement"] and not {"value", "unit", "kind"} & set(r["wrong"])]
    given: set[tuple[Any, ...]] = set()
    for name in sorted({r["doc"] for r in right}):
        found = extract_document(read(REPORTS / name, name))
        given |= {key(s.record()) for s in found.statements}
    lost = [key(r) for r in right if key(r) not in given]
    assert len(lost) <= MAY_CHANGE * len(right), lost
