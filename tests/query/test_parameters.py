"""Values of parameters: typed, escaped, and never part of the query."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Store

from kg.cli import main
from kg.errors import UsageError
from kg.query.parameters import Parameter, literal
from kg.query.questions import find
from kg.query.run import run_query
from tests.query.hostile import HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_a_literal_means_its_characters(text: str) -> None:
    (row,) = run_query(Store(), f"SELECT ({literal(text)} AS ?text) {{}}")
    assert row.text == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_means_its_characters(text: str) -> None:
    (row,) = run_query(Store(), f"SELECT ({literal(text)} AS ?text) {{}}")
    assert row.text == text


def resolved(query: str) -> str:
    """A query as an engine sees it that resolves escapes of characters before anything else."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(int(m[1] or m[2], 16)), query)


@given(st.text(st.sampled_from('\\uU0"2{}教')))
def test_engines_that_resolve_escapes_first_see_the_same(text: str) -> None:
    (row,) = run_query(Store(), f"SELECT ({resolved(literal(text))} AS ?text) {{}}")
    assert row.text == text


@pytest.mark.parametrize(
    ("type", "value", "terms"),
    [
        ("string", " 教育 ", [("X", '"教育"')]),
        ("year", "2021", [("X", "2021")]),
        ("year", 2021, [("X", "2021")]),
        ("date", "2024-02-29", [("X", '"2024-02-29"^^<http://www.w3.org/2001/XMLSchema#date>')]),
        ("date", date(2021, 1, 2), [("X", '"2021-01-02"^^<http://www.w3.org/2001/XMLSchema#date>')]),
        ("decimal", "0.80", [("X", '"0.80"^^<http://www.w3.org/2001/XMLSchema#decimal>')]),
        ("decimal", 0.5, [("X", '"0.5"^^<http://www.w3.org/2001/XMLSchema#decimal>')]),
        ("decimal", Decimal(-2), [("X", '"-2"^^<http://www.w3.org/2001/XMLSchema#decimal>')]),
    ],
)
def test_values(type: str, value: Any, terms: list[tuple[str, str]]) -> None:
    assert Parameter("x", type, "x").bindings(value) == terms


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("2021Q1", "2021-01-01", "2021-03-31"),
        ("2021-q2", "2021-04-01", "2021-06-30"),
        ("2021年第三季度", "2021-07-01", "2021-09-30"),
        ("2021年四季度", "2021-10-01", "2021-12-31"),
        ("2021年1季度", "2021-01-01", "2021-03-31"),
    ],
)
def test_quarters(value: str, start: str, end: str) -> None:
    bound = Parameter("quarter", "quarter", "x").bindings(value)
    assert [(name, term[1:11]) for name, term in bound] == [("QUARTER_START", start), ("QUARTER_END", end)]


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("string", ""),
        ("string", "  \u3000"),
        ("string", 3),
        ("body", "教育\n局"),
        ("body", "教育\u200b局"),
        ("body", "教育\ud800局"),
        ("year", "21"),
        ("year", "２０２１"),
        ("year", "2021) } #"),
        ("year", True),
        ("date", "2021-02-29"),
        ("date", "20210228"),
        ("date", "2021-W01-1"),
        ("date", 2021),
        ("quarter", "2021Q5"),
        ("quarter", "0000Q1"),
        ("quarter", "2021"),
        ("decimal", "NaN"),
        ("decimal", "1e9"),
        ("decimal", "0,8"),
        ("decimal", float("inf")),
    ],
)
def test_wrong_values(type: str, value: Any) -> None:
    with pytest.raises(UsageError, match="--x"):
        Parameter("x", type, "x").bindings(value)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing-of-the-kind"], "There is no question 'nothing-of-the-kind'"),
        (["body-duties"], "body-duties needs --body; its parameters: --body BODY [--place PLACE] [--year YEAR]"),
        (["body-duties", "--body", "x", "--year", "abc"], "--year 'abc' is no year; write it as 2021"),
        (["body-duties", "--boddy", "x"], "its parameters: --body BODY [--place PLACE] [--year YEAR]"),
        (["body-duties", "--body"], "its parameters: --body BODY"),
        (["not-applicable", "--body", "x"], "it has no parameters"),
        (["body-duties", "more", "--body", "x"], "its parameters: --body BODY"),
        (["--body", "x"], "There is no question 'x'"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["ask", "-g", str(tmp_path), *arguments])
    assert result.exit_code == 2
    assert message in result.stderr


def test_wrong_usage_in_python() -> None:
    with pytest.raises(UsageError, match="no parameter 'boddy'; its parameters: --body"):
        find("body-duties").bind(boddy="x")
    with pytest.raises(UsageError, match="due-in-quarter"):
        find("../questions")


def test_no_graph(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["ask", "units", "-g", str(tmp_path / "none")])
    assert result.exit_code == 1
    assert str(tmp_path / "none") in result.stderr


def test_the_list_and_the_help_name_everything() -> None:
    shown = CliRunner().invoke(main, ["ask"]).output
    assert "auditor 审计监督人员\n" in shown
    assert "  due-in-quarter\n      Which targets fall due in a quarter?\n" in shown
    assert "      --quarter QUARTER [--place PLACE]\n" in shown
    helped = CliRunner().invoke(main, ["ask", "low-confidence", "--help"]).output
    assert "置信度" in helped
    assert "[default: 0.8]" in helped
