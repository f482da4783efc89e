"""The real five-year plan and the reports of a district and a county of the city: every link as read by hand."""

from __future__ import annotations

import json
from pathlib import Path

from kg.iri import Minter
from kg.link.ends import linked
from kg.link.records import LinkRecord, link_records
from kg.pipeline import extract_documents
from kg.read import read
from tests.real import SHARED, needs_real

READING = Path(__file__).parents[1] / "gold" / "judgements" / "plan-and-reports.jsonl"
Key = tuple[str, int, int, str, int, int]


def key(link: LinkRecord) -> Key:
    parent, child = link["parent"], link["child"]
    return parent["doc"], parent["start"], parent["end"], child["doc"], child["start"], child["end"]


@needs_real
def test_links_are_those_that_were_read() -> None:
    read_by_hand = [json.loads(line) for line in READING.read_text(encoding="utf-8").splitlines()]
    names = {end["doc"] for link in read_by_hand for end in (link["parent"], link["child"])}
    documents = extract_documents(read(SHARED / "corpus" / name, name) for name in sorted(names))
    links = link_records(list(map(linked, documents)), Minter())
    between = {
        key(k): k["relation"] for k in links if k["parent"] and k["child"] and k["parent"]["doc"] != k["child"]["doc"]
    }
    assert between == {key(k): k["relation"] for k in read_by_hand if k["relation"]}
