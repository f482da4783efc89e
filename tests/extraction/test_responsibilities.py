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
        (
            "1. 新建公园3个。\n包抓领导：副区长　张三；区委常委、常务副区长李四\n主办单位：区城管局\n",
            {"supervising": ["张三", "李四"], "lead": ["区城管局"]},
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


@pytest.mark.parametrize(
    "line",
    [
        "牵头单位:区城管局",
        "牵头单位 ：区城管局",
        "牵 头 单 位：区城管局",
        "牵头单位﹕区城管局",
        "牵头单位（部门）：区城管局",
        "【牵头单位】区城管局",
        "【牵头单位】：区城管局",
        "【牵头单位：区城管局】",
        "［牵头单位：区城管局］",
        "〔牵头单位：区城管局〕",
        "（牵头单位：区城管局）",
        "牵头单位：\n区城管局",
        "由区城管局牵头。",
    ],
)
def test_forms_of_a_label_line(line: str) -> None:
    found = read(f"1. 新建公园3个。\n{line}\n2. 改造道路5条。\n")
    assert [(s.number, s.lead, s.responsible) for s in found.statements] == [
        ("3个", ("区城管局",), ()),
        ("5条", (), ()),
    ]


def test_a_label_without_names_takes_no_task_for_one() -> None:
    found = read(
        "1. 新建公园3个。\n责任单位：\n完成时限：\n8月底前\n改造道路5条\n2. 植树7株。\n责任单位：\n新建学校9所\n"
    )
    assert all(not s.responsible for s in found.statements)
    assert found.statements[0].deadline == "2021-08-31"


def test_brackets_that_belong_to_a_name_stay() -> None:
    found = read("1. 新建公园3个。\n（责任单位：区政务办（区大数据局））\n")
    assert found.statements[0].responsible == ("区政务办（区大数据局）",)


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


LIST = """中州市人民政府办公室关于印发2022年市政府为民办实事项目责任分解的通知

一、促进就业创业
（一）目标任务：城镇新增就业8.5万人，城镇调查失业率控制在5.5%以内。
（二）牵头领导：王建国
（三）责任单位：市人力资源社会保障局；配合单位：市财政局、各县（市、区）人民政府
（四）完成时限：2022年11月底前
二、改善教育条件
1.工作目标：公办园占比由48%提高到52%。
2.责任单位：市教育局（牵头）、市财政局
三、优化养老服务。建设养老服务中心12个。（市民政局牵头，市财政局配合，10月底前完成）
四、改造老旧小区。改造2000年底前建成的老旧小区156个，加装电梯300部。由市住房城乡建设局负责，各区政府配合。
"""


def test_a_list_with_numbered_labels() -> None:
    found = extract_document(Document("a.txt", LIST))
    assert found.metadata.place == "中州市"
    told = [(s.number, s.indicator, s.deadline, s.lead, s.responsible, s.supervisor) for s in found.statements]
    jobs = ("市人力资源社会保障局", "市财政局", "各县（市、区）人民政府")
    homes = ("市住房城乡建设局", "各区政府")
    schools = (("市教育局",), ("市财政局",), ())
    assert told == [
        ("8.5万人", "城镇新增就业", "2022-11-30", (), jobs, ("王建国",)),
        ("5.5%", "城镇调查失业率", "2022-11-30", (), jobs, ("王建国",)),
        ("48%", "公办园占比", "2021-12-31", *schools),
        ("52%", "公办园占比", "2022-12-31", *schools),
        ("12个", "建设养老服务中心", "2022-10-31", ("市民政局",), ("市财政局",), ()),
        ("156个", "改造2000年底前建成的老旧小区", "2022-12-31", (), homes, ()),
        ("300部", "加装电梯", "2022-12-31", (), homes, ()),
    ]


BULLETIN = """青山区2023年重点民生实事进展情况通报

截至6月底，全区重点民生实事进展顺利，现将有关情况通报如下：

一、新增城镇就业。年度目标1.2万人，截至6月底已完成7800人，占年度任务的65%。
二、老旧小区改造。年度计划改造45个，目前已开工38个，完成投资1.6亿元。
"""


def test_a_progress_bulletin() -> None:
    found = extract_document(Document("a.txt", BULLETIN))
    assert (found.metadata.genre, found.metadata.place) == ("progress", "青山区")
    assert [(s.number, s.kind, s.indicator, s.deadline) for s in found.statements] == [
        ("1.2万人", "target", "新增城镇就业", "2023-12-31"),
        ("7800人", "progress", "新增城镇就业", "2023-06-30"),
        ("65%", "progress", "新增城镇就业占年度任务", "2023-06-30"),
        ("45个", "target", "老旧小区改造", "2023-12-31"),
        ("38个", "progress", "老旧小区改造开工", "2023-06-30"),
        ("1.6亿元", "progress", "老旧小区改造完成投资", "2023-06-30"),
    ]


def test_the_time_limit_of_an_item_counts_before_that_of_its_section() -> None:
    text = (
        "一、重点工作\n责任单位：区教育局\n完成时限：9月底前\n1. 新建公园3个。\n完成时限：6月底前\n2. 新建学校5所。\n"
    )
    assert [s.deadline for s in read(text).statements] == ["2021-06-30", "2021-09-30"]


HALF_TOLD = """云岭县2024年重点工作9月份进展情况通报

一、分项进展

▲城区供热管网改造。年度任务75公里，仅完成33公里，占年度任务的44%。

▲适龄女生疫苗免费接种。计划接种3.2万人，首针已接种2.9万人。

二、养老服务

目标任务：新增护理型床位100张。
目前进展：新增护理型床位80张，另有2个养老服务中心正在装修。
牵头单位：县民政局
责任人：汪敏
"""


def test_the_title_of_an_item_says_what_its_sentences_leave_out() -> None:
    found = extract_document(Document("a.txt", HALF_TOLD))
    assert [(s.number, s.kind, s.indicator, s.lead, s.supervisor) for s in found.statements] == [
        ("75公里", "target", "城区供热管网改造", (), ()),
        ("33公里", "progress", "城区供热管网改造", (), ()),
        ("44%", "progress", "城区供热管网改造占年度任务", (), ()),
        ("3.2万人", "target", "适龄女生疫苗免费接种", (), ()),
        ("2.9万人", "progress", "首针已接种", (), ()),
        ("100张", "target", "新增护理型床位", ("县民政局",), ("汪敏",)),
        ("80张", "progress", "新增护理型床位", ("县民政局",), ("汪敏",)),
        ("2个", "progress", "养老服务中心正在装修", ("县民政局",), ("汪敏",)),
    ]


def test_labels_behind_a_sentence_of_a_paragraph() -> None:
    text = (
        "东江市2024年重点工作方案\n\n（一）办好教育。新建幼儿园12所。责任单位：市教育局、市财政局。\n"
        "（二）加强医疗。新增床位1500张；新增医师30名。牵头单位：市卫健委；责任单位：市人社局。\n"
    )
    found = {s.number: (s.lead, s.responsible) for s in extract_document(Document("a.txt", text)).statements}
    assert found == {
        "12所": ((), ("市教育局", "市财政局")),
        "1500张": (("市卫健委",), ("市人社局",)),
        "30名": (("市卫健委",), ("市人社局",)),
    }


def test_a_bracket_before_the_full_stop_of_a_task_without_a_number() -> None:
    text = "东江市2024年重点工作任务分解\n\n6.健全三级消协组织，推行放心消费承诺（牵头单位：市场监管局）。\n"
    (task,) = extract_document(Document("a.txt", text)).tasks
    assert [(d.role, d.name) for d in task.responsibilities] == [("lead", "市场监管局")]
