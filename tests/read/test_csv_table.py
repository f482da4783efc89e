"""CSV and TSV as one table: charsets, delimiters, quoted cells, limits, places of the cells."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from kg.read.csv_table import extract
from kg.read.layout import Content
from kg.read.limits import DEFAULT, Limits

ROWS = [
    ["滨河市2024年重点任务分解表", "", "", ""],
    ["序号", "重点任务", "责任单位", "完成时限"],
    ["1", "改造老旧小区36个,\n惠及“居民”1.25万户", "市住建局、市财政局", "6月底前"],
    [],
    ["2", '新建"口袋"公园8个', "", "全年"],
]


def written(rows: list[list[str]] = ROWS, delimiter: str = ",") -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def cells(content: Content) -> list[tuple[int, int, str]]:
    (table,) = content.tables
    assert content.text[table.start : table.end] == content.text
    return [(c.row, c.column, content.text[c.start : c.end]) for c in table.cells]


EXPECTED = [(n, m, cell) for n, row in enumerate(ROWS) for m, cell in enumerate(row)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_charsets(encoding: str) -> None:
    assert cells(extract(written().encode(encoding), ".csv", DEFAULT)) == EXPECTED


@pytest.mark.parametrize(("suffix", "delimiter"), [(".csv", ";"), (".csv", "\t"), (".tsv", "\t"), (".tsv", ",")])
def test_delimiters(suffix: str, delimiter: str) -> None:
    assert cells(extract(written(delimiter=delimiter).encode(), suffix, DEFAULT)) == EXPECTED


def test_rows_of_unequal_length_and_empty_columns_at_the_end() -> None:
    content = extract("序号,任务,,\n1\n2,新建公园8个,,\n".encode(), ".csv", DEFAULT)
    assert cells(content) == [
        (0, 0, "序号"),
        (0, 1, "任务"),
        (1, 0, "1"),
        (1, 1, ""),
        (2, 0, "2"),
        (2, 1, "新建公园8个"),
    ]
    assert content.text == "序号\t任务\n1\t\n2\t新建公园8个"


@pytest.mark.parametrize(
    ("data", "limits", "reason"),
    [
        ("序号,任务\n1,\"新建公园\n2,新建学校\n".encode(), DEFAULT, "quotation mark in line 2 that is never closed"),
        (written().encode(), Limits(cells=10), "more than 10 cells"),
        (b"a,b\0\0\0\0c\n", DEFAULT, "binary"),
        ("序号,任务\n1,".encode() + b"\xff\xfe\xfd\n", DEFAULT, "not UTF-8"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(data: bytes, limits: Limits, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        extract(data, ".csv", limits)


def test_a_quotation_mark_inside_a_cell_is_part_of_it() -> None:
    content = extract('任务,目标\n"新建"公园,8个\n'.encode(), ".csv", DEFAULT)
    assert [text for *_, text in cells(content)][2:] == ["新建公园", "8个"]
