"""The same content saved as txt, docx, xlsx, html and pdf gives the same records and the same tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import format_writers as write
import pytest

from kg.model import Document, Statement
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


def saved(content: write.Content, suffix: str, folder: Path) -> Document:
    path = folder / f"通知.{suffix}"
    if suffix == "txt":
        path.write_bytes(write.txt(content))
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


def test_table_over_pages_is_one(tmp_path: Path) -> None:
    if write.chromium() is None:
        pytest.skip("needs Chromium to print a PDF")
    head: list[Any] = ["序号", "工作内容", "责任单位"]
    rows = [[str(n), f"改造第{n}批老旧小区{n}0个，完善配套设施", "区住建局"] for n in range(1, 61)]
    path = tmp_path / "long.pdf"
    source = [("paragraph", "以下为任务分解表。"), ("table", [head, *rows]), ("paragraph", "以上任务年底前完成。")]
    write.pdf_file(source, path)
    document = read(path, path.name)
    (table,) = document.tables
    assert len(document.pages) >= 2
    assert [document.text[c.start : c.end] for c in table.cells] == [text for row in [head, *rows] for text in row]
    assert document.text.splitlines()[0] == "以下为任务分解表。"
    assert document.text.splitlines()[-1] == "以上任务年底前完成。"
    assert all(document.text[page - 1] == "\n" for page in document.pages[1:])
