"""``kg evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from records import SCHOOLS, TEACHERS, TEXT

from kg.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gold and predicted records of one document, its text, and the folder of a graph."""
    monkeypatch.chdir(tmp_path)
    for name in ("gold", "texts", "outputs/text"):
        Path(name).mkdir(parents=True)
    _write("gold/plan.jsonl", SCHOOLS, TEACHERS)
    _write("outputs/targets.jsonl", SCHOOLS | {"unit": "个", "doc": "plan.html"})
    Path("texts/plan.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def _write(path: str, *records: object) -> None:
    Path(path).write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["evaluate", *arguments])


def test_the_graph_is_compared(folder: Path) -> None:
    result = run("gold", "--errors", "5", "--text", "texts")
    measures, slots, errors = (table.splitlines() for table in result.stdout.split("\n\n"))
    assert measures[1].split("\t")[:7] == ["plan.html", "2", "1", "1", "1.000", "0.500", "0.667"]
    assert slots[1].split("\t")[:4] == ["plan.html", "1.000", "1.000", "0.000"]
    assert errors[1].split("\t")[:5] == ["missed", "plan.html", "19", "3万人", "3万人"]
    assert errors[2].split("\t")[5] == "unit 所 → 个"
    assert result.exit_code == 0


def test_json(folder: Path) -> None:
    told = json.loads(run("gold/plan.jsonl", "outputs/targets.jsonl", "--format", "json", "--errors", "1").stdout)
    assert told["documents"]["plan.html"] == told["pooled"]
    assert told["pooled"]["mention"]["recall"] == 0.5
    assert told["pooled"]["slots"]["unit"] == 0
    assert [error["error"] for error in told["errors"]] == ["missed", "wrong"]


def test_range(folder: Path) -> None:
    told = json.loads(run("gold", "--range", "0", "15", "--format", "json").stdout)
    assert told["pooled"]["gold"] == 1


@pytest.mark.parametrize("text", [["--text", "texts"], ["--text", "texts/plan.txt"], []])
def test_page(folder: Path, text: list[str]) -> None:
    if not text:
        (folder / "outputs" / "text" / "plan.html.txt").write_bytes(TEXT.encode())
    result = run("gold", "--html", "page.html", *text)
    assert result.stderr == "Open page.html\n"
    assert '新建学校<mark class="wrong">20所</mark>' in (folder / "page.html").read_text(encoding="utf-8")


def test_page_without_text(folder: Path) -> None:
    assert run("gold", "--html", "page.html").exit_code == 0
    assert "only quotes are shown" in (folder / "page.html").read_text(encoding="utf-8")


def test_nothing_read_of_a_document(folder: Path) -> None:
    _write("gold/other.jsonl", SCHOOLS)
    result = run("gold")
    assert "nothing predicted for other" in result.stderr
    assert "all documents\t3\t1\t1" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere"], 2, "does not exist"),
        (["gold", "--range", "5", "5"], 2, "END has to come after START"),
        (["gold", "-g", "nowhere"], 1, "no graph here"),
        (["texts/plan.txt"], 1, "line 1 is no JSON"),
        (["gold", "--range", "90", "99"], 1, "no gold records from 90 to 99"),
        (["gold", "--html", "nowhere/page.html"], 1, "cannot be written"),
    ],
)
def test_exit_codes(folder: Path, arguments: list[str], code: int, message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert "Traceback" not in result.stderr
