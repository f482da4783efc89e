"""The graph of whole documents: those of the project, and the real ones where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.graph import terms as t
from kg.graph.quads import graph_quads
from kg.iri import Minter
from kg.model import Extraction
from kg.pipeline import extract_documents
from kg.query import questions
from kg.query.run import run_query
from kg.read import SUFFIXES, read

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "corpus"


def extracted(folder: Path) -> list[Extraction]:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    assert paths, f"no documents in {folder}"
    return list(extract_documents(read(path, path.relative_to(folder).as_posix()) for path in paths))


@pytest.fixture(scope="module", params=["ours", "real"])
def extractions(request: pytest.FixtureRequest) -> list[Extraction]:
    if request.param == "ours":
        return extracted(ROOT / "corpus")
    if not REAL.is_dir() and os.environ.get("CI") != "true":
        pytest.skip(f"the real documents are not at {REAL}")
    return extracted(REAL)


@pytest.fixture(scope="module")
def store(extractions: list[Extraction]) -> Store:
    lines = graph_quads(extractions, Minter())
    store = Store()
    store.extend(parse("\n".join(lines), RdfFormat.N_QUADS))  # the strict parser: every IRI is one
    assert len(store) == len(lines)
    return store


def test_every_statement_is_in_the_graph_with_its_characters(extractions: list[Extraction], store: Store) -> None:
    exact = "SELECT ?s ?exact ?start { ?s a pk:QuantifiedStatement ; prov:wasDerivedFrom/oa:hasSelector ?p, ?q . "
    found = {
        row.s: (row.start, row.exact) for row in run_query(store, exact + "?p oa:start ?start . ?q oa:exact ?exact }")
    }
    assert found == {s.id: (s.start, e.text[s.start : s.end]) for e in extractions for s in e.statements}


def test_every_agent_of_a_statement_has_its_role_in_the_task(extractions: list[Extraction]) -> None:
    for extraction in extractions:
        roles = {task.id: {(duty.role, duty.agent) for duty in task.responsibilities} for task in extraction.tasks}
        for s in extraction.statements:
            of_task = roles[s.task] if s.task else set()
            assert {("lead", iri) for iri in s.lead_ids} <= of_task
            assert {("supervising", iri) for iri in s.supervisor_ids} <= of_task


def test_everything_that_is_pointed_at_is_described(store: Store) -> None:
    described = {quad.subject for quad in store}
    data = Minter().base
    objects = {
        quad.object for quad in store if isinstance(quad.object, NamedNode) and quad.object.value.startswith(data)
    }
    assert objects <= described


def test_everything_that_is_described_has_one_label(store: Store) -> None:
    labels = "SELECT ?s (COUNT(?label) AS ?n) { ?s a ?class OPTIONAL { ?s rdfs:label ?label } VALUES ?class { "
    classes = [*t.KIND_CLASSES.values(), t.TASK, t.INDICATOR_CLASS, t.BODY, t.PERSON, t.PLACE, t.RESPONSIBILITY]
    rows = run_query(store, labels + " ".join(f"<{iri}>" for iri in classes) + " } } GROUP BY ?s")
    assert {row.n for row in rows} == {1}


@pytest.mark.parametrize("name", ["documents", "duties-by-body", "same-indicator", "who-leads-what", "statement-table"])
def test_questions_have_answers(store: Store, name: str) -> None:
    assert list(run_query(store, questions.find(name).bind()))
