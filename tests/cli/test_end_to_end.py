"""The whole way on the project's own corpus: no part is replaced."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from standin import tree

import kg
from kg.read import read

CORPUS = Path(__file__).parents[2] / "corpus"


def kg_process(*arguments: str, timeout: int = 120) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name("kg"), *arguments]
    return subprocess.run(command, text=True, capture_output=True, timeout=timeout, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("end") / "out"
    done = kg_process("build", str(CORPUS), "-o", str(output))
    assert done.returncode == 0, done.stderr
    return output


def test_every_document_gives_statements(built: Path) -> None:
    manifest = json.loads((built / "build.json").read_text(encoding="utf-8"))
    names = sorted(path.name for path in CORPUS.iterdir() if path.suffix in (".txt", ".html"))
    assert [entry["name"] for entry in manifest["inputs"]] == names
    assert all(entry["statements"] for entry in manifest["inputs"])
    assert manifest["failed"] == []


def test_every_offset_is_right(built: Path) -> None:
    texts = {path.name: read(path, path.name).text for path in CORPUS.iterdir() if path.suffix in (".txt", ".html")}
    for path in (built / "text").iterdir():
        name = path.name.removesuffix(".txt")
        assert path.read_bytes().decode("utf-8") == texts[name]
    lines = (built / "targets.jsonl").read_text(encoding="utf-8").splitlines()
    assert lines
    for line in lines:
        record = json.loads(line)
        text = texts[record["doc"]]
        assert text[record["start"] : record["end"]] == record["number"]
        assert text[record["quote_start"] : record["quote_end"]] == record["quote"]
        assert record["quote_start"] <= record["start"] < record["end"] <= record["quote_end"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_same_bytes_whatever_the_jobs(built: Path, tmp_path: Path, jobs: str) -> None:
    paths = sorted((str(p) for p in CORPUS.iterdir() if p.suffix in (".txt", ".html")), reverse=True)
    done = kg_process("build", *paths, "-o", str(tmp_path / "out"), "--jobs", jobs)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "out") == tree(built)


def test_second_run_reads_nothing(built: Path) -> None:
    before = tree(built)
    done = kg_process("build", str(CORPUS), "-o", str(built))
    assert "5 of 5 documents unchanged" in done.stderr
    assert tree(built) == before


def test_counts_are_those_of_the_graph(built: Path) -> None:
    counts = json.loads((built / "build.json").read_text(encoding="utf-8"))["counts"]
    info = kg.load(built).info()
    assert {name: info[name] for name in counts if name != "warnings"} == {
        name: count for name, count in counts.items() if name != "warnings"
    }


def test_each_record_can_be_shown(built: Path) -> None:
    records = [json.loads(line) for line in (built / "targets.jsonl").read_text(encoding="utf-8").splitlines()]
    for record in records[:: len(records) // 5]:
        shown = kg_process("show", "-g", str(built), record["id"])
        assert shown.returncode == 0, shown.stderr
        assert f"【{''.join(record['number'].split())}】" in "".join(shown.stdout.split())
        assert f"rule {record['rule']}" in " ".join(shown.stdout.split())


def test_extract_in_python(built: Path) -> None:
    path = CORPUS / "zhongyuan-2021-task-decomposition.txt"
    lines = (built / "targets.jsonl").read_text(encoding="utf-8").splitlines()
    expected = [record for line in lines if (record := json.loads(line))["doc"] == path.name]
    assert [statement.record() for statement in kg.extract(path)] == expected
    assert [statement.record() for statement in kg.extract(str(path))] == expected
    from_text = kg.extract(path.read_bytes().decode("utf-8"))
    assert [statement.id for statement in from_text] == [record["id"] for record in expected]


def test_extract_in_a_new_process() -> None:
    code = "import kg, kg.pipeline; print([s.number for s in kg.extract('2021年，新增城镇就业12万人以上。')])"
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True)
    assert done.stdout == "['12万人']\n"
    with pytest.raises(kg.ReadError, match="does not exist"):
        kg.extract("nowhere.txt")


@pytest.mark.parametrize("text", ["1", "2021年新增就业12万人，", "新增就业"])
def test_line_of_20_megabytes(tmp_path: Path, text: str) -> None:
    """It is read, or refused in one clear sentence, within 4 GB."""
    path = tmp_path / "long.txt"
    path.write_text(text * (20_000_000 // len(text.encode())), encoding="utf-8")
    limited = f"ulimit -v 4000000; exec '{Path(sys.executable).with_name('kg')}' build '{path}' -o '{tmp_path / 'out'}'"
    done = subprocess.run(["bash", "-c", limited], text=True, capture_output=True, timeout=240, check=False)
    assert done.returncode == 0 or done.stderr.splitlines()[-1].startswith("Error: ")
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


def test_a_document_cannot_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_bytes("2021年政府工作报告\n今年，新增就业5万人\x1b]0;pwn\x07以上。\n".encode())
    kg.build([path], tmp_path / "graph")
    name = kg.load(tmp_path / "graph").targets()[0].id
    for arguments in (["show", name], ["targets"], ["info"]):
        done = subprocess.run(
            [sys.executable, "-m", "kg", *arguments, "-g", str(tmp_path / "graph")], capture_output=True, check=True
        )
        assert b"\x1b" not in done.stdout
        assert b"\x07" not in done.stdout
