"""One content saved in each format, with the programs that people save it with or a library of their kind.

A content is a list of parts: ``("title", text)``, ``("heading", text)``, ``("paragraph", text)`` or
``("table", rows)``, where a row is a list of cells and a cell is a text or ``(text, rows, columns)`` when it is merged.
"""

from __future__ import annotations

import csv
import html
import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import docx
import openpyxl

Content = list[tuple[str, Any]]

NOTICE: Content = [
    ("title", "滨河市东城区人民政府办公室关于印发2024年重点民生实事任务分解的通知"),
    ("paragraph", "东政办〔2024〕7号"),
    ("paragraph", "各街道办事处，区人民政府各部门，各有关单位："),
    ("paragraph", "现将《2024年重点民生实事任务分解》印发给你们，请认真组织实施。"),
    ("paragraph", "2024年3月8日"),
    ("heading", "一、促进就业创业"),
    ("paragraph", "1.全年实现城镇新增就业3.2万人，转移农村劳动力就业4500人，城镇登记失业率控制在4%以内。"),
    ("paragraph", "牵头单位：区人社局"),
    ("paragraph", "责任单位：区财政局、区教育局、各街道办事处"),
    ("heading", "二、改善居住条件"),
    ("paragraph", "2.6月底前开工改造老旧小区36个，惠及居民1.25万户，年底前完工率达到90%以上。"),
    ("paragraph", "牵头单位：区住建局"),
    ("paragraph", "责任单位：区城管局、区财政局"),
    ("paragraph", "3.新建公园游园不少于8个，新增绿地20万平方米。（责任单位：区园林局）"),
]
"""A notice in prose: numbered items, label lines, bodies in brackets, deadlines."""


def txt(content: Content) -> bytes:
    """Paragraphs are lines, rows have tabs between cells; what merged cells cover is empty, their lines are one."""
    lines: list[str] = []
    for kind, value in content:
        if kind == "table":
            lines += ["\t".join(cell.replace("\n", "、") for cell in row) for row in places(value)]
        else:
            lines.append(value)
    return "\n".join(lines).encode("utf-8")


def csv_file(content: Content) -> bytes:
    """As Excel saves a sheet: what merged cells cover is empty, a paragraph stands in the first cell of its row."""
    out = io.StringIO()
    for kind, value in content:
        csv.writer(out).writerows(places(value) if kind == "table" else [[value]])
    return out.getvalue().encode("gb18030")


def docx_file(content: Content, path: Path) -> None:
    """With Word's own styles for title and headings."""
    document = docx.Document()
    for kind, value in content:
        if kind == "title":
            document.add_heading(value, 0)
        elif kind == "heading":
            document.add_heading(value, 1)
        elif kind == "paragraph":
            document.add_paragraph(value)
        else:
            rows = places(value)
            table = document.add_table(len(rows), len(rows[0]))
            table.style = "Table Grid"
            for row, column, text, down, across in cells(value):
                cell = table.cell(row, column)
                if down > 1 or across > 1:
                    cell = cell.merge(table.cell(row + down - 1, column + across - 1))
                cell.text = text
    document.save(str(path))


def xlsx_file(content: Content, path: Path) -> None:
    """One sheet, a paragraph in the first cell of a row, tables below."""
    book = openpyxl.Workbook()
    sheet = book.active
    line = 1
    for kind, value in content:
        if kind != "table":
            sheet.cell(line, 1, value)
            line += 1
            continue
        for row, column, text, down, across in cells(value):
            sheet.cell(line + row, column + 1, text)
            if down > 1 or across > 1:
                sheet.merge_cells(
                    start_row=line + row,
                    start_column=column + 1,
                    end_row=line + row + down - 1,
                    end_column=column + across,
                )
        line += len(places(value))
    book.save(path)


def page(content: Content, *, style: str = "") -> str:
    """An HTML page that looks like a site's: menu, position, share buttons, footer."""
    parts: list[str] = []
    for kind, value in content:
        if kind == "title":
            parts.append(f"<h1>{html.escape(value)}</h1>")
        elif kind == "heading":
            parts.append(f"<h2>{html.escape(value)}</h2>")
        elif kind == "paragraph":
            parts.append(f"<p>{html.escape(value)}</p>")
        else:
            rows: dict[int, list[str]] = {n: [] for n in range(len(places(value)))}
            for row, _, text, down, across in cells(value):
                inner = "<br>".join(map(html.escape, text.split("\n")))
                rows[row].append(f"<td rowspan={down} colspan={across}>{inner}</td>")
            parts.append("<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows.values()) + "</table>")
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><style>{style}</style></head><body>"
        '<div class="top-nav"><a>首页</a><a>政务公开</a><a>办事服务</a></div>'
        "<div>您的位置：<a>首页</a> &gt; <a>政务公开</a></div>"
        f"<div class=content>{''.join(parts)}</div>"
        "<div>分享到：微信 微博</div><div class=footer>版权所有：滨河市东城区人民政府</div></body></html>"
    )


PRINTED = """
body { font-family: "Noto Serif CJK SC"; font-size: 16px; line-height: 1.8 } p { text-indent: 2em; margin: 0 }
h1 { text-align: center; font-size: 26px } h2 { font-size: 18px; text-indent: 2em }
table { border-collapse: collapse; width: 100% } td { border: 1px solid black; padding: 4px }
.top-nav, .top-nav + div, .content ~ div { display: none }
"""


UNRULED = PRINTED.replace("border: 1px solid black; padding: 4px", "padding: 2px 8px; vertical-align: top")
"""The same without lines around the cells."""


def chromium() -> str | None:
    """The browser that prints pages, where it is installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pdf_file(content: Content, path: Path, style: str = PRINTED) -> None:
    """As a browser prints the page, with its headers and footers."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "page.html")
        source.write_text(page(content, style=style), encoding="utf-8")
        flags = "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync"
        subprocess.run(
            [
                chromium() or "chromium",
                *flags.split(),
                "--disable-component-update",
                "--disable-dev-shm-usage",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={path}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def cells(rows: list[list[Any]]) -> list[tuple[int, int, str, int, int]]:
    """Row, column, text, rows and columns of each cell."""
    taken: set[tuple[int, int]] = set()
    out = []
    for n, row in enumerate(rows):
        column = 0
        for cell in row:
            text, down, across = cell if isinstance(cell, tuple) else (cell, 1, 1)
            while (n, column) in taken:
                column += 1
            out.append((n, column, text, down, across))
            taken |= {(n + r, column + c) for r in range(down) for c in range(across)}
            column += across
    return out


def places(rows: list[list[Any]]) -> list[list[str]]:
    """The rows with an empty place for each that a merged cell covers."""
    found = cells(rows)
    width = max(column + across for _, column, _, _, across in found)
    out = [[""] * width for _ in rows]
    for row, column, text, _, _ in found:
        out[row][column] = text
    return out
