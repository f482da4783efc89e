"""Texts whose titles do not say what they are: their words tell whether they look back, and up to when."""

from __future__ import annotations

import pytest

from kg.model import Document, Extraction
from kg.pipeline import extract_document


def read(text: str) -> Extraction:
    return extract_document(Document("a.txt", text))


def told(text: str) -> list[tuple[str, str | None]]:
    return [(s.kind, s.deadline) for s in read(text).statements]


def test_bulletin_without_a_title() -> None:
    text = (
        "2016-09-19 10:33 青川县人民政府\n"
        "今年以来，项目建设进展顺利。1—8月，重点项目完成投资4.7亿元，占年度计划的69.3%。\n"
    )
    assert told(text) == [("progress", "2016-08-31"), ("progress", "2016-08-31")]


def test_article_on_a_programme() -> None:
    text = (
        "半年成绩单出炉\n本报讯 记者获悉，截至6月底，2024年民生实事已完成9项。\n"
        "1—6月，新增城镇就业4.05万人，完成全年目标任务的67.5%。\n下半年将再建充电桩300个。\n"
        "2024年07月19日 来源：青川日报\n"
    )
    assert told(text) == [
        ("progress", "2024-06-30"),
        ("progress", "2024-06-30"),
        ("progress", "2024-06-30"),
        ("target", "2024-12-31"),
    ]


def test_article_on_the_economy() -> None:
    text = "前三季度经济稳中向好\n本报讯 2023年前三季度，全市生产总值同比增长5.1%，居全省第三位。\n"
    assert told(text) == [("achievement", "2023-09-30")]


def test_report_given_at_the_end_of_a_year() -> None:
    text = (
        "青川县政府工作报告\n来源：县政府办 发布日期：2021-12-29\n一、过去五年工作回顾\n累计新建学校47所。\n"
        "二、今后五年奋斗目标\n生产总值年均增长8%。\n三、2022年重点工作\n新建公园3个。\n"
    )
    assert told(text) == [("achievement", "2021-12-31"), ("target", "2026-12-31"), ("target", "2022-12-31")]


def test_summary_and_plan_of_a_body() -> None:
    text = (
        "青川县城管局2023年工作总结和2024年工作计划\n"
        "一、2023年工作完成情况\n新建公厕18座。\n二、2024年工作计划\n新建公厕20座。\n"
    )
    assert told(text) == [("achievement", "2023-12-31"), ("target", "2024-12-31")]


def test_text_without_title_or_date() -> None:
    past = "完成造林205万亩，森林覆盖率比上年提高1.2个百分点，创历史新高。\n"
    assert [kind for kind, _ in told(past)] == ["achievement", "achievement"]
    assert [kind for kind, _ in told("力争完成造林205万亩。\n")] == ["target"]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("新建幼儿园36所，完工34所，完工率94.4%。", ["target", "progress", "progress"]),
        ("截至9月底，开展培训3.86万人次，完成年度目标6万人次的64.3%。", ["progress", "target", "progress"]),
        ("新增车位8600个，占全年1.2万个任务的71.7%。", ["progress", "target", "progress"]),
        ("新增泊位2310个（目标2000个）。", ["progress", "target"]),
        ("列入台账的126项任务，已完成71项。", ["progress", "progress"]),
    ],
)
def test_promised_and_done_in_one_breath(sentence: str, kinds: list[str]) -> None:
    found = read(f"2023年民生实事进展情况通报\n现将截至9月底的进展情况通报如下。\n{sentence}\n").statements
    assert [s.kind for s in found] == kinds
    for statement in found:
        assert statement.deadline == ("2023-12-31" if statement.kind == "target" else "2023-09-30")
