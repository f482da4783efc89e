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
