"""Sentences that only say by when what stands before them is done."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.pipeline import extract_document

TITLE = "中州市青山区2024年民生实事任务分解表\n\n"


def deadlines(text: str) -> list[tuple[str, str | None, bool]]:
    found = extract_document(Document("a.txt", TITLE + text))
    return [(s.number, s.deadline, s.deadline_explicit) for s in found.statements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.教育。新增学位300个，新建学校2所。8月底前完成。\n", [("300个", 8), ("2所", 8)]),
        ("1.教育。新增学位300个。2024年8月底前投入使用。（牵头单位：区教育局）\n", [("300个", 8)]),
        ("1.教育。新增学位300个。力争8月底前完成。新建学校2所。10月底前完成。\n", [("300个", 8), ("2所", 10)]),
        ("1.教育。6月底前新建学校2所。新增学位300个。8月底前完成。\n", [("2所", 6), ("300个", 8)]),
        ("1.教育。新增学位300个。8月底前完成选址。\n", [("300个", 12)]),  # of the site, not of the places
        ("1.教育。新增学位300个。\n2.医疗。新建医院2所。8月底前完成。\n", [("300个", 12), ("2所", 8)]),
    ],
)
def test_the_date_holds_for_what_stands_before_it(text: str, expected: list[tuple[str, int]]) -> None:
    last = {6: "2024-06-30", 8: "2024-08-31", 10: "2024-10-31", 12: "2024-12-31"}
    assert deadlines(text) == [(number, last[month], month != 12) for number, month in expected]
