"""Vocabulary as data: rows and patterns with examples and, but for names, counter-examples; tests check both."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of ``kg/data/<name>.csv`` as mappings from column to text."""
    text = (files(__name__) / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``kg/data/<name>.toml``."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def pattern_rows() -> dict[str, dict[str, Any]]:
    """The rows of ``kg/data/patterns/*.toml`` by name: word patterns and sets of words for single steps."""
    names = sorted(path.name.removesuffix(".toml") for path in (files(__name__) / "patterns").iterdir())
    tables = [table(f"patterns/{name}") for name in names]
    return {row["name"]: row for each in tables for kind in ("pattern", "words") for row in each.get(kind, ())}


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern of this name, compiled; a larger one takes it in as ``pattern(name).pattern``."""
    return re.compile(pattern_rows()[name]["pattern"])


@cache
def words(name: str) -> frozenset[str]:
    """The set of words of this name."""
    return frozenset(pattern_rows()[name]["words"])


def vocabulary(entries: Iterable[dict[str, str]], column: str = "word", *, backwards: bool = False) -> str:
    """A regular expression for the words of rows, but not where they are part of another word.

    Args:
        entries: with the column ``unless``: characters, separated by spaces, that make another word (座谈 for 座).
        column: where the words stand.
        backwards: those characters stand before the word (签约 for 约), not behind it.
    """
    return alternation({row[column]: _guard(row[column], row["unless"].split(), backwards) for row in entries})


def _guard(word: str, others: list[str], backwards: bool) -> str:
    if backwards:
        return "".join(f"(?<!{re.escape(other + word)})" for other in others)
    return f"(?!{alternation(others)})" if others else ""


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, longest first, with shared beginnings factored out.

    Matching it costs one step a character, however many words there are. A mapping gives each word a condition, which
    follows it in the expression.
    """
    conditions = words if isinstance(words, dict) else dict.fromkeys(words, "")
    tree: dict[str, Any] = {}
    for word, condition in conditions.items():
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = condition
    return _pattern(tree)


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _pattern(child) for char, child in sorted(node.items()) if char]
    if not branches:
        return str(node.get("", ""))
    singles = [b for b in branches if len(b) == 1]
    if len(singles) > 1:
        branches = [b for b in branches if len(b) > 1] + ["[" + "".join(singles) + "]"]
    if node.get(""):
        branches.append(node[""])
    body = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return body + "?" if node.get("") == "" else body
