"""A built graph in Python: records, explanations, counts, rdflib, networkx, ready queries."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from rdflib import RDF, URIRef

import kg
from kg import Graph, GraphError, UsageError
from kg.graph import terms as t
from kg.iri import Minter
from kg.link.citations import resolve_citations
from kg.model import Extraction


def test_targets_are_the_statements_as_they_were(graph: Graph, corpus: list[Extraction]) -> None:
    assert graph.targets() == [statement for extraction in corpus for statement in extraction.statements]


@pytest.mark.parametrize(
    ("filters", "numbers"),
    [
        ({"kind": "baseline"}, ["800个"]),
        ({"kind": ["progress", "achievement"]}, ["2处", "5处"]),
        ({"doc": "district", "kind": "target"}, ["3000\n个"]),
        ({"body": "区就业局"}, ["3000\n个"]),
        ({"body": "周明"}, ["3000\n个"]),
        ({"indicator": "就业", "doc": ["city", "district"]}, ["1.5 万个", "3000\n个"]),
        ({"place": "南湖区"}, ["3000\n个", "2处", "5处"]),
        ({"place": "全市"}, ["1.5 万个"]),
        ({"year": 2023}, ["800个", "5处"]),
        ({"year": [1999]}, []),
    ],
)
def test_filters(graph: Graph, filters: dict[str, object], numbers: list[str]) -> None:
    assert [statement.number for statement in graph.targets(**filters)] == numbers


@pytest.mark.parametrize("form", ["{iri}", "d:{local}", "{local}"])
def test_a_statement_is_explained(graph: Graph, corpus: list[Extraction], form: str) -> None:
    statement = corpus[1].statements[0]
    found = graph.explain(form.format(iri=statement.id, local=statement.id.removeprefix(graph.base)))
    assert found.statement == statement
    assert found.document == "南湖区人民政府办公室关于分解民生目标的通知"
    assert found.passage == "1. 新增就业岗位 3000\n个左右，已开工每个街道2处零工驿站，上年建成5处。"
    assert found.passage[slice(*found.mark)] == "3000\n个"
    assert found.task == "1.新增就业岗位3000个左右，已开工每个街道2处零工驿站，上年建成5处。"
    assert 'oa:exact "3000\\n个"' in found.turtle


def test_a_statement_without_a_task_is_explained_by_its_quote(graph: Graph, corpus: list[Extraction]) -> None:
    statement = corpus[0].statements[2]
    found = graph.explain(statement.id)
    assert (found.passage, found.task) == (statement.quote, None)
    assert found.passage[slice(*found.mark)] == "800个"


def test_what_is_no_statement(graph: Graph) -> None:
    for iri in ("nothing", "d:nothing", "> } #"):
        with pytest.raises(GraphError, match="no statement"):
            graph.explain(iri)


def test_counts(graph: Graph) -> None:
    info = graph.info()
    expected = {"documents": 3, "cited": 1, "tasks": 3, "targets": 7, "achievements": 1, "baselines": 1, "progress": 1}
    assert {name: info[name] for name in expected} == expected
    assert (info["persons"], info["places"], info["responsibilities"], info["base"]) == (1, 2, 5, graph.base)


def test_rdflib_sees_the_union_and_asks_the_same_engine(graph: Graph) -> None:
    dataset = graph.rdflib()
    assert len(set(dataset.subjects(RDF.type, URIRef(t.QUANTIFIED_STATEMENT)))) == 10
    rows = list(dataset.query("SELECT ?d { ?s pk:maxValue ?m ; pk:deadline ?d FILTER(?d >= '2024-01-01'^^xsd:date) }"))
    assert [str(row.d) for row in rows] == ["2024-12-31"]
    named = {str(each.identifier) for each in dataset.graphs()}
    assert len({name for name in named if name.startswith(graph.base)}) == 5


def test_networkx_has_the_fields_of_records(graph: Graph, corpus: list[Extraction], minter: Minter) -> None:
    network = graph.networkx()
    statement = corpus[1].statements[0]
    node = network.nodes[statement.id]
    assert (node["kind"], node["value"], node["comparator"], node["change"]) == ("target", 3000, "~", "level")
    assert (node["start"], node["end"], node["deadline"]) == (statement.start, statement.end, "2024-12-31")
    assert network.nodes[corpus[0].statements[3].id]["value_max"] == 1500
    body = minter.body("东江市南湖区", "区就业局")
    assert network.nodes[body] == {"kind": "body", "label": "东江市南湖区就业局"} | network.nodes[body]
    assert network.edges[statement.task, body, "lead_body"] == {"relation": "lead_body"}
    kinds = {data["kind"] for _, data in network.nodes(data=True)}
    assert kinds == {
        "document",
        "task",
        "target",
        "achievement",
        "baseline",
        "progress",
        "indicator",
        "body",
        "person",
        "place",
    }
    assert all(data["label"] for _, data in network.nodes(data=True))


def test_networkx_can_be_written_as_graphml(graph: Graph, tmp_path: Path) -> None:
    network = graph.networkx()
    for _, data in network.nodes(data=True):  # XML has no control characters
        data.update({name: value for name, value in data.items() if not isinstance(value, str) or value.isprintable()})
    printable = network.subgraph(
        n for n, d in network.nodes(data=True) if all(str(v).isprintable() for v in d.values())
    )
    networkx.write_graphml(printable, tmp_path / "graph.graphml")
    assert len(networkx.read_graphml(tmp_path / "graph.graphml")) == len(printable) > 20


def test_who_leads_what(graph: Graph) -> None:
    row = graph.ask("who-leads-what").to_dicts()[-1]
    assert {name: str(value) for name, value in row.items()} == {
        "body": "东江市南湖区就业局",
        "indicator": "新增就业岗位",
        "comparator": "~",
        "value": "3000",
        "unit": "个",
        "deadline": "2024-12-31",
        "document": "南湖区人民政府办公室关于分解民生目标的通知",
        "start": "113",
        "quote": "新增就业岗位 3000\n个左右",
    }


def test_no_such_question(graph: Graph) -> None:
    with pytest.raises(UsageError, match="who-leads-what"):
        graph.ask("../who")


def test_ambiguous_citations_stay_unresolved(corpus: list[Extraction], minter: Minter) -> None:
    city, district, _ = corpus
    cited = minter.cited("东政[2024]7号")
    assert resolve_citations(corpus)[cited] == city.metadata.id
    other = replace(city, metadata=replace(city.metadata, id=minter.document("other")))
    assert cited not in resolve_citations([city, other, district])


def test_queries_import_neither_rdflib_nor_spacy_nor_rich(folder: Path) -> None:
    code = (
        "import sys, kg; print(kg.load(sys.argv[1]).query('SELECT (COUNT(*) AS ?n) { ?s a pk:Target }').serialize());"
        "print(sorted({'rdflib', 'oxrdflib', 'spacy', 'rich', 'networkx', 'pyvis', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["n", "-", "7", "[]"]


def test_load_says_when_there_is_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="no graph here"):
        kg.load(tmp_path)
