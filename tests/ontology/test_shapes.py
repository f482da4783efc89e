"""The shapes: every graph that is written holds to them, and each one finds what it is there to find."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store, parse
from rdflib import RDF, RDFS, Graph, URIRef

import kg
from kg import ontology
from kg.cli import main
from kg.errors import UsageError
from kg.graph import terms
from kg.graph.quads import graph_quads
from kg.iri import Minter
from kg.link.ends import linked
from kg.link.records import link_records
from kg.ontology.turtle import PREFIXES
from kg.pipeline import extract_documents
from kg.query.prefixes import prefixes
from kg.read import SUFFIXES, read
from kg.validation import validate
from kg.validation.run import FIRST

ROOT = Path(__file__).parents[2]
PAIR = ROOT / "tests" / "link" / "pair"
REAL = ROOT.parent / "shared" / "corpus"
SHAPES = Graph().parse(data=ontology.read("shapes.ttl"), format="turtle")
SH, PKSH = PREFIXES["sh"], PREFIXES["pksh"]
PROPERTIES = sorted(
    str(s).removeprefix(PKSH)
    for s in SHAPES.subjects(RDF.type, URIRef(SH + "PropertyShape"))
    if str(s).startswith(PKSH)
)
HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in {**PREFIXES, **prefixes()}.items())

CITY = """东江市人民政府办公室关于印发2024年民生实事任务分解的通知
东政办〔2024〕7号
各县（区）人民政府：
按照《东江市人民政府关于下达年度民生目标的通知》（东政〔2024〕3号）要求，分解如下：
一、就业
1. 2024年底前新增城镇就业1.5万人以上，开发公益岗位1200—1500个，同比增长12.5%。
分管领导：周明
牵头单位：市人社局
责任单位：市财政局
配合单位：市教育局
2. 港区疏浚工程（此项工作不涉及我市）。
牵头单位：市交通局
东江市人民政府办公室
2024年2月1日
"""


def store_of(folder: Path) -> Store:
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    documents = list(extract_documents(read(path, path.relative_to(folder).as_posix()) for path in paths))
    links = link_records([linked(document) for document in documents], Minter())
    store = Store()
    store.extend(parse("\n".join(graph_quads(documents, Minter(), links)), RdfFormat.N_QUADS))
    return store


@pytest.mark.parametrize("folder", [ROOT / "corpus", REAL, ROOT / "tests" / "gold" / "genres"], ids=lambda p: p.name)
def test_every_graph_conforms(folder: Path) -> None:
    if folder == REAL and not REAL.is_dir() and os.environ.get("CI") != "true":
        pytest.skip(f"the real documents are not at {REAL}")
    report = validate(store_of(folder))
    assert report.conforms, report.findings
    assert report.triples > 1000


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("small")
    (folder / "city.txt").write_text(CITY, encoding="utf-8")
    shutil.copytree(PAIR, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.csv"))
    return store_of(folder)


def test_the_small_graph_has_something_for_each_shape_of_a_node(small: Store) -> None:
    for target in SHAPES.objects(None, URIRef(SH + "targetClass")):
        assert small.query(f"ASK {{ GRAPH ?g {{ ?s a <{target}> }} }}"), target
    for target in SHAPES.objects(None, URIRef(SH + "targetSubjectsOf")):
        assert small.query(f"ASK {{ GRAPH ?g {{ ?s <{target}> ?o }} }}"), target
    assert validate(small).conforms


def first(pattern: str) -> str:
    """The first node that ``pattern`` fits, as ``?s`` with its graph ``?g``."""
    return f"{{ SELECT ?s ?g {{ GRAPH ?g {{ ?s {pattern} }} }} ORDER BY ?s LIMIT 1 }}"


def lose(path: str, of: str) -> str:
    """Takes all values of a property from the first node that ``of`` fits."""
    return f"DELETE {{ GRAPH ?g {{ ?s {path} ?o }} }} WHERE {{ {first(of)} GRAPH ?g {{ ?s {path} ?o }} }}"


def gain(path: str, value: str, of: str) -> str:
    """Gives the first node that ``of`` fits a value."""
    return f"INSERT {{ GRAPH ?g {{ ?s {path} {value} }} }} WHERE {{ {first(of)} }}"


def change(path: str, value: str, of: str = "") -> str:
    """Gives the first node that ``of`` fits, or has the property, another value instead of those it has."""
    return (
        f"DELETE {{ GRAPH ?g {{ ?s {path} ?o }} }} INSERT {{ GRAPH ?g {{ ?s {path} {value} }} }} "
        f"WHERE {{ {first(of or path + ' ?any')} GRAPH ?g {{ ?s {path} ?o }} }}"
    )


NOWHERE = "<urn:nowhere>"
DATE = '"2024-13-45"^^xsd:date'
STATEMENT, TASK, DUTY = "a pk:QuantifiedStatement", "a pk:Task", "a pk:Responsibility"
READ = "pk:fileName ?file"
SOURCE = "a oa:SpecificResource"
LINK = "a pk:Link"

BROKEN = {
    "document-label": lose("rdfs:label", READ),
    "document-title": gain("dcterms:title", '"x"', READ),
    "document-number": change("pk:documentNumber", '"x"', READ + " ; pk:documentNumber ?n"),
    "document-issued": change("dcterms:issued", DATE),
    "read-document-type": f"INSERT DATA {{ GRAPH <urn:g> {{ <urn:d> pk:fileName 'd.txt' ; pk:mediaType 'text/plain' ; "
    f"pk:sha256 '{'0' * 64}' }} }}",
    "read-document-file": gain("pk:fileName", '"y.txt"', READ),
    "read-document-media": change("pk:mediaType", '"text"'),
    "read-document-hash": change("pk:sha256", '"abc"'),
    "read-document-issuer": change("pk:issuedBy", NOWHERE),
    "read-document-place": change("dcterms:spatial", NOWHERE, READ + " ; dcterms:spatial ?p"),
    "read-document-genre": change("pk:genre", '""'),
    "read-document-year": change("pk:year", "24"),
    "read-document-start": change("pk:periodStart", '"2030-01-01"^^xsd:date'),
    "read-document-end": gain("pk:periodEnd", '"2025-12-31"^^xsd:date', READ),
    "read-document-addressee": change("pk:addressee", '"各县"'),
    "read-document-implements": change("pk:implements", NOWHERE),
    "task-label": lose("rdfs:label", TASK),
    "task-document": lose("pk:statedIn", TASK),
    "task-source": lose("prov:wasDerivedFrom", TASK),
    "task-number": gain("pk:itemNumber", "99", TASK + " ; pk:itemNumber ?n"),
    "task-section": change("pk:section", '"x"', TASK + " ; pk:section ?x"),
    "task-place": change("pk:appliesTo", NOWHERE),
    "task-elsewhere": change("pk:notApplicableTo", NOWHERE),
    "task-statement": gain("pk:hasStatement", NOWHERE, TASK),
    "task-responsibility": gain("pk:hasResponsibility", NOWHERE, TASK),
    "task-lead": gain("pk:leadBody", NOWHERE, TASK),
    "task-responsible": gain("pk:responsibleBody", NOWHERE, TASK),
    "task-cooperating": gain("pk:cooperatingBody", NOWHERE, TASK),
    "task-supervisor": gain("pk:supervisedBy", NOWHERE, TASK),
    "responsibility-label": lose("rdfs:label", DUTY),
    "responsibility-agent": lose("pk:agent", DUTY),
    "responsibility-role": change("pk:role", "pk:comparator-equal"),
    "responsibility-task": "DELETE { GRAPH ?g { ?s pk:hasResponsibility ?o } } WHERE { { SELECT ?g ?s ?o { GRAPH ?g "
    "{ ?s pk:hasResponsibility ?o } } ORDER BY ?o LIMIT 1 } }",
    "responsibility-source": lose("prov:wasDerivedFrom", DUTY),
    "statement-kind": "DELETE { GRAPH ?g { ?s a pk:Target } } WHERE { "
    + first(STATEMENT + ", pk:Target")
    + " GRAPH ?g { ?s a pk:Target } }",
    "statement-label": lose("rdfs:label", STATEMENT),
    "statement-document": lose("pk:statedIn", STATEMENT),
    "statement-source": lose("prov:wasDerivedFrom", STATEMENT),
    "statement-indicator": change("pk:indicator", NOWHERE),
    "statement-value": change("pk:value", '"3"', STATEMENT + " ; pk:comparator pk:comparator-atLeast"),
    "statement-maximum": change("pk:maxValue", "2000"),
    "statement-unit": gain("pk:unit", '"另"', STATEMENT + " ; pk:unit ?u"),
    "statement-comparator": lose("pk:comparator", STATEMENT + " ; pk:comparator pk:comparator-atLeast"),
    "statement-change": change("pk:change", "pk:role-lead"),
    "statement-basis": gain("pk:basis", "pk:change-level", STATEMENT),
    "statement-nature": gain("pk:nature", "pk:change-level", STATEMENT),
    "statement-deadline": change("pk:deadline", '"soon"'),
    "statement-explicit": change("pk:deadlineExplicit", '"yes"'),
    "statement-per": gain("pk:per", '"每个街道"', STATEMENT),
    "statement-cumulative": gain("pk:cumulative", "false", STATEMENT),
    "statement-scope": gain("pk:scope", '"全市"', STATEMENT),
    "statement-quote": lose("pk:quote", STATEMENT),
    "statement-section": change("pk:section", '"x"', STATEMENT + " ; pk:section ?x"),
    "statement-rule": lose("pk:rule", STATEMENT),
    "statement-confidence": change("pk:confidence", "1.5", STATEMENT),
    "dated-explicit": lose("pk:deadlineExplicit", STATEMENT),
    "explicit-deadline": lose("pk:deadline", STATEMENT),
    "bounded-comparator": change("pk:comparator", "pk:comparator-equal", "pk:maxValue ?m"),
    "bounded-value": change("pk:maxValue", "3.0"),
    "indicator-label": lose("rdfs:label", "a pk:Indicator"),
    "indicator-name": lose("skos:prefLabel", "a pk:Indicator"),
    "indicator-concept": "DELETE { GRAPH ?g { ?s a skos:Concept } } WHERE { { SELECT ?g ?s { GRAPH ?g { ?s a "
    "pk:Indicator } } ORDER BY ?s LIMIT 1 } }",
    "body-label": lose("rdfs:label", "a pk:Body"),
    "body-name": lose("skos:prefLabel", "a pk:Body"),
    "body-jurisdiction": gain("pk:jurisdiction", NOWHERE, "a pk:Body"),
    "body-type": "DELETE { GRAPH ?g { ?s a org:Organization } } WHERE { { SELECT ?g ?s { GRAPH ?g { ?s a pk:Body } } "
    "ORDER BY ?s LIMIT 1 } }",
    "body-level": change("pk:level", "pk:role-lead", "a pk:Body ; pk:level ?l"),
    "body-system": change("pk:functionalSystem", NOWHERE),
    "body-kind": gain("pk:bodyKind", '"x"', "a pk:Body ; pk:bodyKind ?k"),
    "body-guide": gain("pk:guidedBy", NOWHERE, "a pk:Body"),
    "body-member": gain("org:hasMember", NOWHERE, "a pk:Body"),
    "place-level": gain("pk:level", "pk:role-lead", "a pk:Place"),
    "place-code": gain("pk:code", '"12"', "a pk:Place"),
    "place-parent": gain("dcterms:isPartOf", NOWHERE, "a pk:Place"),
    "place-candidate": gain("pk:placeCandidate", NOWHERE, "a pk:Place"),
    "read-document-candidate": gain("pk:placeCandidate", NOWHERE, READ),
    "statement-place": gain("pk:scopePlace", NOWHERE, STATEMENT),
    "statement-reports-on": gain("pk:reportsOn", NOWHERE, STATEMENT),
    "task-reports-on": gain("pk:reportsOn", NOWHERE, TASK),
    "task-state": gain("pk:state", "pk:role-lead", TASK),
    "task-state-words": gain("pk:stateWords", '"x"', TASK),
    "task-as-of": gain("pk:asOf", DATE, TASK),
    "statement-sheet": gain("pk:sheet", "1", STATEMENT),
    "statement-table": gain("pk:table", "0", STATEMENT),
    "statement-row": gain("pk:row", "0", STATEMENT),
    "statement-column": gain("pk:column", "0", STATEMENT),
    "statement-page": gain("pk:page", "0", STATEMENT),
    "person-label": lose("rdfs:label", "a foaf:Person"),
    "person-name": lose("foaf:name", "a foaf:Person"),
    "person-jurisdiction": gain("pk:jurisdiction", NOWHERE, "a foaf:Person"),
    "place-label": lose("rdfs:label", "a pk:Place"),
    "place-name": lose("skos:prefLabel", "a pk:Place"),
    "source-document": lose("oa:hasSource", SOURCE),
    "source-position": "DELETE { GRAPH ?g { ?s oa:hasSelector ?o } } WHERE { { SELECT ?g ?s ?o { GRAPH ?g "
    "{ ?s oa:hasSelector ?o . ?o a oa:TextPositionSelector } } ORDER BY ?s LIMIT 1 } }",
    "source-quote": "DELETE { GRAPH ?g { ?s oa:hasSelector ?o } } WHERE { { SELECT ?g ?s ?o { GRAPH ?g "
    "{ ?s oa:hasSelector ?o . ?o a oa:TextQuoteSelector } } ORDER BY ?s LIMIT 1 } }",
    "source-cites": change("pk:cites", NOWHERE),
    "position-start": change("oa:start", "-1"),
    "position-end": gain("oa:end", "100000", "oa:end ?e"),
    "position-order": change("oa:end", "0", "oa:end ?e"),
    "quote-exact": lose("oa:exact", "oa:exact ?x"),
    "quote-prefix": change("oa:prefix", '"一二三四五六七八九十一二三四五六七八九十一"'),
    "quote-suffix": change("oa:suffix", '"一二三四五六七八九十一二三四五六七八九十一"'),
    "link-child": change("pk:child", NOWHERE),
    "link-confidence": change("pk:confidence", "2.0", LINK),
    "link-ends": lose("pk:child", "pk:relation pk:relation-noSource"),
    "link-evidence": lose("pk:evidence", LINK),
    "link-label": lose("rdfs:label", LINK),
    "link-parent": gain("pk:parent", NOWHERE, LINK),
    "link-relation": change("pk:relation", "pk:role-lead"),
    "link-silent": change("pk:silentDocument", NOWHERE),
    "dataset-title": lose("dcterms:title", "a dcat:Dataset"),
    "dataset-triples": lose("void:triples", "a dcat:Dataset"),
    "dataset-space": lose("void:uriSpace", "a dcat:Dataset"),
    "dataset-rights": lose("dcterms:rights", "a dcat:Dataset"),
}


def test_every_shape_is_put_to_the_test() -> None:
    assert sorted(BROKEN) == PROPERTIES


@pytest.mark.parametrize("shape", PROPERTIES)
def test_a_graph_that_breaks_one_shape_violates_that_one(small: Store, shape: str) -> None:
    broken = Store()
    broken.extend(small)
    broken.update(HEAD + BROKEN[shape])
    assert set(broken) != set(small), "nothing was broken"
    report = validate(broken)
    assert {finding.shape.removeprefix(PKSH) for finding in report.findings} == {shape}
    assert not report.conforms


def test_shapes_are_told_in_both_languages() -> None:
    for kind in ("NodeShape", "PropertyShape"):
        for shape in SHAPES.subjects(RDF.type, URIRef(SH + kind)):
            assert sorted(label.language for label in SHAPES.objects(shape, RDFS.label)) == ["en", "zh"], shape


def test_shapes_know_the_concepts_that_there_are() -> None:
    lists = {frozenset(map(str, SHAPES.items(o))) for o in SHAPES.objects(None, URIRef(SH + "in"))}
    for members in (
        terms.COMPARATORS,
        terms.CHANGES,
        terms.BASES,
        terms.NATURES,
        terms.ROLES,
        terms.STATES,
        terms.KIND_CLASSES,
    ):
        assert frozenset(members.values()) in lists


# The command

NO_SHAPES = f"@prefix sh: <{SH}> . <urn:s> a sh:NodeShape ; sh:targetClass <{terms.TARGET}> ; sh:minCount 3 ."


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    (folder / "city.txt").write_text(CITY, encoding="utf-8")
    kg.build(folder / "city.txt", folder / "graph")
    return folder


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["validate", *map(str, words)])
    return result.exit_code, result.output


def test_a_built_graph_conforms(outputs: Path) -> None:
    before = {p: p.read_bytes() for p in (outputs / "graph").rglob("*") if p.is_file()}
    status, output = run("-g", outputs / "graph")
    assert (status, output.startswith("The graph conforms")) == (0, True)
    assert {p: p.read_bytes() for p in (outputs / "graph").rglob("*") if p.is_file()} == before


def test_violations_are_told_in_words(outputs: Path) -> None:
    shapes = outputs / "mine.ttl"
    shapes.write_text(
        f"""@prefix sh: <{SH}> . @prefix pk: <{terms.PK}> . @prefix rdfs: <{RDFS}> . @prefix : <urn:x:> .
        :Unit a sh:NodeShape ; sh:targetClass pk:Target ; sh:property :unit .
        :unit sh:path pk:unit ; sh:hasValue "座" ; rdfs:label "单位为座"@zh, "the unit is 座"@en .""",
        encoding="utf-8",
    )
    status, output = run("-g", outputs / "graph", "--shapes", shapes, "--first", 1)
    assert status == 1
    lines = output.splitlines()
    found = re.fullmatch("Violation: 单位为座 / the unit is 座: ([0-9]+)", lines[0])
    assert found
    assert int(found[1]) > 1
    assert lines[1].startswith("  city.txt  ")
    assert "d:statement-" in lines[1]
    assert lines[2] == f"  and {int(found[1]) - 1} more"
    assert lines[3].startswith("The graph does not conform: 1 of ")


def test_warnings_do_not_fail(outputs: Path) -> None:
    shapes = outputs / "warn.ttl"
    shapes.write_text(
        f"""@prefix sh: <{SH}> . @prefix pk: <{terms.PK}> . @prefix : <urn:x:> .
        :S a sh:NodeShape ; sh:targetClass pk:Task ; sh:property [ sh:path pk:per ; sh:minCount 1 ;
            sh:severity sh:Warning ; sh:message "say for each of what"@en ] .""",
        encoding="utf-8",
    )
    status, output = run("-g", outputs / "graph", "--shapes", shapes)
    assert status == 0
    assert output.startswith("Warning: say for each of what: ")
    assert "The graph conforms" in output


@pytest.mark.parametrize(
    "text",
    ["no turtle", NO_SHAPES],
)
def test_bad_shapes_are_a_wrong_usage(outputs: Path, text: str) -> None:
    shapes = outputs / "bad.ttl"
    shapes.write_text(text, encoding="utf-8")
    status, output = run("-g", outputs / "graph", "--shapes", shapes)
    assert status == 2
    assert output.startswith("Error: ")
    assert len(output.splitlines()) == 1


def test_missing_files_are_told(outputs: Path) -> None:
    assert run("-g", outputs / "graph", "--shapes", outputs / "none.ttl")[0] == 2
    assert run("-g", outputs / "none")[0] == 1


def test_from_python(outputs: Path) -> None:
    graph = kg.load(outputs / "graph")
    assert graph.validate().conforms
    with pytest.raises(UsageError):
        graph.validate("no turtle")
    assert FIRST == 5
