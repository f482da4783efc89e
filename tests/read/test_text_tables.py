"""Tables and headings in plain text and Markdown: offsets into the text as it is."""

from __future__ import annotations

import pytest

from kg.read.text_tables import headings, tables


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("表\n指标\t目标\n就业\t12万人\n尾", [["指标", "目标", "就业", "12万人"]]),
        ("指标\t目标\r\n就业 \t 12万人\r\n", [["指标", "目标", "就业", "12万人"]]),
        ("一\t二\n\n三\t四\n", []),
        ("一\t二\n\t四\n五\t\n", [["一", "二", "", "四", "五", ""]]),
        ("\t一段正文以制表符缩进。\n\t又一段。", []),
        ("| 指标 | 目标 |\n|---|:-:|\n| 就业 | 12万人 |\n\n文", [["指标", "目标", "就业", "12万人"]]),
        ("指标 | 目标\n--- | ---\n就业 | a\\|b\n", [["指标", "目标", "就业", "a\\|b"]]),
        ("首页 | 公开\n联系 | 我们\n三 | 四", []),
        ("一\t二\n三\t四\n文\n五\t六\n七\t八", [["一", "二", "三", "四"], ["五", "六", "七", "八"]]),
    ],
)
def test_cells(text: str, expected: list[list[str]]) -> None:
    found = tables(text, 1000)
    assert [[text[c.start : c.end] for c in table.cells] for table in found] == expected
    assert [table.number for table in found] == list(range(1, len(found) + 1))


def test_bars_without_a_rule() -> None:
    """As pages are saved to text: a merged cell leaves out the first cell of the lines below it, a cell may be cut."""
    text = "序号 | 任务 | 单位 |\n1 | 新增线路3条 | 交通局 |\n优化线路20条 | | \n2 | 建站6个 | 住建局\n城管局 |\n"
    (table,) = tables(text, 100)
    cells = [(c.row, c.column, text[c.start : c.end]) for c in table.cells if c.start < c.end]
    assert cells == [
        (0, 0, "序号"), (0, 1, "任务"), (0, 2, "单位"),
        (1, 0, "1"), (1, 1, "新增线路3条"), (1, 2, "交通局"),
        (2, 1, "优化线路20条"),
        (3, 0, "2"), (3, 1, "建站6个"), (3, 2, "住建局\n城管局"),
    ]  # fmt: skip
    assert tables("首页 | 公开 | 互动\n联系我们 | 网站地图 | 无障碍\n", 100) == ()


def test_rule_of_bars_is_no_row() -> None:
    (table,) = tables("|a|b|\n|-|-|\n|c|d|", 100)
    assert [(c.row, c.column) for c in table.cells] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_too_many_cells() -> None:
    with pytest.raises(ValueError, match="more than 3 cells"):
        tables("a\tb\nc\td", 3)


def test_headings() -> None:
    text = "# 题\n正文\n##  二、目标 ##\n```\n# 不\n```\n#无空格\n####### 七"
    assert [(text[h.start : h.end], h.level) for h in headings(text)] == [("题", 1), ("二、目标", 2)]


def test_underlined_headings() -> None:
    text = "题目\n====\n\n正文，\n又一行\n---\n\n二、目标\n---\n\n---\n| a | b |\n---\n```\n码\n==\n```\n"
    assert [(text[h.start : h.end], h.level) for h in headings(text)] == [("题目", 1), ("二、目标", 2)]
