"""``kg.periods``: dates with their offsets, and how far each reaches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg


def reaches(text: str) -> list[tuple[str, str]]:
    """The words of each period and of its reach."""
    return [(text[p.start : p.end], text[slice(*p.reach)]) for p in kg.periods(text, 2025)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，新建5所，培训3人。其他", [("到2025年", "到2025年，新建5所，培训3人")]),
        ("4个项目年内动工，明年建成", [("年内", "4个项目年内动工，"), ("明年", "明年建成")]),
        ("上半年2所下半年3所", [("上半年", "上半年2所"), ("下半年", "下半年3所")]),
        ("到2025年，每年培训9人，建成5所", [("到2025年", "到2025年，每年培训9人，建成5所"), ("每年", "每年培训9人")]),
        ("较2020年增长3%，到2025年翻番", [("较2020年", "较2020年"), ("到2025年", "到2025年翻番")]),
        ("今年开工3个；建成5个", [("今年", "今年开工3个；建成5个")]),
        ("项目今年开工；建成5个", [("今年", "项目今年开工")]),
        ("开工3个、年内建成5个", [("年内", "年内建成5个")]),
        ("　到２０２５　年底\n新建5所", [("到２０２５　年底", "到２０２５　年底")]),
    ],
)
def test_reach(text: str, expected: list[tuple[str, str]]) -> None:
    assert reaches(text) == expected


def test_dates() -> None:
    (found,) = kg.periods("2022—2023年")
    assert (found.begin_date, found.end_date) == (date(2022, 1, 1), date(2023, 12, 31))
    (found,) = kg.periods("到2025年")
    assert (found.begin_date, found.end_date, found.base) == (None, date(2025, 12, 31), False)
    (found,) = kg.periods("长期坚持")
    assert (found.begin_date, found.end_date) == (None, None)
    assert kg.periods("比2020年增长")[0].base


def test_relative_words_need_a_year() -> None:
    assert kg.periods("年内开工，6月底前完成") == []
    assert [p.end_date for p in kg.periods("年内开工，6月底前完成", 2021)] == [date(2021, 12, 31), date(2021, 6, 30)]


@pytest.mark.parametrize(
    "text", ["2019年2月29日", "财税2016，36号文", "查询202403073计划", "三年行动", "二十三", "有十分之一的概率"]
)
def test_what_is_no_date(text: str) -> None:
    assert kg.periods(text, 2025) == []


DIGITS = "〇一二三四五六七八九"


def han(number: int) -> str:
    """A month or day the way a person writes it: 三十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


NOTATIONS = (
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d.year}年{d.month:02}月{d.day:02}号",
    lambda d: f"{''.join(DIGITS[int(c)] for c in str(d.year))}年{han(d.month)}月{han(d.day)}日",
    lambda d: f"{''.join(DIGITS[int(c)] for c in str(d.year)).replace('〇', '零')}年{han(d.month)}月{han(d.day)}号",
    lambda d: d.isoformat(),
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d.year}.{d.month:02}.{d.day:02}",
)
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(DAYS, st.sampled_from(NOTATIONS))
def test_any_day_reads_back(day: date, notation: Callable[[date], str]) -> None:
    text = notation(day)
    (found,) = kg.periods(f"于{text}，")
    assert (found.begin_date, found.end_date) == (day, day)
    assert f"于{text}，"[found.start : found.end].endswith(text)


@given(DAYS, DAYS, st.sampled_from(NOTATIONS), st.sampled_from("至到-—"))
def test_any_range_of_days_reads_back(one: date, other: date, notation: Callable[[date], str], joint: str) -> None:
    first, last = sorted((one, other))
    text = f"{notation(first)}{joint}{notation(last)}"
    (found,) = kg.periods(text)
    assert (found.start, found.end, found.begin_date, found.end_date) == (0, len(text), first, last)


@pytest.mark.parametrize("text", ["2021-13-05", "2021/2/30", "12021-03-05", "2021-03-055", "v2021.3.5.1"])
def test_figures_that_are_no_day(text: str) -> None:
    assert kg.periods(text) == []
