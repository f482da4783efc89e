"""PDF tables without ruled lines: columns under words of a header, rows by distance, numbers, lines or deadlines."""

from __future__ import annotations

import pytest

from kg.read.layout import Slot
from kg.read.pdf_lines import rows_of
from kg.read.pdf_page import Char, Edge, Page
from kg.read.pdf_tables import PageTable, continued
from kg.read.pdf_unruled import unruled

SIZE = 10.0
LEFTS = (50.0, 90.0, 250.0, 370.0)
HEAD = ["序号", "重点任务", "责任单位", "完成时限"]
ROWS = [
    ["1", "新建公园8个", "区园林局", "6月底前"],
    ["2", "改造老旧小区36个，|惠及居民5千户", "区住建局、|区财政局", "全年"],
    ["3", "新增绿地20万平方米，|新建驿站5个，|改造公厕9座", "区城管局", "9月底前"],
]


def words(text: str, left: float, base: float) -> list[Char]:
    """A character is as wide as high."""
    return [
        Char(c, left + n * SIZE, left + (n + 1) * SIZE, base - 9, base + 1, left + n * SIZE, base)
        for n, c in enumerate(text)
        if c != " "
    ]


def table(
    rows: list[list[str]], *, top: float = 200, pitch: float = 14, room: float = 8, middle: bool = False,
    lefts: tuple[float, ...] = LEFTS,
) -> list[Char]:  # fmt: skip
    """Rows of cells; ``|`` ends a line of a cell. ``room`` is left between rows."""
    out: list[Char] = []
    for row in rows:
        tallest = max(cell.count("|") for cell in row)
        for left, cell in zip(lefts, row, strict=True):
            lines = cell.split("|")
            down = pitch * (tallest - len(lines) + 1) / 2 if middle else 0.0
            for n, line in enumerate(lines):
                out += words(line, left, top + down + n * pitch)
        top += pitch * (tallest + 1) + room
    return out


def found(
    chars: list[Char], across: list[float] | None = None, before: PageTable | None = None
) -> tuple[list[PageTable], list[str]]:
    """The tables of a page, and its other lines."""
    page = Page(600, 800, [], [Edge(at, 40, 560) for at in across or []], [], False)
    tables, rest = unruled(rows_of(chars), page, before)
    return tables, ["".join(char.text for char in row) for row in rest]


def cells(of: PageTable) -> list[list[str]]:
    rows: dict[int, list[str]] = {}
    for slot in sorted(of.slots, key=lambda s: (s.row, s.column)):
        rows.setdefault(slot.row, []).append(slot.text.replace("\n", ""))
    return list(rows.values())


def whole(rows: list[list[str]]) -> list[list[str]]:
    return [[cell.replace("|", "") for cell in row] for row in rows]


LINES = words("现将任务分解如下，请认真抓好落实。", 70, 150) + words("各单位每月报送进展情况，区政府办汇总。", 70, 700)


@pytest.mark.parametrize("middle", [False, True])
@pytest.mark.parametrize("rows", [ROWS, [["", *row[1:]] for row in ROWS], ROWS[:2]])
def test_rows_with_room_between_them(rows: list[list[str]], middle: bool) -> None:
    (one,), rest = found(LINES + table([HEAD, *rows], middle=middle))
    assert cells(one) == whole([HEAD, *rows])
    assert len(rest) == 2


def test_rows_by_their_numbers() -> None:
    (one,), _ = found(LINES + table([HEAD, *ROWS], room=0))
    assert cells(one) == whole([HEAD, *ROWS])


def test_rows_by_their_deadlines() -> None:
    rows = [row[1:] for row in [HEAD, *ROWS]]
    (one,), _ = found(LINES + table(rows, room=0, lefts=LEFTS[1:]))
    assert cells(one) == whole(rows)
    gap = [*rows[:2], [rows[2][0], rows[2][1], ""], *rows[3:]]  # its lines could be of the row above
    assert [cells(t) for t in found(LINES + table(gap, room=0, lefts=LEFTS[1:]))[0]] != [whole(gap)]


def test_rows_by_lines_across() -> None:
    rows = [["", *row[1:-1], ""] for row in ROWS]
    chars = LINES + table([HEAD, *rows], room=0)
    (one,), _ = found(chars, [188, 204, 218, 246])
    assert cells(one) == whole([HEAD, *rows])


def test_header_of_two_lines_and_of_two_levels() -> None:
    wrapped = ["序|号", "重点任务", "责任|单位", "完成|时限"]
    (one,), _ = found(table([wrapped, *ROWS]))
    assert cells(one)[0] == HEAD
    units = ["序号", "项目名称", "年度计划|投资（万元）", "累计完成|投资（万元）"]
    sums = [[str(n), "城区道路", f"{n}2000", f"{n}800"] for n in range(1, 4)]
    (one,), _ = found(table([units, *sums], room=0))
    assert cells(one) == whole([units, *sums])
    chars = words("责任分工", 300, 186) + table([["序号", "重点任务", "牵头单位", "配合单位"], *ROWS])
    (one,), rest = found(chars)
    assert (cells(one)[0], rest) == (["序号", "重点任务", "牵头单位", "配合单位"], ["责任分工"])
    first = words("序号", LEFTS[0], 200) + words("目标任务", 130, 200) + words("责任单位", 370, 200)
    second = words("工作内容", LEFTS[1], 214) + words("完成时限", 250, 214)
    rows = [[row[0], row[1], row[3], row[2].replace("|", "")] for row in ROWS]
    (one,), _ = found(first + second + table(rows, top=240))
    assert cells(one)[:3] == [
        ["序号", "目标任务", "", "责任单位"],
        ["", "工作内容", "完成时限", ""],
        whole(rows)[0],
    ]


def test_headings_between_rows() -> None:
    chars = table([HEAD], top=200) + words("一、改善居住条件", 45, 222) + table(ROWS, top=244)
    (one,), _ = found(chars)
    assert cells(one) == [HEAD, ["一、改善居住条件"], *whole(ROWS)]


@pytest.mark.parametrize(
    "rows",
    [
        [["序号", "品种", "产地", "口感"], *ROWS],
        [[*row[:2], "", ""] for row in [HEAD, *ROWS]],
        [["关于", "进一步", "做好工作", "的通知"], *ROWS],
        [HEAD],
    ],
)
def test_what_is_no_table(rows: list[list[str]]) -> None:
    tables, rest = found(LINES + table(rows))
    assert tables == []
    assert len(rest) >= 2 + len(rows)


def test_columns_that_run_into_one_another_are_none() -> None:
    rows = [[row[0], row[1].replace("|", "") + "，" * 12, row[2], row[3]] for row in ROWS]
    assert found(table([HEAD, *rows]))[0] == []


@pytest.mark.parametrize("repeated", [False, True])
def test_a_table_goes_on_over_the_page(repeated: bool) -> None:
    (one,), _ = found(table([HEAD, *ROWS], top=600))
    rest = [["", "新建泵站1座", "", ""]]
    more = [["4", "新建学校2所", "区教育局", "8月底前"], ["5", "新增学位3600个", "区教育局", "8月底前"]]
    (two,), lines = found(table([HEAD] * repeated + rest + more, top=60), before=one)
    assert lines == []
    assert continued(one, two)
    expected = whole([HEAD, *ROWS, *more])
    expected[3][1] += "新建泵站1座"
    assert cells(one) == expected


def slots(rows: list[list[str]]) -> list[Slot]:
    return [Slot(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row)]


@pytest.mark.parametrize(
    ("last", "first", "joined"),
    [
        ("改造管网5公里，", ["完善泵站", "", ""], True),
        ("改造管网5公里。", ["完善泵站", "", ""], False),
        ("改造管网5公里", ["完善泵站2座", "", "全年"], False),
    ],
)
def test_the_rest_of_a_row_without_number(last: str, first: list[str], joined: bool) -> None:
    above = [HEAD[1:], ["新建公园8个", "区园林局", "全年"], [last, "区水务局", "全年"]]
    one = PageTable(0, 9, [0, 9, 18, 27], 3, slots(above))
    assert continued(one, PageTable(0, 9, [0, 9, 18, 27], 1, slots([first])))
    assert cells(one)[2][0] == (last + first[0] if joined else last)
    assert len(cells(one)) == 3 + (not joined)
