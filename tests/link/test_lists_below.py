"""Lists that a place within another takes over: which document stands above, and what does not concern the place."""

from __future__ import annotations

import pytest

from kg.iri import Minter
from kg.link.ends import linked
from kg.link.records import LinkRecord, link_records
from kg.model import Document
from kg.pipeline import extract_documents

CITY = """中州市2024年民生实事任务分解表
{under}
1.建设“四好农村路”。新改建农村公路400公里。2024年12月底前完成。
牵头单位：市交通运输局
2.扩大学位供给。新增学位9000个。2024年8月底前完成。
牵头单位：市教育局
3.改造老旧小区320个。
牵头单位：市住建局
4.新建口袋公园40个。
牵头单位：市城管局
5.新建公共充电桩2000个。
牵头单位：市发改委
6.建设社区老年食堂120处。
牵头单位：市民政局
"""
DISTRICT = """中州市青山区2024年民生实事实施方案

{source}

一、“四好农村路”建设。该项任务我区不涉及。
二、学位建设。新增学位700个，8月底前完成。
责任单位：区教育局
三、改造老旧小区350个。
责任单位：区住建局
四、新建体育公园3个。
责任单位：区体育局
五、新建公共充电桩260个。
责任单位：区发改委
六、建成城乡老年食堂15处。
责任单位：区民政局
"""


def links(under: str, source: str) -> list[LinkRecord]:
    texts = {"a.txt": CITY.format(under=under), "b.txt": DISTRICT.format(source=source)}
    extractions = extract_documents(Document(name, text) for name, text in texts.items())
    return link_records(list(map(linked, extractions)), Minter())


@pytest.mark.parametrize(
    ("under", "source"),
    [
        ("中政办〔2024〕3号附件 2024年2月8日\n", "本方案承接中政办〔2024〕3号文件。"),
        ("市政府印发《关于实施2024年民生实事的通知》。\n", "根据《关于实施2024年民生实事的通知》要求，制定本方案。"),
    ],
)
def test_a_list_that_names_the_list_above_breaks_it_down(under: str, source: str) -> None:
    told = {
        (link["relation"], *(link[end]["number"] if link[end] else None for end in ("parent", "child")))
        for link in links(under, source)
    }
    assert told == {
        ("not-applicable", "400公里", None),
        ("share", "9000个", "700个"),
        ("discrepancy", "320个", "350个"),  # more than the whole
        ("share", "2000个", "260个"),
        ("share", "120处", "15处"),  # in the same entry of lists that run parallel
        ("not-passed-down", "40个", None),
        ("no-source", None, "3个"),
    }


def test_entries_have_the_number_that_the_list_prints() -> None:
    found = links("中政办〔2024〕3号附件\n", "本方案承接中政办〔2024〕3号文件。")
    numbers = {(link["relation"], link["child"]["item"]) for link in found if link["child"]}
    assert {("not-applicable", 1), ("share", 2)} <= numbers


def test_without_a_name_a_list_only_stands_below() -> None:
    assert "not-passed-down" not in {link["relation"] for link in links("", "")}
