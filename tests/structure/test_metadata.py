"""What a document says about itself."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.pipeline import extract_document

PLAN = (
    "中州市智慧农业三年行动方案{years}\n\n一、行动目标\n\n到2025年，建成数字农场30个。\n\n——2023年，建成数字农场6个。\n"
)


@pytest.mark.parametrize("years", ["（2023—2025年）", "\n（2023—2025年）", "\n\n（2023—2025年）"])
def test_the_years_of_a_plan_stand_in_its_title_or_below_it(years: str) -> None:
    found = extract_document(Document("a.txt", PLAN.format(years=years)))
    metadata = found.metadata
    assert metadata.title == "中州市智慧农业三年行动方案（2023—2025年）"
    assert (metadata.period_start, metadata.period_end) == ("2023-01-01", "2025-12-31")
    assert [(s.kind, s.deadline) for s in found.statements] == [("target", "2025-12-31"), ("target", "2023-12-31")]


def test_relative_years_of_a_plan_count_from_its_first_year() -> None:
    text = PLAN.format(years="\n（2023—2025年）") + "三年新建冷库12座，三年内覆盖所有乡镇。\n"
    found = extract_document(Document("a.txt", text))
    assert (found.statements[-1].number, found.statements[-1].deadline) == ("12座", "2025-12-31")


@pytest.mark.parametrize(
    ("title", "heading", "kind"),
    [
        ("中州区2021年重点工作进展情况通报", "", "progress"),
        ("中州区2021年重点工作进展情况通报", "一、重点工作", "progress"),
        ("中州区2021年重点工作进展情况通报", "一、年度目标任务完成情况", "progress"),
        ("中州区2021年重点工作进展情况通报", "二、存在问题", "progress"),
        ("中州区2021年民生实事项目进度公示", "一、办理情况", "progress"),
        ("中州区2021年民生实事完成情况", "", "progress"),
        ("中州区2021年重点工作进展情况通报", "三、下半年工作安排", "target"),
        ("中州区2021年重点工作进展情况通报", "一、年度目标", "target"),
        ("中州区2021年重点工作任务清单", "", "target"),
    ],
)
def test_headings_of_a_bulletin(title: str, heading: str, kind: str) -> None:
    found = extract_document(Document("a.txt", f"{title}\n\n截至6月底\n\n{heading}\n\n新增城镇就业1.03万人。\n"))
    assert [s.kind for s in found.statements] == [kind]
    assert found.statements[0].deadline == ("2021-06-30" if kind == "progress" else "2021-12-31")


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        (
            "关于2024年国民经济和社会发展计划执行情况与2025年国民经济和社会发展计划草案的报告",
            ("一、2024年国民经济和社会发展计划执行情况", "二、2025年主要预期目标"),
        ),
        ("海棠街道2024年工作总结和2025年工作计划", ("一、2024年工作总结", "二、2025年工作计划")),
    ],
)
def test_a_title_that_tells_of_one_year_and_plans_the_next(title: str, headings: tuple[str, str]) -> None:
    text = f"{title}\n\n{headings[0]}\n\n新建学校2所。\n\n{headings[1]}\n\n新建医院3家。\n"
    found = extract_document(Document("a.txt", text))
    assert (found.metadata.year, found.metadata.period_end) == (2025, "2025-12-31")
    assert [(s.kind, s.value, s.deadline) for s in found.statements] == [
        ("achievement", 2, "2024-12-31"),
        ("target", 3, "2025-12-31"),
    ]


def test_the_year_of_two_years_that_are_no_plan_and_of_the_file_name() -> None:
    text = "滨河市2023年、2024年道路养护情况\n\n养护道路5公里。\n"
    assert extract_document(Document("a.txt", text)).metadata.year == 2023
    text = "河湖治理任务台账\n\n清淤河道5公里，5月底前完成。\n"
    found = extract_document(Document("2025年台账.txt", text))
    assert (found.metadata.year, found.statements[0].deadline) == (2025, "2025-05-31")
    assert extract_document(Document("台账.txt", text)).metadata.year is None


def test_the_row_above_a_table_is_its_title_not_the_name_of_the_sheet() -> None:
    text = "任务分解\n中州市2024年民生实事任务分解表\n中政办〔2024〕3号附件；依据《关于实施民生实事的通知》\n"
    metadata = extract_document(Document("a.txt", text + "1.新建公厕60座。\n责任单位：市城管局\n")).metadata
    assert metadata.title == "中州市2024年民生实事任务分解表"
    assert metadata.number == "中政办〔2024〕3号"
