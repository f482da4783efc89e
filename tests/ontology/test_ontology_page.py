"""The page of the ontology is that of the ontology, and asks nothing of the network."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from kg import ontology
from kg.ontology.diagram import diagram
from kg.ontology.page import page
from kg.ontology.turtle import PREFIXES, read_all

ROOT = Path(__file__).parents[2]
HTML = (ROOT / "docs" / "ontology" / "index.html").read_text(encoding="utf-8")
NAMES = re.findall(r"^pk:(\w+) a owl:", ontology.read(), re.MULTILINE)


class Reader(HTMLParser):
    """Collects anchors, links to them, and everything that a browser would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.fetched: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "id" in values:
            self.ids.append(str(values["id"]))
        if tag == "a" and str(values.get("href")).startswith("#"):
            self.links.add(str(values["href"])[1:])
        if tag in ("script", "link", "img", "iframe"):
            self.fetched.append(tag)
        if tag not in ("meta", "br", "rect", "path"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "path"):
            assert self.open.pop() == tag


def test_the_page_is_up_to_date() -> None:
    assert page() == HTML, "run: make ontology"


def test_each_term_has_its_place_and_each_link_leads_somewhere() -> None:
    reader = Reader()
    reader.feed(HTML)
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    assert NAMES
    assert set(NAMES) <= set(reader.ids)
    assert reader.links <= set(reader.ids)
    assert reader.fetched == []
    assert "url(http" not in HTML


def test_every_object_property_is_in_the_picture() -> None:
    graph = read_all([ontology.read()])
    picture = diagram(graph)
    for name in re.findall(r"^pk:(\w+) a owl:(?:FunctionalProperty, )?ObjectProperty", ontology.read(), re.MULTILINE):
        assert f">{name}<" in picture
    for name in re.findall(r"^pk:(\w+) a owl:Class", ontology.read(), re.MULTILINE):
        assert re.search(rf"\b{name}\b", picture), name


def test_a_new_class_comes_into_the_picture() -> None:
    text = ontology.read() + f"\n<{PREFIXES['pk']}Extra> a owl:Class .\n"
    assert ">Extra<" in diagram(read_all([text]))


# Mapping to StratML


def test_stratml_is_mapped_to_terms_that_there_are() -> None:
    text = (ROOT / "docs" / "ontology" / "stratml.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`pk:(\w+)`", text))
    assert named <= set(NAMES)
    assert {"PolicyDocument", "Task", "Target", "Achievement", "Indicator", "Responsibility", "role"} <= named
