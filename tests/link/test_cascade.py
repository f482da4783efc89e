"""A city's list, a district and a county that break it down: every line accounted for."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from kg.iri import Minter
from kg.link.cascade import Link, cascades
from kg.model import Extraction
from kg.pipeline import extract_documents
from kg.read import read

PAIR = Path(__file__).parent / "pair"


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    return list(extract_documents(read(path, path.name) for path in sorted(PAIR.glob("*.txt"))))


@pytest.fixture(scope="module")
def links(extractions: list[Extraction]) -> list[Link]:
    return cascades(extractions, Minter())


def told(link: Link) -> tuple[str, ...]:
    ends = []
    for end in (link.parent, link.child):
        number = "".join(end.statement.number.split()) if end and end.statement else ""
        ends += [end.doc.split("2024")[0] if end else "", str(end.item or "") if end else "", number]
    return (link.relation, *ends)


def expected() -> set[tuple[str, ...]]:
    with (PAIR / "links.csv").open(encoding="utf-8") as stream:
        return {tuple(row) for row in list(csv.reader(stream))[1:]}


def test_every_link_is_as_read_by_hand(links: list[Link]) -> None:
    assert {told(link) for link in links} == expected()


def test_each_child_has_one_parent_a_document(links: list[Link]) -> None:
    pairs = [(link.parent.doc, link.child.id) for link in links if link.parent and link.child]
    assert len(pairs) == len(set(pairs))


def test_order_of_documents_does_not_matter(extractions: list[Extraction], links: list[Link]) -> None:
    shuffled = list(extractions)
    random.Random(1).shuffle(shuffled)
    assert cascades(shuffled, Minter()) == links
    assert cascades(reversed(extractions), Minter()) == links


def test_evidence_names_documents_and_words(links: list[Link]) -> None:
    for link in links:
        assert link.evidence
        assert 0 < link.confidence <= 1
    share = next(link for link in links if link.relation == "share")
    assert any("临政办〔2024〕6号" in line for line in share.evidence)
    assert any("wording alike" in line for line in share.evidence)


def test_one_document_alone_has_no_links(extractions: list[Extraction]) -> None:
    assert cascades(extractions[:1], Minter()) == []
