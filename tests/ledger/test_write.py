"""Ledgers of the invented city's list and what its district and county make of it."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kg.export.material import Material, load_material
from kg.ledger.write import Wanted, ledger, to_csv, to_html, to_xlsx
from kg.structure import ledger as c

PAIR = Path(__file__).parents[1] / "link" / "pair"
DISTRICT = "清河区2024年任务分解.txt"


@pytest.fixture(scope="module")
def material(pair_graph: Path) -> Material:
    return load_material(pair_graph)


def test_a_row_says_what_is_owed_by_whom_by_when_and_from_where(material: Material) -> None:
    rows = ledger(material, Wanted(document="清河区"))
    text = (PAIR / DISTRICT).read_text(encoding="utf-8")
    start = text.index("4500个")
    row = next(row for row in rows if row[c.INDICATOR] == "新增学位")
    assert {name: row[name] for name in c.COLUMNS if name not in (c.NUMBER, c.IRI, c.ABOVE)} == {
        c.TASK: "新建、改扩建中小学4所，新增学位4500个，10月底前投入使用。",
        c.INDICATOR: "新增学位",
        c.TARGET: 4500,
        c.UNIT: "个",
        c.LEAD: "区教体局",
        c.RESPONSIBLE: "区自然资源局、区住建局",
        c.SUPERVISOR: "",
        c.DEADLINE: "2024-10-31",
        c.SOURCE: f"清政办发〔2024〕11号 第2项[{start}, {start + 5})",
        c.LATEST: None,
        c.DONE: None,
        c.AS_OF: None,
        c.STATE: None,
        c.REMARKS: None,
    }
    assert str(row[c.ABOVE]).endswith("：新增学位2.4万个")
    assert str(row[c.IRI]).endswith(f"-{start}-{start + 5}")


def test_there_is_a_row_for_each_target_in_the_order_of_the_text(material: Material) -> None:
    rows = ledger(material, Wanted())
    assert [row[c.NUMBER] for row in rows] == list(range(1, len(rows) + 1))
    targets = {s["id"] for s in material.statements if s["kind"] == "target"}
    assert targets <= {row[c.IRI] for row in rows}
    assert len({row[c.IRI] for row in rows}) == len(rows)


def test_a_target_is_a_number_or_has_its_sign(material: Material) -> None:
    of = {row[c.INDICATOR]: row[c.TARGET] for row in ledger(material, Wanted(document="清河区"))}
    assert of["城镇新增就业"] == 9000
    assert of["新建公共停车泊位"] == "约2000"
    city = {row[c.INDICATOR]: row[c.TARGET] for row in ledger(material, Wanted(document="民生实事清单"))}
    assert city["新建公共停车泊位"] == "≥12000"


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Wanted(body="教体局"), {"新建、改扩建中小学", "新增学位"}),
        (Wanted(body="区妇联"), {"适龄妇女“两癌”免费筛查", "适龄妇女“两癌”免费筛查率"}),
        (Wanted(body="公安分局", document="清河区"), {"新建公共停车泊位"}),
    ],
)
def test_a_ledger_of_one_body(material: Material, wanted: Wanted, names: set[str]) -> None:
    rows = [row for row in ledger(material, wanted) if "清政办发" in str(row[c.SOURCE])]
    assert {row[c.INDICATOR] for row in rows} == names


def test_every_condition_has_to_hold(material: Material) -> None:
    assert ledger(material, Wanted(year=2023)) == []
    assert ledger(material, Wanted(year=2024)) == ledger(material, Wanted())
    assert ledger(material, Wanted(body="教体局", document="民生实事清单")) == []
    place = ledger(material, Wanted(place="清河区"))
    assert [row[c.IRI] for row in place] == [row[c.IRI] for row in ledger(material, Wanted(document="清河区"))]


def test_all_formats_hold_the_same(material: Material) -> None:
    rows = ledger(material, Wanted(document="清河区"))
    text = to_csv(rows)
    assert text[0] == "\ufeff"
    lines = list(csv.reader(StringIO(text[1:])))
    assert lines[0] == list(c.COLUMNS)
    sheet = load_workbook(BytesIO(to_xlsx(rows))).active
    assert sheet is not None
    cells = [list(line) for line in sheet.iter_rows(values_only=True)]
    assert [["" if v is None else str(v) for v in line] for line in cells] == lines
    page = to_html(rows)
    assert page.count("<tr>") == len(lines)
    assert "<script" not in page
    assert to_xlsx(rows) == to_xlsx(ledger(material, Wanted(document="清河区")))
