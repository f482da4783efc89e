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
