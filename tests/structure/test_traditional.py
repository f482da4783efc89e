"""Traditional characters and texts full of spaces are read like any other; quotes stay as printed."""

from __future__ import annotations

import pytest

from kg.model import Document
from kg.pipeline import extract_document
from kg.structure.traditional import is_traditional, simplified

SIMPLIFIED = (
    "滨河市东城区人民政府关于印发2024年重点任务的通知\n一、促进就业\n1.全年城镇新增就业三万二千人，"
    "城镇登记失业率控制在4%以内，着力推进产业发展，新建学校5所。\n责任单位：区教育局、区财政局\n"
)
TRADITIONAL = (
    "濱河市東城區人民政府關於印發2024年重點任務的通知\n一、促進就業\n1.全年城鎮新增就業三萬二千人，"
    "城鎮登記失業率控制在4%以內，著力推進產業發展，新建學校5所。\n責任單位：區教育局、區財政局\n"
)


def test_same_records_with_quotes_as_printed() -> None:
    one = extract_document(Document("a", SIMPLIFIED))
    other = extract_document(Document("b", TRADITIONAL))
    assert len(one.statements) == 3
    for a, b in zip(one.statements, other.statements, strict=True):
        assert (a.value, a.unit, a.comparator, a.deadline) == (b.value, b.unit, b.comparator, b.deadline)
        assert (a.indicator_id, a.responsible_ids) == (b.indicator_id, b.responsible_ids)
        assert b.number == TRADITIONAL[b.start : b.end]
    assert other.statements[0].indicator == "城鎮新增就業"
    assert other.statements[0].responsible == ("區教育局", "區財政局")
    labels = {r.label for task in other.tasks for r in task.responsibilities}
    assert labels == {"滨河市东城区教育局", "滨河市东城区财政局"}
    assert other.metadata.title == "濱河市東城區人民政府關於印發2024年重點任務的通知"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("責任單位：區財政局", "责任单位：区财政局"),
        ("乾隆年間修建，乾淨整潔", "乾隆年间修建，干净整洁"),
        ("著力推進", "着力推进"),
        ("\r\n標準 \U00020000", "\r\n标准 \U00020000"),
    ],
)
def test_one_for_one(text: str, expected: str) -> None:
    assert simplified(text) == expected
    assert len(simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [(SIMPLIFIED, False), (TRADITIONAL, True), ("", False), ("乾隆、著名、後", False), (SIMPLIFIED + "單位為", False)],
)
def test_which_texts_are_traditional(text: str, answer: bool) -> None:
    assert is_traditional(text) is answer


@pytest.mark.parametrize("filler", [" ", "\u200b", "\xa0", "\u3000"])
def test_white_space_between_characters(filler: str) -> None:
    text = "2024年全市新建学校一百五十所。"
    spread = filler.join(text)
    (statement,) = extract_document(Document("a", spread)).statements
    assert (int(statement.value), statement.unit, statement.deadline) == (150, "所", "2024-12-31")
    assert spread[statement.start : statement.end] == filler.join("一百五十所")
