"""Every format of ``kg export``, read back by a reader of its own."""

from __future__ import annotations

import csv
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from pyarrow import parquet
from rdflib import Dataset, Graph

import kg
from kg.cli import main
from kg.cli.export import FORMATS
from kg.export.networks import LARGEST_DRAWING

HERE = Path(__file__).parent
STRATML = "{urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport}"


@pytest.fixture(scope="module")
def graph(corpus_graph: Path) -> Path:
    return corpus_graph


@pytest.fixture(scope="module")
def records(graph: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (graph / "targets.jsonl").read_text(encoding="utf-8").splitlines()]


def export(graph: Path, style: str, path: Path, *arguments: str) -> Path:
    result = CliRunner().invoke(main, ["export", style, "-g", str(graph), "-o", str(path), *arguments])
    assert result.exit_code == 0, result.output
    return path


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of TriG
@pytest.mark.parametrize(("style", "name"), [("nquads", "nquads"), ("trig", "trig")])
def test_formats_with_graphs_lose_nothing(graph: Path, tmp_path: Path, style: str, name: str) -> None:
    read = Dataset()
    read.parse(export(graph, style, tmp_path / "x"), format=name)
    assert len(read) == len((graph / "graph.nq").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(("style", "name"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
def test_formats_of_triples_lose_only_the_graphs(graph: Path, tmp_path: Path, style: str, name: str) -> None:
    read = Graph()
    read.parse(export(graph, style, tmp_path / "x"), format=name)
    triples = {
        tuple(re.fullmatch(r"(\S+) (\S+) (.*) <[^>]*> \.", line).groups())  # type: ignore[union-attr]
        for line in (graph / "graph.nq").read_text(encoding="utf-8").splitlines()
    }
    assert len(read) == len(triples)


def test_graphml_holds_nodes_edges_and_facts(graph: Path, tmp_path: Path) -> None:
    whole = kg.load(graph).networkx()
    read = nx.read_graphml(export(graph, "graphml", tmp_path / "x.graphml"), force_multigraph=True)
    assert set(read) == set(whole)
    assert read.number_of_edges() == whole.number_of_edges()
    for node, facts in whole.nodes(data=True):
        assert {name: read.nodes[node].get(name) for name in facts} == facts
    assert any(facts.get("due_year") == 2021 for _, facts in read.nodes(data=True))


def test_gexf_holds_nodes_edges_labels_and_years(graph: Path, tmp_path: Path) -> None:
    whole = kg.load(graph).networkx()
    path = export(graph, "gexf", tmp_path / "x.gexf")
    read = nx.read_gexf(path)
    assert set(read) == set(whole)
    for node, facts in whole.nodes(data=True):
        assert read.nodes[node]["label"] == str(facts.get("label", node))
        assert read.nodes[node]["kind"] == facts["kind"]
    assert b"lastmodifieddate" not in path.read_bytes()


def test_csv_and_jsonl_are_the_records(graph: Path, tmp_path: Path, records: list[dict[str, Any]]) -> None:
    lines = export(graph, "jsonl", tmp_path / "x.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == records
    with export(graph, "csv", tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert [row["id"] for row in csv.DictReader(stream)] == [record["id"] for record in records]


def test_xlsx_has_a_sheet_a_kind_that_leads_to_the_source(
    graph: Path, tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    book = load_workbook(export(graph, "xlsx", tmp_path / "x.xlsx"))
    names = {"target": "targets", "achievement": "achievements", "baseline": "baselines"}
    for kind, name in names.items():
        own = [record for record in records if record["kind"] == kind]
        sheet = book[name]
        columns = [cell.value for cell in sheet[1]]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        for row, record in zip(sheet.iter_rows(min_row=2), own, strict=True):
            told = dict(zip(columns, row, strict=True))
            assert told["value"].value == record["value"]
            assert told["quote"].value.replace("\r\n", "\n") == record["quote"].replace("\r\n", "\n")
            page, _, name = told["id"].hyperlink.target.partition("#statement=")
            assert name == record["id"].rsplit("/", 1)[1]
            assert (tmp_path / page).resolve() == (graph / "index.html").resolve()
    assert book["tasks"].max_row - 1 == len((graph / "tasks.jsonl").read_text(encoding="utf-8").splitlines())


def test_parquet_holds_every_field(graph: Path, tmp_path: Path, records: list[dict[str, Any]]) -> None:
    read = parquet.read_table(export(graph, "parquet", tmp_path / "x.parquet")).to_pylist()
    assert read == records


def test_neo4j_files_agree_with_each_other(graph: Path, tmp_path: Path) -> None:
    folder = export(graph, "neo4j", tmp_path / "neo4j")
    with (folder / "nodes.csv").open(encoding="utf-8", newline="") as stream:
        nodes = list(csv.DictReader(stream))
    with (folder / "relationships.csv").open(encoding="utf-8", newline="") as stream:
        relations = list(csv.DictReader(stream))
    whole = kg.load(graph).networkx()
    assert {node["iri:ID"] for node in nodes} == set(whole)
    assert {node[":LABEL"] for node in nodes} >= {"Target", "Task", "Body", "Document"}
    assert len(relations) == whole.number_of_edges()
    assert all(relation[":START_ID"] in whole for relation in relations)


def test_stratml_is_valid_and_holds_every_statement(graph: Path, tmp_path: Path, records: list[dict[str, Any]]) -> None:
    schema = etree.XMLSchema(etree.parse(HERE / "stratml-part2.xsd"))
    folder = export(graph, "stratml", tmp_path / "stratml")
    found: dict[str, tuple[Decimal, str]] = {}
    for file in folder.iterdir():
        tree = etree.parse(file)
        schema.assertValid(tree)
        for indicator in tree.iter(f"{STRATML}PerformanceIndicator"):
            result = next(r for r in indicator.iter(f"{STRATML}TargetResult", f"{STRATML}ActualResult"))
            key = indicator.findtext(f"{STRATML}Identifier")
            rest = result.findtext(f"{STRATML}Descriptor/{STRATML}DescriptorValue")
            found[key] = Decimal(result.findtext(f"{STRATML}NumberOfUnits")), rest
    assert len(found) == len(records)
    for record in records:
        value, rest = found[record["id"].rsplit("/", 1)[1]]
        assert value == Decimal(str(record["value"]))
        assert f"comparator={record['comparator']};" in rest
        assert f"kind={record['kind']};" in rest


def test_schema_refuses_what_is_no_stratml() -> None:
    schema = etree.XMLSchema(etree.parse(HERE / "stratml-part2.xsd"))
    empty = etree.fromstring(f'<PerformancePlanOrReport xmlns="{STRATML[1:-1]}" Type="Performance_Plan"/>')
    assert not schema.validate(empty)


def test_drawings_of_a_part(graph: Path, tmp_path: Path) -> None:
    part = ("--body", "区残联")
    dot = export(graph, "dot", tmp_path / "x.dot", *part).read_text(encoding="utf-8")
    chart = export(graph, "mermaid", tmp_path / "x.mmd", *part).read_text(encoding="utf-8")
    assert dot.startswith("digraph")
    assert dot.count("->") == chart.count("-->|")
    assert "残疾人联合会" in dot
    assert "残疾人联合会" in chart


def test_drawings_of_too_much_are_refused(graph: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["export", "dot", "-g", str(graph), "-o", str(tmp_path / "x.dot")])
    assert result.exit_code == 2
    assert f"at most {LARGEST_DRAWING}" in result.output
    assert not (tmp_path / "x.dot").exists()


def test_report_of_a_body(graph: Path, tmp_path: Path) -> None:
    part = ("--body", "区残联", "--year", "2021")
    text = export(graph, "markdown", tmp_path / "x.md", *part).read_text(encoding="utf-8")
    assert text.count("\n## ") == 1
    assert "1500名" in text
    words = "\n".join(p.text for p in Document(str(export(graph, "docx", tmp_path / "x.docx", *part))).paragraphs)
    assert "1500名" in words


def test_a_query_selects(graph: Path, tmp_path: Path) -> None:
    query = "SELECT ?t { ?t a pk:Target ; pk:unit '名' }"
    lines = export(graph, "jsonl", tmp_path / "x", "--query", query).read_text(encoding="utf-8").splitlines()
    assert lines
    assert {json.loads(line)["unit"] for line in lines} == {"名"}


def test_the_same_bytes_twice(graph: Path, tmp_path: Path) -> None:
    for style in ("turtle", "trig", "graphml", "gexf", "xlsx", "markdown"):
        first, second = export(graph, style, tmp_path / "a"), export(graph, style, tmp_path / "b")
        assert first.read_bytes() == second.read_bytes(), style


def test_wrong_use_is_told(graph: Path, tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(main, ["export", "nonsense", "-g", str(graph), "-o", "x"]).exit_code == 2
    nothing = runner.invoke(
        main, ["export", "csv", "-g", str(graph), "-o", str(tmp_path / "x"), "--indicator", "nonsense"]
    )
    assert (nothing.exit_code, "nothing in the graph is selected" in nothing.output) == (1, True)
    unwritable = runner.invoke(main, ["export", "csv", "-g", str(graph), "-o", str(tmp_path / "no" / "x.csv")])
    assert (unwritable.exit_code, "cannot be written" in unwritable.output) == (1, True)


def test_every_format_is_told_in_the_help() -> None:
    told = CliRunner().invoke(main, ["export", "--help"]).stdout
    for style in FORMATS:
        assert style in told
