"""``kg.quantities``: numbers in every notation, what only looks like one, comparators, offsets.

Several pairs of input and value are among those that public test lists of number recognisers agree on (Microsoft
Recognizers-Text, JioNLP), typed anew.
"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.data import rows
from kg.extraction.filters import rules
from kg.spans.lookalikes import NO_QUANTITIES
from tests.real import ROOT

VALUES = {
    "一百零一万零三千零十二": "1013012",
    "四千五百六十九万八千三百一十一亿四千八百七十二万五千三百八十二": "4569831148725382",
    "一万三": "13000",
    "一千零三": "1003",
    "千三": "1300",
    "4.78万亿": "4780000000000",
    "1,100.9亿": "110090000000",
    "2千零30万": "20300000",
    "25万6千": "256000",
    "5亿1万4千6百": "500014600",
    "7 万5 千4 百": "75400",
    "１１.92亿": "1192000000",
    "４，５６５": "4565",
    "两千三点一": "2300.1",
    "四百亿点零五": "40000000000.05",
    "八千 三百 八十五 万 二千 三百 二十六 点三三": "83852326.33",
    "负六点六": "-6.6",
    "-.5": "-0.5",
    "12.32e+3": "12320",
    "拾億零六萬零五百零六": "1000060506",
    "倆千两百贰拾二": "2222",
    "三分之二": "0.6667",
    "一百分之二": "0.02",
    "1万3": "13000",
    "5千零6": "5006",
    "20万零500": "200500",
    "一百万又五十万分之二十五": "1000000.00005",
    "4又1/2": "4.5",
    "半百": "50",
    "四千二分之三": "0.0007143",
    "三百 五 又 三 分之 一": "350.3333",
    "1 3/5": "1.6",
    "-3/2": "-1.5",
    "负3分之负一百五十七": "52.3333",
}


@pytest.mark.parametrize(("text", "value"), VALUES.items())
def test_numbers_alone(text: str, value: str) -> None:
    (found,) = kg.quantities(text)
    assert (text[found.start : found.end], found.value, found.unit) == (text, Decimal(value), "")


WITH_UNITS = {
    "负13.5千米": ("-13.5", "千米"),
    "四十九兆九千五百九十二億元": ("49959200000000", "元"),
    "肆佰叁拾萬圓": ("4300000", "元"),
    "82，225.00元": ("82225", "元"),
    "五元三毛": ("5.3", "元"),
    "五元三角五分": ("5.35", "元"),
    "三块五": ("3.5", "块"),
    "两美元又三美分": ("2.03", "美元"),
    "10日元5日本銭": ("10.05", "日元"),
    "￥1,200.50": ("1200.5", "元"),
    "HK$3万": ("30000", "港元"),
    "人民币300万": ("3000000", "元"),
    "壹仟贰佰叁拾肆元伍角陆分": ("1234.56", "元"),
    "美元500万": ("5000000", "美元"),
    "50米²": ("50", "米²"),
    "12\u2009345.6万吨": ("123456000", "吨"),
    "三个半小时": ("3.5", "小时"),
    "零下5度": ("-5", "度"),
    "三十来个": ("30", "个"),
    "7 2 折": ("72", "%"),
    "百 分 之  ５２.５ k": ("52500", "%"),
    "佰 分 之 五": ("5", "%"),
    "一吨半": ("1.5", "吨"),
    "三十两": ("30", "两"),
    "五十兆字节": ("50", "兆字节"),
    "一百千瓦": ("100", "千瓦"),
    "168CM": ("168", "CM"),
    "1500元/具": ("1500", "元/具"),
    "七成六": ("76", "%"),
    "7.2成": ("72", "%"),
    "半成": ("5", "%"),
    "九五折": ("95", "%"),
    "陆 点 五 折": ("65", "%"),
    "千分之２．４": ("0.24", "%"),
    "百分之一百二十点五": ("120.5", "%"),
    "负百分之三": ("-3", "%"),
    "一 百 五 十 个 百 分 点": ("150", "个百分点"),
}


@pytest.mark.parametrize(("text", "expected"), WITH_UNITS.items())
def test_numbers_with_units(text: str, expected: tuple[str, str]) -> None:
    (found,) = kg.quantities(text)
    assert (text[found.start : found.end], found.value, found.unit) == (text, Decimal(expected[0]), expected[1])


WORDS = """我家在四川 一切 陆地上有许多动物 五台山 十分重要 三三两两 千万别 万一发生 二十大报告 三方协议 一起努力
    万 七八百 百分点 百分比 一批项目 一类人 三次产业 机场三期 1类创新药 000元 1.5万3"""
DATES = "2025年 2019年2月29日 六月底前 晚8点 10:30 2021-03-05 查询202403073计划"
NUMBERS_OF_THINGS = """第五条 第一百名 国发〔2021〕36号 财税2016，36号文 订单号A2021123 12333 拨打12345热线
    0371-67180000 13812345678 331国道 十五运会 邮编450000 维生素B12 A4纸 新冠-19 建设4/5G基站"""
NAMES = "1+11+7 98天+3个月 “四个意识” 15分钟健身圈 《2030年100项行动》"
LABELS = "一、工作回顾 （二）目标 3.推进建设 十一是完善制度"


@pytest.mark.parametrize("text", f"{WORDS} {DATES} {NUMBERS_OF_THINGS} {NAMES} {LABELS}".split())
def test_what_is_no_quantity(text: str) -> None:
    assert kg.quantities(text) == []


SIGNS = {
    "不低于90%": [">="],
    "控制在5.5%以内": ["<="],
    "突破180亿元": [">"],
    "不足3%": ["<"],
    "近700万元": ["~"],
    "二百三十余万": ["~"],
    "增长6.5%左右": ["~"],
    "50万元（含）以上": [">="],
    "1—2所": ["range"],
    "一百二十到一百五十万元": ["range"],
    "至少建成图书馆、博物馆各1家": [">="],
    "大于10小于20": [">", "<"],
    "最多100最少20个": ["<=", ">="],
    "大于二十的同时小于等于三十五": [">", "<="],
    "分别达到90%、95%以上": [">=", ">="],
    "不少于3家，新建5家": [">=", "="],
    "1,100.9亿元以上": [">="],
    "比170高": [">"],
    "比四分之一大， 比二分之一小": [">", "<"],
    "年龄在三十或者以上": [">="],
    "数目在五百或者更多": [">="],
    "四百多": ["~"],
    "20 - 100个": ["range"],
    "位于20和30之间": ["range"],
    "一千到一千五百": ["range"],
}


@pytest.mark.parametrize(("text", "signs"), SIGNS.items())
def test_comparators(text: str, signs: list[str]) -> None:
    assert [q.comparator for q in kg.quantities(text)] == signs


def test_ranges_share_their_multiplier() -> None:
    (found,) = kg.quantities("一百二十到一百五十万元")
    assert (found.value, found.value_max) == (1200000, 1500000)


@pytest.mark.parametrize("text", ["分别为5亿和7.5亿元人民币", "分别提高15、22个百分点"])
def test_a_unit_that_is_printed_once(text: str) -> None:
    first, second = kg.quantities(text)
    assert first.unit == second.unit != ""


def test_numbers_side_by_side() -> None:
    assert [q.value for q in kg.quantities("1, 234, 567")] == [1, 234, 567]
    found = kg.quantities("2.2本计划投资3541.07万元2.3本项目建设期")
    assert [(q.start, q.end, q.value) for q in found] == [(8, 17, 35410700)]


@pytest.mark.parametrize("row", rows("other_units"), ids=lambda row: row["unit"])
def test_other_units(row: dict[str, str]) -> None:
    assert kg.quantities(row["example"])[-1].unit == row["unit"]


def test_other_units_are_not_in_the_first_list() -> None:
    assert not {row["unit"] for row in rows("other_units")} & {row["unit"] for row in rows("units")}


def test_rules_that_are_named_exist() -> None:
    assert {rule.name for rule in rules()} >= NO_QUANTITIES


def test_the_extractor_reads_the_same() -> None:
    text = (ROOT / "corpus" / "guancheng-2020-work-report.txt").read_bytes().decode()
    found = {(q.start, q.end): (q.value, q.value_max, q.unit, q.comparator) for q in kg.quantities(text)}
    for s in kg.extract(text):
        assert found[s.start, s.end] == (s.value, s.value_max, s.unit, s.comparator)


@given(
    st.text("一二十百万亿点分之第年月5０9.,，% \n（）“”《》两半成元个约以上至—-/余壹拾\u200b\U00020000", max_size=60)
)
def test_offsets_hold_whatever_the_text(text: str) -> None:
    at = 0
    for q in kg.quantities(text):
        assert at <= q.start < q.end <= len(text)
        assert text[q.start : q.end].strip() == text[q.start : q.end]
        at = q.end
    for p in kg.periods(text, 2025):
        assert 0 <= p.start < p.end <= len(text)
        assert 0 <= p.reach[0] <= p.start < p.end <= p.reach[1] <= len(text)


AMOUNT = st.decimals(0, 10**9, places=2)


@given(AMOUNT, st.sampled_from(rows("currency_signs")), st.sampled_from(["", "万", "亿"]))
def test_any_amount_behind_a_sign_reads_back(amount: Decimal, row: dict[str, str], multiplier: str) -> None:
    number = f"{row['sign']}{amount:,}{multiplier}"
    text = f"定价{number}。"
    (found,) = kg.quantities(text)
    assert text[found.start : found.end] == number
    assert (found.value, found.unit) == (amount * {"": 1, "万": 10**4, "亿": 10**8}[multiplier], row["unit"])


@given(st.integers(1, 999), st.integers(1, 9), st.integers(1, 9))
def test_any_sum_in_parts_reads_back(yuan: int, jiao: int, fen: int) -> None:
    value = Decimal(yuan) + Decimal(jiao) / 10
    for text, expected in ((f"{yuan}元{jiao}角{fen}分", value + Decimal(fen) / 100), (f"{yuan}块{jiao}", value)):
        (found,) = kg.quantities(text)
        assert (found.start, found.end, found.value) == (0, len(text), expected)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["到", "至", " - ", "~", "—"]))
def test_any_range_reads_back(low: int, more: int, joint: str) -> None:
    (found,) = kg.quantities(f"新建{low}{joint}{low + more}所。")
    assert (found.value, found.value_max, found.unit, found.comparator) == (low, low + more, "所", "range")


TRADITIONAL = str.maketrans("万亿两点负几吨亩户张间条项头处", "萬億兩點負幾噸畝戶張間條項頭處")


@given(st.integers(1, 10**12), st.sampled_from(["吨", "亩", "户", "张", "间", "条", "项", "头", "处", "万吨", "亿元"]))
def test_traditional_characters_read_the_same(number: int, unit: str) -> None:
    text = f"不少于{number}{unit}"
    read = [[(q.start, q.end, q.value, q.unit) for q in kg.quantities(t)] for t in (text, text.translate(TRADITIONAL))]
    assert read[0] == read[1] != []


@given(st.integers(0, 10**16), st.sampled_from(("{}所", "{:,}所", "{:.2f}所")))
def test_any_number_reads_back(number: int, notation: str) -> None:
    text = f"新建{notation.format(Decimal(number))}。"
    assert [q.value for q in kg.quantities(text)] in ([number], [])
    if number < 10**15:
        assert [q.value for q in kg.quantities(text)] == [number]
