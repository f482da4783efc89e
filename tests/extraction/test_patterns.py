"""Every word pattern and set of words in ``kg/data/patterns/`` holds for its examples and for nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.data import pattern, pattern_rows, table, words

PACKAGE = Path(kg.__file__).parent
FOLDER = PACKAGE / "data" / "patterns"
FILES = sorted(path.stem for path in FOLDER.glob("*.toml"))
ROWS = [row for name in FILES for kind in ("pattern", "words") for row in table(f"patterns/{name}").get(kind, [])]
EXAMPLES = [(row["name"], text) for row in ROWS for text in row["examples"]]
COUNTERS = [(row["name"], text) for row in ROWS for text in row["not"]]


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """The text without its brackets, and the span that they mark."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), (start, end)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_examples(name: str, example: str) -> None:
    text, (start, end) = marked(example)
    if "words" in pattern_rows()[name]:
        assert text[start:end] in words(name)
        return
    found = pattern(name).search(text)
    assert found
    assert found.span() == (start, end), found.group()


@pytest.mark.parametrize(("name", "counter"), COUNTERS)
def test_counter_examples(name: str, counter: str) -> None:
    if "words" in pattern_rows()[name]:
        text, (start, end) = marked(counter)
        assert text[start:end] not in words(name)
    else:
        assert not pattern(name).search(counter)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_every_row_is_complete(row: dict[str, Any]) -> None:
    kind = "words" if "words" in row else "pattern"
    assert list(row) == ["name", "what", kind, "examples", "not"]
    assert all(row.values())
    for key in ("words", "examples", "not"):
        assert len(set(row.get(key, []))) == len(row.get(key, []))
    assert not set(row["examples"]) & set(row["not"])


def test_no_row_stands_twice() -> None:
    for key in ("name", "what", "pattern", "words"):
        values = [str(row[key]) for row in ROWS if key in row]
        assert len(set(values)) == len(values)


def test_every_row_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = re.findall(r'\b(pattern|words)\("([a-z-]+)"\)', code)
    assert {name: kind for kind, name in used} == {
        row["name"]: "words" if "words" in row else "pattern" for row in ROWS
    }


@pytest.mark.parametrize("row", [row for row in ROWS if "pattern" in row], ids=lambda row: row["name"])
def test_every_repetition_is_bounded(row: dict[str, Any]) -> None:
    plain = re.sub(r"\\.|\[(?:\\.|[^\]])+\]", "", row["pattern"])  # without escapes and character classes
    assert not re.search(r"[*+]|,\}", plain)
