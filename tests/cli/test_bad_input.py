"""Whatever is wrong with the input or the output folder ends in one clear message and the right exit code."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from standin import tree

import kg
from kg.cli import main

pytestmark = pytest.mark.usefixtures("fake")


def test_no_path(runner: CliRunner) -> None:
    result = runner.invoke(main, ["build"])
    assert result.exit_code == 2
    assert "Missing argument 'PATH...'" in result.stderr


def test_missing_path_alone_is_wrong_usage(runner: CliRunner) -> None:
    result = runner.invoke(main, ["build", "nowhere.txt"])
    assert result.exit_code == 2
    assert result.stderr == "Error: nowhere.txt: does not exist\n"
    assert not Path("outputs").exists()


def test_missing_path_among_others(runner: CliRunner, documents: Path) -> None:
    result = runner.invoke(main, ["build", "documents", "nowhere.txt"])
    assert result.exit_code == 1
    assert "Error: nowhere.txt: does not exist" in result.stderr
    assert "documents\t3\n" in result.stdout


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "is empty"),
        ("binary.txt", bytes(range(256)), "is a binary file, not text"),
        ("cut.txt", "郑州市人民政府".encode()[:-1], "is not UTF-8"),
        ("report.pdf", b"%PDF-1.7", "is damaged: no complete PDF"),
        ("report.ppt", b"x", "unknown file type .ppt"),
    ],
)
def test_bad_file(runner: CliRunner, documents: Path, name: str, data: bytes, reason: str) -> None:
    (documents / name).write_bytes(data)
    alone = runner.invoke(main, ["build", f"documents/{name}"])
    assert alone.exit_code == 1
    assert alone.stderr.startswith(("Error: ", "[0/1]"))
    assert f"Error: documents/{name}: {reason}" in alone.stderr
    assert alone.stdout == ""

    among = runner.invoke(main, ["build", "documents", f"documents/{name}"])
    assert among.exit_code == 1
    assert f"Error: documents/{name}: {reason}" in among.stderr
    assert "documents\t3\n" in among.stdout
    assert f'"name": "{name}"' in Path("outputs/build.json").read_text(encoding="utf-8")


def test_unreadable_file(runner: CliRunner, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 1
    assert "Error: documents/a.txt: cannot be read: Permission denied" in result.stderr
    assert "documents\t2\n" in result.stdout


def test_unreadable_folder(runner: CliRunner, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (documents / "secret").mkdir()
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("secret"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 1
    assert "Error: documents/secret: cannot be read: Permission denied" in result.stderr
    assert "documents\t3\n" in result.stdout


def test_broken_link(runner: CliRunner, documents: Path) -> None:
    (documents / "link.txt").symlink_to("nowhere.txt")
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 1
    assert "Error: documents/link.txt: does not exist" in result.stderr


def test_folder_without_documents(runner: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "pictures.txt").mkdir()
    (tmp_path / "pictures.txt" / "x.png").touch()
    result = runner.invoke(main, ["build", "pictures.txt"])
    assert result.exit_code == 1
    assert "no documents in pictures.txt (1 files of other types)" in result.stderr


def test_all_bad_leaves_the_previous_outputs(runner: CliRunner, documents: Path) -> None:
    runner.invoke(main, ["build", "documents"])
    before = tree(Path("outputs"))
    (documents / "bad.txt").write_bytes(b"\xff")
    assert runner.invoke(main, ["build", "documents/bad.txt"]).exit_code == 1
    assert tree(Path("outputs")) == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_bug_with_one_document(runner: CliRunner, documents: Path, jobs: str) -> None:
    (documents / "boom.txt").write_text("BOOM", encoding="utf-8")
    result = runner.invoke(main, ["build", "documents", "--jobs", jobs])
    assert result.exit_code == 1
    assert "boom.txt: internal error, please report it: ZeroDivisionError: boom" in result.stderr
    assert "Traceback" not in result.stderr
    assert "documents\t3\n" in result.stdout
    assert "Traceback" in runner.invoke(main, ["build", "documents", "-v"]).stderr


def test_more_statements_than_a_document_has(
    runner: CliRunner, documents: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.building.workers.MAX_STATEMENTS", 2)
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 1
    assert "Error: documents/b.txt: states more than 2 numbers; split it" in result.stderr
    assert "documents\t2\n" in result.stdout


def test_worker_that_dies(runner: CliRunner, documents: Path) -> None:
    (documents / "kill.txt").write_text("KILL", encoding="utf-8")
    result = runner.invoke(main, ["build", "documents", "--jobs", "2"])
    assert result.exit_code == 1
    assert "a worker process died" in result.stderr
    assert not Path("outputs/graph.nq").exists()


@pytest.mark.parametrize("output", ["file", "file/deep"])
def test_output_that_cannot_be_made(runner: CliRunner, documents: Path, output: str) -> None:
    Path("file").touch()
    result = runner.invoke(main, ["build", "documents", "-o", output])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {output}: cannot be written: ")


def test_output_folder_not_writable(runner: CliRunner, documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    result = runner.invoke(main, ["build", "documents"])
    assert result.exit_code == 1
    assert result.stderr == "Error: outputs: cannot be written: Permission denied\n"


@pytest.mark.parametrize("limit", [3_000, 300_000])
def test_no_room_for_the_outputs(
    runner: CliRunner, documents: Path, start: Callable[..., subprocess.Popen[str]], limit: int
) -> None:
    """No file may grow beyond a limit: the quads do not fit, or the store or the page does not."""
    runner.invoke(main, ["build", "documents"])
    before = tree(Path("outputs"))
    (documents / "d.txt").write_text("新增6人\n" * 50, encoding="utf-8")
    process = start("build", "documents", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Error: outputs" in errors
    assert "File too large" in errors
    assert "Traceback" not in errors
    assert tree(Path("outputs")) == before
    assert not Path("outputs/.staging").exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a small disk")
def test_disk_full(
    runner: CliRunner, documents: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", disk], check=False)
    if mounted.returncode:
        pytest.skip("this machine does not let root mount")
    try:
        process = start("build", "documents", "-o", "disk/out")
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 1
        assert "No space left on device" in errors
        assert "Traceback" not in errors
        assert {path.name for path in (disk / "out").iterdir()} <= {".cache", ".lock"}
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "documents", "--jobs", "0"], "0 is not in the range x>=1"),
        (["build", "documents", "--jobs", "many"], "'many' is not a valid integer"),
        (["build", "documents", "--colour"], "No such option '--colour'"),
        (["build", "documents", "--base-iri", "nonsense"], "base IRI 'nonsense' must be absolute and end with / or #"),
        (["build", "documents", "--base-iri", "http://a b/"], "must be absolute"),
        (["targets", "--format", "xls"], "'xls' is not one of 'table', 'csv', 'jsonl'"),
        (["targets", "--kind", "wish"], "'wish' is not one of"),
        (["targets", "--year", "next"], "'next' is not a valid integer"),
        (["query"], "Give a query, or -f FILE.rq"),
        (["query", "--format", "xls", "ASK {}"], "'xls' is not one of"),
        (["query", "-f", "nowhere.rq"], "'nowhere.rq': No such file or directory"),
        (["frobnicate"], "No such command 'frobnicate'"),
    ],
)
def test_wrong_usage(runner: CliRunner, documents: Path, arguments: list[str], message: str) -> None:
    result = runner.invoke(main, arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("command", [["targets"], ["query", "ASK {}"], ["show", "x"], ["view"], ["info"]])
def test_folder_that_holds_no_graph(runner: CliRunner, command: list[str]) -> None:
    result = runner.invoke(main, command)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: outputs: no graph here")
    assert "kg build PATH... -o outputs" in result.stderr


def test_python_raises_what_the_command_line_prints(documents: Path, tmp_path: Path) -> None:
    with pytest.raises(kg.UsageError, match="does not exist"):
        kg.build("nowhere", tmp_path / "out")
    with pytest.raises(kg.UsageError, match="jobs must be at least 1, not 0"):
        kg.build(documents, tmp_path / "out", jobs=0)
    with pytest.raises(kg.OutputError, match="cannot be written"):
        kg.build(documents, documents / "a.txt")
