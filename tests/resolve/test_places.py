"""Which place a document governs, and what its words for places mean."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest

from kg.data import rows
from kg.model import LEVELS
from kg.resolve.gazetteer import Gazetteer, gazetteer, level_of, stem
from kg.resolve.names import is_zone, units_of
from tests.resolve.cases import places

HERE = Path(__file__).parent


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", table("governed"), ids=lambda r: f"{r['printed']}-{r['text']}")
def test_the_place_that_a_document_governs(row: dict[str, str]) -> None:
    home = places(row["printed"], row["text"]).home
    assert home is not None
    assert (home.id, home.label, home.level) == (row["id"], row["label"], row["level"] or None)
    assert len(home.candidates) == int(row["candidates"])
    assert home.evidence


@pytest.mark.parametrize("row", table("words"), ids=lambda r: f"{r['document']}-{r['words']}")
def test_words_in_a_document(row: dict[str, str]) -> None:
    assert [p.label for p in places(row["document"]).resolve(row["words"])] == row["places"].split()


def test_a_number_prefix_is_evidence_and_no_proof() -> None:
    alone = places(None, number="惠府办〔2020〕3号")
    assert alone.home is None
    assert {"place-441300", "place-320206"} <= set(alone.home_candidates)
    both = places(None, "惠山区人民政府各部门", number="惠府办〔2020〕3号")
    assert both.home is not None
    assert both.home.id == "place-320206"
    against = places("惠山区", number="中原政办〔2020〕3号")
    assert against.home is not None
    assert against.home.id == "place-320206"


def test_what_a_number_prefix_allows() -> None:
    assert [p.label for p in gazetteer().prefixed("中原政办")] == ["郑州市中原区"]
    assert "河南省" in [p.label for p in gazetteer().prefixed("豫政")]


def test_a_title_with_a_short_name_needs_the_text() -> None:
    told = places(None, "郑州要办好实事。郑州将努力。郑州建设。", title="看郑州高质量发展").home
    assert told is not None
    assert told.id == "place-410100"
    assert places(None, "办好实事。", title="看郑州高质量发展").home is None


def test_what_a_place_is_part_of_is_there_too() -> None:
    used = places("郑州市中原区").used()
    assert [(p.id, p.parent) for p in used] == [
        ("place-410000", None),
        ("place-410100", "place-410000"),
        ("place-410102", "place-410100"),
    ]


def test_an_open_name_is_of_its_document_alone() -> None:
    one = places("朝阳区").home
    assert one is not None
    assert one.code is None
    assert one.candidates == ("place-110105", "place-220104")
    assert one.id == "place-朝阳区-0"


def test_a_place_has_its_former_names() -> None:
    home = places("开封市祥符区").home
    assert home is not None
    assert home.former == ("开封县",)


def test_the_tables_are_read_in_a_moment() -> None:
    best = 1.0
    for _ in range(5):
        start = time.perf_counter()
        Gazetteer()
        best = min(best, time.perf_counter() - start)
    assert best < 0.05


def test_labels_and_codes_are_one_each() -> None:
    known = [gazetteer().get(code) for code in gazetteer().codes()]
    assert len({p.label for p in known}) == len(known) > 3300
    assert all(p.parent is None or gazetteer().get(p.parent) for p in known)
    assert {p.level for p in known} < set(LEVELS)
    for code, name in (("410102", "中原区"), ("410104", "管城回族区"), ("410184", "新郑市"), ("370116", "莱芜区")):
        assert gazetteer().get(code).name == name


@pytest.mark.parametrize(
    ("name", "units"),
    [
        ("郑州市中原区", ["郑州市", "中原区"]),
        ("贵州省黔南州", ["贵州省", "黔南州"]),
        ("郑州市郑东新区", ["郑州市", "郑东新区"]),
        ("滨河市东城区河口镇", ["滨河市", "东城区", "河口镇"]),
        ("市中区", ["市中区"]),
        ("广州市", ["广州市"]),
    ],
)
def test_units(name: str, units: list[str]) -> None:
    assert units_of(name) == units


def test_short_names_and_levels() -> None:
    assert [stem(n) for n in ("管城回族区", "内蒙古自治区", "黔南布依族苗族自治州")] == ["管城", "内蒙古", "黔南"]
    assert [level_of(n) for n in ("云岭省", "滨河市", "河口镇", "郑东新区", "教育局")] == [
        "province",
        "prefecture",
        "township",
        "development-zone",
        None,
    ]


def test_short_names_of_zones() -> None:
    for row in rows("zone_words"):
        assert is_zone(row["short"], row["example"])
        assert not is_zone(row["short"], row["not"])
