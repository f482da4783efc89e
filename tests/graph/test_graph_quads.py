"""Records become quads: complete, canonical, and traceable to the text."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Dataset

from kg.graph import terms as t
from kg.graph.document import CONTEXT, collapse
from kg.graph.nquads import Writer, lexical
from kg.graph.quads import derived_quads, document_quads, graph_quads
from kg.iri import Minter
from kg.model import Extraction


@pytest.fixture(scope="module")
def lines(corpus: list[Extraction], minter: Minter) -> list[str]:
    return graph_quads(corpus, minter)


@pytest.fixture(scope="module")
def quads(lines: list[str]) -> list[Quad]:
    return list(parse("\n".join(lines), RdfFormat.N_QUADS))


def values(quads: list[Quad], subject: str, predicate: str) -> list[str]:
    return sorted(q.object.value for q in quads if (q.subject.value, q.predicate.value) == (subject, predicate))


def test_the_order_of_documents_does_not_matter(corpus: list[Extraction], minter: Minter, lines: list[str]) -> None:
    for seed in range(5):
        shuffled = random.Random(seed).sample(corpus, len(corpus))
        assert graph_quads(shuffled, minter) == lines


def test_lines_are_sorted_by_their_bytes_and_unique(lines: list[str]) -> None:
    assert [line.encode() for line in lines] == sorted({line.encode() for line in lines})


def test_every_quad_survives_other_parsers_and_serialisers(lines: list[str]) -> None:
    store = Store()
    store.load("\n".join(lines), RdfFormat.N_QUADS)
    assert len(store) == len(lines)
    dumped = (store.dump(format=RdfFormat.N_QUADS) or b"").decode().splitlines()
    # the store knows one integer type
    assert sorted(dumped) == sorted(line.replace("nonNegativeInteger", "integer") for line in lines)
    dataset = Dataset()
    dataset.parse(data="\n".join(lines) + "\n", format="nquads")
    assert len(list(dataset.quads((None, None, None, None)))) == len(lines)


def test_no_blank_nodes_and_no_triple_in_two_graphs(quads: list[Quad]) -> None:
    assert not any(isinstance(term, BlankNode) for quad in quads for term in quad)
    triples = [quad.triple for quad in quads]
    assert len(set(triples)) == len(triples)


def test_one_graph_a_document_and_one_for_the_rest(corpus: list[Extraction], minter: Minter, quads: list[Quad]) -> None:
    named = {quad.graph_name.value for quad in quads}
    assert named == {minter.derived_graph(), minter.dataset_graph(), *(minter.graph(e.metadata.key) for e in corpus)}


def test_every_statement_leads_to_its_characters(corpus: list[Extraction], quads: list[Quad]) -> None:
    for extraction in corpus:
        for statement in extraction.statements:
            (source,) = values(quads, statement.id, t.WAS_DERIVED_FROM)
            assert values(quads, source, t.RDF_TYPE) == [t.SPECIFIC_RESOURCE]
            assert values(quads, source, t.HAS_SOURCE) == [extraction.metadata.id]
            position, quote = values(quads, source, t.HAS_SELECTOR)
            assert values(quads, position, t.RDF_TYPE) == [t.TEXT_POSITION_SELECTOR]
            assert values(quads, quote, t.RDF_TYPE) == [t.TEXT_QUOTE_SELECTOR]
            (start,), (end,) = values(quads, position, t.START), values(quads, position, t.END)
            text = extraction.text.replace("\ud800", "\ufffd")
            assert values(quads, quote, t.EXACT) == [text[int(start) : int(end)]] == [statement.number]
            before, after = text[: int(start)][-CONTEXT:], text[int(end) :][:CONTEXT]
            assert values(quads, quote, t.PREFIX) == [before] * bool(before)
            assert values(quads, quote, t.SUFFIX) == [after] * bool(after)


def test_every_task_and_responsibility_leads_to_its_characters(corpus: list[Extraction], quads: list[Quad]) -> None:
    exact = {q.subject.value.removesuffix("-quote"): q.object.value for q in quads if q.predicate.value == t.EXACT}
    tasks = [task for extraction in corpus for task in extraction.tasks]
    assert tasks
    for task in tasks:
        (source,) = values(quads, task.id, t.WAS_DERIVED_FROM)
        assert collapse(exact[source]).replace(" ", "") == task.text
        nodes = values(quads, task.id, t.HAS_RESPONSIBILITY)
        assert len(nodes) == len(task.responsibilities)
        named = {
            (exact[s], a)
            for n in nodes
            for s in values(quads, n, t.WAS_DERIVED_FROM)
            for a in values(quads, n, t.AGENT)
        }
        assert {("".join(name.split()), agent) for name, agent in named} == {
            (duty.name, duty.agent) for duty in task.responsibilities
        }


def test_the_fields_of_a_range(corpus: list[Extraction], quads: list[Quad]) -> None:
    statement = next(s for s in corpus[0].statements if s.value_max is not None)
    facts = {q.predicate.value: q.object for q in quads if q.subject.value == statement.id}
    decimal, zh = NamedNode(t.XSD_DECIMAL), "zh"
    assert facts[t.VALUE] == Literal("1200", datatype=decimal)
    assert facts[t.MAX_VALUE] == Literal("1500", datatype=decimal)
    assert facts[t.COMPARATOR] == NamedNode(t.COMPARATORS["range"])
    assert facts[t.NATURE] == NamedNode(t.NATURES["约束性"])
    assert facts[t.CUMULATIVE] == Literal("true", datatype=NamedNode(t.XSD_BOOLEAN))
    assert facts[t.DEADLINE] == Literal("2024-12-31", datatype=NamedNode(t.XSD_DATE))
    assert facts[t.QUOTE] == Literal("青年见习岗位由800个增加到1200—1500个", language=zh)
    assert facts[t.LABEL] == Literal("青年见习岗位 1200—1500个（2024-12-31）", language=zh)
    assert t.PER not in facts


@pytest.mark.parametrize(
    ("number", "label"),
    [
        ("1.5 万个", "新增就业岗位 ≥1.5万个（2024-12-31）"),
        ("4%", "登记失业率 ≤4%（2024-12-31）"),
        ("12.5%", "青年见习岗位 增长12.5%（2024-12-31）"),
        ("3000\n个", "新增就业岗位 约3000个（2024-12-31）"),
        ("2处", "零工驿站 2处"),
    ],
)
def test_labels_are_readable(corpus: list[Extraction], quads: list[Quad], number: str, label: str) -> None:
    statement = next(s for e in corpus for s in e.statements if s.number == number)
    assert values(quads, statement.id, t.LABEL) == [label]


def test_a_task_that_does_not_concern_the_place_says_so(corpus: list[Extraction], quads: list[Quad]) -> None:
    jobs, harbour = corpus[1].tasks
    place = corpus[1].metadata.place_id
    assert (values(quads, jobs.id, t.APPLIES_TO), values(quads, jobs.id, t.NOT_APPLICABLE_TO)) == ([place], [])
    assert (values(quads, harbour.id, t.APPLIES_TO), values(quads, harbour.id, t.NOT_APPLICABLE_TO)) == ([], [place])


def test_shortcuts_name_the_agents_of_the_responsibilities(
    corpus: list[Extraction], quads: list[Quad], minter: Minter
) -> None:
    task = corpus[1].tasks[0].id
    assert values(quads, task, t.LEAD_BODY) == [minter.body("东江市南湖区", "区就业局")]
    assert values(quads, task, t.RESPONSIBLE_BODY) == [minter.body("东江市南湖区", "区财政局")]
    assert values(quads, task, t.COOPERATING_BODY) == [minter.body("东江市南湖区", "各街道办事处")]
    assert values(quads, task, t.SUPERVISED_BY) == [minter.person("东江市南湖区", "周明")]


def test_bodies_persons_and_places_are_described(quads: list[Quad], minter: Minter) -> None:
    place = minter.place("东江市南湖区")
    body, person = minter.body("东江市南湖区", "区就业局"), minter.person("东江市南湖区", "周明")
    assert values(quads, body, t.RDF_TYPE) == sorted([t.BODY, t.ORGANIZATION])
    assert values(quads, body, t.JURISDICTION) == [place]
    assert values(quads, person, t.RDF_TYPE) == [t.PERSON]
    assert values(quads, person, t.PERSON_NAME) == ["周明"]
    assert values(quads, place, t.RDF_TYPE) == [t.PLACE]


def test_a_citation_ends_at_the_document_of_the_corpus(
    corpus: list[Extraction], quads: list[Quad], minter: Minter
) -> None:
    city, district = corpus[0].metadata.id, corpus[1].metadata.id
    guide = minter.cited("社区食堂建设导则")
    assert values(quads, district, t.REFERENCES) == sorted([city, guide])
    assert values(quads, district, t.IMPLEMENTS) == [city]
    assert values(quads, guide, t.TITLE) == ["社区食堂建设导则"]
    assert not values(quads, minter.cited("东政[2024]7号"), t.RDF_TYPE)
    citing = [q.subject.value for q in quads if q.predicate.value == t.CITES and q.object.value == city]
    assert [values(quads, passage, t.HAS_SOURCE) for passage in citing] == [[district]]


def test_without_the_cited_document_the_citation_ends_at_its_name(corpus: list[Extraction], minter: Minter) -> None:
    quads = list(parse("\n".join(graph_quads(corpus[1:], minter)), RdfFormat.N_QUADS))
    cited = minter.cited("东政[2024]7号")
    assert cited in values(quads, corpus[1].metadata.id, t.REFERENCES)
    assert values(quads, cited, t.DOCUMENT_NUMBER) == ["东政[2024]7号"]


def test_a_document_graph_is_the_same_whatever_else_is_in_the_corpus(corpus: list[Extraction], minter: Minter) -> None:
    assert document_quads(corpus[0], minter) == document_quads(corpus[0], minter)
    assert all(f"<{minter.graph(corpus[0].metadata.key)}> ." in line for line in document_quads(corpus[0], minter))


def test_the_same_text_under_two_names_is_one_document(corpus: list[Extraction], minter: Minter) -> None:
    twice = [corpus[0], replace(corpus[0], name="copy.txt")]
    extra = set(graph_quads(twice, minter)) - set(graph_quads(corpus[:1], minter))
    about_text = [line for line in extra if minter.dataset_graph() not in line]
    assert [line.split()[1] for line in about_text] == [f"<{t.FILE_NAME}>"]


def test_names_in_other_words_are_alternative_labels(corpus: list[Extraction], minter: Minter) -> None:
    statement = replace(corpus[0].statements[0], indicator="岗位新增")
    renamed = replace(corpus[0], statements=(statement, *corpus[0].statements[1:]))
    quads = list(parse("\n".join(derived_quads([renamed], minter)), RdfFormat.N_QUADS))
    assert values(quads, statement.indicator_id, t.PREF_LABEL) == ["新增就业岗位"]
    assert values(quads, statement.indicator_id, t.ALT_LABEL) == ["岗位新增"]


def test_a_statement_that_names_no_indicator_has_none(corpus: list[Extraction], minter: Minter) -> None:
    statement = replace(corpus[0].statements[0], indicator="", indicator_id=minter.indicator(""))
    quads = list(
        parse("\n".join(graph_quads([replace(corpus[0], statements=(statement,))], minter)), RdfFormat.N_QUADS)
    )
    assert values(quads, statement.id, t.INDICATOR) == []
    assert values(quads, statement.id, t.LABEL) == ["≥1.5万个（2024-12-31）"]
    assert minter.indicator("") not in {quad.subject.value for quad in quads}


@given(st.text(st.characters(exclude_categories=[]), min_size=1))
def test_any_text_survives_as_a_literal(text: str) -> None:
    writer = Writer("urn:g")
    writer.string("urn:s", "urn:p", text)
    (line,) = writer.lines
    (quad,) = parse(line, RdfFormat.N_QUADS)
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert quad.object == Literal(expected)
    store = Store()
    store.add(quad)
    assert (store.dump(format=RdfFormat.N_QUADS) or b"").decode() == line + "\n"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_decimals_are_written_in_their_canonical_form(value: Decimal) -> None:
    text = lexical(value)
    assert Decimal(text) == value
    store = Store()
    store.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), Literal(text, datatype=NamedNode(t.XSD_DECIMAL))))
    assert next(iter(store)).object.value == text


def test_exponents_are_written_out() -> None:
    assert lexical(Decimal("1E+3")) == "1000"
    assert lexical(Decimal("-0.00")) == "0"
