"""Excel: numbers as they are shown, merged cells, several sheets, places as in the sheet."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from kg.read import extract
from kg.read.displayed import displayed
from kg.read.layout import Content


def read(book: openpyxl.Workbook) -> Content:
    out = BytesIO()
    book.save(out)
    return extract(out.getvalue(), ".xlsx")[0]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (1.0, "General", "1"),
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (33.333333333333336, "General", "33.33333333"),
        (123456789012.0, "General", "123456789012"),
        (-5.5, "General", "-5.5"),
        (0.955, "0.0%", "95.5%"),
        (0.04, "0%", "4%"),
        (0.125, "0.##%", "12.5%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567, "#,##0", "1,234,567"),
        (1.005, "0.00", "1.01"),
        (2.5, "0", "3"),
        (7, "000", "007"),
        (12, '0"个"', "12个"),
        (12, '#,##0"万元"', "12万元"),
        (-3, "0.0_);(0.0)", "(3.0)"),
        (0, '0;-0;"—"', "—"),
        (5, '[Red][>3]0"套";0', "5套"),
        (1234567, '0.0,,"百万"', "1.2百万"),
        (6.2, "0.0_ ", "6.2"),
        (1e-7, "General", "0.0000001"),
        (True, "General", "TRUE"),
        (datetime.datetime(2024, 6, 30), 'yyyy"年"m"月"d"日"', "2024年6月30日"),
        (datetime.datetime(2024, 6, 30), 'yyyy"年"m"月"', "2024年6月"),
        (datetime.datetime(2024, 6, 30), "mm-dd-yy", "2024/6/30"),
        (datetime.datetime(2024, 6, 5), "yyyy-mm-dd", "2024-06-05"),
        (datetime.datetime(2024, 6, 5), 'm"月"d"日"', "6月5日"),
        (datetime.datetime(2024, 6, 5, 9, 7), "yyyy/m/d h:mm", "2024/6/5 9:07"),
        (datetime.time(9, 7, 3), "hh:mm:ss", "09:07:03"),
        (datetime.datetime(2024, 6, 5), '[$-804]yyyy"年"m"月";@', "2024年6月"),
    ],
)
def test_values_as_shown(value: Any, form: str, text: str) -> None:
    assert displayed(value, form) == text


def test_places_are_those_of_the_sheet() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "任务分解"
    sheet["B2"] = "2024年任务分解表"
    sheet.merge_cells("B2:D2")
    sheet["B4"], sheet["C4"], sheet["D4"] = "序号", "指标", "目标"
    sheet["B5"], sheet["C5"], sheet["D5"] = 1, "就业率", 0.955
    sheet["D5"].number_format = "0.0%"
    sheet["B6"], sheet["D6"] = 2.0, 12
    sheet.merge_cells("C5:C6")
    book.create_sheet("Sheet2")["A1"] = "说明"
    book.create_sheet("参数")["A1"] = "隐藏"
    book["参数"].sheet_state = "hidden"
    sheet.row_dimensions[6].hidden = True
    content = read(book)
    assert content.text == "任务分解\n2024年任务分解表\t\t\n序号\t指标\t目标\n1\t就业率\t95.5%\n2\t\t12\n说明"
    (table,) = content.tables
    assert table.sheet == "任务分解"
    assert [(c.row, c.column, content.text[c.start : c.end], c.rows, c.columns) for c in table.cells] == [
        (1, 1, "2024年任务分解表", 1, 3),
        (3, 1, "序号", 1, 1), (3, 2, "指标", 1, 1), (3, 3, "目标", 1, 1),
        (4, 1, "1", 1, 1), (4, 2, "就业率", 2, 1), (4, 3, "95.5%", 1, 1),
        (5, 1, "2", 1, 1), (5, 3, "12", 1, 1),
    ]  # fmt: skip
    assert [content.text[h.start : h.end] for h in content.headings] == ["任务分解"]


def test_formulas_by_their_saved_values_and_errors_are_blank() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = "合计", "=SUM(1,2)"
    sheet["A2"], sheet["B2"] = "错", "#N/A"
    assert read(book).text == "合计\n错"


def test_chinese_date_formats_that_no_file_spells_out() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"] = "时限", 45473
    out = BytesIO()
    book.save(out)
    # openpyxl cannot write the built-in format 31; its place in the style part can be
    import zipfile

    source, changed = zipfile.ZipFile(out), BytesIO()
    with zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/styles.xml":
                data = data.replace(b'<cellXfs><xf numFmtId="0"', b'<cellXfs><xf numFmtId="31"')
                data = data.replace(b'<cellXfs count="1"><xf numFmtId="0"', b'<cellXfs count="1"><xf numFmtId="31"')
            target.writestr(name, data)
    assert extract(changed.getvalue(), ".xlsx")[0].text == "时限\t2024年6月30日"
