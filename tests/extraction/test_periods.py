"""Dates and periods, read against the document's year and never against the clock."""

from __future__ import annotations

import pytest

from kg.extraction.periods import periods
from kg.structure.metadata import plan_years
from kg.structure.view import fold


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("到2025年", None, "2025-12-31"),
        ("2020年末", "2020-01-01", "2020-12-31"),
        ("2025年底前", None, "2025-12-31"),
        ("2025年前", None, "2024-12-31"),
        ("截至2024年底", None, "2024-12-31"),
        ("“十三五”时期", "2016-01-01", "2020-12-31"),
        ("“十四五”末", None, "2025-12-31"),
        ("“十五五”期间", "2026-01-01", "2030-12-31"),
        ("6月底前", None, "2020-06-30"),
        ("2月底前", None, "2020-02-29"),
        ("上半年", "2020-01-01", "2020-06-30"),
        ("下半年", "2020-07-01", "2020-12-31"),
        ("一季度", "2020-01-01", "2020-03-31"),
        ("前三季度", "2020-01-01", "2020-09-30"),
        ("9月中旬", "2020-09-11", "2020-09-20"),
        ("年内", "2020-01-01", "2020-12-31"),
        ("全年", "2020-01-01", "2020-12-31"),
        ("今年", "2020-01-01", "2020-12-31"),
        ("明年底前", None, "2021-12-31"),
        ("2022—2023年", "2022-01-01", "2023-12-31"),
        ("未来五年", "2020-01-01", "2024-12-31"),
        ("五年内", "2020-01-01", "2024-12-31"),
        ("过去五年", "2015-01-01", "2019-12-31"),
    ],
)
def test_periods(text: str, first: str | None, last: str) -> None:
    text = fold(text) + "建成投用"
    found = periods(text, 2020)
    assert [(p.first, p.last) for p in found] == [(first, last)]
    assert not found[0].base


@pytest.mark.parametrize("text", ["较“十二五”末增长3%", "比2020年增长3%", "比上年增加3%", "从2020年的3%提高到"])
def test_what_is_compared_with_is_no_deadline(text: str) -> None:
    assert [p.base for p in periods(fold(text), 2021)] == [True]


@pytest.mark.parametrize("text", ["2021年版目录", "三年行动", "“十四五”规划", "优质初中", "2019年2月29日", "百年目标"])
def test_no_periods(text: str) -> None:
    assert [p for p in periods(fold(text), 2020) if not p.base] == []


def test_each_year_sets_no_end() -> None:
    assert periods("每年安排资金", 2020)[0].open_end


def test_words_relative_to_a_year_need_one() -> None:
    assert periods("年内开工", None) == []


@pytest.mark.parametrize(("name", "years"), [("六", (1981, 1985)), ("十", (2001, 2005)), ("十四", (2021, 2025))])
def test_five_year_plans(name: str, years: tuple[int, int]) -> None:
    assert plan_years(name) == years


@pytest.mark.parametrize("name", ["", "一", "甲", "十十"])
def test_no_five_year_plans(name: str) -> None:
    assert plan_years(name) is None
