"""Every ready question has an answer that was read in the documents.

``answers/NAME.csv`` (or ``NAME.2.csv``, ...) begins with ``# FOLDER: OPTIONS``: the documents that are asked, those of
``corpus``, of ``documents`` beside this file or of the ``pair`` of ``tests/link``, and what is typed behind ``kg ask
NAME``. The answer follows as CSV, IRIs as prefixed names; a line ``...`` stands for any rows.
"""

from __future__ import annotations

import csv
import io
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import ask, main
from kg.query import questions
from kg.query.prefixes import prefixes
from kg.query.syntax import Query
from tests.query.hostile import HOSTILE

ANSWERS = sorted((Path(__file__).parent / "answers").glob("*.csv"))
DOCUMENTS = Path(__file__).parent / "documents"
EVERY = list(questions.questions())
GOOD = {
    "string": "measure",
    "body": "区教育局",
    "place": "南湖区",
    "indicator": "就业",
    "document": "南湖",
    "date": "2021-12-31",
    "quarter": "2021Q4",
}


@pytest.fixture(scope="session")
def graphs(corpus_graph: Path, pair_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("questions") / "documents"
    kg.build(DOCUMENTS, folder)
    return {"corpus": corpus_graph, "documents": folder, "pair": pair_graph}


def test_each_question_has_an_answer() -> None:
    assert {path.name.split(".")[0] for path in ANSWERS} == set(questions.names())


def short(text: str) -> str:
    for prefix, iri in prefixes().items():
        text = text.replace(iri, f"{prefix}:")
    return text


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_answer(path: Path, graphs: dict[str, Path]) -> None:
    first, _, expected = path.read_text(encoding="utf-8").partition("\n")
    asked = re.fullmatch(r"# (\w+):(.*)", first)
    assert asked, f"{path.name} does not say what is asked"
    arguments = ["ask", path.name.split(".")[0], *shlex.split(asked[2]), "-g", str(graphs[asked[1]]), "--format", "csv"]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    rows = list(csv.reader(io.StringIO(short(result.output))))
    wanted = list(csv.reader(io.StringIO(expected)))
    assert len(wanted) > 1, f"{path.name} holds no row"
    if ["..."] not in wanted:
        assert rows == wanted
        return
    left = iter(rows)
    for before, row in zip([[], *wanted], wanted, strict=False):
        if row == ["..."]:
            continue
        found = next((r for r in left if r == row), None) if before == ["..."] else next(left, None)
        assert found == row
    assert wanted[-1] == ["..."] or next(left, None) is None


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.name)
def test_header(question: questions.Question) -> None:
    assert question.user in questions.USERS
    assert question.description
    assert re.search("[一-鿿]", question.title_zh)
    names = [parameter.name for parameter in question.parameters]
    taken = {option for parameter in ask.command.params for option in parameter.opts}
    assert not {f"--{name}" for name in names} & taken
    assert not {parameter.keyword for parameter in question.parameters} & {"from", "in", "is", "class", "question"}
    variables = {token.text for token in Query(question.sparql).tokens if token.kind == "variable"}
    parameters = {variable[1:] for variable in variables if variable.startswith("$")}
    expected = set()
    for parameter in question.parameters:
        expected |= (
            {f"{parameter.keyword.upper()}_START", f"{parameter.keyword.upper()}_END"}
            if parameter.type == "quarter"
            else {parameter.keyword.upper()}
        )
    assert parameters == expected, "the header names what the query uses"
    assert not {v[1:] for v in variables if v.startswith("?")} & parameters
    assert "ORDER BY" in question.sparql or question.name == "provenance", "rows come in one order"


def test_each_user_has_several_questions() -> None:
    users = [question.user for question in EVERY]
    assert len(EVERY) >= 34
    assert all(users.count(user) >= 5 for user in questions.USERS)


def test_all_bodies_of_the_name_are_listed_and_a_place_narrows(graphs: dict[str, Path]) -> None:
    graph = kg.load(graphs["documents"])
    both = {(row.body, row.place) for row in graph.ask("body-duties", body="区教育局")}
    assert both == {("东江市东湖区教育局", "东江市东湖区"), ("东江市南湖区教育局", "东江市南湖区")}
    assert {row.body for row in graph.ask("body-duties", body="区教育局", place="东湖区")} == {"东江市东湖区教育局"}
    assert {row.body for row in graph.ask("body-duties", body="南湖区人社局")} == {"东江市南湖区人力资源和社会保障局"}


def test_python_and_command_line_ask_the_same(graphs: dict[str, Path]) -> None:
    graph = kg.load(graphs["documents"])
    asked = graph.ask("body-duties", body="区教育局", year=2021)
    arguments = ["ask", "body-duties", "--body", "区教育局", "--year", "2021", "-g", str(graphs["documents"])]
    assert CliRunner().invoke(main, arguments).output == asked.serialize("table")
    assert [question.name for question in graph.questions()] == [question.name for question in EVERY]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_find_nothing_and_break_nothing(graphs: dict[str, Path], text: str) -> None:
    graph = kg.load(graphs["documents"])
    for question in EVERY:
        for parameter in question.parameters:
            if parameter.type in ("string", "body", "place", "indicator", "document"):
                values = {other.keyword: GOOD[other.type] for other in question.parameters if other.required}
                rows = list(graph.ask(question.name, **{**values, parameter.keyword: text}))
                assert rows == [], question.name


def test_what_is_shown_can_be_run(graphs: dict[str, Path]) -> None:
    asked = ["body-duties", "--body", '局"}', "--year", "2021"]
    shown = CliRunner().invoke(main, ["ask", *asked, "--show"])
    assert 'VALUES ($BODY $YEAR) { ("局\\"}" 2021) }' in shown.output
    where = ["-g", str(graphs["documents"])]
    run = CliRunner().invoke(main, ["query", shown.output, *where])
    assert run.exit_code == 0
    assert run.output == CliRunner().invoke(main, ["ask", *asked, *where]).output
