"""Chains drawn as trees of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.link.records import LinkRecord
from kg.trace.chains import EndRecord, Node, trees

SIGNS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约", "range": ""}
CHANGES = {"increase": "增长", "decrease": "下降"}
ROLES = (("lead", "lead"), ("responsible", "responsible"), ("supervisor", "supervisor"))
LONGEST = 60  # characters of a quote


def draw(links: Sequence[LinkRecord], titles: dict[str, str]) -> str:
    """The links as trees, one line break between two trees.

    Args:
        titles: what to call each document, by file name.
    """
    return "\n".join("\n".join(_root(node, titles)) + "\n" for node in trees(links))


def _root(node: Node, titles: dict[str, str]) -> Iterator[str]:
    assert node.end is not None
    head = f"{node.link['relation']} ({node.link['confidence']}) " if node.link else ""
    yield from _end(head, node.end, titles)
    yield from _below(node, titles)


def _below(node: Node, titles: dict[str, str]) -> Iterator[str]:
    for n, under in enumerate(node.below):
        last = n == len(node.below) - 1
        lines = list(_node(under, titles))
        yield ("└─ " if last else "├─ ") + lines[0]
        yield from (("   " if last else "│  ") + line for line in lines[1:])


def _node(node: Node, titles: dict[str, str]) -> Iterator[str]:
    assert node.link is not None
    head = f"{node.link['relation']} ({node.link['confidence']})"
    if node.end is None:
        yield f"{head}: {node.link['evidence'][-1]}"
        return
    yield from _end(head + " ", node.end, titles, node.link["in_line"])
    yield from _below(node, titles)


def _end(head: str, end: EndRecord, titles: dict[str, str], in_line: Sequence[Mapping[str, str]] = ()) -> Iterator[str]:
    item = f" item {end['item']}" if end["item"] is not None else ""
    yield f"{head}{number(end)}"
    yield f"   {titles.get(end['doc'], end['doc'])}{item} [{end['start']}, {end['end']}): “{_short(end['quote'])}”"
    above: dict[str, list[str]] = {}
    for pair in in_line:
        above.setdefault(pair["child"], []).append(pair["parent"])

    def names(role: str) -> str:
        return "、".join(f"{name} (below {'、'.join(above[name])})" if name in above else name for name in end[role])

    bodies = "; ".join(f"{label} {names(role)}" for role, label in ROLES if end[role])
    if bodies:
        yield f"   {bodies}"


def number(end: Mapping[str, Any]) -> str:
    """An end in a few words: what, how much, by when."""
    deadline = f", by {end['deadline']}" if end["number"] is not None and end["deadline"] else ""
    return what(end) + deadline


def what(end: Mapping[str, Any]) -> str:
    """What an end is about, and how much."""
    words = _short(end["indicator"])
    return words if end["number"] is None else f"{words} {quantity(end)}"


def quantity(end: Mapping[str, Any]) -> str:
    """Sign and number as printed; where the unit stands elsewhere (the head of a column), the value with the unit."""
    sign = CHANGES.get(end["change"], "") + SIGNS[end["comparator"]]
    printed = "".join(end["number"].split())
    return sign + (printed if not end["unit"] or end["unit"][-1] in printed else f"{end['value']:,.10g}{end['unit']}")


def _short(text: str) -> str:
    line = "".join(_words(text.split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _words(parts: Iterable[str]) -> Iterator[str]:
    """Parts joined with a space only between Latin words."""
    before = "中"
    for part in parts:
        yield f" {part}" if before[-1].isascii() and before[-1].isalpha() and part[0].isascii() else part
        before = part
