"""Numerals and quantities: facts gathered from public test lists and real documents, and renderings that parse back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.quantities import quantities, unit_of
from kg.structure.numerals import numeral, ratio
from kg.structure.view import fold

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百零一万零三千零十二", 1013012),
        ("四千五百六十九万八千三百一十一亿四千八百七十二万五千三百八十二", 4569831148725382),
        ("一万三", 13000),
        ("一千零三", 1003),
        ("千三", 1300),
        ("4.78万亿", 4780000000000),
        ("二十万亿", 20000000000000),
        ("1,100.9亿", 110090000000),
        ("2千零30万", 20300000),
        ("25万6千", 256000),
        ("三亿五千万", 350000000),
        ("两万五", 25000),
        ("1万3", 13000),
        ("5千零6", 5006),
        ("10万12", 100012),
        ("十二", 12),
        ("二〇三五", 2035),
        ("肆佰叁拾萬", 4300000),
    ],
)
def test_numerals(text: str, value: int) -> None:
    assert numeral(text) == value


@pytest.mark.parametrize("text", ["", "年", "三点", "三点两", "一二百", "万家灯火"])
def test_no_numerals(text: str) -> None:
    assert numeral(text) is None


@pytest.mark.parametrize(
    ("text", "number", "value", "upper", "unit"),
    [
        ("达到１１.92亿元", "11.92亿元", "1192000000", None, "元"),
        ("占比为12.56个百分点", "12.56个百分点", "12.56", None, "个百分点"),
        ("增长-3.9%", "-3.9%", "-3.9", None, "%"),
        ("百分之六的企业", "百分之六", "6", None, "%"),
        ("百分之一百二十点五", "百分之一百二十点五", "120.5", None, "%"),
        ("千分之2.4", "千分之2.4", "0.24", None, "%"),
        ("万分之三", "万分之三", "0.03", None, "%"),
        ("七成六", "七成六", "76", None, "%"),
        ("三成半", "三成半", "35", None, "%"),
        ("三分之二", "三分之二", "0.6667", None, ""),
        ("占全国1/3以上", "1/3", "0.3333", None, ""),
        ("二百三十余万人", "二百三十余万人", "2300000", None, "人"),
        ("500多亿元", "500多亿元", "50000000000", None, "元"),
        ("一百二十到一百五十万元", "一百二十到一百五十万元", "1200000", "1500000", "元"),
        ("增长5—6%", "5-6%", "5", "6", "%"),
        ("增长5%至6%", "5%至6%", "5", "6", "%"),
        ("建成1—2所", "1-2所", "1", "2", "所"),
        ("补贴1500元/具", "1500元/具", "1500", None, "元/具"),
        ("浓度96微克/立方米", "96微克/立方米", "96", None, "微克/立方米"),
        ("单耗3.5吨标准煤/万元", "3.5吨标准煤/万元", "3.5", None, "吨标准煤/万元"),
        ("养殖小龙虾387万亩", "387万亩", "3870000", None, "亩"),
        ("发电量500亿千瓦时", "500亿千瓦时", "50000000000", None, "千瓦时"),
        ("带动就业超10万人", "10万人", "100000", None, "人"),
        ("惠及71.3万监测对象", "71.3万", "713000", None, "人"),
    ],
)
def test_quantities(text: str, number: str, value: str, upper: str | None, unit: str) -> None:
    text = fold(text)
    found = quantities(text)
    assert [text[q.start : q.end] for q in found] == [number]
    assert found[0].value == Decimal(value)
    assert found[0].upper == (Decimal(upper) if upper else None)
    assert found[0].unit == unit


@pytest.mark.parametrize(
    "text", ["我家在四川", "一切", "陆地上有许多动物", "第3次", "PM2.5", "4/5G", "12333", "零就业", "三农"]
)
def test_no_quantities(text: str) -> None:
    assert [q for q in quantities(fold(text)) if q.start == 0 or text[q.start - 1] != "第"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("万人", (10000, "人", "people")), ("%", (1, "%", "share")), ("亿千瓦时", (10**8, "千瓦时", "energy"))],
)
def test_printed_units(text: str, expected: tuple[int, str, str]) -> None:
    assert unit_of(text) == expected


def test_an_unknown_unit_keeps_its_words() -> None:
    assert unit_of("标准台") == (1, "标准台", "")


def han(n: int) -> str:
    """``n`` below 10^12 the way a person writes it in Han numerals."""
    if n == 0:
        return "零"
    out = ""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, n = divmod(n, unit)
        if part:
            filler = "零" if out and part < 1000 else ""
            out += filler + _below_ten_thousand(part) + name
    return out


def _below_ten_thousand(n: int) -> str:
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return out


@given(st.integers(1, 10**12 - 1))
def test_han_numerals_parse_back(n: int) -> None:
    assert numeral(han(n)) == n


@given(st.integers(0, 10**9), st.integers(0, 99), st.sampled_from(["", "万", "亿", "万亿", "千万"]))
def test_arabic_numerals_parse_back(whole: int, part: int, multiplier: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "千万": 10**7}[multiplier]
    assert numeral(f"{whole}.{part:02}{multiplier}") == Decimal(f"{whole}.{part:02}") * factor
    assert numeral(f"{whole:,}{multiplier}") == whole * factor


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["百", "千", "万", "亿"]))
def test_an_elided_unit_is_the_next_one(first: int, last: int, unit: str) -> None:
    factor = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[unit]
    value = first * factor + last * factor // 10
    assert numeral(f"{first}{unit}{last}") == numeral(f"{DIGITS[first]}{unit}{DIGITS[last]}") == value
    assert (
        numeral(f"{first}{unit}零{last}") == numeral(f"{DIGITS[first]}{unit}零{DIGITS[last]}") == first * factor + last
    )


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_ratios_are_exact_or_have_four_places(above: int, below: int) -> None:
    value = ratio(Decimal(above), Decimal(below))
    exact = Decimal(above) / Decimal(below)
    assert abs(value - exact) <= min(Decimal("0.00005"), exact * Decimal("0.0005"))


@pytest.mark.parametrize(("above", "below", "value"), [(1, 16, "0.0625"), (2, 3, "0.6667"), (25, 500000, "0.00005")])
def test_ratios(above: int, below: int, value: str) -> None:
    assert ratio(Decimal(above), Decimal(below)) == Decimal(value)


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text: str) -> None:
    for q in quantities(fold(text)):
        assert 0 <= q.start < q.end <= len(text)
