"""Which links a question is about, and the trees they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.link.records import LinkRecord

EndRecord = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question:
    """What to trace; every field that is given has to hold for the end where a chain is entered.

    Attributes:
        text: part of the words, the quote or the IRI.
        body: part of the name of a body or person that leads, is responsible or supervises.
        item: the number that the document prints.
        document: part of the file name.
    """

    text: str = ""
    body: str = ""
    item: int | None = None
    document: str = ""

    def fits(self, end: EndRecord) -> bool:
        """Whether the end is one that is asked for."""
        names = [name for role in ("lead", "responsible", "supervisor") for name in end[role]]
        words = "".join(f"{end['indicator']}\n{end['quote']}".split(" "))
        return (
            (not self.text or self.text.replace(" ", "") in words or end["id"].endswith(self.text.removeprefix("d:")))
            and (not self.body or any(self.body in name for name in names))
            and (self.item is None or end["item"] == self.item)
            and (not self.document or self.document in end["doc"])
        )


@dataclass(slots=True)
class Node:
    """An end in a tree, the link that leads to it from the one above (``None`` at the root), and those below."""

    end: EndRecord | None
    link: LinkRecord | None = None
    below: list[Node] = field(default_factory=list)


class Chains:
    """The links of a graph, to be followed in both directions."""

    def __init__(self, links: Iterable[LinkRecord]) -> None:
        self.links = list(links)
        self._above: dict[str, list[LinkRecord]] = defaultdict(list)
        self._below: dict[str, list[LinkRecord]] = defaultdict(list)
        for link in self.links:
            if link["child"]:
                self._above[link["child"]["id"]].append(link)
            if link["parent"]:
                self._below[link["parent"]["id"]].append(link)

    def asked(self, question: Question, *, up: bool = True, down: bool = True) -> list[LinkRecord]:
        """What a question asks for: all links, those of a document, or those of the chains that it fits."""
        if question == Question():
            return self.links
        if question == Question(document=question.document):
            return self.of_document(question.document)
        return self.about(question, up=up, down=down)

    def of_document(self, name: str) -> list[LinkRecord]:
        """Every link that has an end in a document, or that tells what the document leaves out.

        Args:
            name: part of the file name.
        """

        def is_in(link: LinkRecord) -> bool:
            docs = [end["doc"] for end in (link["parent"], link["child"]) if end]
            return any(name in doc for doc in (*docs, link["silent"] or ""))

        return [link for link in self.links if is_in(link)]

    def about(self, question: Question, *, up: bool = True, down: bool = True) -> list[LinkRecord]:
        """The links of all chains that an end asked for is in, each once, in the order of the graph.

        Args:
            up: follow to what stands above.
            down: follow to what stands below.
        """
        start = [e for link in self.links for e in (link["parent"], link["child"]) if e and question.fits(e)]
        wanted = {id(link) for link in self._followed(start, up=up, down=down)}
        return [link for link in self.links if id(link) in wanted]

    def _followed(self, start: Sequence[EndRecord], *, up: bool, down: bool) -> Iterable[LinkRecord]:
        for follow, links, far in ((up, self._above, "parent"), (down, self._below, "child")):
            seen: set[str] = set()
            queue = [end["id"] for end in start] if follow else []
            while queue:
                here = queue.pop()
                if here in seen:
                    continue
                seen.add(here)
                for link in links[here]:
                    yield link
                    if link[far]:
                        queue.append(link[far]["id"])


def trees(links: Sequence[LinkRecord]) -> list[Node]:
    """The links as trees from the highest ends down, in the order of the links.

    An end with two parents stands under both; an end already on the way down from its root is not entered again.
    """
    below: dict[str, list[LinkRecord]] = defaultdict(list)
    has_parent: set[str] = set()
    ends: dict[str, EndRecord] = {}
    roots: list[str] = []
    orphans: list[Node] = []
    for link in links:
        parent, child = link["parent"], link["child"]
        for end in (parent, child):
            if end and end["id"] not in ends:
                ends[end["id"]] = end
                roots.append(end["id"])
        if parent:
            below[parent["id"]].append(link)
            if child:
                has_parent.add(child["id"])
    out = []
    for root in roots:
        if root in has_parent:
            continue
        node = Node(ends[root])
        _grow(node, below, {root})
        lone = [link for link in links if link["parent"] is None and link["child"] and link["child"]["id"] == root]
        node.link = lone[0] if lone else None
        out.append(node)
    return out + orphans


def _grow(node: Node, below: dict[str, list[LinkRecord]], way: set[str]) -> None:
    assert node.end is not None
    for link in below.get(node.end["id"], ()):
        child = link["child"]
        if child is None:
            node.below.append(Node(None, link))
        elif child["id"] not in way:
            under = Node(child, link)
            node.below.append(under)
            _grow(under, below, way | {child["id"]})
