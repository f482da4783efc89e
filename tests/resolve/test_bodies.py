"""What the names of bodies mean in a document of a place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.resolve.cases import bodies

ROWS = list(csv.DictReader((Path(__file__).parent / "bodies.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['document']}-{r['name']}")
def test_a_body(row: dict[str, str]) -> None:
    body = bodies(row["document"]).body(row["name"])
    assert body.label == row["label"]
    assert (body.level or "", body.system or "", body.kind) == (row["level"], row["system"], row["kind"])
    assert len(body.members) == int(row["members"])
    assert any(line.startswith(row["name"] + ":") for line in body.evidence)


def test_three_names_are_one_body_with_the_evidence_of_each() -> None:
    document = bodies("郑州市中原区")
    names = ("区人社局", "区人力资源和社会保障局", "中原区人社局")
    found = {document.body(name).id for name in names}
    assert found == {"body-郑州市中原区-人力资源和社会保障局"}
    (body,) = [b for b in document.used() if b.id in found]
    assert [line.split(":")[0] for line in body.evidence] == sorted(names)
    assert "人社局 is an alias of 人力资源和社会保障局" in body.evidence[0] + body.evidence[2]


def test_two_districts_have_two_bodies_in_one_line() -> None:
    one, other = bodies("郑州市中原区").body("区人社局"), bodies("郑州市管城回族区").body("区人社局")
    city = bodies("郑州市中原区").body("市人社局")
    assert one.id != other.id
    assert one.system == other.system == city.system == "人力资源和社会保障"
    assert (one.level, other.level, city.level) == ("county", "county", "prefecture")


def test_members_of_a_collective_body_are_bodies_of_their_places() -> None:
    document = bodies("郑州市")
    every = document.body("各区县(市)")
    members = {b.label for b in document.used() if b.id in every.members}
    assert {"郑州市中原区人民政府", "新郑市人民政府"} <= members
    assert document.body("各相关单位").members == ()


def test_bodies_of_an_open_place_are_of_its_document_alone() -> None:
    assert bodies("朝阳区").body("区教育局").id == "body-朝阳区-0-教育局"


def test_a_document_without_a_place() -> None:
    body = bodies(None).body("教育局")
    assert (body.id, body.place, body.level, body.system) == ("body-教育局", None, None, "教育")
