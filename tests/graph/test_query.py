"""SPARQL: what a query sees, what it may do, where its mistakes are, and its answers in each format."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg import Graph
from kg.errors import QueryError, UsageError
from kg.iri import Minter
from kg.model import Extraction
from kg.query.results import FORMATS
from kg.query.syntax import Query
from kg.query.table import width

VALUES = "SELECT ?value { ?s pk:value ?value } ORDER BY ?value"


def test_a_query_sees_all_graphs_together(graph: Graph) -> None:
    # statement and document in one graph, label of the indicator in another
    rows = list(
        graph.query("SELECT ?name ?label { ?s pk:statedIn/pk:fileName ?name ; pk:indicator/rdfs:label ?label }")
    )
    assert len(rows) == 10
    assert {row.name for row in rows} == {"city.txt", "district.txt", '"x"\n.txt'}


def test_graph_and_from_narrow_what_it_sees(graph: Graph, corpus: list[Extraction], minter: Minter) -> None:
    own = minter.graph(corpus[1].metadata.key)
    count = "(COUNT(*) AS ?n)"
    for query in (
        f"SELECT {count} {{ GRAPH <{own}> {{ ?s a pk:QuantifiedStatement }} }}",
        f"SELECT {count} FROM <{own}> {{ ?s a pk:QuantifiedStatement }}",
        f"SELECT {count} FROM NAMED <{own}> {{ GRAPH ?g {{ ?s a pk:QuantifiedStatement }} }}",
    ):
        assert [row.n for row in graph.query(query)] == [3]


def test_prefixes_are_declared_and_may_be_declared_otherwise(graph: Graph, corpus: list[Extraction]) -> None:
    key = corpus[0].metadata.key
    assert graph.query(f"ASK {{ d:document-{key} a pk:PolicyDocument }}")
    assert not graph.query(f"PREFIX pk: <urn:other:> ASK {{ d:document-{key} a pk:PolicyDocument }}")


def test_rows_give_python_values_by_name_and_place(graph: Graph) -> None:
    result = graph.query(
        "SELECT * { ?s pk:maxValue ?max ; pk:value ?v ; pk:deadline ?d ; pk:cumulative ?c OPTIONAL { ?s pk:per ?p } }"
    )
    (row,) = result
    assert (row.max, row["v"], row.d, row.c, row["p"]) == (Decimal(1500), Decimal(1200), date(2024, 12, 31), True, None)
    assert row[list(row).index("v")] == 1200
    assert result.to_dicts() == [dict(row)]
    with pytest.raises(AttributeError, match=r"no variable \?nothing"):
        getattr(row, "nothing")  # noqa: B009
    with pytest.raises(KeyError):
        row["nothing"]


def test_a_result_can_be_gone_through_again(graph: Graph) -> None:
    result = graph.query(VALUES)
    assert [row.value for row in result] == [row.value for row in result]
    assert result.serialize("csv") == result.serialize("csv")
    assert result.columns == ("value",)


def test_literals_beyond_their_datatype_stay_text(graph: Graph) -> None:
    (row,) = graph.query('SELECT ("x"^^xsd:integer AS ?i) ("2024-02-31"^^xsd:date AS ?d) (1e3 AS ?f) (1/0 AS ?e) {}')
    assert (row.i, row.d, row.f, row.e) == ("x", "2024-02-31", 1000.0, None)


# mistakes, and where they are


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("SELECT * WHERE {\n ?s ?p }", 2, 8, "did not expect '}'"),
        ("SELECT * WHERE { ?s ?p ?o", 1, 26, "ends too early"),
        ("SELEC * { ?s ?p ?o }", 1, 1, "did not expect 'SELEC'"),
        ("SELECT ?x {\n  ?x pk:value ?v\n  ?x pk:unit ?u\n}", 3, 3, "did not expect '?x'"),
        ("SELECT ?x { ?x a pk:Task }\nORDER ?x", 2, 7, "did not expect '?x'"),
        ("SELECT ?x { ?x a pk:Task }}", 1, 27, "did not expect '}'"),
        ("SELECT ?x {\n\n ?x foo:bar 1 }", 3, 5, "prefix 'foo:' is not declared"),
        ("SELECT ?x { ?x pk:unit '单位 }", 1, 24, "does not end on its line"),
        ("SELECT * { BIND(<rel> AS ?x) }", 1, 17, "<rel> is relative"),
        ("SELECT * { ?s ?p '''两\n行''' . 指标 }", 2, 8, "did not expect"),
        ("SELECT ?y (COUNT(?x) AS ?n) { ?x ?y ?z }", 1, 41, "SELECT contains a variable that is unbound"),
        ("", 1, 1, "ends too early"),
        ("# nothing\n", 1, 10, "ends too early"),
    ],
)
def test_a_mistake_is_shown_in_the_users_text(graph: Graph, query: str, line: int, column: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        graph.query(query)
    message = str(caught.value)
    assert message.startswith(f"line {line}, column {column}: ")
    assert words in message


def test_the_caret_stands_under_the_mistake() -> None:
    error = Query("SELECT * { '就业' ) }").error("here", 16)
    _, source, caret = str(error).splitlines()
    assert width(source[: source.index(")")]) == width(caret) - 1


# what a query may not do


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * { { SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } } }",
        "SELECT * { ?s ?p 'it\\'s' . SERVICE <http://127.0.0.1:9/> { } }",
        "SELECT * { ?a ?b ?c . FILTER(?a<?b) SERVICE ?s {} FILTER(?b>?c) }",
        "SELECT * { # comment '\n SERVICE <http://127.0.0.1:9/> { } }",
        "SELECT * { ?s pk:a\\'b ?o SERVICE <http://127.0.0.1:9/> { ?s pk:a\\'b ?o } }",
    ],
)
def test_service_is_refused(graph: Graph, query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        graph.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service pk:value ?v }",
        "SELECT * { ?s rdfs:label 'SERVICE <http://x/> {}' }",
        'SELECT * { ?s rdfs:label """a\nSERVICE <http://x/> {}""" }',
        "SELECT * { ?s <http://example.org/SERVICE#SERVICE> ?o } # SERVICE <http://x/> {}",
        "PREFIX service: <urn:s:> SELECT * { ?s service:SERVICE ?o }",
    ],
)
def test_the_word_service_elsewhere_is_no_service(graph: Graph, query: str) -> None:
    graph.query(query)


def test_what_looks_like_an_iri_hides_nothing_from_the_check(graph: Graph) -> None:
    hidden = "SELECT * { BIND(1 AS ?a) FILTER(?a<?b#c>'''\n) SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #''')\n }"
    with pytest.raises(QueryError):
        graph.query(hidden)


def test_service_with_leave_reaches_the_engine(graph: Graph) -> None:
    assert (
        graph.query("ASK { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", allow_service=True).kind == "boolean"
    )
    with pytest.raises(QueryError, match="the query failed"):
        list(graph.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", allow_service=True))


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX x: <urn:x:>\nDELETE WHERE { ?s ?p ?o }", "CLEAR ALL", "LOAD <urn:x>"],
)
def test_updates_are_refused(graph: Graph, update: str) -> None:
    with pytest.raises(QueryError, match="this is an update"):
        graph.query(update)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(*) AS ?n) { ?s pk:statedIn/rdfs:label|^pk:hasStatement ?o FILTER(?o<?s&&?s>?o) }",
        "SELECT (3-1 AS ?x) (2 -1 AS ?y) ('a'@zh-Hans AS ?l) ('1'^^xsd:integer AS ?i) {}",
        "SELECT (GROUP_CONCAT(?u; SEPARATOR=\", \") AS ?all) { ?s pk:unit ?u FILTER(?u != '' || !BOUND(?u)) }",
        "SELECT * { _:b0 pk:value ?v . [] pk:unit ?u . ?x pk:value 5. ?y pk:value -1.5e3 } LIMIT 1",
        "CONSTRUCT { ?s a <http://x/\\u4e2d> } WHERE { VALUES ?s { d:statement-1 UNDEF } }",
        "SELECT ?数 { ?s pk:value ?数 ; d:indicator-%20a\\,b.c:d ?o }",
    ],
)
def test_all_kinds_of_words_are_kept(graph: Graph, query: str) -> None:
    graph.query(query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ASK " + "{" * 5000 + "}" * 5000, "line 1, column 261: brackets are nested deeper than 256"),
        ("ASK { ?s ?p '\udcff' }", "character 14 of the query is not a character of Unicode"),
        ("ASK { \x00 }", "line 1, column 7"),
    ],
)
def test_what_would_break_the_engine(graph: Graph, query: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        graph.query(query)


# formats


def test_rows_in_the_standard_formats_parse_back(graph: Graph) -> None:
    result = graph.query("SELECT ?s ?value ?quote { ?s pk:value ?value ; pk:quote ?quote } ORDER BY ?s")
    expected = [[row.term(column) for column in result.columns] for row in result]
    for format, parser in (
        ("json", QueryResultsFormat.JSON),
        ("xml", QueryResultsFormat.XML),
        ("tsv", QueryResultsFormat.TSV),
    ):
        solutions = parse_query_results(result.serialize(format), format=parser)
        assert isinstance(solutions, QuerySolutions)
        assert [list(solution) for solution in solutions] == expected, format
    rows = list(csv.reader(io.StringIO(result.serialize("csv"))))
    assert rows[0] == ["s", "value", "quote"]
    assert [Decimal(row[1]) for row in rows[1:]] == [row.value for row in result]


def test_truth_in_the_standard_formats(graph: Graph) -> None:
    result = graph.query("ASK { ?s a pk:Target }")
    assert bool(result)
    assert json.loads(result.serialize("json"))["boolean"] is True
    assert result.serialize() == "true\n"
    assert not graph.query("ASK { ?s a <urn:nothing> }")


def test_a_graph_as_turtle_parses_back_and_is_the_same_each_time(graph: Graph) -> None:
    result = graph.query("CONSTRUCT { ?s ?p ?o } { ?s a pk:Target ; ?p ?o }")
    turtle = result.serialize("turtle")
    triples = {tuple(row.term(column) for column in result.columns) for row in result}
    assert {tuple(quad.triple) for quad in parse(turtle, RdfFormat.TURTLE)} == triples
    assert turtle == result.serialize("turtle")
    assert "pk:Target" in turtle


@pytest.mark.parametrize(
    ("query", "format", "words"),
    [
        ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "csv", "this query gives a graph: turtle, table"),
        ("DESCRIBE <urn:x>", "json", "this query gives a graph"),
        (VALUES, "turtle", "turtle is for CONSTRUCT and DESCRIBE"),
        ("ASK {}", "turtle", "turtle is for CONSTRUCT and DESCRIBE"),
        (VALUES, "yaml", "one of " + ", ".join(FORMATS)),
    ],
)
def test_formats_that_do_not_fit(graph: Graph, query: str, format: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        graph.query(query).serialize(format)


def test_a_table_is_aligned_and_short(graph: Graph) -> None:
    table = graph.query(
        "SELECT ?kind ?label { VALUES ?kind { pk:Target } ?s a ?kind ; rdfs:label ?label ; pk:value 15000.0 }"
    ).serialize()
    assert table.splitlines() == [
        "kind       label",
        "---------  " + "-" * 35,
        "pk:Target  新增就业岗位 ≥1.5万个（2024-12-31）",
    ]


def test_a_table_shows_no_control_characters(graph: Graph) -> None:
    table = graph.query("SELECT ?quote ?none { ?s pk:quote ?quote OPTIONAL { ?s pk:nothing ?none } }").serialize()
    assert all(c.isprintable() for line in table.splitlines() for c in line)
    assert len(table.splitlines()) == 12


def test_a_graph_as_a_table(graph: Graph) -> None:
    table = graph.query("CONSTRUCT { pk:a pk:b 'c' } {}").serialize()
    assert table.splitlines()[-1].split() == ["pk:a", "pk:b", "c"]
