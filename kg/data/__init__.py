"""Vocabulary as data: every row carries its own example, rules and patterns counter-examples too; tests check them."""

from __future__ import annotations

import csv
import re
import tomllib
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


def alternation(words: list[str]) -> str:
    """A regular expression for any of ``words``, longest first, with shared beginnings factored out.

    Matching it costs one step a character, however many words there are.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(tree)


def _pattern(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _pattern(child) for char, child in sorted(node.items()) if char]
    if not branches:
        return ""
    singles = [b for b in branches if len(b) == 1]
    if len(singles) > 1:
        branches = [b for b in branches if len(b) > 1] + ["[" + "".join(singles) + "]"]
    body = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return body + "?" if "" in node else body
