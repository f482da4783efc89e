"""The same content saved as txt, docx, xlsx, html, pdf and csv gives the same records and the same tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import format_writers as write
import pytest

from kg.model import Document, Extraction, Statement
from kg.pipeline import extract_document
from kg.read import read

FORMATS = ("txt", "docx", "xlsx", "html", "pdf")

TABLE: list[list[Any]] = [
    [("序号", 2, 1), ("类别", 2, 1), ("目标任务", 1, 2), ("责任单位", 2, 1)],
    ["工作内容", "完成时限"],
    ["1", ("就业", 2, 1), "城镇新增就业3.2万人", "12月底前", "区人社局"],
    ["2", "开展培训1200人次", "9月底前", "区人社局\n区财政局"],
    ["3", "住房", "改造老旧小区36个，惠及居民1.25万户，其中东城街道不少于12个", "6月底前", "区住建局"],
]


TASKS: write.Content = [
    ("title", "滨河市东城区2024年重点任务分解表"),
    ("table", [
        [("序号", 2, 1), ("类别", 2, 1), ("任务", 1, 2), ("牵头单位", 2, 1), ("责任单位", 2, 1), ("分管领导", 2, 1)],
        ["工作内容", "完成时限"],
        ["1", ("就业", 2, 1), "城镇新增就业3.2万人", "12月底前", "区人社局", "区财政局", "李一"],
        ["2", "开展培训1200人次", "9月底前", "区人社局", "区教育局、各街道办事处", "李一"],
        ["3", "住房", "改造老旧小区36个，惠及居民5千户", "6月底前", ("区住建局", 2, 1), "区城管局\n区财政局", "王二"],
        ["4", "城建", "新建公园8个，新增绿地20万平方米", "全年", "区园林局", "王二"],
    ]),
]  # fmt: skip
"""Merged across in the header, down in the rows; several bodies and several numbers in a cell."""

INDICATORS: write.Content = [
    ("title", "滨河市东城区“十四五”规划主要指标"),
    ("table", [
        ["序号", "指标名称", "单位", "2020年", "2025年", "属性"],
        ["1", "地区生产总值", "亿元", "312.5", "450", "预期性"],
        ["2", "城镇登记失业率", "%", "3.2", "<4", "约束性"],
        ["3", "每千人口执业医师数", "人", "2.6", "3.2", "预期性"],
        ["4", "森林覆盖率", "%", "31.2", "≥33", "约束性"],
        ["5", "常住人口", "万人", "—", "56.8", "预期性"],
    ]),
]  # fmt: skip

PROGRESS: write.Content = [
    ("title", "滨河市东城区2024年重点民生实事进展情况"),
    ("table", [
        ["序号", "工作内容", "年度目标", "截至6月底完成情况", "完成比例", "状态", "责任单位"],
        ["1", "城镇新增就业", "3.2万人", "1.9万人", "59.4%", "正常推进", "区人社局"],
        ["2", "老旧小区改造", "36个", "开工36个，完工12个", "33.3%", "滞后", "区住建局"],
        ["3", "新建公园", "8个", "8个", "100%", "已完成", "区园林局"],
        ["4", "新建中学", "2所", "—", "0%", "未开工", "区教育局"],
    ]),
]  # fmt: skip

EXPECTED: dict[str, list[tuple[Any, ...]]] = {
    "tasks": [
        ("城镇新增就业", "=", 32000, "人", "2024-12-31", ("区人社局",), ("区财政局",), ("李一",)),
        ("开展培训", "=", 1200, "人次", "2024-09-30", ("区人社局",), ("区教育局", "各街道办事处"), ("李一",)),
        ("改造老旧小区", "=", 36, "个", "2024-06-30", ("区住建局",), ("区城管局", "区财政局"), ("王二",)),
        ("改造老旧小区惠及居民", "=", 5000, "户", "2024-06-30", ("区住建局",), ("区城管局", "区财政局"), ("王二",)),
        ("新建公园", "=", 8, "个", "2024-12-31", ("区住建局",), ("区园林局",), ("王二",)),
        ("新增绿地", "=", 200000, "平方米", "2024-12-31", ("区住建局",), ("区园林局",), ("王二",)),
    ],
    "indicators": [
        ("地区生产总值", "=", 31250000000, "元", "2020-12-31", (), (), ()),
        ("地区生产总值", "=", 45000000000, "元", "2025-12-31", (), (), ()),
        ("城镇登记失业率", "=", Decimal("3.2"), "%", "2020-12-31", (), (), ()),
        ("城镇登记失业率", "<", 4, "%", "2025-12-31", (), (), ()),
        ("每千人口执业医师数", "=", Decimal("2.6"), "人", "2020-12-31", (), (), ()),
        ("每千人口执业医师数", "=", Decimal("3.2"), "人", "2025-12-31", (), (), ()),
        ("森林覆盖率", "=", Decimal("31.2"), "%", "2020-12-31", (), (), ()),
        ("森林覆盖率", ">=", 33, "%", "2025-12-31", (), (), ()),
        ("常住人口", "=", 568000, "人", "2025-12-31", (), (), ()),
    ],
    "progress": [
        ("城镇新增就业", "=", 32000, "人", "2024-12-31", (), ("区人社局",), ()),
        ("城镇新增就业", "=", 19000, "人", "2024-06-30", (), ("区人社局",), ()),
        ("城镇新增就业完成比例", "=", Decimal("59.4"), "%", "2024-06-30", (), ("区人社局",), ()),
        ("老旧小区改造", "=", 36, "个", "2024-12-31", (), ("区住建局",), ()),
        ("老旧小区改造开工", "=", 36, "个", "2024-06-30", (), ("区住建局",), ()),
        ("老旧小区改造完工", "=", 12, "个", "2024-06-30", (), ("区住建局",), ()),
        ("老旧小区改造完成比例", "=", Decimal("33.3"), "%", "2024-06-30", (), ("区住建局",), ()),
        ("新建公园", "=", 8, "个", "2024-12-31", (), ("区园林局",), ()),
        ("新建公园", "=", 8, "个", "2024-06-30", (), ("区园林局",), ()),
        ("新建公园完成比例", "=", 100, "%", "2024-06-30", (), ("区园林局",), ()),
        ("新建中学", "=", 2, "所", "2024-12-31", (), ("区教育局",), ()),
        ("新建中学完成比例", "=", 0, "%", "2024-06-30", (), ("区教育局",), ()),
    ],
}
KINDS = {"tasks": "t" * 6, "indicators": "bt" * 4 + "t", "progress": "tpptppptpptp"}
STATES = {
    "tasks": [(1, None, None), (2, None, None), (3, None, None), (4, None, None)],
    "indicators": [(n, None, None) for n in range(1, 6)],
    "progress": [
        (1, "on-schedule", "2024-06-30"),
        (2, "behind", "2024-06-30"),
        (3, "completed", "2024-06-30"),
        (4, "not-started", "2024-06-30"),
    ],
}
SHAPES = {"tasks": TASKS, "indicators": INDICATORS, "progress": PROGRESS}


def saved(content: write.Content, suffix: str, folder: Path) -> Document:
    path = folder / f"通知.{suffix}"
    if suffix in ("txt", "csv"):
        path.write_bytes({"txt": write.txt, "csv": write.csv_file}[suffix](content))
    elif suffix == "html":
        path.write_text(write.page(content), encoding="utf-8")
    elif suffix == "pdf":
        if write.chromium() is None:
            pytest.skip("needs Chromium to print a PDF")
        write.pdf_file(content, path)
    else:
        {"docx": write.docx_file, "xlsx": write.xlsx_file}[suffix](content, path)
    return read(path, path.name)


def fields(statement: Statement) -> tuple[Any, ...]:
    """What a record says, without where it says it."""
    s = statement
    return (s.number, s.kind, s.indicator, s.value, s.unit, s.comparator, s.change, s.deadline, s.lead, s.responsible)


@pytest.mark.parametrize("suffix", FORMATS[1:])
def test_prose_gives_the_same_records(suffix: str, tmp_path: Path) -> None:
    expected = extract_document(saved(write.NOTICE, "txt", tmp_path))
    found = extract_document(saved(write.NOTICE, suffix, tmp_path))
    assert len(expected.statements) == 8
    assert [fields(s) for s in found.statements] == [fields(s) for s in expected.statements]
    for statement in found.statements:
        assert found.text[statement.start : statement.end] == statement.number
    for name in ("title", "number", "issuer", "issued", "place", "genre"):
        assert getattr(found.metadata, name) == getattr(expected.metadata, name), name


def told(found: Extraction) -> list[tuple[Any, ...]]:
    keys = ("indicator", "comparator", "value", "unit", "deadline", "lead", "responsible", "supervisor")
    return [tuple(getattr(s, key) for key in keys) for s in found.statements]


@pytest.mark.parametrize("suffix", [*FORMATS, "csv"])
@pytest.mark.parametrize("shape", SHAPES)
def test_table_gives_the_same_records(shape: str, suffix: str, tmp_path: Path) -> None:
    found = extract_document(saved(SHAPES[shape], suffix, tmp_path))
    assert told(found) == EXPECTED[shape]
    assert "".join(s.kind[0] for s in found.statements) == KINDS[shape]
    assert [(t.number, t.status, t.as_of) for t in found.tasks] == STATES[shape]
    assert found.metadata.title == SHAPES[shape][0][1]
    natures = {row[1]: row[-1] for row in SHAPES[shape][1][1] if row[-1] in ("预期性", "约束性")}
    assert [s.nature for s in found.statements] == [natures.get(s.indicator) for s in found.statements]
    for statement in found.statements:
        assert found.text[statement.start : statement.end] == statement.number
        assert statement.row is not None
        assert statement.column is not None


@pytest.mark.parametrize("shape", SHAPES)
def test_a_pdf_without_ruled_lines_gives_the_same_records(shape: str, tmp_path: Path) -> None:
    if write.chromium() is None:
        pytest.skip("needs Chromium to print a PDF")
    write.pdf_file(SHAPES[shape], tmp_path / "a.pdf", write.UNRULED)
    found = extract_document(read(tmp_path / "a.pdf", "a.pdf"))
    assert told(found) == EXPECTED[shape]
    assert [(t.number, t.status, t.as_of) for t in found.tasks] == STATES[shape]


@pytest.mark.parametrize("suffix", FORMATS[1:])
def test_table_has_the_same_cells(suffix: str, tmp_path: Path) -> None:
    document = saved([("paragraph", "任务分解表如下。"), ("table", TABLE)], suffix, tmp_path)
    (table,) = document.tables
    top = min(cell.row for cell in table.cells if document.text[cell.start : cell.end] == "序号")
    found = [
        (c.row - top, c.column, document.text[c.start : c.end], c.rows, c.columns) for c in table.cells if c.row >= top
    ]
    assert found == write.cells(TABLE)


def test_table_in_plain_text_has_its_cells(tmp_path: Path) -> None:
    rows = [["指标", "目标"], ["就业", "3.2万人"], ["", "4%"]]
    document = saved([("paragraph", "指标如下。"), ("table", rows)], "txt", tmp_path)
    (table,) = document.tables
    assert [document.text[c.start : c.end] for c in table.cells] == [text for row in rows for text in row]


@pytest.mark.parametrize("style", [write.PRINTED, write.UNRULED])
def test_table_over_pages_is_one(style: str, tmp_path: Path) -> None:
    if write.chromium() is None:
        pytest.skip("needs Chromium to print a PDF")
    head: list[Any] = ["序号", "工作内容", "责任单位"]
    rows = [[str(n), f"改造第{n}批老旧小区{n}0个，完善配套设施", "区住建局"] for n in range(1, 61)]
    path = tmp_path / "long.pdf"
    source = [("paragraph", "以下为任务分解表。"), ("table", [head, *rows]), ("paragraph", "以上任务年底前完成。")]
    write.pdf_file(source, path, style)
    document = read(path, path.name)
    (table,) = document.tables
    assert len(document.pages) >= 2
    assert [document.text[c.start : c.end] for c in table.cells] == [text for row in [head, *rows] for text in row]
    assert document.text.splitlines()[0] == "以下为任务分解表。"
    assert document.text.splitlines()[-1] == "以上任务年底前完成。"
    assert all(document.text[page - 1] == "\n" for page in document.pages[1:])
