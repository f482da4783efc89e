"""Documents that mean harm, or say more than a format can hold: each export is whole, and its reader takes it."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from click.testing import CliRunner
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from pyarrow import parquet
from pyoxigraph import RdfFormat, Store
from rdflib import Dataset, Graph

import kg
from kg.cli import main
from kg.cli.export import FORMATS
from kg.export.workbook import LONGEST, Sheet, workbook

HERE = Path(__file__).parent
LONG = "特色𠮷" * 12_000
EVIL = f"""甲市人民政府关于印发2024年重点任务分解的通知
甲政〔2024〕5号
一、=CMD|" /C calc"!A0
1.全年新建=CMD|"/C calc"!A0学校5所，\x01\x0b\x1f改造\ufffe公园3个。
牵头单位：=区教育局　责任单位：+区财政局
2.新建{LONG}学校6所。
牵头单位：区教育局
3.<script>alert(1)</script>&amp;"新增" '学位' \\ 4000 个；{{a}}[b]|c`d`*e*。
牵头单位：@区教育局
4.＝HYPERLINK("file:")新建\tpump站\u202e7座，-区道路新建8条。
牵头单位：-区水利局
5.完善机制，强化保障。
牵头单位：区教育局
"""
NAMES = ("a/b.txt", "a_b.txt", "长" * 80 + ".txt")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("hostile")
    rows = [
        {"name": "a/b.txt", "text": EVIL},
        {"name": "a_b.txt", "text": EVIL.replace("甲", "乙")},
        {"name": NAMES[2], "text": "丙市2024年工作要点\n2024年，新建\ud800小学3所。\n"},
    ]
    (home / "in").mkdir()
    (home / "in" / "b.txt").write_text(EVIL, encoding="utf-8")
    (home / "in" / "a_b.txt").write_text(EVIL.replace("甲", "乙"), encoding="utf-8")
    lines = "".join(json.dumps(row) + "\n" for row in rows[2:])
    (home / "in" / "rows.jsonl").write_text(lines, encoding="utf-8")
    kg.build([home / "in"], home / "out")
    return home / "out"


@pytest.fixture(scope="module")
def exported(graph: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exported")
    for style in FORMATS:
        result = CliRunner().invoke(main, ["export", style, "-g", str(graph), "-o", str(folder / style)])
        assert result.exit_code == 0, (style, result.output, result.exception)
    return {style: folder / style for style in FORMATS}


@pytest.fixture(scope="module")
def records(graph: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (graph / "targets.jsonl").read_text(encoding="utf-8").splitlines()]


def test_there_is_something_to_fear(records: list[dict[str, Any]], graph: Path) -> None:
    text = json.dumps(records, ensure_ascii=False) + (graph / "tasks.jsonl").read_text(encoding="utf-8")
    for part in ("=CMD", "=区教育局", "\\u0001", "\ufffe", "\u202e", "<script>"):
        assert part in text, part
    assert len(records) > 8


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")
@pytest.mark.parametrize(
    ("style", "name"),
    [
        ("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"),
        ("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld"),
    ],
)  # fmt: skip
def test_rdf(graph: Path, exported: dict[str, Path], style: str, name: str) -> None:
    read: Graph | Dataset = Graph() if name in ("turtle", "nt", "xml") else Dataset()
    read.parse(exported[style], format=name)
    assert len(read) == len((graph / "graph.nq").read_text(encoding="utf-8").splitlines())


def cells(path: Path) -> Iterator[Any]:
    with path.open("rb") as stream:
        for sheet in load_workbook(stream):
            for row in sheet.iter_rows(min_row=2):
                yield from row


def test_no_cell_of_a_workbook_computes(exported: dict[str, Path]) -> None:
    found = list(cells(exported["xlsx"]))
    assert any("=CMD" in str(cell.value) for cell in found)
    assert {cell.data_type for cell in found} <= {"s", "inlineStr", "n"}
    with zipfile.ZipFile(exported["xlsx"]) as book:
        for name in book.namelist():
            if name.endswith(".xml"):
                assert b"<f>" not in book.read(name)
                etree.fromstring(book.read(name))


def test_a_cell_that_is_too_long_is_cut_and_says_so(graph: Path, exported: dict[str, Path]) -> None:
    tasks = [json.loads(line)["text"] for line in (graph / "tasks.jsonl").read_text(encoding="utf-8").splitlines()]
    assert max(len(text.encode("utf-16-le")) // 2 for text in tasks) > LONGEST
    longest = max((str(cell.value) for cell in cells(exported["xlsx"])), key=len)
    assert longest.endswith("…")
    assert len(longest.encode("utf-16-le")) // 2 <= LONGEST
    data = workbook([Sheet("x", ["a"], [["字" * (LONGEST - 1) + "𠮷字"], ["字" * LONGEST]])])
    (exported["xlsx"].parent / "edge.xlsx").write_bytes(data)
    cut, whole = (cell.value for cell in cells(exported["xlsx"].parent / "edge.xlsx"))
    assert cut == "字" * (LONGEST - 1) + "…"
    assert whole == "字" * LONGEST


def test_no_cell_of_csv_computes(exported: dict[str, Path], records: list[dict[str, Any]]) -> None:
    with exported["csv"].open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["id"] for row in rows] == [record["id"] for record in records]
    words = [value for row in rows for value in row.values() if not value.lstrip("-").replace(".", "").isdigit()]
    assert not [word for word in words if len(word) > 1 and word[0] in "=+-@\t\r\n＝＋－＠"]


def test_parquet_and_jsonl_lose_nothing(exported: dict[str, Path], records: list[dict[str, Any]]) -> None:
    assert parquet.read_table(exported["parquet"]).to_pylist() == records
    lines = exported["jsonl"].read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == records


@pytest.mark.parametrize(("style", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks(graph: Path, exported: dict[str, Path], style: str, read: Any) -> None:
    assert set(read(exported[style])) == set(kg.load(graph).networkx())


def test_neo4j(graph: Path, exported: dict[str, Path]) -> None:
    with (exported["neo4j"] / "nodes.csv").open(encoding="utf-8", newline="") as stream:
        nodes = list(csv.DictReader(stream))
    assert {node["iri:ID"] for node in nodes} == set(kg.load(graph).networkx())
    assert all("\n" not in value for node in nodes for value in node.values())


def test_stratml(graph: Path, exported: dict[str, Path], records: list[dict[str, Any]]) -> None:
    schema = etree.XMLSchema(etree.parse(HERE / "stratml-part2.xsd"))
    files = sorted(exported["stratml"].iterdir())
    assert len(files) == len({record["doc"] for record in records})
    for file in files:
        schema.assertValid(etree.parse(file))
    held = sum(len(list(etree.parse(file).iter("{*}PerformanceIndicator"))) for file in files)
    assert held == len(records)


@pytest.mark.parametrize("style", ["dot", "mermaid"])
def test_drawings(exported: dict[str, Path], style: str) -> None:
    text = exported[style].read_text(encoding="utf-8")
    assert "<script>" not in text or style == "dot"
    assert not [c for c in text if c < " " and c != "\n"]
    for line in text.splitlines():
        label = line.partition('["')[2].rpartition('"]')[0] if style == "mermaid" else ""
        assert not set(label) & set('"[]{}|<>`\\')
    if style == "dot":
        labels = [line.partition('label="')[2].rpartition('"')[0] for line in text.splitlines() if "label=" in line]
        assert all('"' not in label.replace("\\\\", "").replace('\\"', "") for label in labels)


def test_reports(exported: dict[str, Path]) -> None:
    markdown = exported["markdown"].read_text(encoding="utf-8")
    assert "\\<script\\>" in markdown
    words = "\n".join(paragraph.text for paragraph in Document(str(exported["docx"])).paragraphs)
    assert "<script>alert(1)</script>" in words
    assert "完善机制，强化保障" in words


def test_a_report_of_a_year_has_the_tasks_without_a_number(graph: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    options = ["export", "markdown", "-g", str(graph), "-o", str(path), "--body", "区教育局", "--year"]
    assert CliRunner().invoke(main, [*options, "2024"]).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# 2024年责任清单")
    assert "完善机制，强化保障" in text
    assert CliRunner().invoke(main, [*options, "2025"]).exit_code == 1


@pytest.mark.parametrize("style", FORMATS)
def test_what_cannot_be_written_is_told_and_leaves_nothing(graph: Path, tmp_path: Path, style: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["export", style, "-g", str(graph), "-o", str(tmp_path / "file" / "x")])
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert "cannot be written" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    nothing = ["export", style, "-g", str(graph), "-o", str(tmp_path / "x"), "--query", "SELECT ?s { ?s a pk:Nothing }"]
    result = CliRunner().invoke(main, nothing)
    assert (result.exit_code, "nothing in the graph is selected" in result.output) == (1, True)
    assert not (tmp_path / "x").exists()


def test_only_a_select_query_selects(graph: Path, tmp_path: Path) -> None:
    options = ["export", "csv", "-g", str(graph), "-o", str(tmp_path / "x"), "--query"]
    result = CliRunner().invoke(main, [*options, "ASK { ?s a pk:Target }"])
    assert (result.exit_code, "SELECT" in result.output) == (2, True)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("style", FORMATS)
def test_a_query_and_filters_select_in_every_format(corpus_graph: Path, tmp_path: Path, style: str) -> None:
    """One statement, as each format tells it."""
    query = "SELECT ?s { ?s a pk:Target ; pk:value ?v ; pk:unit '名' FILTER(?v = 1500) }"
    options = ["--query", query, "--kind", "target", "--year", "2021", "--doc", "zhongyuan"]
    path = tmp_path / "x"
    result = CliRunner().invoke(main, ["export", style, "-g", str(corpus_graph), "-o", str(path), *options])
    assert result.exit_code == 0, result.output
    if path.is_dir():
        text = "".join(file.read_text(encoding="utf-8") for file in path.iterdir())
    elif style == "xlsx":
        text = " ".join(str(cell.value) for cell in cells(path))
    elif style == "docx":
        text = " ".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    elif style == "parquet":
        text = str(parquet.read_table(path).to_pylist())
    elif style in ("ntriples", "nquads"):
        store = Store()
        store.load(path=path, format=RdfFormat.N_QUADS)
        text = "".join(quad.object.value for quad in store)
    else:
        text = path.read_text(encoding="utf-8")
    assert "1500" in text
    assert "12 万人" not in text
    assert "停车" not in text
