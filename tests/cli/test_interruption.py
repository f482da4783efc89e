"""A build that is stopped, in whatever way and moment, leaves one whole set of outputs."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from standin import tree

from kg.building.folder import replacing
from kg.cli import main
from kg.errors import OutputError

Start = Callable[..., "subprocess.Popen[str]"]


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="looks at processes in /proc")
@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)]
)
@pytest.mark.usefixtures("fake")
def test_stopped_while_reading(
    runner: CliRunner, documents: Path, start: Start, sent: signal.Signals, code: int
) -> None:
    runner.invoke(main, ["build", "documents"])
    before = tree(Path("outputs"))
    for name in "xy":
        (documents / f"{name}.txt").write_text(f"SLOW {name}", encoding="utf-8")
    process = start("build", "documents", "--jobs", "2")
    wait_for(lambda: len(children(process.pid)) == 2)
    workers = children(process.pid)
    time.sleep(0.2)
    process.send_signal(sent)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == code
    assert "Traceback" not in errors
    wait_for(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))
    assert tree(Path("outputs")) == before

    for name in "xy":
        (documents / f"{name}.txt").unlink()
    assert runner.invoke(main, ["build", "documents"]).exit_code == 0
    assert not Path("outputs/.staging").exists()


def write_set(staging: Path, text: str) -> None:
    for folder in ("store", "text"):
        (staging / folder).mkdir()
        (staging / folder / "part").write_text(text)
    for file in ("build.json", "graph.nq"):
        (staging / file).write_text(text)


def contents(output: Path) -> set[str]:
    return {data.decode() for data in [*tree(output).values(), (output / "store" / "part").read_bytes()]}


@pytest.mark.parametrize("steps", range(7))
def test_killed_while_the_outputs_change_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int) -> None:
    with replacing(tmp_path) as staging:
        write_set(staging, "old")
    left = steps

    def counted(move: Callable[..., Path]) -> Callable[..., Path]:
        def step(path: Path, target: Path) -> Path:
            nonlocal left
            if left == 0:
                raise SystemExit("killed")
            left -= 1
            return move(path, target)

        return step

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", counted(Path.rename))
        patch.setattr(Path, "replace", counted(Path.replace))
        with pytest.raises(SystemExit), replacing(tmp_path) as staging:
            write_set(staging, "new")
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path) as staging:
        raise KeyboardInterrupt
    assert contents(tmp_path) == ({"old"} if steps == 0 else {"new"})
    assert {path.name for path in tmp_path.iterdir()} == {"store", "text", "build.json", "graph.nq", ".lock"}


def test_interrupted_while_the_outputs_change_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with replacing(tmp_path) as staging:
        write_set(staging, "old")
    replace, interrupted = Path.replace, False

    def once(path: Path, target: Path) -> Path:
        nonlocal interrupted
        if not interrupted and path.name == "graph.nq":
            interrupted = True
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path) as staging:
        write_set(staging, "new")
    assert contents(tmp_path) == {"new"}


def test_two_builds_at_once(tmp_path: Path) -> None:
    with replacing(tmp_path) as staging:
        write_set(staging, "first")
        with pytest.raises(OutputError, match="another build is at work in this folder"), replacing(tmp_path):
            pass
    assert contents(tmp_path) == {"first"}


@pytest.mark.usefixtures("fake")
def test_reading_goes_on_where_it_was_stopped(runner: CliRunner, documents: Path, start: Start) -> None:
    (documents / "x.txt").write_text("SLOW", encoding="utf-8")
    process = start("build", "documents", "--jobs", "1")
    wait_for(lambda: Path("outputs/.cache").is_dir() and len(list(Path("outputs/.cache").iterdir())) == 3)
    process.kill()
    process.communicate(timeout=20)
    (documents / "x.txt").unlink()
    assert "3 of 3 documents unchanged" in runner.invoke(main, ["build", "documents"]).stderr
