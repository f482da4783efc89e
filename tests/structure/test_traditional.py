"""Traditional characters and texts full of spaces are read like any other; quotes stay as printed."""

from __future__ import annotations

import pytest

from kg.model import Cell, Document, Heading, Table
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


def test_tables_and_marked_headings() -> None:
    table = "序號\t重點任務\t牽頭單位\t責任單位\t完成時限\n1\t新建學校3所\t區教育局\t區財政局\t8月底前"
    text = f"東城區2024年重點任務\n總體要求\n{table}\n保障措施\n落實資金5億元。"
    start = text.index("序號")
    cells, at = [], start
    for row, line in enumerate(table.split("\n")):
        for column, words in enumerate(line.split("\t")):
            cells.append(Cell(row, column, at, at + len(words)))
            at += len(words) + 1
    headings = tuple(Heading(text.index(h), text.index(h) + 4, 1) for h in ("總體要求", "保障措施"))
    tables = (Table(1, start, start + len(table), tuple(cells)),)
    one, two = extract_document(Document("a", text, tables=tables, headings=headings)).statements
    assert (one.number, one.lead, one.responsible, one.deadline) == ("3所", ("區教育局",), ("區財政局",), "2024-08-31")
    assert (one.section, two.section) == (("总体要求",), ("保障措施",))
