"""What people expect of a command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import kg
from kg.cli import COMMANDS, main


def kg_process(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    return subprocess.run(command, text=True, capture_output=True, timeout=60, **options)  # type: ignore[call-overload]


def test_version() -> None:
    assert kg_process("--version").stdout == f"kg, version {kg.__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_each_command(name: str) -> None:
    result = CliRunner().invoke(main, [name, "--help"])
    assert result.exit_code == 0
    assert f"Examples:\n    kg {name}" in result.stdout
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert (command.help or "").startswith(COMMANDS[name].rstrip("."))
    if name not in ("build", "metadata", "diff"):
        assert "-g, --graph" in result.stdout
        assert "[default: outputs]" in " ".join(result.stdout.split())


def test_help_tells_exit_codes_and_completion() -> None:
    result = CliRunner().invoke(main, ["--help"])
    assert "Exit codes: 0 done; 1 failed, or some inputs failed; 2 wrong usage; 130 interrupted." in result.stdout
    assert "_KG_COMPLETE=bash_source" in result.stdout
    for name in COMMANDS:
        assert f"  {name} " in result.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    script = subprocess.run(
        [Path(sys.executable).with_name("kg")],
        env={**os.environ, "_KG_COMPLETE": f"{shell}_source"},
        text=True,
        capture_output=True,
        check=True,
    )
    assert "_KG_COMPLETE" in script.stdout


def test_completion_of_a_command() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("kg")],
        env={**os.environ, "_KG_COMPLETE": "bash_complete", "COMP_WORDS": "kg targets --f", "COMP_CWORD": "2"},
        text=True,
        capture_output=True,
        check=True,
    )
    assert done.stdout.split() == ["plain,--format"]


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], ["spacy", "rdflib", "pandas", "pyvis", "networkx", "lxml", "pyoxigraph", "rich", "kg.cli.build"]),
        (["targets"], ["spacy", "rdflib", "pandas", "pyvis", "networkx", "lxml", "rich"]),
        (["info"], ["spacy", "rdflib", "pandas", "pyvis", "networkx", "lxml", "rich"]),
        (["ask"], ["spacy", "rdflib", "pandas", "pyvis", "networkx", "lxml", "rich"]),
        (["ask", "units"], ["spacy", "rdflib", "pandas", "pyvis", "networkx", "rich"]),
        (["query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"], ["spacy", "rdflib", "pandas", "pyvis", "networkx", "rich"]),
    ],
)
def test_imports(graph: Path, arguments: list[str], unwanted: list[str]) -> None:
    code = (
        "import sys; from kg.cli import main; main(sys.argv[1:], standalone_mode=False); "
        f"sys.exit(' '.join(set({unwanted!r}) & set(sys.modules)))"
    )
    where = [] if arguments == ["--help"] else ["-g", str(graph)]
    done = subprocess.run([sys.executable, "-c", code, *arguments, *where], text=True, capture_output=True, check=False)
    assert done.stderr.strip() == "" or arguments == ["info"]
    assert done.returncode in (0, 1)
    assert not set(done.stderr.split()) & set(unwanted)


def test_import_of_the_package() -> None:
    code = "import sys, kg; print(sorted(m for m in sys.modules if m.startswith(('kg', 'click', 'spacy'))))"
    done = subprocess.run([sys.executable, "-c", code], text=True, capture_output=True, check=True)
    assert done.stdout == "['kg', 'kg._version']\n"


def test_pipe_that_is_closed_early(graph: Path) -> None:
    records = graph / "targets.jsonl"
    line = records.read_text(encoding="utf-8").splitlines()[0]
    many = graph.parent / "many"
    many.mkdir(exist_ok=True)
    (many / "targets.jsonl").write_text((line + "\n") * 20_000, encoding="utf-8")
    for style in ("jsonl", "csv", "table"):
        command = f"'{sys.executable}' -m kg targets -g '{many}' --format {style} | head -n 1"
        done = subprocess.run(command, shell=True, text=True, capture_output=True, timeout=60, check=True)
        assert done.stderr == ""
        assert len(done.stdout.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("style", ["jsonl", "csv", "table"])
def test_standard_output_on_a_full_disk(graph: Path, style: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "targets", "-g", str(graph), "--format", style],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "Error: the output cannot be written: No space left on device\n"


def terminal(command: list[str], **environment: str) -> str:
    """What a command writes to a terminal of 100 columns."""
    import pty

    keeper, terminal = pty.openpty()
    variables = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **environment}
    process = subprocess.Popen(command, stdin=terminal, stdout=terminal, stderr=terminal, env=variables)
    os.close(terminal)
    written = b""
    while True:
        try:
            written += (part := os.read(keeper, 65536))
        except OSError:
            break
        if not part:
            break
    assert process.wait(timeout=60) == 0
    os.close(keeper)
    return written.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_colour_on_a_terminal_only_and_not_against_the_users_will(graph: Path) -> None:
    iri = json.loads((graph / "targets.jsonl").read_text(encoding="utf-8").splitlines()[0])["id"]
    show = [sys.executable, "-m", "kg", "show", "-g", str(graph), iri]
    assert "\x1b[1m【5000人】" in terminal(show)
    assert "\x1b" not in terminal(show, NO_COLOR="1")
    assert "\x1b" not in kg_process(*show[3:]).stdout
    targets = [sys.executable, "-m", "kg", "targets", "-g", str(graph)]
    assert "─" in terminal(targets)
    assert "─" not in kg_process(*targets[3:]).stdout
    assert "\x1b[3" not in terminal(targets, NO_COLOR="1")


def test_chinese_whatever_the_locale(graph: Path) -> None:
    for locale in ("C", "POSIX", "en_US.ISO-8859-1"):
        variables = {**os.environ, "LC_ALL": locale, "LANG": locale, "PYTHONIOENCODING": "ascii"}
        done = subprocess.run(
            [sys.executable, "-m", "kg", "targets", "-g", str(graph), "--format", "jsonl"],
            env=variables,
            capture_output=True,
            check=True,
        )
        assert done.stdout == (graph / "targets.jsonl").read_bytes()


@pytest.mark.usefixtures("fake")
def test_verbose_shows_where_an_error_comes_from(runner: CliRunner) -> None:
    assert isinstance(runner.invoke(main, ["info", "-v"]).exception, kg.GraphError)
    assert runner.invoke(main, ["info"]).stderr.startswith("Error: ")
