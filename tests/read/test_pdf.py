"""PDF: what a page adds is dropped, what it breaks is put together; tables by their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.read import extract
from kg.read.layout import Slot
from kg.read.pdf_lines import cell_text, lines_of
from kg.read.pdf_page import Char, Edge, Page
from kg.read.pdf_tables import PageTable, continued
from kg.read.ruled import grids


def page(across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]) -> Page:
    return Page(600, 800, [], [Edge(*e) for e in across], [Edge(*e) for e in down], False)


def chars(text: str, left: float, base: float, size: float = 10) -> list[Char]:
    return [
        Char(c, left + n * size, left + (n + 1) * size, base - 9, base + 1, left + n * size, base)
        for n, c in enumerate(text)
        if c != " "
    ]


FRAME_ACROSS, FRAME_DOWN = [(0, 0, 300), (60, 0, 300)], [(0, 0, 60), (300, 0, 60)]


@pytest.mark.parametrize(
    ("across", "down", "cells"),
    [
        ([(30, 0, 300)], [(100, 0, 60)], [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]),
        ([(30, 100, 300)], [(100, 0, 60)], [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]),
        ([(30, 0, 300)], [(100, 30, 60)], [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]),
        ([(30, 0, 99), (31, 101, 300)], [(100, 0, 60)], [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]),
    ],
)
def test_grids(
    across: list[tuple[float, float, float]],
    down: list[tuple[float, float, float]],
    cells: list[tuple[int, int, int, int]],
) -> None:
    (grid,) = grids(page([*FRAME_ACROSS, *across], [*FRAME_DOWN, *down]))
    assert grid.cells == cells


def test_table_open_at_its_sides_has_its_outer_columns() -> None:
    (grid,) = grids(page([(0, 0, 300), (30, 0, 300), (60, 0, 300)], [(100, 0, 60), (200, 0, 60)]))
    assert len(grid.xs) == 4


def test_frames_and_lone_lines_are_no_tables() -> None:
    assert grids(page(FRAME_ACROSS, FRAME_DOWN)) == []
    assert grids(page([(10, 0, 300), (90, 0, 300)], [])) == []


def test_dash_and_characters_on_one_baseline_are_one_line() -> None:
    dash = [Char("—", 0, 10, 5, 6, 0, 10)]
    (line,) = lines_of([*dash, *chars("二〇二四年", 10, 10.5)])
    assert line.text == "—二〇二四年"


def test_spaces_by_width() -> None:
    (line,) = lines_of([*chars("报告", 0, 10), *chars("全文", 23, 10)])
    assert line.text == "报告 全文"


@pytest.mark.parametrize(
    ("rows", "right", "text"),
    [
        (["全年新增就", "业12万人"], 52, "全年新增就业12万人"),
        (["区教育局", "区财政局"], 42, "区教育局\n区财政局"),
        (["就业", "住房"], 100, "就业\n住房"),
        (["1.新建学", "2.改建学"], 52, "1.新建学\n2.改建学"),
    ],
)
def test_lines_of_a_cell(rows: list[str], right: float, text: str) -> None:
    found = [c for n, row in enumerate(rows) for c in chars(row, 0, 10 + 12 * n)]
    assert cell_text(found, 0, right) == text


def part(rows: list[list[str]], spans: dict[tuple[int, int], int] | None = None) -> PageTable:
    slots = [Slot(n, m, text, (spans or {}).get((n, m), 1)) for n, row in enumerate(rows) for m, text in enumerate(row)]
    return PageTable(0, 100, [0, 50, 100, 200], len(rows), slots)


def joined(first: PageTable, second: PageTable) -> list[tuple[int, int, str, int]]:
    assert continued(first, second)
    return [(s.row, s.column, s.text, s.rows) for s in first.slots]


HEAD = ["序号", "类别", "任务"]


def test_repeated_header_goes() -> None:
    found = joined(part([HEAD, ["1", "就业", "甲"]]), part([HEAD, ["2", "住房", "乙"]]))
    assert found[-3:] == [(2, 0, "2", 1), (2, 1, "住房", 1), (2, 2, "乙", 1)]
    assert len(found) == 9


def test_row_that_a_page_breaks_is_one() -> None:
    first = part([HEAD, ["1", "就业", "甲"], ["2", "住房", "改造小区"]])
    found = joined(first, part([HEAD, ["", "", "36个"], ["3", "教育", "丙"]]))
    assert (2, 2, "改造小区36个", 1) in found
    assert found[-3:] == [(3, 0, "3", 1), (3, 1, "教育", 1), (3, 2, "丙", 1)]


def test_merged_cell_goes_on() -> None:
    first = part([HEAD, ["1", "就业", "甲"], ["2", "x", "乙"]], {(1, 1): 2})
    first.slots = [s for s in first.slots if s.text != "x"]
    found = joined(first, part([["3", "", "丙"]]))
    assert (1, 1, "就业", 3) in found
    assert [f for f in found if f[0] == 3] == [(3, 0, "3", 1), (3, 2, "丙", 1)]


def test_other_columns_are_another_table() -> None:
    other = part([["1", "2", "3"]])
    other.xs = [0, 80, 120, 200]
    assert not continued(part([HEAD]), other)


@pytest.mark.parametrize("name", sorted(p.name for p in Path(__file__).parents[1].joinpath("data").glob("*.pdf")))
def test_kept_files(name: str) -> None:
    """Printed by LibreOffice and by Chromium, with running headers, page numbers and a table over pages."""
    data = Path(__file__).parents[1].joinpath("data", name).read_bytes()
    content, _ = extract(data, ".pdf")
    lines = content.text.splitlines()
    assert lines[0] == "滨河市东城区2024年重点工作任务分解表"
    assert lines[-1] == "以上任务由区政府督查室按月督查，年底前全部完成。"
    assert not any("内部资料" in line or line.strip("— -").isdigit() for line in lines)
    (table,) = content.tables
    rows = {row: [c for c in table.cells if c.row == row] for row in {c.row for c in table.cells}}
    assert len(rows) == 46
    numbers = [content.text[c.start : c.end] for c in table.cells if c.column == 0]
    assert numbers == ["序号", *map(str, range(1, 46))]
    categories = [c for c in table.cells if c.column == 1 and c.row > 0]
    assert [c.rows for c in categories] == [15, 15, 15]
    assert len(content.pages) >= 2
