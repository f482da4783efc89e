"""The grammar on sentences of our own, one construction a case: number, indicator, comparator, change."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Statement
from kg.pipeline import extract_document

TITLE = "2021年甲市政府工作报告\n\n三、2021年工作安排\n\n"


def statements(sentence: str, title: str = TITLE) -> list[Statement]:
    return list(extract_document(Document("a.txt", title + sentence + "\n")).statements)


def told(sentence: str) -> list[tuple[str, str, str, str]]:
    return [(s.number, s.indicator, s.comparator, s.change) for s in statements(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("新增城镇就业12万人。", [("12万人", "新增城镇就业", "=", "level")]),
        ("力争全年打通断头路65条以上。", [("65条", "打通断头路", ">=", "level")]),
        ("登记失业率控制在4%以内。", [("4%", "登记失业率", "<=", "level")]),
        ("经济增长6.5%左右。", [("6.5%", "经济", "~", "increase")]),
        ("森林覆盖率不低于35%。", [("35%", "森林覆盖率", ">=", "level")]),
        ("细颗粒物浓度不高于45微克/立方米。", [("45微克/立方米", "细颗粒物浓度", "<=", "level")]),
        ("高新技术产值突破280亿元。", [("280亿元", "高新技术产值", ">", "level")]),
        ("建成3条示范街、5处口袋公园。", [("3条", "建成示范街", "=", "level"), ("5处", "建成口袋公园", "=", "level")]),
        (
            "新建公厕60座、中转站7座。",
            [("60座", "新建公厕", "=", "level"), ("7座", "新建中转站", "=", "level")],
        ),
        (
            "启动235个老旧小区、91条背街小巷改造。",
            [("235个", "启动老旧小区改造", "=", "level"), ("91条", "启动背街小巷改造", "=", "level")],
        ),
        ("东风路等9条道路建成通车。", [("9条", "道路建成通车", "=", "level")]),
        ("开工建设东湖等3座变电站。", [("3座", "开工建设变电站", "=", "level")]),
        (
            "床位数、医师数和护士数分别达到8张、4人和5人以上。",
            [("8张", "床位数", ">=", "level"), ("4人", "医师数", ">=", "level"), ("5人", "护士数", ">=", "level")],
        ),
        (
            "养老保险、失业保险参保人数分别达到90万人、20万人。",
            [("90万人", "养老保险参保人数", "=", "level"), ("20万人", "失业保险参保人数", "=", "level")],
        ),
        (
            "名师工作室、专业群分别建成15个、30个。",
            [("15个", "名师工作室建成", "=", "level"), ("30个", "专业群建成", "=", "level")],
        ),
        (
            "服务业增加值完成494亿元,同比增长8.1%。",
            [("494亿元", "服务业增加值", "=", "level"), ("8.1%", "服务业增加值", "=", "increase")],
        ),
        ("一般性支出压减15%以上。", [("15%", "一般性支出", ">=", "decrease")]),
        ("压减一般性支出15%以上。", [("15%", "一般性支出", ">=", "decrease")]),
        ("投诉量降至300件。", [("300件", "投诉量", "=", "level")]),
        ("优良天数比上年增加25天。", [("25天", "优良天数", "=", "increase")]),
        ("研发投入占生产总值的2.5%。", [("2.5%", "研发投入占生产总值", "=", "level")]),
        (
            "人才总量达到350万人,占从业人员的45%以上。",
            [("350万人", "人才总量", "=", "level"), ("45%", "人才总量占从业人员", ">=", "level")],
        ),
        ("每个街道至少建成1家托育机构。", [("1家", "建成托育机构", ">=", "level")]),
        ("每个乡镇办好1—2所中心幼儿园。", [("1—2所", "办好中心幼儿园", "range", "level")]),
        ("90%以上政务事项实现网上办理。", [("90%", "政务事项实现网上办理", ">=", "level")]),
        ("培训技工4300余名。", [("4300余名", "培训技工", "~", "level")]),
        ("财政拨款1000万元用于改善医疗条件。", [("1000万元", "财政拨款用于改善医疗条件", "=", "level")]),
        ("两院项目9月底前开馆,改造提升街区4条。", [("4条", "改造提升街区", "=", "level")]),
        ("项目开工390个、竣工437个。", [("390个", "项目开工", "=", "level"), ("437个", "项目竣工", "=", "level")]),
        ("经济总量突破万亿,人口过千万。", [("万亿", "经济总量", ">", "level"), ("千万", "人口", ">", "level")]),
        ("新建8个5000平方米以上的公园。", [("8个", "新建5000平方米以上的公园", "=", "level")]),
        ("引进投资超10亿元重大项目14个。", [("14个", "引进投资超10亿元重大项目", "=", "level")]),
    ],
)
def test_constructions(sentence: str, expected: list[tuple[str, str, str, str]]) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize("marker", ["1.", "1. ", "12．", "3、", "（2）"])
def test_the_number_of_an_item_before_a_year_is_not_of_the_words(marker: str) -> None:
    (statement,) = statements(f"{marker}2024年底前新增城镇就业1.5万人以上。")
    assert (statement.indicator, statement.deadline) == ("新增城镇就业", "2024-12-31")


def test_from_to_gives_a_start_value_and_a_level() -> None:
    first, second = statements("托位数由2020年的1.46个提高到2025年的6个。")
    assert (first.kind, first.deadline, first.indicator) == ("baseline", "2020-12-31", "托位数")
    assert (second.kind, second.deadline, second.indicator) == ("target", "2025-12-31", "托位数")


@pytest.mark.parametrize(
    "sentence",
    [
        "推进健康甲市18个专项行动。",
        "落实“98天+3个月”产假。",
        "打造15分钟生活圈。",
        "坚持四个意识,做到两个维护。",
        "实施三年行动计划,抓好五大工程。",
        "综合排名升至全国第12位,连续9年居全省前列。",
        "为65岁以上老年人提供服务。",
        "落实第七次人口普查,创建5A级景区。",
        "推行一次性告知,实现一网通办。",
        "重点做好6个方面工作。",
        "拨打12345热线反映问题。",
        "建设30万吨级航道。",
        "坚决整治一批突出问题。",
    ],
)
def test_numbers_that_state_nothing(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "deadline", "explicit"),
    [
        ("新建公园3个。", "2021-12-31", False),
        ("6月底前新建公园3个。", "2021-06-30", True),
        ("到2025年,新建公园3个,改造道路5条。", "2025-12-31", True),
        ("东湖等3个公园年内开放。", "2021-12-31", True),
        ("“十四五”期间新建公园3个。", "2025-12-31", True),
        ("每年新建公园3个。", None, True),
    ],
)
def test_deadlines(sentence: str, deadline: str | None, explicit: bool) -> None:
    for s in statements(sentence):
        assert (s.deadline, s.deadline_explicit) == (deadline, explicit)


def test_a_date_reaches_until_another_takes_over() -> None:
    found = statements("6月底前新建公园3个,改造道路5条,9月底前开通航线2条。")
    assert [s.deadline for s in found] == ["2021-06-30", "2021-06-30", "2021-09-30"]


def test_headings_tell_promises_from_results() -> None:
    report = (
        "2021年甲市政府工作报告\n\n一、2020年工作回顾\n\n一年来,新建公园3个。\n\n进入新的一年,设立卡点5个。\n\n"
        "二、2021年重点工作\n\n新建公园4个。\n"
    )
    found = extract_document(Document("a.txt", report)).statements
    assert [(s.kind, s.deadline) for s in found] == [
        ("achievement", "2020-12-31"),
        ("achievement", "2021-12-31"),
        ("target", "2021-12-31"),
    ]


def test_a_report_without_telling_headings_is_read_by_its_openings() -> None:
    report = (
        "2026年乙省政府工作报告\n\n一、真抓实干结硕果\n\n五年来,建成铁路3条。\n\n刚刚过去的2025年,新增企业5家。\n\n"
        "二、乘势而上谱新篇\n\n“十五五”时期,新建机场2座。\n\n今年,新建公园4个。\n"
    )
    found = extract_document(Document("a.txt", report)).statements
    assert [(s.kind, s.deadline) for s in found] == [
        ("achievement", "2025-12-31"),
        ("achievement", "2025-12-31"),
        ("target", "2030-12-31"),
        ("target", "2026-12-31"),
    ]


TABLE = """甲市“十四五”公共服务规划

指 标

2020年

2025年

指标性质

人均预期寿命（岁）

80.48

81左右

预期性

疫苗接种率（%）

≥90

约束性

城镇新增就业人数（万人）

〔65.77〕

〔60〕

约束性

养老保障覆盖率（%）

≥99

应保尽保

约束性
"""


def test_a_flattened_indicator_table() -> None:
    found = extract_document(Document("a.txt", TABLE)).statements
    assert [(s.number, s.kind, s.indicator, s.comparator, int(s.value * 100), s.unit, s.nature) for s in found] == [
        ("80.48", "baseline", "人均预期寿命", "=", 8048, "岁", "预期性"),
        ("81", "target", "人均预期寿命", "~", 8100, "岁", "预期性"),
        ("90", "target", "疫苗接种率", ">=", 9000, "%", "约束性"),
        ("65.77", "baseline", "城镇新增就业人数", "=", 65770000, "人", "约束性"),
        ("60", "target", "城镇新增就业人数", "=", 60000000, "人", "约束性"),
        ("99", "baseline", "养老保障覆盖率", ">=", 9900, "%", "约束性"),
    ]
    assert [s.cumulative for s in found] == [False, False, False, True, True, False]
    assert {s.deadline for s in found} == {"2020-12-31", "2025-12-31"}


WORDS = (
    "新增就业12万人 , 。 \n\n 一、 ( ) “ ” 分别 、 由 3% 提高到 5% 2025年 年底前 责任单位:区教育局 1. 同比增长 "
    "以上 等 每个街道 〔60〕 万 指标 占 约"
)
PIECES = st.sampled_from([*WORDS.split(" "), " ", "\u3000"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_offsets_stay_true_whatever_the_text(pieces: list[str]) -> None:
    found = extract_document(Document("a.txt", "".join(pieces)))
    starts = [s.start for s in found.statements]
    assert starts == sorted(starts)
    for s in found.statements:
        assert found.text[s.start : s.end] == s.number
        assert found.text[s.quote_start : s.quote_end] == s.quote
        assert s.quote_start <= s.start
        assert s.end <= s.quote_end


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 200), st.integers(0, 200))
def test_padding_moves_offsets_and_nothing_else(before: int, after: int) -> None:
    plain = statements("新增城镇就业12万人,建成安置房4万套。")
    padded = statements("\n" * before + "新增城镇就业12万人,建成安置房4万套。" + "\n" * after)
    assert [(s.start + before, s.number, s.indicator) for s in plain] == [
        (s.start, s.number, s.indicator) for s in padded
    ]


def test_a_long_text_is_read_in_parts() -> None:
    line = "新增城镇就业12万人。\n"
    text = TITLE + line * 40_000
    found = extract_document(Document("a.txt", text)).statements
    assert len(found) == 40_000
    assert all(text[s.start : s.end] == "12万人" for s in found[::997])
    assert {s.deadline for s in found} == {"2021-12-31"}
