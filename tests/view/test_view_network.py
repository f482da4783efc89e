"""The networkx graph that the page shows."""

from dataclasses import replace

from view_samples import MINT, many, notice, report

from kg.view.kinds import KINDS, RELATIONS
from kg.view.network import amount, project


def kinds(graph) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, kind in graph.nodes(data="kind"):
        found[kind] = found.get(kind, 0) + 1
    return found


def test_everything_named_in_the_documents_is_a_node():
    assert kinds(project([notice(), report()])) == {
        "document": 2,
        "body": 5,
        "place": 2,
        "cited": 1,
        "heading": 4,
        "task": 2,
        "target": 4,
        "achievement": 2,
        "indicator": 5,
        "person": 1,
    }


def test_relations():
    document = notice()
    graph = project([document])
    task = document.tasks[0]
    statement = document.statements[0]
    place = "青川市青川区"
    expected = {
        (document.metadata.id, MINT.place(place)): "appliesTo",
        (document.metadata.id, MINT.cited("青川市2021年重点民生实事")): "implements",
        (task.id, statement.id): "hasStatement",
        (task.id, MINT.body(place, "区人社局")): "leadBody",
        (task.id, MINT.body(place, "区财政局")): "responsibleBody",
        (task.id, MINT.person(place, "李明")): "supervisedBy",
        (statement.id, MINT.indicator("新增城镇就业")): "indicator",
    }
    for (source, target), relation in expected.items():
        assert graph.edges[source, target]["relations"] == (relation,)
    assert {name for *_, names in graph.edges(data="relations") for name in names} <= set(RELATIONS)


def test_a_body_that_both_leads_and_answers_keeps_both_relations():
    document = notice()
    task = document.tasks[0]
    lead = task.responsibilities[0]
    again = replace(lead, role="responsible")
    document = replace(document, tasks=(replace(task, responsibilities=(lead, again)),))
    assert project([document]).edges[task.id, lead.agent]["relations"] == ("leadBody", "responsibleBody")


def test_an_indicator_of_two_documents_is_one_node():
    graph = project([notice(), report()])
    assert graph.in_degree(MINT.indicator("新增城镇就业")) == 2


def test_a_cited_document_that_is_there_is_not_drawn_twice():
    cited = notice().citations[0].title
    other = report()
    other = replace(other, metadata=replace(other.metadata, title=cited))
    graph = project([notice(), other])
    assert "cited" not in kinds(graph)
    assert graph.edges[notice().metadata.id, other.metadata.id]["relations"] == ("implements",)


def test_a_statement_whose_task_is_left_out_keeps_its_bodies():
    document = replace(notice(), tasks=())
    graph = project([document])
    statement = document.statements[0]
    assert graph.nodes[statement.id]["parent"] == document.metadata.id
    assert graph.edges[statement.id, statement.lead_ids[0]]["relations"] == ("leadBody",)


def test_two_files_with_one_text_are_one_document():
    assert len(project([notice(), replace(notice(), name="copy.txt")])) == len(project([notice()]))


def test_selection_keeps_the_kinds_asked_for():
    graph = project([notice(), report()], selection=["target", "indicator"])
    assert kinds(graph) == {"target": 4, "indicator": 5}
    assert graph.number_of_edges() == 4


def test_a_node_stands_after_its_parent():
    graph = project(many(3, 40))
    seen = set()
    for node, data in graph.nodes(data=True):
        assert data["kind"] in KINDS
        assert data["parent"] is None or data["parent"] in seen
        seen.add(node)


def test_amounts_show_comparator_and_change():
    statements = (*notice().statements, *report().statements)
    assert [amount(s) for s in statements] == ["≥12万人", "3万人次", "1.5万套", "↑6.6%", "11.2万人", "≤4%"]
