"""Bodies in line: who stands above whom, and what that says of a link."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.export.records import read_records
from kg.iri import Minter
from kg.link.cascade import cascades
from kg.link.ends import linked
from kg.link.things import Thing, collect_things
from kg.model import Document, Extraction
from kg.pipeline import extract_document

PROVINCE = """河南省人民政府办公厅关于印发2021年重点民生实事的通知
豫政办〔2021〕3号

1.新建普惠性幼儿园1000所。
牵头单位：省教育厅
责任单位：教育部、省财政厅、省卫生健康委

2021年1月30日
"""
CITY = """郑州市人民政府办公厅关于印发2021年重点民生实事的通知
郑政办〔2021〕14号

1.开展适龄妇女“两癌”免费筛查10万人。
牵头单位：市卫健委
责任单位：市财政局、各区县（市）
2.增加托育点位3000个。
牵头单位：市卫健委

2021年2月20日
"""
DISTRICT = """郑州市中原区人民政府办公室关于印发2021年重点民生实事任务分解的通知
中原政办〔2021〕9号

按照《郑州市人民政府办公厅关于印发2021年重点民生实事的通知》（郑政办〔2021〕14号）要求，现将任务分解如下。

1.适龄妇女“两癌”筛查不少于8000人。
牵头单位：区卫计委
责任单位：区财政局、区教育局
2.增加托育点位300个。
牵头单位：区民政局

2021年3月16日
"""


@pytest.fixture(scope="module")
def read() -> list[Extraction]:
    texts = {"province.txt": PROVINCE, "city.txt": CITY, "district.txt": DISTRICT}
    return [extract_document(Document(name, text)) for name, text in texts.items()]


@pytest.fixture(scope="module")
def things(read: list[Extraction]) -> dict[str, Thing]:
    return collect_things(read, Minter())


def guides(things: dict[str, Thing]) -> set[tuple[str, str]]:
    return {(thing.label, things[guide].label) for thing in things.values() for guide in thing.guides}


def test_who_stands_right_above_whom(things: dict[str, Thing]) -> None:
    assert guides(things) == {
        ("郑州市财政局", "河南省财政厅"),
        ("郑州市中原区财政局", "郑州市财政局"),
        ("郑州市卫生健康委员会", "河南省卫生健康委员会"),
        ("郑州市中原区卫生健康委员会", "郑州市卫生健康委员会"),
        ("郑州市中原区教育局", "河南省教育厅"),  # no document names that of the city
        ("河南省教育厅", "教育部"),
        ("郑州市中原区人民政府办公室", "郑州市人民政府办公厅"),
        ("郑州市人民政府办公厅", "河南省人民政府办公厅"),
    }


def test_order_of_documents_does_not_matter(read: list[Extraction], things: dict[str, Thing]) -> None:
    assert guides(collect_things(reversed(read), Minter())) == guides(things)


def test_a_link_says_whose_bodies_stand_in_line(read: list[Extraction]) -> None:
    links = [link for link in cascades(map(linked, read), Minter()) if link.child and link.parent]
    found = {link.child.item: link for link in links if link.child and link.child.doc == "district.txt"}
    assert found[1].in_line == (("市卫健委", "区卫计委"),)
    assert "市卫健委 and 区卫计委 stand in line" in found[1].evidence
    assert found[2].relation == "share"
    assert found[2].in_line == ()
    assert not any("stand in line" in line for line in found[2].evidence)


def test_the_records_tell_it(read: list[Extraction], things: dict[str, Thing], tmp_path: Path) -> None:
    for extraction in read:
        (tmp_path / extraction.name).write_text(extraction.text, encoding="utf-8")
    kg.build(sorted(tmp_path.glob("*.txt")), tmp_path / "out")
    bodies = {body["id"]: body for body in read_records(tmp_path / "out" / "bodies.jsonl")}
    told = {(body["label"], bodies[guide]["label"]) for body in bodies.values() for guide in body["guides"]}
    assert told == guides(things)
    graph = kg.load(tmp_path / "out")
    answer = graph.ask("bodies-in-line", body="中原区卫计委")
    rows = [tuple(str(getattr(row[name], "value", row[name])) for name in ("stands", "other")) for row in answer]
    assert rows == [("above", "河南省卫生健康委员会"), ("above", "郑州市卫生健康委员会")]
