"""Chains of a small graph, in every form."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main

PAIR = Path(__file__).parents[1] / "link" / "pair"


@pytest.fixture(scope="module")
def graph(pair_graph: Path) -> Path:
    return pair_graph


def trace(graph: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["trace", "-g", str(graph), *arguments])


def links(graph: Path, *arguments: str) -> list[dict[str, Any]]:
    result = trace(graph, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def numbers(found: list[dict[str, Any]]) -> list[tuple[str, ...]]:
    return [
        tuple("".join(((end or {}).get("number") or "").split()) for end in (f["parent"], f["child"])) for f in found
    ]


def test_json_has_what_is_promised(graph: Path) -> None:
    (found,) = links(graph, "--document", "清河", "--item", "4")
    assert (found["relation"], found["confidence"]) == ("share", 0.96)
    assert "市城市管理局 and 区城管局 stand in line" in found["evidence"]
    assert found["in_line"] == [{"parent": "市城市管理局", "child": "区城管局"}]
    assert {name: found["child"][name] for name in ("item", "value", "indicator", "deadline", "lead")} == {
        "item": 4,
        "value": 2000,
        "indicator": "新建公共停车泊位",
        "deadline": "2024-12-31",
        "lead": ["区城管局"],
    }
    text = (PAIR / found["child"]["doc"]).read_text(encoding="utf-8")
    assert text[found["child"]["start"] : found["child"]["end"]] == found["child"]["number"] == "2000个"
    assert found["child"]["id"].startswith("https://")


def test_a_document_alone_gives_every_link_that_ends_in_it(graph: Path) -> None:
    found = links(graph, "--document", "清河区2024年任务分解")
    assert len(found) == 18
    ends = [{e["doc"] for e in (f["parent"], f["child"]) if e} | {f["silent"]} for f in found]
    assert all("清河区2024年任务分解.txt" in docs for docs in ends)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["停车泊位"], [("1.2万个", ""), ("1.2万个", "2000个")]),
        (["新增学位"], [("2.4万个", "2800个"), ("2.4万个", "4500个")]),
        (["新增学位", "--document", "清河"], [("2.4万个", "4500个")]),
        (["新增学位", "--document", "清河", "--up"], [("2.4万个", "4500个")]),
        (["新增学位", "--document", "清河", "--down"], []),
        (["--body", "区园林局"], [("40个", "6个")]),
        (["--body", "市教育局"], [("25所", "3所"), ("2.4万个", "2800个"), ("25所", "4所"), ("2.4万个", "4500个")]),
        (["--item", "10", "--document", "清河"], [("", "2个")]),
    ],
)
def test_chains(graph: Path, arguments: list[str], expected: list[tuple[str, str]]) -> None:
    assert numbers(links(graph, *arguments)) == expected


def test_tree_shows_both_documents_and_the_bureau(graph: Path) -> None:
    drawn = trace(graph, "停车泊位").stdout
    lines = drawn.splitlines()
    assert lines[0] == "新建公共停车泊位 ≥1.2万个, by 2024-12-31"
    assert lines[2].startswith("   lead 市城市管理局")
    assert lines[3].startswith("├─ not-passed-down (0.9): nothing like it in 北山县")
    assert lines[4].startswith("└─ share (0.96) 新建公共停车泊位 约2000个")
    assert "lead 区城管局 (below 市城市管理局); responsible 区公安分局" in drawn
    assert "“新建公共停车泊位2000个左右”" in drawn


def test_an_iri_is_a_way_in(graph: Path) -> None:
    found = links(graph, "口袋公园")
    assert links(graph, found[-1]["child"]["id"]) == found[-1:]
    assert links(graph, found[0]["parent"]["id"].rsplit("/", 1)[1]) == found


def test_csv_and_mermaid_and_html(graph: Path) -> None:
    rows = list(csv.DictReader(StringIO(trace(graph, "学位", "--format", "csv").stdout)))
    assert [(row["relation"], row["parent_number"], row["child_number"]) for row in rows] == [
        ("share", "2.4万个", "2800个"),
        ("share", "2.4万个", "4500个"),
    ]
    chart = trace(graph, "学位", "--format", "mermaid").stdout
    assert chart.startswith("flowchart TD\n")
    assert chart.count("-->|share|") == 2
    assert "2.4万个" in chart
    page = trace(graph, "学位", "--format", "html").stdout
    assert "Content-Security-Policy" in page
    assert "2.4万个" in page


def test_nothing_found_is_told(graph: Path) -> None:
    result = trace(graph, "nonsense")
    assert (result.exit_code, "no chain fits" in result.output) == (1, True)
    assert links(graph, "nonsense") == []


def test_python_and_command_agree(graph: Path) -> None:
    opened = kg.load(graph)
    assert opened.links("停车泊位") == links(graph, "停车泊位")
    assert len(opened.links()) == len((graph / "links.jsonl").read_text(encoding="utf-8").splitlines())
    assert [finding.rule for finding in opened.audit(["no-source"])] == ["no-source"]
