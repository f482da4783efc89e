"""Vocabulary as data: every row carries its own example, rules counter-examples too, and a test checks them."""

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


def alternation(words: list[str], unless: dict[str, str] | None = None) -> str:
    """A regular expression for any of ``words``, longest first, with shared beginnings factored out.

    Matching it costs one step a character, however many words there are.

    Args:
        unless: endings, separated by spaces, with which a word would be another one: 座谈 for 座.
    """
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        endings = (unless or {}).get(word, "").split()
        node[""] = f"(?!{alternation(endings)})" if endings else ""
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


def column(name: str, key: str, value: str) -> dict[str, str]:
    """One column of ``kg/data/<name>.csv`` by another."""
    return {row[key]: row[value] for row in rows(name)}
