"""Tables as these documents have them: what is read of each cell, from whom, by when, and where it stands."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import pytest

from kg.model import Document, Extraction, Statement
from kg.pipeline import extract_document
from kg.structure import grid
from tests.grids import Example, document, examples, lay_out

NAMES = ("lead", "responsible", "supervisor")
EXACT = ("value", "unit", "kind", "comparator", "change", "basis", "deadline", "per", "scope", "nature", "cumulative")
MIN_SHARED = 0.6  # of an indicator's characters, as in the annotation guideline


@cache
def read(name: str) -> tuple[Example, Extraction]:
    found = next(e for e in examples() if e.name == name)
    return found, extract_document(found.document)


def shared(a: str, b: str) -> float:
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b)) if a + b else 1.0


def pairs(name: str) -> list[tuple[dict[str, Any], Statement | None]]:
    """Each record made by hand with the one that was read of its number in its cell."""
    found, extraction = read(name)
    at: dict[tuple[Any, ...], list[Statement]] = {}
    for statement in extraction.statements:
        at.setdefault((statement.table, statement.row, statement.column, statement.number), []).append(statement)
    return [(g, next(iter(at.get((g["table"], g["row"], g["column"], g["number"]), ())), None)) for g in found.gold]


def wrong(gold: dict[str, Any], found: Statement) -> dict[str, tuple[Any, Any]]:
    out = {f: (gold[f], getattr(found, f)) for f in EXACT if gold[f] != getattr(found, f)}
    out |= {f: (gold[f], getattr(found, f)) for f in NAMES if set(gold[f]) != set(getattr(found, f))}
    if shared(gold["indicator"], found.indicator) < MIN_SHARED:
        out["indicator"] = (gold["indicator"], found.indicator)
    return out


ALL = [e.name for e in examples()]


@pytest.mark.parametrize("name", ALL)
def test_records(name: str) -> None:
    """Every number that was annotated is read, with all its fields, and no other number of the tables."""
    missing = {"measures-2025": 1}.get(name, 0)  # 0.5个工作日内办结: a time to serve is no statement in prose either
    told = pairs(name)
    assert sum(found is None for _, found in told) == missing
    assert {g["number"]: bad for g, found in told if found and (bad := wrong(g, found))} == {}
    assert len(read(name)[1].statements) == len(told) - missing


@pytest.mark.parametrize("name", ALL)
def test_states_of_tasks(name: str) -> None:
    found, extraction = read(name)
    states = [(t.number, t.state, t.status, t.as_of) for t in extraction.tasks if t.state]
    assert states == [task[1:] for task in found.tasks]
    text = found.document.text
    assert all(text[t.state_start : t.state_end] == t.state for t in extraction.tasks if t.state)


@pytest.mark.parametrize("name", ALL)
def test_places_in_the_text(name: str) -> None:
    found, extraction = read(name)
    cells = {(t.number, c.row + 1, c.column + 1): c for t in found.document.tables for c in t.cells}
    for s in extraction.statements:
        cell = cells[(s.table, s.row, s.column)]  # type: ignore[index]
        assert cell.start <= s.quote_start <= s.start < s.end <= s.quote_end <= cell.end
        assert found.document.text[s.start : s.end] == s.number
        assert found.document.text[s.quote_start : s.quote_end] == s.quote
    for task in extraction.tasks:
        for duty in task.responsibilities:
            printed = "".join(found.document.text[duty.start : duty.end].split())
            assert printed == duty.name


def statements(*lines: str) -> list[Statement]:
    return list(extract_document(document(list(lines))).statements)


HEAD = "南浦江市2023年重点工作任务分解表"


def test_each_row_is_a_task() -> None:
    _, extraction = read("ledger-2023")
    tasks = {t.number: t for t in extraction.tasks}
    assert sorted(tasks) == [1, 2, 3, 4, 5, 6]
    assert tasks[4].text == "义务教育优质均衡"
    assert tasks[4].section[-1] == "二、惠民生"
    roles = [(r.role, r.name) for r in tasks[4].responsibilities]
    assert roles == [
        ("lead", "县教体局"),
        ("responsible", "县自然资源局"),
        ("responsible", "县财政局"),
        ("supervising", "李红梅"),
        ("supervising", "王建国"),
    ]


def test_a_row_without_a_number_is_a_task_too() -> None:
    found = extract_document(
        document(
            [HEAD, "[table]", "重点任务|责任单位|完成时限", "加强督查|市政府督查室|长期", "开展宣传|市广电局|全年"]
        )
    )
    assert [t.text for t in found.tasks] == ["加强督查", "开展宣传"]
    assert found.statements == ()


@pytest.mark.parametrize(
    ("words", "deadline", "explicit"),
    [
        ("6月底前", "2023-06-30", True),
        ("2021年12月", "2021-12-31", True),
        ("2023.10", "2023-10-31", True),
        ("2023-11-15", "2023-11-15", True),
        ("2022-2024", "2024-12-31", True),
        ("全年", "2023-12-31", True),
        ("年底", "2023-12-31", True),
        ("上半年", "2023-06-30", True),
        ("长期", None, True),
        ("持续推进", None, True),
        ("每年", None, True),
        ("常态化", None, True),
        ("—", "2023-12-31", False),
        ("", "2023-12-31", False),
    ],
)
def test_time_limits(words: str, deadline: str | None, explicit: bool) -> None:
    (found,) = statements(
        HEAD, "[table]", "重点任务|目标要求|完成时限", f"公厕建设|新建公厕20座|{words}", "宣传|加强宣传|全年"
    )
    assert (found.deadline, found.deadline_explicit) == (deadline, explicit)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("市教育局、市财政局", ["市教育局", "市财政局"]),
        ("市教育局 市财政局", ["市教育局", "市财政局"]),
        ("市教育局\\n市财政局", ["市教育局", "市财政局"]),
        ("市人力资源和社\\n会保障局", ["市人力资源和社会保障局"]),
        ("市教育局，各县（市、区）人民政府", ["市教育局", "各县（市、区）人民政府"]),
        ("—", []),
        ("/", []),
    ],
)
def test_lists_of_bodies(cell: str, names: list[str]) -> None:
    found = statements(
        HEAD, "[table]", "重点任务|目标要求|责任单位", f"学校建设|新建学校8所|{cell}", "宣传|加强宣传|市委网信办"
    )
    assert list(found[0].responsible) == names


@pytest.mark.parametrize(
    ("cell", "lead", "responsible"),
    [
        ("牵头：市教育局；配合：市财政局", ["市教育局"], ["市财政局"]),
        ("市教育局（牵头）、市财政局", ["市教育局"], ["市财政局"]),
        ("市教育局牵头，市财政局配合", ["市教育局"], ["市财政局"]),
        ("牵头单位：市教育局\\n责任单位：市财政局", ["市教育局"], ["市财政局"]),
    ],
)
def test_roles_inside_a_cell(cell: str, lead: list[str], responsible: list[str]) -> None:
    found = statements(
        HEAD, "[table]", "重点任务|目标要求|责任单位", f"学校建设|新建学校8所|{cell}", "宣传|加强宣传|市委网信办"
    )
    assert (list(found[0].lead), list(found[0].responsible)) == (lead, responsible)


def test_a_number_that_spans_rows_is_one_of_all_of_them() -> None:
    found = statements(
        HEAD,
        "[table]",
        "序号|重点任务|目标要求|责任单位",
        "1|学校建设|新建学校8所|市教育局",
        "2|资金保障|^|市财政局",
    )
    assert [(s.number, set(s.responsible)) for s in found] == [("8所", {"市教育局", "市财政局"})]


def test_a_header_that_stands_again_is_no_row() -> None:
    found = statements(
        HEAD,
        "[table]",
        "序号|重点任务|目标要求|责任单位",
        "1|学校建设|新建学校8所|市教育局",
        "序号|重点任务|目标要求|责任单位",
        "2|公厕建设|新建公厕9座|市城管局",
    )
    assert [(s.number, s.row, s.responsible) for s in found] == [("8所", 2, ("市教育局",)), ("9座", 4, ("市城管局",))]


def test_numbered_columns_are_no_row() -> None:
    found = statements(HEAD, "[table]", "指标名称|单位|年度目标|责任单位", "1|2|3|4", "粮食产量|万吨|5|市农业农村局")
    assert [(s.number, s.value, s.unit) for s in found] == [("5", 50000, "吨")]


def test_unit_above_the_table() -> None:
    found = statements(HEAD, "单位：万元", "[table]", "项目名称|年度计划投资|责任单位", "体育公园|1200|区文旅局")
    assert [(s.value, s.unit) for s in found] == [(12_000_000, "元")]


@pytest.mark.parametrize("label", ["合计", "总 计", "小计", "全市合计"])
def test_totals_are_no_promises(label: str) -> None:
    found = statements(HEAD, "[table]", "县区|新建公厕（座）|改造户数（户）", "东城区|5|600", f"{label}|5|600")
    assert {s.row for s in found} == {2}


def test_the_government_of_a_district_answers_for_its_row() -> None:
    extraction = extract_document(document([HEAD, "[table]", "县区|新建公厕（座）|改造户数（户）", "东城区|5|600"]))
    (duty,) = extraction.tasks[0].responsibilities
    assert (duty.name, duty.role, duty.label) == ("东城区", "responsible", "南浦江市东城区人民政府")


def test_empty_cells_that_were_merged_go_on_from_above() -> None:
    header, first = "类别|重点任务|牵头单位|配合单位|完成时限", "城建|新建公厕9座|市城管局|市财政局|6月底前"
    second, other = "|改造道路5公里|||", "民生|新建学校8所|市教育局|市住建局|全年"
    found = statements(HEAD, "[table]", header, first, second, other)
    assert [(s.number, s.lead, s.responsible, s.deadline) for s in found][1] == (
        "5公里", ("市城管局",), (), "2023-06-30"
    )  # fmt: skip
    found = statements(HEAD, "[table]", header, first, "城建" + second, other)  # each row has its category
    assert [(s.number, s.lead, s.deadline) for s in found][1] == ("5公里", (), "2023-12-31")


@pytest.mark.parametrize("head", ["完成年度目标（%）", "完成全年任务%", "完成年度任务比例（%）", "占年度计划比例"])
def test_a_column_of_the_share_that_is_done(head: str) -> None:
    found = statements(HEAD, "[table]", f"重点任务|计量单位|全年目标|1—9月完成|{head}", "新建公厕|座|50|40|80")
    assert [(s.kind, s.value, s.unit, s.deadline) for s in found] == [
        ("target", 50, "座", "2023-12-31"),
        ("progress", 40, "座", "2023-09-30"),
        ("progress", 80, "%", "2023-09-30"),
    ]


def test_another_header_below_in_the_same_sheet() -> None:
    found = statements(
        HEAD,
        "[table]",
        "序号|工作任务|量化指标|责任单位|完成时间",
        "1|招商引资|引进项目22个|市商务局|12月底",
        "注：指标由市统计局核定。||||",
        "附表：重点项目投资计划||||",
        "项目名称|总投资（亿元）|2023年计划投资（万元）|责任单位|责任领导",
        "产业园|12.6|35000|市投促中心|周一",
    )
    assert [(s.value, s.unit, s.indicator, s.responsible, s.supervisor) for s in found] == [
        (22, "个", "引进项目", ("市商务局",), ()),
        (1260000000, "元", "产业园总投资", ("市投促中心",), ("周一",)),
        (350000000, "元", "产业园计划投资", ("市投促中心",), ("周一",)),
    ]


@pytest.mark.parametrize(
    ("above", "deadline"),
    [
        ("南浦江市2024年民生实事计划表", "2024-12-31"),
        ("南浦江市民生实事计划表", "2023-12-31"),
        ("2023—2024年计划表", "2023-12-31"),
        ("截至2024年3月底计划表", "2023-12-31"),
    ],
)
def test_a_table_of_another_year(above: str, deadline: str) -> None:
    rows = ["序号|实施内容|计划目标（个）|责任单位", "1|新建公办幼儿园|15|市教育局"]
    (before,) = statements(HEAD, above, "[table]", *rows)
    (inside,) = statements(HEAD, "[table]", f"{above}|||", *rows)
    assert (before.deadline, inside.deadline) == (deadline, deadline)


def test_tables_between_and_without_others_keep_their_headings() -> None:
    found = statements(
        "附件1",
        HEAD,
        "一、经济发展",
        "[table]",
        "重点任务|目标要求|责任单位",
        "公厕建设|新建公厕9座|市城管局",
        "二、社会事业",
        "新建学校8所。",
    )
    assert [(s.number, s.section[-1], s.table) for s in found] == [
        ("9座", "一、经济发展", 1),
        ("8所", "二、社会事业", None),
    ]


def test_a_sheet_and_a_page_are_named() -> None:
    text, table = lay_out("一页\n", [["重点任务", "目标要求"], ["公厕建设", "新建公厕9座"]], 1, sheet="任务表")
    found = extract_document(Document("a.xlsx", HEAD + "\n" + text, tables=()))
    assert [(s.sheet, s.table, s.row, s.column, s.page) for s in found.statements][:1] in ([], [(None,) * 5])
    found = extract_document(Document("a.xlsx", text, tables=(table,), pages=(0, 3)))
    assert [(s.sheet, s.table, s.row, s.column, s.page) for s in found.statements] == [("任务表", 1, 2, 2, 2)]


def test_prose_in_a_table_of_layout_is_read_as_text() -> None:
    found = statements(
        "关于2023年民生实事的通知", "[table]", "导航|2023年，全市新建公厕20座，改造老旧小区15个。", "首页|联系我们"
    )
    assert [(s.number, s.table) for s in found] == [("20座", None), ("15个", None)]


def test_a_long_table_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[str(n), "类别" if n % 7 == 0 else "^", f"新建公厕{n + 1}座", "市城管局", "6月底前"] for n in range(210)]
    text, table = lay_out(HEAD + "\n", [["序号", "类别", "重点任务", "责任单位", "完成时限"], *rows], 1)
    whole = extract_document(Document("a.docx", text, tables=(table,)))
    monkeypatch.setattr("kg.pipeline.PART", 1000)
    parts = extract_document(Document("a.docx", text, tables=(table,)))
    assert len(whole.statements) == 210
    assert [s.record() for s in parts.statements] == [s.record() for s in whole.statements]
    assert parts.tasks == whole.tasks


@pytest.mark.parametrize("words", ["新建公厕\\n5座", "新建公厕，\\n改造公厕5座"])
def test_broken_lines_of_a_cell_are_one(words: str) -> None:
    text = words.replace("\\n", "\n")
    assert len(grid.passages(text, 0, len(text))) == 1


@pytest.mark.parametrize(
    "words", ["新建公厕5座\\n改造公厕3座", "1.新建公厕\\n2.改造公厕", "张三\\n李四", "市教育局\\n市财政局"]
)
def test_lines_of_a_cell_that_are_apart(words: str) -> None:
    text = words.replace("\\n", "\n")
    assert len(grid.passages(text, 0, len(text))) == 2


def test_a_bulletin_tells_how_far_its_tasks_are() -> None:
    found = extract_document(
        Document(
            "a.txt",
            "东湖县2023年民生实事进展情况通报\n截至2023年9月底，进展情况如下。\n"
            "1.新增城镇就业7000人。已完成6300人，占年度任务的90%，超序时进度。\n"
            "2.改造老旧小区20个。目前尚未开工。\n",
        )
    )
    states = [(t.number, t.state, t.status, t.as_of) for t in found.tasks]
    assert states == [(1, "超序时", "ahead", "2023-09-30"), (2, "尚未开工", "not-started", "2023-09-30")]
    told = {s.number: s.task for s in found.statements}
    assert told["6300人"] == told["90%"] == found.tasks[0].id
