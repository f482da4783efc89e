"""The documentation says what is so: its links lead somewhere, its commands exist, its fields are the record's."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kg.cli import main
from kg.model import Statement

ROOT = Path(__file__).parents[2]
PAGES = sorted(p for folder in (".", "docs", "corpus", "outputs", "tests/gold") for p in (ROOT / folder).glob("*.md"))

LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(?:console|bash|sh|shell)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def pages() -> list[object]:
    return [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in PAGES]


def commands(page: Path) -> Iterator[list[str]]:
    """The ``kg`` commands in a page's shell blocks; a line that begins with ``$ `` or with ``kg`` is one."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            line = line.removeprefix("$ ")
            if line.startswith("kg "):
                words = shlex.split(line, comments=True)
                stop = next((i for i, word in enumerate(words) if word in ("|", ">", "&&", ";")), len(words))
                yield words[1:stop]


@pytest.mark.parametrize("page", pages())
def test_links(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in LINK.findall(text):
        if not re.match(r"[a-z]+:|#", link):
            assert (page.parent / link.partition("#")[0]).exists(), f"{page.name} links to {link}"


@pytest.mark.parametrize("page", pages())
def test_commands(page: Path) -> None:
    for words in commands(page):
        if words[0].startswith("-"):
            continue
        context = click.Context(main, info_name="kg")
        command = main.get_command(context, words[0])
        assert command is not None, f"{page.name} uses kg {words[0]}"
        try:
            command.make_context(words[0], words[1:], parent=context)
        except click.exceptions.Exit:
            continue
        except click.UsageError as error:
            pytest.fail(f"{page.name}: kg {shlex.join(words)}: {error.format_message()}")


def test_records_are_documented() -> None:
    text = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    missing = [name for name in Statement.__dataclass_fields__ if f"`{name}`" not in text]
    assert not missing


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in main.list_commands(click.Context(main)) if f"kg {name}" not in text] == []
