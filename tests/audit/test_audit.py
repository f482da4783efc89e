"""What the audit says of a city's list and two documents that break it down, and of small records made for one rule."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import kg
from kg.audit.report import COLUMNS, to_csv, to_html, to_json, to_markdown, to_xlsx
from kg.audit.rules import RULES, Finding
from kg.audit.run import audit
from kg.cli import main
from kg.errors import UsageError
from kg.export.material import Material, load_material

PAIR = Path(__file__).parents[1] / "link" / "pair"


@pytest.fixture(scope="module")
def graph(pair_graph: Path) -> Path:
    return pair_graph


@pytest.fixture(scope="module")
def findings(graph: Path) -> list[Finding]:
    return audit(load_material(graph))


def numbers(finding: Finding, material: Material) -> list[str]:
    by_id = {statement["id"]: "".join(statement["number"].split()) for statement in material.statements}
    return [by_id[iri] for iri in finding.ids if iri in by_id]


def test_findings_are_as_read_by_hand(graph: Path, findings: list[Finding]) -> None:
    material = load_material(graph)
    assert [(f.rule, numbers(f, material)) for f in findings] == [
        ("not-passed-down", ["120公里"]),
        ("discrepancy", ["95%", "90%"]),
        ("discrepancy", ["60个", "70个"]),
        ("later-than-the-parent", ["25所", "4所"]),
        ("later-than-the-parent", ["2.4万个", "4500个"]),
        ("passed-down-without-a-share", ["210个", "210个"]),
        ("no-source", ["2个"]),
    ]


def test_passages_are_the_words_of_the_documents(findings: list[Finding]) -> None:
    for finding in findings:
        for passage in finding.passages:
            text = (PAIR / passage.doc).read_text(encoding="utf-8")
            assert text[passage.start : passage.end]
            assert passage.quote in "".join(text.split())


def end(of: float, **others: Any) -> dict[str, Any]:
    fields = {
        "doc": "a.txt", "item": 1, "kind": "target", "start": 0, "end": 2, "number": f"{of}个", "value": of,
        "value_max": None, "unit": "个", "comparator": "=", "change": "level", "indicator": "新建标准化公厕",
        "indicator_id": "i", "deadline": "2021-12-31", "lead": [], "responsible": [], "supervisor": [], "per": None,
        "quote": f"新建公厕{of}个", "place": "甲市", "basis": None, "cumulative": False, "scope": None,
        "id": f"s{of}",
    }  # fmt: skip
    fields |= others
    return fields | {"place_id": fields["place"]}


def link(relation: str, parent: Any, child: Any) -> dict[str, Any]:
    return {"relation": relation, "parent": parent, "child": child, "confidence": 0.9, "evidence": ["why"]}


def found(rule: str, *, links: Any = (), statements: Any = (), tasks: Any = (), documents: Any = ()) -> list[Finding]:
    return audit(Material(list(documents), list(tasks), list(statements), list(links)), [rule])


DOCUMENT = {"doc": "a.txt", "place": "甲市", "citations": []}


@pytest.mark.parametrize(
    ("rule", "hit", "miss"),
    [
        (
            "shares-do-not-add-up",
            [link("share", end(10), end(n, place=p, doc="b.txt")) for n, p in ((4, "乙区"), (3, "丙区"))],
            [link("share", end(10), end(n, place=p, doc="b.txt")) for n, p in ((4, "乙区"), (6, "丙区"))],
        ),
        (
            "shares-do-not-add-up",
            [link("share", end(10), end(n, place=p, doc=p)) for n, p in ((6, "乙区"), (5, "丙区"))],
            [link("share", end(10), end(n, place=p, doc=p)) for n, p in ((4, "乙区"), (3, "丙区"))],
        ),
        (
            "achievement-below-target",
            [link("missed", end(10), end(8, kind="achievement"))],
            [link("met", end(10), end(12, kind="achievement"))],
        ),
        (
            "behind-the-calendar",
            [link("under-way", end(10), end(3, kind="progress", deadline="2021-09-30"))],
            [link("under-way", end(10), end(7, kind="progress", deadline="2021-09-30"))],
        ),
        (
            "dropped-the-year-after",
            [link("not-reported", end(10), None)],
            [link("not-reported", end(10), None), link("continues", end(10), end(12))],
        ),
        (
            "weaker-than-the-parent",
            [link("changed-comparator", end(10, comparator=">="), end(10, comparator="~"))],
            [link("changed-comparator", end(10, comparator="~"), end(10, comparator=">="))],
        ),
        (
            "number-left-out",
            [link("same", end(10), end(0, number=None, value=None))],
            [link("same", end(10), end(10))],
        ),
    ],
)
def test_rules_on_links(rule: str, hit: Any, miss: Any) -> None:
    assert len(found(rule, links=hit)) == 1
    assert found(rule, links=miss) == []


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        (end(97), end(96), 1),
        (end(97), end(97), 0),
        (end(97), end(95, comparator=">="), 0),
        (end(97, comparator="<="), end(98, comparator=">="), 1),
        (end(97), end(96, deadline="2022-12-31"), 0),
        (end(97), end(96, scope="乙区"), 0),
        (end(97), end(96, kind="achievement"), 0),
    ],
)
def test_contradictory_targets(one: Any, other: Any, count: int) -> None:
    assert len(found("contradictory-targets", statements=[one, other], documents=[DOCUMENT])) == count


def test_duties_deadlines_and_citations() -> None:
    lead = {"role": "lead", "name": "区教育局", "label": "", "agent": ""}
    task = {"doc": "a.txt", "item": 1, "start": 0, "end": 4, "text": "新建公厕", "applies": True, "id": "t"}
    tasks = [task | {"responsibilities": [lead]}, task | {"responsibilities": [], "item": 2}]
    assert [f.sentence for f in found("no-lead-body", tasks=tasks)] == ["No lead body for “新建公厕”."]
    assert [f.sentence_zh for f in found("no-lead-body", tasks=tasks)] == ["“新建公厕”未写牵头单位。"]
    assert found("no-lead-body", tasks=tasks[1:]) == []  # nobody is named anywhere in the document
    assert found("no-lead-body", tasks=[tasks[0], tasks[1] | {"applies": False}]) == []
    assert len(found("no-deadline", statements=[end(5, deadline=None), end(6)])) == 1
    citation = {"doc": "a.txt", "start": 0, "end": 3, "quote": "甲", "title": "甲", "number": None, "id": "c"}
    documents = [DOCUMENT | {"citations": [citation | {"in_corpus": False}, citation | {"in_corpus": True}]}]
    assert len(found("cited-document-missing", documents=documents)) == 1


COUNTY = """中牟县人民政府办公室关于印发2021年重点民生实事任务分解的通知
牟政办〔2021〕9号

各乡镇人民政府，县政府各部门：

1.新建公厕20座。
牵头单位：区城管局
责任单位：县财政局、县工商局、各乡镇人民政府
2.新增学位3000个。
牵头单位：县教育局
责任单位：县药监局、县公积金中心、市教育局、县气象局、县交通局
3.改造农村户厕5000户。
牵头单位：县农业农村局
责任单位：县财政局、区城管局、县卫计委

2021年3月16日
"""


def test_bodies_that_there_are_not(tmp_path: Path) -> None:
    (tmp_path / "county.txt").write_text(COUNTY, encoding="utf-8")
    kg.build([tmp_path / "county.txt"], tmp_path / "out")
    found = audit(load_material(tmp_path / "out"), ["no-such-body", "former-name-of-a-body"])
    told = [(f.rule, [(p.quote, p.item) for p in f.passages]) for f in found]
    assert told == [
        ("no-such-body", [("区城管局", 1), ("区城管局", 3)]),
        ("no-such-body", [("县药监局", 2)]),
        ("no-such-body", [("县公积金中心", 2)]),
        ("former-name-of-a-body", [("县工商局", 1)]),
        ("former-name-of-a-body", [("县卫计委", 3)]),
    ]
    assert all(COUNTY[p.start : p.end] == p.quote for f in found for p in f.passages)
    assert "市场监督管理局 since the reform of 2018" in found[3].sentence


def test_every_rule_is_told_with_an_example() -> None:
    told = CliRunner().invoke(main, ["audit", "--rules"]).stdout
    for rule in RULES.values():
        assert rule.code in told
        assert rule.title in told
        assert rule.example in told


def test_unknown_rule() -> None:
    with pytest.raises(UsageError, match="no rule 'nonsense'"):
        audit(Material([], [], [], []), ["nonsense"])
    result = CliRunner().invoke(main, ["audit", "--rule", "nonsense", "-g", "nowhere"])
    assert result.exit_code in (1, 2)


def test_reports_tell_every_finding(findings: list[Finding]) -> None:
    assert [entry["sentence"] for entry in json.loads(to_json(findings))] == [f.sentence for f in findings]
    rows = list(csv.reader(StringIO(to_csv(findings).removeprefix("\ufeff"))))
    assert rows[0] == list(COLUMNS)
    assert [row[2] for row in rows[1:]] == [f.sentence for f in findings]
    book = load_workbook(BytesIO(to_xlsx(findings)))
    assert [row[2] for row in book["findings"].iter_rows(min_row=2, values_only=True)] == [f.sentence for f in findings]
    assert book["findings"].freeze_panes == "A2"
    assert to_xlsx(findings) == to_xlsx(findings)
    for finding in findings:
        assert finding.sentence.split(",")[0] in to_markdown(findings).replace("\\", "")
        assert finding.sentence_zh.endswith("。")
        assert finding.sentence_zh[:10] in to_html(findings)
    assert [row[-1] for row in rows[1:]] == [f.sentence_zh for f in findings]
    assert to_html(findings).count("<li>") == len(findings)


def test_documents_cannot_act_on_the_reports() -> None:
    nasty = end(1, indicator='<script>alert("1")</script>', quote="=HYPERLINK(1)")
    (finding,) = found("not-passed-down", links=[link("not-passed-down", nasty, None)])
    assert "<script>" not in to_html([finding])
    sheet = load_workbook(BytesIO(to_xlsx([finding])))["findings"]
    assert sheet["H2"].data_type == "s"
    assert not str(sheet["H2"].value).startswith("=")


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("note", 1)])
def test_exit_code(graph: Path, level: str, code: int) -> None:
    result = CliRunner().invoke(main, ["audit", "-g", str(graph), "--fail-on", level])
    assert result.exit_code == code


def test_exit_code_below_the_level(graph: Path) -> None:
    result = CliRunner().invoke(main, ["audit", "-g", str(graph), "--rule", "no-source", "--fail-on", "warning"])
    assert result.exit_code == 0


def test_audit_to_files(graph: Path, tmp_path: Path) -> None:
    for style in ("json", "csv", "xlsx", "html", "markdown"):
        file = tmp_path / f"findings.{style}"
        result = CliRunner().invoke(main, ["audit", "-g", str(graph), "--format", style, "-o", str(file)])
        assert result.exit_code == 0, result.output
        assert file.stat().st_size > 100
    assert CliRunner().invoke(main, ["audit", "-g", str(graph), "--format", "xlsx"]).exit_code == 2


def test_the_table_in_chinese(graph: Path, findings: list[Finding]) -> None:
    told = CliRunner().invoke(main, ["audit", "-g", str(graph), "--language", "zh"]).stdout
    assert [line.split("\t")[2] for line in told.splitlines()[1:]] == [f.sentence_zh for f in findings]
