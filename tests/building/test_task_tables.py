"""CSV files that are tables of tasks: one document, told from archives with one document a row."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import kg
from kg.errors import UsageError

WriteCsv = Callable[..., Path]

HEADER = ("序号", "重点任务", "年度目标", "责任单位", "完成时限")
ROWS = [
    ("1", "老旧小区改造", "改造老旧小区36个，惠及居民1.25万户", "市住建局,市财政局", "6月底前"),
    ("2", "促进就业", "新增城镇就业3.2万人\n开展培训1200人次", "市人社局", "12月底前"),
]
EXPECTED = [
    (36, "个", "2024-06-30", ["市住建局", "市财政局"], 2, 3),
    (12500, "户", "2024-06-30", ["市住建局", "市财政局"], 2, 3),
    (32000, "人", "2024-12-31", ["市人社局"], 3, 3),
    (1200, "人次", "2024-12-31", ["市人社局"], 3, 3),
]
NAME = "滨河市2024年重点任务分解.csv"


def told() -> list[tuple[object, ...]]:
    lines = Path("outputs/targets.jsonl").read_text(encoding="utf-8").splitlines()
    keys = ("value", "unit", "deadline", "responsible", "row", "column")
    return [tuple(json.loads(line)[key] for key in keys) for line in lines]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-8-sig", "utf-16"])
def test_a_table_of_tasks_is_one_document(write_csv: WriteCsv, encoding: str) -> None:
    path = write_csv(ROWS, HEADER, NAME, encoding)
    report = kg.build(path)
    assert report.counts["documents"] == 1
    assert report.notes == (f"{path}: read as a table of tasks",)
    assert told() == EXPECTED
    text = Path("outputs/text", f"{NAME}.txt").read_text(encoding="utf-8")
    for line in Path("outputs/targets.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        assert text[record["start"] : record["end"]] == record["number"]
        assert record["table"] == 1


def test_lines_above_the_header_and_a_folder(write_csv: WriteCsv, here: Path) -> None:
    write_csv([HEADER, *ROWS], ("滨河市2024年任务分解表", "", "", "", ""), name="tasks.csv")
    write_csv([("张三", "3321")], ("姓名", "电话"), name="people.csv")
    report = kg.build(here)
    assert report.counts["documents"] == 1
    assert [value for value, *_ in told()] == [row[0] for row in EXPECTED]
    (note,) = (note for note in report.notes if "people.csv" in note)
    assert "passed over" in note


@pytest.mark.parametrize(
    ("header", "documents"),
    [
        (("序号", "内容", "责任单位", "完成时限"), 1),
        (("标题", "内容", "责任部门", "发布日期"), 2),
        (("编号", "正文", "责任单位", "完成时限"), 2),
    ],
)
def test_which_of_the_two_it_is(write_csv: WriteCsv, header: Sequence[str], documents: int) -> None:
    path = write_csv([(str(n), f"新建公园{n}个。", "市园林局", "2024-06-30") for n in (1, 2)], header, "a.csv")
    assert kg.build(path).counts["documents"] == documents


def test_a_named_column_makes_it_an_archive(write_csv: WriteCsv) -> None:
    path = write_csv(ROWS, HEADER, NAME)
    assert kg.build(path, text_column="年度目标").counts["documents"] == 2


def test_neither_of_the_two(write_csv: WriteCsv) -> None:
    path = write_csv([("张三", "3321")], ("姓名", "电话"), "people.csv")
    with pytest.raises(UsageError, match="its columns are '姓名', '电话'; nor is its header that of a table of tasks"):
        kg.build(path)


def test_a_broken_one_does_not_stop_the_others(here: Path, write_csv: WriteCsv) -> None:
    write_csv(ROWS, HEADER, NAME)
    text = ",".join(HEADER) + '\n1,供水,"新建水厂2座,市水务局,全年\n2,供热,改造管网8公里,市城管局,全年\n'
    Path("broken.csv").write_text(text, encoding="utf-8")
    report = kg.build(here)
    assert [(f.name, f.reason) for f in report.failures] == [
        ("broken.csv", "has a quotation mark in line 2 that is never closed")
    ]
    assert told() == EXPECTED
