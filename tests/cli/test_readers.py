"""The commands that read a graph."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.model import Statement


def run(graph: Path, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [command, "-g", str(graph), *arguments])


def records(graph: Path, *arguments: str) -> list[dict[str, object]]:
    result = run(graph, "targets", "--format", "jsonl", *arguments)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_records_are_those_of_the_build(graph: Path) -> None:
    printed = run(graph, "targets", "--format", "jsonl").stdout
    assert printed == (graph / "targets.jsonl").read_text(encoding="utf-8")
    assert list(json.loads(printed.splitlines()[0])) == list(Statement.__dataclass_fields__)


@pytest.mark.parametrize(
    ("arguments", "numbers"),
    [
        ([], ["5000人", "300人", "100人", "9人"]),
        (["--doc", "b"], ["5000人", "300人", "100人"]),
        (["--doc", "b.txt", "--doc", "c.html"], ["5000人", "300人", "100人", "9人"]),
        (["--kind", "target"], ["5000人", "300人", "100人", "9人"]),
        (["--kind", "baseline"], []),
        (["--body", "教育"], ["5000人", "300人", "100人", "9人"]),
        (["--body", "https://w3id.org/policykg/data/body-中原区-区教育局"], ["5000人", "300人", "100人", "9人"]),
        (["--body", "公安"], []),
        (["--indicator", "招聘"], ["9人"]),
        (["--place", "中原区"], ["5000人", "300人", "100人", "9人"]),
        (["--place", "金水区"], []),
        (["--year", "2021", "--doc", "c"], ["9人"]),
        (["--year", "2020"], []),
        (["--doc", "b", "--indicator", "招聘"], []),
    ],
)
def test_filters(graph: Path, arguments: list[str], numbers: list[str]) -> None:
    assert [record["number"] for record in records(graph, *arguments)] == numbers


def test_targets_as_csv_and_table(graph: Path) -> None:
    csv = run(graph, "targets", "--format", "csv", "--doc", "c").stdout
    assert csv.startswith("doc,start,end,")
    assert csv.splitlines()[1].startswith("c.html,2,4,0,4,招聘9人,9人,target,招聘,")
    table = run(graph, "targets", "--doc", "c").stdout.splitlines()
    assert table[0].split() == [*"doc kind indicator comparator number deadline lead responsible".split()]
    assert table[-1].split() == ["c.html", "target", "招聘", ">=", "9人", "2021-12-31", "区教育局"]


def test_damaged_records(tmp_path: Path) -> None:
    (tmp_path / "targets.jsonl").write_text("{", encoding="utf-8")
    result = run(tmp_path, "targets")
    assert result.exit_code == 1
    assert "targets.jsonl: is damaged" in result.stderr


COUNT = "SELECT (COUNT(*) AS ?n) { ?t a pk:Target }"


@pytest.mark.parametrize(
    ("style", "expected"),
    [("csv", "n\r\n4\r\n"), ("tsv", "?n\n4\n"), ("json", '"value":"4"'), ("xml", ">4</literal>"), ("table", "4\n")],
)
def test_query_formats(graph: Path, style: str, expected: str) -> None:
    result = run(graph, "query", COUNT, "--format", style)
    assert result.exit_code == 0
    assert expected.replace("\r\n", "\n") in result.stdout.replace("\r\n", "\n")


def test_query_from_a_file_and_from_standard_input(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "count.rq").write_text(COUNT, encoding="utf-8")
    from_file = run(graph, "query", "-f", str(tmp_path / "count.rq"), "--format", "csv")
    piped = CliRunner().invoke(main, ["query", "-g", str(graph), "-f", "-", "--format", "csv"], input=COUNT)
    assert from_file.stdout.split() == piped.stdout.split() == ["n", "4"]
    (tmp_path / "gbk.rq").write_bytes("# 目标\nASK {}".encode("gbk"))
    assert "gbk.rq is not UTF-8" in run(graph, "query", "-f", str(tmp_path / "gbk.rq")).stderr


def test_query_as_turtle_and_truth(graph: Path) -> None:
    turtle = run(graph, "query", "CONSTRUCT { ?t pk:value ?v } { ?t pk:value ?v }", "--format", "turtle")
    assert 'pk:value "5000"' in turtle.stdout
    assert run(graph, "query", "ASK { ?t a pk:Target }").stdout == "true\n"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * WHERE {\n  ?s ?p }", "line 2, column 9"),
        ("SELECT * { ?s nope:x ?o }", "prefix 'nope:' is not declared"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE makes requests to other hosts"),
        ("DELETE WHERE { ?s ?p ?o }", "this is an update"),
    ],
)
def test_query_that_is_refused(graph: Path, query: str, message: str) -> None:
    result = run(graph, "query", query)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert message in result.stderr
    assert result.stdout == ""


def test_format_that_does_not_fit(graph: Path) -> None:
    result = run(graph, "query", COUNT, "--format", "turtle")
    assert result.exit_code == 2
    assert "turtle is for CONSTRUCT and DESCRIBE" in result.stderr


def test_service_is_asked_only_when_allowed(graph: Path) -> None:
    query = "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"
    result = run(graph, "query", query, "--allow-service")
    assert result.exit_code == 1
    assert "SERVICE makes requests" not in result.stderr


def test_endpoint_that_cannot_be_reached() -> None:
    result = CliRunner().invoke(main, ["query", "--endpoint", "http://127.0.0.1:9/", "ASK {}"])
    assert result.exit_code == 1
    assert "http://127.0.0.1:9/: cannot be reached" in result.stderr


def test_show(graph: Path) -> None:
    (first, *_) = records(graph)
    iri = str(first["id"])
    shown = run(graph, "show", iri)
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[0] == "（一）全市新增就业【5000人】。"
    assert lines[2] == "通知 › 一、就业 › （一）"
    fields = dict(line.split(None, 1) for line in lines[4:] if line.startswith(("rule ", "value ", "lead ")))
    assert {name: value.strip() for name, value in fields.items()} == {
        "rule": "fake",
        "value": "5000",
        "lead": "区教育局",
    }
    assert 'pk:value "5000"' in shown.stdout
    assert "oa:exact" in shown.stdout
    local = iri.rsplit("/", 1)[1]
    for name in (local, f"d:{local}", f"<{iri}>"):
        assert run(graph, "show", name).stdout == shown.stdout


def test_show_something_else(graph: Path) -> None:
    shown = run(graph, "show", "body-中原区-区教育局")
    assert shown.exit_code == 0
    assert "中原区教育局" in shown.stdout
    unknown = run(graph, "show", "statement-0-0")
    assert unknown.exit_code == 1
    assert "nothing in the graph is called statement-0-0" in unknown.stderr
    assert run(graph, "show", "a> <b").exit_code == 2


def test_view(graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "part.html"
    result = run(graph, "view", "-o", str(page), "--doc", "c", "--title", "招聘<b>")
    assert result.exit_code == 0
    assert f"Open {page}" in result.stderr
    html = page.read_text(encoding="utf-8")
    assert "招聘&lt;b&gt;" in html
    assert "9人" in html
    assert "5000人" not in html
    query = "SELECT ?t { ?t pk:value ?v FILTER(?v > 1000) }"
    assert run(graph, "view", "-o", str(page), "--query", query).exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "5000人" in html
    assert "招聘" not in html


def test_view_of_all_is_the_page_of_the_build(graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "all.html"
    assert run(graph, "view", "-o", str(page)).exit_code == 0
    assert page.read_bytes() == (graph / "index.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--body", "公安"], "nothing in the graph is selected"),
        (["--query", "SELECT * { ?s ?p"], "line 1, column "),
        (["-o", "/dev/full"], "/dev/full: cannot be written: No space left on device"),
        (["-o", "/nowhere/page.html"], "/nowhere/page.html: cannot be written: No such file or directory"),
    ],
)
def test_view_that_fails(graph: Path, tmp_path: Path, arguments: list[str], message: str) -> None:
    result = run(graph, "view", "-o", str(tmp_path / "x.html"), *arguments)
    assert result.exit_code == 1
    assert message in result.stderr
    assert not (tmp_path / "x.html").exists()


def test_info(graph: Path) -> None:
    result = run(graph, "info")
    assert result.exit_code == 0
    lines = [line.split() for line in result.stdout.splitlines()]
    assert ["targets", "4"] in lines
    assert ["c.html", "中原区", "1", "1", "通知"] in lines
    assert ["base", "https://w3id.org/policykg/data/"] in lines
