"""Records compared: one document, several, files, folders, and what is no record."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from typing import Any

import pytest
from records import SCHOOLS, TEACHERS, TEXT, record

import kg
from kg.errors import KgError, ReadError, UsageError
from kg.evaluation import Counts, documents, evaluate, read_records
from kg.evaluation.findings import findings
from kg.evaluation.report import figures


def write(path: Path, *records: Any) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")
    return path


def test_the_records_of_these_tests() -> None:
    assert [TEXT[r["start"] : r["end"]] for r in (SCHOOLS, TEACHERS)] == ["20所", "3万人"]


def test_each_kind_of_finding() -> None:
    (compared,) = evaluate([SCHOOLS, TEACHERS], [SCHOOLS | {"unit": "个"}, record(3, 5)]).documents.values()
    found = findings(compared)
    assert [(f.state, f.span, f.wrong) for f in found] == [
        ("false", (3, 5), ()),
        ("wrong", (11, 14), ("unit",)),
        ("missed", (19, 22), ()),
    ]
    assert found[1].differences() == [("unit", "所", "个")]
    assert found[1].number(TEXT) == "20所"


def test_a_range_shows_both_ends() -> None:
    gold, read = record(11, 14, value=1, value_max=2.5), record(11, 14, value=1.0)
    (compared,) = evaluate([gold], [read]).documents.values()
    assert findings(compared)[0].differences() == [("value", "1–2.5", "1")]


def test_half_of_the_longer_span_has_to_agree() -> None:
    assert evaluate([record(10, 14)], [record(12, 14)]).counts.matched == 1
    assert evaluate([record(10, 15)], [record(12, 14)]).counts.matched == 0


def test_names_agree_whatever_their_order_and_white_space() -> None:
    counts = evaluate([record(1, 2, lead=["魏 强", "区教育局"])], [record(1, 2, lead=["区教育局", "魏强"])]).counts
    assert counts.duty == 1


def test_documents_add_up() -> None:
    gold = [SCHOOLS | {"doc": "a.txt"}, TEACHERS | {"doc": "b.txt"}]
    result = evaluate(gold, [SCHOOLS | {"doc": "a.txt"}, SCHOOLS | {"doc": "c.txt"}])
    assert list(result.documents) == ["a.txt", "b.txt"]
    assert figures(result.counts)["mention"] == {"precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3)}
    assert (result.missed, result.false, len(result.pairs)) == ([TEACHERS | {"doc": "b.txt"}], [], 1)
    assert result.counts == sum((c.counts for c in result.documents.values()), Counts())


def test_files_are_called_after_their_documents(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    write(gold / "计划2.0.jsonl", SCHOOLS)
    write(gold / "b.jsonl", TEACHERS)
    read = write(tmp_path / "read.jsonl", SCHOOLS | {"doc": "a/计划2.0.txt"}, TEACHERS | {"doc": "b.html"})
    result = kg.evaluate(gold, read)
    assert list(result.documents) == ["a/计划2.0.txt", "b.html"]
    assert result.counts.duty == 1


def test_one_document_on_each_side_needs_no_name(tmp_path: Path) -> None:
    gold, read = write(tmp_path / "gold.jsonl", SCHOOLS), write(tmp_path / "x.jsonl", SCHOOLS | {"doc": "plan.txt"})
    assert kg.evaluate(str(gold), read).counts.matched == 1


def test_statements_of_the_extractor_can_be_compared() -> None:
    assert kg.evaluate([SCHOOLS, TEACHERS], kg.extract(TEXT)).counts.mention == 1


def test_bounds_hold_for_both_sides() -> None:
    counts = evaluate([SCHOOLS, TEACHERS], [SCHOOLS, TEACHERS], bounds=(11, 19)).counts
    assert (counts.gold, counts.predicted) == (1, 1)


def test_a_name_that_fits_two_documents() -> None:
    with pytest.raises(UsageError, match="fit several documents"):
        evaluate([SCHOOLS | {"doc": "a"}], [SCHOOLS | {"doc": "x/a.txt"}, SCHOOLS | {"doc": "y/a.txt"}])


def test_nothing_to_compare(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no gold records from 50 to 60"):
        evaluate([SCHOOLS], [SCHOOLS], bounds=(50, 60))
    with pytest.raises(ReadError, match=r"holds no \.jsonl file"):
        evaluate(tmp_path, [SCHOOLS])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2 is no JSON"),
        ("[" * 100_000, "line 2 is no JSON"),
        ("[1]", "JSON object"),
        ('{"quote": "新建学校20所"}', "has a span"),
        ('{"start": 3, "end": 3}', "has a span"),
        ('{"start": true, "end": 3}', "has a span"),
        ('{"start": 1, "end": 3, "value": "20"}', "value is a number"),
        ('{"start": 1, "end": 3, "value": NaN}', "value is a number"),
        (f'{{"start": 1, "end": 3, "value": 1{"0" * 400}}}', "value is a number"),
        ('{"start": 1, "end": 3, "unit": 5}', "unit is text"),
        ('{"start": 1, "end": 3, "lead": "区教育局"}', "lead is a list"),
        ('{"start": 1, "end": 3, "quote_start": "1"}', "whole numbers"),
    ],
)
def test_what_is_no_record(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(ReadError, match=reason):
        read_records(path)


def test_gold_needs_every_field_of_a_tuple() -> None:
    with pytest.raises(UsageError, match="at 11 has no unit"):
        evaluate([{k: v for k, v in SCHOOLS.items() if k != "unit"}], [])
    with pytest.raises(UsageError, match="record 0: unit is text"):
        evaluate([SCHOOLS], [SCHOOLS | {"unit": 1}])


def test_line_ends_inside_a_quote_and_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(SCHOOLS | {"quote": "a\u2028b\x85c"}, ensure_ascii=False).encode())
    assert read_records(path)[0]["quote"] == "a\u2028b\x85c"


def test_examples() -> None:
    assert doctest.testmod(documents).failed == 0
