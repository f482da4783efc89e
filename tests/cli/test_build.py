"""``kg build``: what it writes, what it reads again, and that nothing else makes a difference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from standin import fake_extraction, tree

import kg
from kg.building.cache import Cache
from kg.building.codec import from_json, to_json
from kg.cli import main
from kg.graph.store import open_store

pytestmark = pytest.mark.usefixtures("fake")


def test_outputs_and_closing_table(runner: CliRunner, documents: Path) -> None:
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 0
    assert dict(line.split("\t") for line in result.stdout.splitlines()) == {
        "in the graph": "number",
        "documents": "3",
        "tasks": "4",
        "targets": "5",
        "achievements": "0",
        "baselines": "0",
        "progress": "0",
        "bodies": "1",
        "persons": "0",
        "places": "1",
        "indicators": "1",
        "warnings": "0",
    }
    assert "[3/3]" in result.stderr
    assert "Open outputs/index.html" in result.stderr
    output = Path("outputs")
    assert {path.name for path in output.iterdir()} == {
        *(
            "bodies.jsonl",
            "build.json",
            "graph.nq",
            "index.html",
            "store",
            "targets.csv",
            "targets.jsonl",
            "documents.jsonl",
            "links.jsonl",
            "tasks.jsonl",
            "text",
            ".cache",
            ".lock",
            ".state",
        )
    }
    quads = (output / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert quads == sorted(set(quads))
    assert len(open_store(output)) == len(quads)
    assert tree(output / "text") == {"c.html.txt": "招聘9人".encode()}
    records = [json.loads(line) for line in (output / "targets.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(r["doc"], r["number"]) for r in records] == [
        *[("a.txt", "70人"), ("b.txt", "5000人"), ("b.txt", "300人"), ("b.txt", "100人"), ("c.html", "9人")]
    ]
    manifest = json.loads((output / "build.json").read_text(encoding="utf-8"))
    assert [entry["name"] for entry in manifest["inputs"]] == ["a.txt", "b.txt", "c.html"]
    assert manifest["counts"]["targets"] == 5


def test_python_and_command_line_agree(runner: CliRunner, documents: Path) -> None:
    report = kg.build([documents], "python")
    runner.invoke(main, ["build", "documents", "-o", "shell"])
    assert tree(Path("python")) == tree(Path("shell"))
    assert report.counts["targets"] == 5
    assert (report.extracted, report.unchanged, report.failures) == (3, 0, ())


@pytest.mark.parametrize(
    "arguments",
    [
        ["documents", "--jobs", "1"],
        ["documents", "--jobs", "3"],
        ["documents/c.html", "documents/a.txt", "documents/b.txt", "documents", "documents/a.txt"],
    ],
)
def test_neither_order_nor_jobs_make_a_difference(runner: CliRunner, documents: Path, arguments: list[str]) -> None:
    runner.invoke(main, ["build", "documents", "-o", "one"])
    assert runner.invoke(main, ["build", *arguments, "-o", "other"]).exit_code == 0
    assert tree(Path("one")) == tree(Path("other"))


def test_only_what_changed_is_read_again(runner: CliRunner, documents: Path) -> None:
    runner.invoke(main, ["build", "documents"])
    before = tree(Path("outputs"))
    again = runner.invoke(main, ["build", "documents"])
    assert "3 of 3 documents unchanged" in again.stderr
    assert tree(Path("outputs")) == before

    (documents / "a.txt").write_text("新增学位71人\n", encoding="utf-8")
    changed = runner.invoke(main, ["build", "documents"])
    assert "2 of 3 documents unchanged" in changed.stderr
    assert '"number": "71人"' in Path("outputs/targets.jsonl").read_text(encoding="utf-8")
    assert len(list(Path("outputs/.cache").iterdir())) == 3

    assert "unchanged" not in runner.invoke(main, ["build", "documents", "--force"]).stderr


def test_what_the_cache_depends_on(runner: CliRunner, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runner.invoke(main, ["build", "documents"])
    assert "unchanged" not in runner.invoke(main, ["build", "documents", "--base-iri", "urn:x/"]).stderr
    (documents / "a.txt").rename(documents / "d.txt")
    assert "2 of 3" in runner.invoke(main, ["build", "documents", "--base-iri", "urn:x/"]).stderr
    monkeypatch.setattr("kg.building.cache.fingerprint", lambda: "another version")
    assert "unchanged" not in runner.invoke(main, ["build", "documents", "--base-iri", "urn:x/"]).stderr


def test_damaged_cache_entry_is_read_again(runner: CliRunner, documents: Path) -> None:
    runner.invoke(main, ["build", "documents"])
    before = tree(Path("outputs"))
    first, second, _ = sorted(Path("outputs/.cache").iterdir())
    first.write_bytes(b"")
    second.write_bytes(second.read_bytes().replace("人".encode(), "个".encode()))
    result = runner.invoke(main, ["build", "documents"])
    assert "1 of 3 documents unchanged" in result.stderr
    assert tree(Path("outputs")) == before


def test_extraction_survives_json(documents: Path) -> None:
    extraction = fake_extraction(kg.Document("b.txt", (documents / "b.txt").read_text(encoding="utf-8")))
    assert from_json(to_json(extraction)) == extraction


def test_cache_returns_what_was_put(tmp_path: Path) -> None:
    extraction = fake_extraction(kg.Document("x.txt", "5人", sha256="00"))
    cache = Cache(tmp_path, "urn:x/")
    assert cache.get("x.txt", "00") is None
    cache.put(extraction)
    assert cache.get("x.txt", "00") == extraction
    assert cache.get("y.txt", "00") is None


def test_base_iri(runner: CliRunner, documents: Path) -> None:
    runner.invoke(main, ["build", "documents", "--base-iri", "https://example.org/data#"])
    quads = Path("outputs/graph.nq").read_text(encoding="utf-8")
    assert "<https://example.org/data#statement-" in quads
    assert "policykg/data/" not in quads


def test_spreadsheet(runner: CliRunner, documents: Path) -> None:
    (documents / "d.txt").write_text("5人", encoding="utf-8")
    runner.invoke(main, ["build", "documents"])
    data = Path("outputs/targets.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfdoc,start,")
    text = data.decode("utf-8-sig")
    assert ",'=1+1," in text
    assert ",一、就业 / （一）," in text
    assert text.count("\r\n") == 7


def test_folders(runner: CliRunner, documents: Path) -> None:
    (documents / ".hidden.txt").write_text("1人", encoding="utf-8")
    (documents / ".git").mkdir()
    (documents / ".git" / "x.txt").write_text("1人", encoding="utf-8")
    (documents / "README.md").write_text("1人", encoding="utf-8")
    (documents / "corpus.toml").write_text("", encoding="utf-8")
    (documents / "deep" / "er").mkdir(parents=True)
    (documents / "deep" / "er" / "D.TXT").write_text("8人", encoding="utf-8")
    (documents / "deep" / "loop").symlink_to(documents, target_is_directory=True)
    result = runner.invoke(main, ["build", ".", "-v"])
    assert result.exit_code == 0
    assert "documents\t4\n" in result.stdout
    assert "1 files of other types passed over" in result.stderr
    again = runner.invoke(main, ["build", ".", "-o", "elsewhere"])
    assert "documents\t4\n" in again.stdout, "the pages of other builds are no input"


def test_namesakes(runner: CliRunner, documents: Path) -> None:
    for year, number in ((2020, 1), (2021, 2)):
        (documents / str(year) / "x").mkdir(parents=True)
        (documents / str(year) / "x" / "report.html").write_text(f"<p>{number}人", encoding="utf-8")
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 0
    names = [json.loads(r)["doc"] for r in Path("outputs/targets.jsonl").read_text(encoding="utf-8").splitlines()]
    assert names[:2] == ["2020/x/report.html", "2021/x/report.html"]
    assert Path("outputs/text/2020/x/report.html.txt").read_text(encoding="utf-8") == "1人"


def test_same_content_twice(runner: CliRunner, documents: Path) -> None:
    (documents / "copy.txt").write_bytes((documents / "a.txt").read_bytes())
    (documents / "d.html").write_text("<b>招聘9人</b>", encoding="utf-8")
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 0
    assert "Warning: copy.txt: has the same content as a.txt, which is kept" in result.stderr
    assert "Warning: d.html: has the same content as c.html, which is kept" in result.stderr
    assert "documents\t3\n" in result.stdout
    assert "warnings\t2\n" in result.stdout


def test_warnings_of_documents(runner: CliRunner, documents: Path) -> None:
    (documents / "d.txt").write_text("没有", encoding="utf-8")
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 0
    assert "Warning: d.txt: 没有数字" in result.stderr


def test_quiet(runner: CliRunner, documents: Path) -> None:
    for arguments in (["-q", "build", "documents"], ["build", "-q", "documents"]):
        result = runner.invoke(main, arguments)
        assert result.stderr == ""
        assert "targets\t5" in result.stdout
