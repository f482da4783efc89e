"""Who is responsible, in every wording."""

from __future__ import annotations

import re

import pytest

from kg.data import table
from kg.extraction.duty_phrases import duty_phrases, phrases
from kg.model import Document, Extraction, Task
from kg.pipeline import extract_document

TITLE = "中州市青山区人民政府办公室关于印发2021年重点工作任务分解的通知\n\n2021年3月1日\n\n"


def read(text: str) -> Extraction:
    return extract_document(Document("a.txt", TITLE + text))


def roles(task: Task) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for duty in task.responsibilities:
        out.setdefault(duty.role, []).append(duty.name)
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "1. 新建公园3个。\n分管领导：张 三、李四\n牵头单位：区城管局\n责任单位：区财政局、区发改委，各街道办事处\n",
            {
                "supervising": ["张三", "李四"],
                "lead": ["区城管局"],
                "responsible": ["区财政局", "区发改委", "各街道办事处"],
            },
        ),
        (
            "1. 新建公园3个。\n责任领导：张三 牵头部门：区城管局 配合单位：区财政局\n",
            {"supervising": ["张三"], "lead": ["区城管局"], "cooperating": ["区财政局"]},
        ),
        (
            "1. 新建公园3个（牵头单位：区城管局；责任单位：区财政局、各镇政府）。\n",
            {"lead": ["区城管局"], "responsible": ["区财政局", "各镇政府"]},
        ),
        ("1. 新建公园3个(责任部门:区城管局等)。\n", {"responsible": ["区城管局"]}),
        ("1. 新建公园3个。（区城管局牵头，区财政局配合）\n", {"lead": ["区城管局"], "cooperating": ["区财政局"]}),
        ("1. 新建公园3个。（区民政局、区财政局按职责分工负责）\n", {"responsible": ["区民政局", "区财政局"]}),
        ("1. 由区城管局牵头，区财政局配合，新建公园3个。\n", {"lead": ["区城管局"], "cooperating": ["区财政局"]}),
        ("1. 新建公园3个，由区城管局负责实施。\n", {"responsible": ["区城管局"]}),
        ("1. 新建公园3个。\n责任主体：区政务办（区大数据局）\n", {"responsible": ["区政务办（区大数据局）"]}),
    ],
)
def test_wordings(text: str, expected: dict[str, list[str]]) -> None:
    found = read(text)
    assert [roles(task) for task in found.tasks] == [expected]
    assert [s.number for s in found.statements] == ["3个"]
    assert found.statements[0].lead == tuple(expected.get("lead", ()))
    for duty in found.tasks[0].responsibilities:
        assert "".join(found.text[duty.start : duty.end].split()) == duty.name


def test_each_bracket_covers_the_text_before_it() -> None:
    found = read("（一）城市建设。新建公园3个。（区城管局负责）改造道路5条。（区城建局负责）\n")
    assert [(s.number, s.responsible) for s in found.statements] == [("3个", ("区城管局",)), ("5条", ("区城建局",))]


def test_labels_under_a_heading_cover_its_section() -> None:
    found = read(
        "一、城市建设\n牵头单位：区城管局\n1. 新建公园3个。\n2. 改造道路5条。\n责任单位：区城建局\n"
        "二、其他\n3. 植树7株。\n"
    )
    assert [(s.number, s.lead, s.responsible) for s in found.statements] == [
        ("3个", ("区城管局",), ()),
        ("5条", (), ("区城建局",)),
        ("7株", (), ()),
    ]


def test_who_is_responsible_is_no_part_of_the_indicator() -> None:
    assert read("1. 开展培训40万人次（牵头单位：区人社局）。\n").statements[0].indicator == "开展培训"


def test_an_item_that_does_not_concern_the_district() -> None:
    found = read("1. 新增事项300个。\n此项工作不涉及我区。\n2. 新建公园3个。\n牵头单位：区城管局\n")
    assert [(t.number, t.applies) for t in found.tasks] == [(1, False), (2, True)]
    assert found.statements[0].lead == ()


def test_bodies_belong_to_the_place_of_the_document() -> None:
    found = read("1. 新建公园3个。\n牵头单位：区人社局、市教育局\n")
    assert [d.label for d in found.tasks[0].responsibilities] == ["中州市青山区人力资源和社会保障局", "中州市教育局"]


def test_lines_broken_in_mid_sentence_are_joined() -> None:
    found = read("1. 鼓励有条件的老旧楼院增设电梯，按政策给予补助，年内\n\n加装电梯 200 部。\n\n牵头单位：区房管局\n")
    assert found.tasks[0].text.endswith("年内加装电梯200部。")
    assert found.statements[0].number == "200 部"
    assert found.statements[0].lead == ("区房管局",)


@pytest.mark.parametrize("row", table("duties")["phrase"], ids=lambda row: row["name"])
def test_phrases_do_what_their_examples_say(row: dict[str, list[str]]) -> None:
    phrase = next(p for p in phrases() if p.name == row["name"])
    for example in row["examples"]:
        assert phrase.pattern.search(example), example
        found = duty_phrases(example, 0, len(example), bracketed=example.startswith("("))
        assert phrase.role in [role for role, _ in found]
    for example in row["not"]:
        assert list(duty_phrases(example, 0, len(example), bracketed=example.startswith("("))) == []


def test_phrases_end_in_linear_time() -> None:
    text = "由" + "区教育局、" * 4000 + "负" * 4000
    list(duty_phrases(text, 0, len(text), bracketed=True))
    assert re.search("教育", text)


@pytest.mark.parametrize(
    "text",
    [
        "1. 新建公园3个。\n牵头单位：区城管局\n完成时限：6月底前\n",
        "1. 新建公园3个。（牵头单位：区城管局；完成时限：6月底前）\n",
        "1. 新建公园3个。【牵头单位：区城管局；完成时间：2021年6月】\n",
    ],
)
def test_time_limits_beside_the_bodies(text: str) -> None:
    [found] = read(text).statements
    assert (found.deadline, found.deadline_explicit, found.lead) == ("2021-06-30", True, ("区城管局",))
