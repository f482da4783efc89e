"""JSON-LD that reads like JSON, says what the graph says, and says it again when it is read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset

from kg import ontology
from kg.export.jsonld import to_jsonld
from kg.graph import terms as t
from kg.graph.quads import graph_quads
from kg.iri import DEFAULT_BASE, Minter
from kg.ontology.context import compile_context
from kg.pipeline import extract_documents
from kg.read import SUFFIXES, read

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

ROOT = Path(__file__).parents[2]


def quads_of(base: str) -> list[Quad]:
    paths = sorted(p for p in (ROOT / "corpus").iterdir() if p.suffix in SUFFIXES)
    found = list(extract_documents((read(path, path.name) for path in paths), base))
    return list(parse("\n".join(graph_quads(found, Minter(base))), RdfFormat.N_QUADS))


def read_back(document: object) -> set[Quad]:
    """What rdflib, which has nothing to do with what wrote it, reads."""
    dataset = Dataset()
    dataset.parse(data=json.dumps(document), format="json-ld")
    return set(parse(dataset.serialize(format="nquads"), RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return quads_of(DEFAULT_BASE)


def test_the_context_is_made_from_the_ontology() -> None:
    assert ontology.read("context.jsonld") == compile_context(), "run: make ontology"


def test_it_round_trips(quads: list[Quad]) -> None:
    assert read_back(to_jsonld(quads, DEFAULT_BASE)) == set(quads)


@pytest.mark.parametrize("base", ["https://example.org/data#", "urn:policy/"])
def test_it_round_trips_with_any_base(base: str) -> None:
    quads = quads_of(base)
    assert read_back(to_jsonld(quads, base)) == set(quads)


def test_it_is_the_same_from_the_store_and_in_any_order(quads: list[Quad]) -> None:
    store = Store()
    store.extend(quads)
    assert to_jsonld(store, DEFAULT_BASE) == to_jsonld(reversed(quads), DEFAULT_BASE) == to_jsonld(quads, DEFAULT_BASE)


def test_it_reads_like_json(quads: list[Quad]) -> None:
    nodes = {node["id"]: node for graph in to_jsonld(quads, DEFAULT_BASE)["graph"] for node in graph["graph"]}
    statement = nodes["statement-7e465f3d3d9e-892-896"]
    expected = {
        "type": ["QuantifiedStatement", "Target"],
        "value": "50000",
        "unit": "个",
        "comparator": ">=",
        "change": "level",
        "deadline": "2021-12-31",
        "statedIn": "document-7e465f3d3d9e",
    }
    assert {key: statement[key] for key in expected} == expected
    assert nodes["source-7e465f3d3d9e-892-896-position"] == {
        "id": "source-7e465f3d3d9e-892-896-position",
        "type": "TextPositionSelector",
        "start": 892,
        "end": 896,
    }
    assert nodes[t.COMPARATORS[">="]]["label_en"] == "at least"
    assert not any(isinstance(value, dict) for node in nodes.values() for value in node.values())
    assert not any(":" in key for node in nodes.values() for key in node)


def test_what_the_context_does_not_know_is_said_in_full() -> None:
    s, g = NamedNode(DEFAULT_BASE + "x"), NamedNode(DEFAULT_BASE + "g")
    odd = [
        Quad(s, NamedNode("urn:p"), Literal("1", datatype=NamedNode("urn:t")), g),
        Quad(s, NamedNode("urn:p"), NamedNode("urn:o"), g),
        Quad(s, NamedNode(t.LABEL), Literal("étiquette", language="fr"), g),
        Quad(s, NamedNode(t.VALUE), Literal("not a number"), g),
        Quad(s, NamedNode(t.COMPARATOR), NamedNode(DEFAULT_BASE + "other"), g),
    ]
    assert read_back(to_jsonld(odd, DEFAULT_BASE)) == set(odd)
