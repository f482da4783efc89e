"""Which bodies there are at which level, and which names a reform did away with."""

from __future__ import annotations

import pytest

from kg.data import rows
from kg.iri import Minter
from kg.resolve.bodies import Bodies
from kg.resolve.existence import Doubt, Holder, doubt, former
from kg.resolve.places import Places
from kg.structure.metadata import Particulars


def line_of(name: str, place: str, text: str = "") -> list[Holder]:
    """The line of the place whose body a name is taken for in a document of a place."""
    minter = Minter("")
    places = Places(Particulars(place=place), text, "", minter)
    holder = Bodies(places, minter).body(name).place
    known = {p.id: p for p in places.used()}
    out = []
    while holder:
        at = known[holder]
        out.append(Holder((at.name, at.label, *at.former), at.level))
        holder = at.parent
    return out


def doubted(name: str, place: str = "郑州市中原区", day: str = "2021-03-16") -> Doubt | None:
    return doubt(name, line_of(name, place), day)


@pytest.mark.parametrize("row", rows("body_levels"), ids=lambda row: row["words"])
def test_body_levels(row: dict[str, str]) -> None:
    found = doubted(row["example"])
    assert found is not None
    assert row["source"] in found.reason
    assert found.confidence == float(row["confidence"])
    assert doubted(row["not"]) is None
    if row["since"]:
        assert doubted(row["example"], day="2002-01-01") is None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("区教育局", "中牟县"),
        ("区政府", "中牟县"),
        ("州民政局", "郑州市中原区"),
        ("省教育厅", "南宁市青秀区"),
        ("县住建局", "郑州市中原区"),
        ("市教育厅", "郑州市"),
        ("省教育局", "河南省"),
        ("河南省财政局", "河南省"),
        ("区药监局", "北京市海淀区"),
        ("中原区公积金中心", "郑州市中原区"),
    ],
)
def test_no_such_body(name: str, place: str) -> None:
    assert doubted(name, place) is not None


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("县教育局", "中牟县"),
        ("市教育局", "中牟县"),
        ("市教育局", "新郑市"),
        ("区生态环境局", "郑州市中原区"),
        ("区气象局", "郑州市中原区"),
        ("县气象局", "中牟县"),
        ("药监局", "郑州市中原区"),
        ("区教育局", "郑州市"),
        ("县教育局", "开封市开封县"),
        ("区消防救援支队", "北京市海淀区"),
        ("市住房公积金管理中心", "济源市"),
        ("市教育委员会", "天津市"),
        ("市教育局", "天津市"),
        ("自治区教育厅", "南宁市青秀区"),
        ("市民政局", "甲州市乙山区"),
        ("市人民政府办公厅", "武汉市"),
        ("省国土资源厅", "河南省"),
        ("交警二大队", "郑州市中原区"),
        ("管委会", "郑州高新技术产业开发区"),
    ],
)
def test_nothing_to_say(name: str, place: str) -> None:
    assert doubted(name, place) is None


@pytest.mark.parametrize(
    ("name", "place", "day", "today"),
    [
        ("区工商局", "郑州市中原区", "2021-03-16", "市场监督管理局"),
        ("区工商局", "郑州市中原区", "2018-12-31", None),
        ("国土资源局", "中牟县", "2022-01-01", "自然资源和规划局"),
        ("市卫生局", "郑州市", "2022-01-01", "卫生健康委员会"),
        ("市卫生局", "郑州市", "2016-01-01", "卫生和计划生育委员会"),
        ("区卫计委", "郑州市中原区", "2020-01-01", "卫生健康委员会"),
        ("区卫健委", "郑州市中原区", "2020-01-01", None),
        ("市银监局", "郑州市", "2020-01-01", "银保监分局"),
        ("市银监局", "郑州市", "2026-01-01", "金融监管分局"),
        ("区扶贫办", "郑州市中原区", "2021-12-31", None),
        ("区扶贫办", "郑州市中原区", "2023-01-01", "乡村振兴局"),
        ("县乡村振兴局", "中牟县", "2024-06-30", None),
        ("县乡村振兴局", "中牟县", "2025-06-30", "农业农村局"),
        ("省国土资源厅", "河南省", "2021-01-01", "自然资源厅"),
        ("省卫计委", "河南省", "2021-01-01", None),
        ("交通局", "中牟县", "2021-01-01", None),
        ("交通厅", "内蒙古自治区", "2026-01-01", None),
        ("区农委", "郑州市中原区", "2021-03-16", None),
        ("区建委", "郑州市中原区", "2021-03-16", None),
        ("区金融办", "郑州市中原区", "2021-03-16", None),
        ("区工商局", "郑州市中原区", "", None),
    ],
)
def test_former_names(name: str, place: str, day: str, today: str | None) -> None:
    found = former(name, line_of(name, place), day)
    assert (found[0] if found else None) == today


def test_former_name_without_a_place() -> None:
    found = former("区工商局", [], "2021-01-01")
    assert found is not None
    assert found[0] == "市场监督管理局"
    assert doubt("区工商局", [], "2021-01-01") is None
