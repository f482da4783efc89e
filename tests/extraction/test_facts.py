"""Facts of our own making, each with what it says by the annotation guideline (tests/facts/README.md)."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.facts import FOLDER, OPEN, READERS, STATUSES, WIDTHS, Case, cases, told

ALL = cases()
STILL_WRONG = cases(OPEN)


@pytest.mark.parametrize("case", ALL, ids=lambda c: f"{c.category}-{c.input}")
def test_fact(case: Case) -> None:
    found = told(case)
    if case.expected is not None:
        assert found == case.expected, case.note


@pytest.mark.parametrize("case", STILL_WRONG, ids=lambda c: f"{c.category}-{c.input}")
@pytest.mark.xfail(strict=True, reason="read wrongly so far", raises=AssertionError)
def test_open_fact(case: Case) -> None:
    assert told(case) == case.expected, case.note


def test_the_set_is_large_and_a_third_of_it_is_negative() -> None:
    assert len(ALL) >= 600
    assert sum(case.negative for case in ALL) * 3 >= len(ALL)
    per_category = Counter(case.category for case in ALL)
    negative = Counter(case.category for case in ALL if case.negative)
    assert all(negative[category] * 7 >= count for category, count in per_category.items()), (per_category, negative)


def test_no_input_stands_twice() -> None:
    counts = Counter(case.input for case in ALL + STILL_WRONG)
    assert [text for text, count in counts.items() if count > 1] == []


def test_each_file_holds_its_category() -> None:
    for path in FOLDER.glob("*.jsonl"):
        categories = {case.category for case in cases(path.stem)}
        assert path.stem == OPEN or categories == {path.stem}


@pytest.mark.parametrize("case", ALL + STILL_WRONG, ids=lambda c: f"{c.category}-{c.input}")
def test_fields(case: Case) -> None:
    assert case.input.strip()
    assert case.read in READERS
    assert case.status in STATUSES
    assert case.source
    assert case.year is None or case.read == "periods"
    if case.status != "agree":
        assert case.note, "a deliberate difference is explained"
    assert case.expected is not None or case.status == "out-of-scope"
    for row in case.expected or []:
        assert len(row) == WIDTHS[case.read]
        assert row[0] in case.input
