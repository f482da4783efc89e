"""Answers and records as data frames."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import pytest

import kg
from kg.errors import UsageError
from kg.export.records import FIELDS

QUERY = """SELECT ?s ?value ?deadline {
  ?s a pk:Target ; pk:value ?value .
  OPTIONAL { ?s pk:deadline ?deadline }
} ORDER BY ?s"""


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_records_and_answers(corpus_graph: Path, library: str) -> None:
    pytest.importorskip(library)
    graph = kg.load(corpus_graph)
    targets = graph.targets(kind="target", year=2021)
    frame = getattr(graph, f"to_{library}")(kind="target", year=2021)
    assert list(frame.columns) == list(FIELDS)
    assert list(frame["id"]) == [target.id for target in targets]
    assert list(frame["value"]) == [float(target.value) for target in targets]
    assert [list(lead) for lead in frame["lead"]] == [list(target.lead) for target in targets]
    answer = graph.query(QUERY)
    frame = getattr(answer, f"to_{library}")()
    assert list(frame.columns) == ["s", "value", "deadline"]
    assert list(frame["value"]) == [float(row.value) for row in answer]
    assert datetime.date(2021, 12, 31) in list(frame["deadline"])


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_what_is_not_installed_is_named(corpus_graph: Path, monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"pip install 'policykg\[{library}\]'"):
        getattr(kg.load(corpus_graph), f"to_{library}")()
