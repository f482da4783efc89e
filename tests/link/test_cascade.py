"""A city's list, a district and a county that break it down: every line accounted for."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest

from kg.iri import Minter
from kg.link.cascade import Link, cascades
from kg.link.ends import Linked, linked
from kg.link.records import link_records
from kg.pipeline import extract_documents
from kg.read import read
from tests.real import SHARED, needs_real

PAIR = Path(__file__).parent / "pair"


@pytest.fixture(scope="module")
def documents() -> list[Linked]:
    return list(map(linked, extract_documents(read(path, path.name) for path in sorted(PAIR.glob("*.txt")))))


@pytest.fixture(scope="module")
def links(documents: list[Linked]) -> list[Link]:
    return cascades(documents, Minter())


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


def test_order_of_documents_does_not_matter(documents: list[Linked], links: list[Link]) -> None:
    shuffled = list(documents)
    random.Random(1).shuffle(shuffled)
    assert cascades(shuffled, Minter()) == links
    assert cascades(reversed(documents), Minter()) == links


def test_evidence_names_documents_and_words(links: list[Link]) -> None:
    for link in links:
        assert link.evidence
        assert 0 < link.confidence <= 1
    share = next(link for link in links if link.relation == "share")
    assert any("临政办〔2024〕6号" in line for line in share.evidence)
    assert any("wording alike" in line for line in share.evidence)


def test_one_document_alone_has_no_links(documents: list[Linked]) -> None:
    assert cascades(documents[:1], Minter()) == []


def test_each_link_has_an_iri_of_its_own(documents: list[Linked]) -> None:
    records = link_records(documents, Minter())
    silent = [record["silent"] for record in records if record["relation"] == "not-passed-down"]
    assert len(set(silent)) > 1
    assert len({record["id"] for record in records}) == len(records)


REAL_PAIR = ("zhengzhou-2021-news-minsheng.txt", "zhongyuan-2021-task-decomposition.txt")
ELSEWHERE = {
    "narrower": {11, 12, 13, 14, 15},
    "not-applicable": {21, 22},
    "no-source": {6, 8, 9, 23},
    "changed-comparator": {25},
}
"""Items of the district's notice that are not simply those of the city's list, as read by hand."""


@needs_real
def test_every_line_of_the_real_pair_is_accounted_for() -> None:
    paths = [SHARED / "corpus" / name for name in REAL_PAIR]
    links = cascades(map(linked, extract_documents(read(path, path.name) for path in paths)), Minter())
    found: dict[str, set[int | None]] = {}
    for link in links:
        if link.child:
            found.setdefault(link.relation, set()).add(link.child.item)
    assert found.pop("same") == {*range(1, 27)} - set().union(*ELSEWHERE.values())
    assert found == ELSEWHERE
    assert [link.parent.words for link in links if link.parent and not link.child] == ["完成老旧小区改造"]
    for link in links:
        if link.relation == "same" and link.parent and link.child and link.parent.statement and link.child.statement:
            parent, child = link.parent.statement, link.child.statement
            assert (parent.value, parent.unit) == (child.value, child.unit)
