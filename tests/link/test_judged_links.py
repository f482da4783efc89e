"""Links over the real reports and the plan that were judged one by one: the wrong ones are not made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.iri import Minter
from kg.link.ends import linked
from kg.link.records import LinkRecord, link_records
from kg.pipeline import extract_documents
from kg.read import read
from tests.real import SHARED, needs_real

JUDGEMENTS = Path(__file__).parents[1] / "gold" / "judgements"
Key = tuple[Any, ...]


def key(link: LinkRecord) -> Key:
    parent, child = link["parent"], link["child"]
    return link["relation"], parent["doc"], parent["start"], child["doc"], child["start"]


@pytest.fixture(scope="module")
def made() -> set[Key]:
    paths = sorted((SHARED / "corpus").rglob("*.txt"))
    documents = [linked(e) for e in extract_documents(read(path, path.name) for path in paths)]
    return {key(link) for link in link_records(documents, Minter()) if link["parent"] and link["child"]}


@needs_real
@pytest.mark.parametrize(("name", "least"), [("links-100", 0.97), ("links-60", 0.97)])
def test_right_links_are_made_and_wrong_ones_are_not(made: set[Key], name: str, least: float) -> None:
    judged = [json.loads(line) for line in (JUDGEMENTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    right = [key(link) for link in judged if link["right"]]
    assert not {key(link) for link in judged if not link["right"]} & made
    assert sum(link in made for link in right) >= least * len(right)
