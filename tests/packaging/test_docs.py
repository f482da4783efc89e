"""The documentation says what is so: its examples run and print what it shows, its links lead somewhere, and every
command, option, field, prefix, question and data file is described.

A ``console`` block is typed into a shell, on a terminal 120 columns wide, in a folder that holds ``corpus/``, ``kg/``
and ``outputs/`` (the graph of ``corpus/``); ``python`` blocks of a page are run one after the other, ``sparql`` blocks
have to give rows, and a ``text`` block right behind either is what it prints. A line ``...`` stands for any lines.

    UPDATE_DOCS=1 pytest tests/packaging/test_docs.py

writes what the examples print today into the pages, to be read before it is committed.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

import kg
from kg.cli import main
from kg.model import Statement
from kg.query import questions
from kg.query.prefixes import prefixes

pty = pytest.importorskip("pty")

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    p
    for folder in (".", "docs", "docs/ontology", "corpus", "outputs", "tests/gold")
    for p in (ROOT / folder).glob("*.md")
)
EXAMPLES = sorted([ROOT / "README.md", *DOCS.glob("*.md")])
UPDATE = "UPDATE_DOCS" in os.environ
TERMINAL = {"COLUMNS": "120", "LINES": "40", "TERM": "dumb", "NO_COLOR": "1", "PYTHONUTF8": "1"}

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
NO_HEADING_ID = re.compile(r"[^\w\- ]")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block; ``start`` and ``end`` are where its text stands in the page."""

    language: str
    text: str
    start: int
    end: int


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(m[1], m[2], m.start(2), m.end(2)) for m in FENCE.finditer(text)]


def prose(page: Path) -> str:
    """The page without its fenced blocks."""
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def named(pages: list[Path]) -> list[object]:
    return [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in pages]


# Examples


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that examples run in."""
    folder = tmp_path_factory.mktemp("docs")
    for name, place in {"corpus": "corpus", "kg": "kg", "gold": "tests/gold", "tests": "tests"}.items():
        (folder / name).symlink_to(ROOT / place)
    kg.build(folder / "corpus", folder / "outputs")
    return folder


def typed(command: str, folder: Path, status: int) -> tuple[str, int]:
    """What a shell on a terminal prints for a command, and its exit code; ``status`` is that of the one before."""
    screen, terminal = pty.openpty()
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    shell = subprocess.Popen(
        ["bash", "-c", f"(exit {status})\n{command}"],
        cwd=folder,
        env=os.environ | TERMINAL | {"PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=terminal,
        stderr=terminal,
    )
    os.close(terminal)
    output = b""
    try:
        while part := os.read(screen, 65536):
            output += part
    except OSError:  # how a terminal ends on Linux
        pass
    os.close(screen)
    return output.decode().replace("\r\n", "\n"), shell.wait()


def tidy(output: str) -> list[str]:
    """Lines without white space at their ends, and no empty ones at the top and the bottom."""
    lines = [line.rstrip() for line in output.split("\n")]
    while lines and not lines[0]:
        del lines[0]
    while lines and not lines[-1]:
        del lines[-1]
    return lines


def fits(shown: list[str], printed: list[str]) -> bool:
    """Whether ``printed`` is what is ``shown``, with any lines where that has ``...``."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def updated(shown: list[str], printed: list[str]) -> list[str]:
    """``printed``, cut like what was shown before: as many lines before and after a single ``...``."""
    if "..." not in shown:
        return printed
    head = shown.index("...")
    tail = len(shown) - head - 1
    return [*printed[:head], "...", *printed[len(printed) - tail :]] if len(printed) > head + tail else printed


class Page:
    """A page whose examples are checked, or corrected with ``UPDATE_DOCS``."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.changes: list[tuple[int, int, str]] = []

    def check(self, what: str, shown: str, printed: str, start: int) -> None:
        """Compare what an example prints with what stands at ``start`` of the page."""
        expected, actual = tidy(shown), tidy(printed)
        if fits(expected, actual):
            return
        if UPDATE and expected.count("...") < 2:
            new = "".join(line + "\n" for line in updated(expected, actual))
            self.changes.append((start, start + len(shown), new))
            return
        shown, printed = "\n".join(expected), "\n".join(actual)
        pytest.fail(f"{self.path.name}: {what}\n--- shown\n{shown}\n--- printed\n{printed}", pytrace=False)

    def save(self) -> None:
        text = self.path.read_text(encoding="utf-8")
        for start, end, new in reversed(self.changes):
            text = text[:start] + new + text[end:]
        if self.changes:
            self.path.write_text(text, encoding="utf-8")


def commands(block: Block) -> Iterator[tuple[str, str, int]]:
    """The commands of a console block: command, output shown, and where in the page the output begins."""
    for match in re.finditer(r"^\$ ((?:.*\\\n)*.*\n)((?:(?!\$ ).*\n)*)", block.text, re.MULTILINE):
        yield match[1].strip(), match[2], block.start + match.start(2)


def run_console(page: Page, block: Block, desk: Path) -> None:
    status = 0
    for command, shown, start in commands(block):
        printed, status = typed(command, desk, status)
        page.check(command, shown, printed, start)
        assert status == 0 or "Error" in printed or "|" in command, f"{command}: exit code {status}"


def run_python(page: Page, block: Block, shown: Block | None, names: dict[str, object]) -> None:
    output = io.StringIO()
    with redirect_stdout(output):
        exec(compile(block.text, str(page.path), "exec"), names)
    if shown:
        page.check(block.text, shown.text, output.getvalue(), shown.start)


def run_query(page: Page, block: Block, shown: Block | None, desk: Path) -> None:
    answer = kg.load(desk / "outputs").query(block.text)
    assert answer, f"{page.path.name}: no rows for\n{block.text}"
    if shown:
        page.check(block.text, shown.text, answer.serialize("table"), shown.start)
    first = block.text.splitlines()[0].removeprefix("#").strip()
    for question in questions.questions():
        if question.title == first:
            assert block.text == f"# {first}\n{question.bind()}", f"{page.path.name} shows {question.name} as it is not"


@pytest.mark.parametrize("path", named(EXAMPLES))
def test_examples(path: Path, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    page, names = Page(path), dict[str, object]()
    found = blocks(path)
    text = path.read_text(encoding="utf-8")
    for block, after in zip(found, [*found[1:], None], strict=False):
        shown = after if after and text[block.end : after.start].split() == ["```", "```text"] else None
        match block.language:
            case "console":
                run_console(page, block, desk)
            case "python":
                run_python(page, block, shown, names)
            case "sparql":
                run_query(page, block, shown, desk)
    page.save()


@pytest.mark.parametrize("page", named(PAGES))
def test_commands_that_are_not_run(page: Path) -> None:
    """In ``sh`` blocks, which install or write what the tests do not, at least the commands and options exist."""
    for block in blocks(page):
        lines = block.text.replace("\\\n", " ").splitlines() if block.language == "sh" else []
        for words in (shlex.split(line, comments=True) for line in lines if line.startswith("kg ")):
            stop = next((i for i, word in enumerate(words) if word in ("|", ">", "&&", ";")), len(words))
            context = click.Context(main, info_name="kg")
            command = main.get_command(context, words[1])
            assert command is not None, f"{page.name} uses kg {words[1]}"
            try:
                command.make_context(words[1], words[2:stop], parent=context)
            except click.UsageError as error:
                pytest.fail(f"{page.name}: {shlex.join(words)}: {error.format_message()}")


@pytest.mark.parametrize("path", named(EXAMPLES))
def test_rows_of_vocabulary_are_real(path: Path) -> None:
    files = sorted(p for p in (ROOT / "kg/data").rglob("*") if p.suffix in (".csv", ".toml"))
    data = "".join(p.read_text(encoding="utf-8") for p in files)
    for block in blocks(path):
        if block.language in ("csv", "toml"):
            missing = [line for line in block.text.splitlines() if line and line not in data]
            assert not missing, f"{path.name}: not in kg/data"


# Links


def anchors(page: Path) -> set[str]:
    titles = [re.sub(r"[`*]", "", match[2]) for match in HEADING.finditer(prose(page))]
    return {NO_HEADING_ID.sub("", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", named(PAGES))
def test_links(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert ":" in link or target.exists(), f"{page.name} links to {link}"
        if anchor and ":" not in link:
            assert anchor in anchors(target), f"{page.name} links to {link}"


# Everything is described


def section(page: Path, title: str) -> str:
    """A section of a page, its sub-sections included."""
    found = re.search(
        rf"^(#+) {re.escape(title)}$(.*?)(?=^#{{1,2}} |\Z)", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert found, f"{page.name} has no section {title!r}"
    return found[2]


@pytest.mark.parametrize("name", main.list_commands(click.Context(main)))
def test_every_option_is_described(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    page = DOCS / "commands.md"
    text = section(page, f"`kg {name}`") + section(page, "Options of every command")
    options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
    assert [o for o in options if not re.search(rf"`{re.escape(o)}[` ]", text)] == []
    assert f"$ kg {name}" in text, "no example"
    assert f"`kg {name}`" in (ROOT / "README.md").read_text(encoding="utf-8")


DESCRIBED = {
    "records.md": Statement.__dataclass_fields__,
    "python.md": [f"kg.{name}" for name in kg.__all__],
    "queries.md": [*(f"{prefix}:" for prefix in prefixes()), *questions.names()],
    "vocabulary.md": [p.name for p in (ROOT / "kg/data").rglob("*") if p.suffix in (".csv", ".toml")],
    "architecture.md": [f"kg.{p.parent.name}" for p in (ROOT / "kg").glob("[!_]*/__init__.py")],
}


@pytest.mark.parametrize("name", DESCRIBED)
def test_everything_is_described(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert [thing for thing in DESCRIBED[name] if f"`{thing}`" not in text] == []


def test_translation() -> None:
    """Both languages have the same sections, examples, pictures and links, apart from those to each other."""
    pages = [ROOT / "README.md", ROOT / "README.zh.md"]
    outlines = [[len(match[1]) for match in HEADING.finditer(prose(page))] for page in pages]
    assert outlines[0] == outlines[1]
    assert [(b.language, b.text) for b in blocks(pages[0])] == [(b.language, b.text) for b in blocks(pages[1])]
    links = [[link for link in LINK.findall(prose(page)) if "README" not in link] for page in pages]
    assert links[0] == links[1]
