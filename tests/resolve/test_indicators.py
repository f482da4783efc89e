"""Indicators: the concept scheme, normal forms, and likeness on labelled pairs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.data import rows
from kg.link.indicators import THRESHOLD, is_narrower, likeness, wording
from kg.resolve.indicators import canonical, concept_of, concepts

GOLD = Path(__file__).parents[1] / "gold" / "indicators" / "pairs.jsonl"
PAIRS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def score(pair: dict[str, str]) -> float:
    return likeness(wording(pair["a"], pair["unit_a"]), wording(pair["b"], pair["unit_b"]))


def test_the_pairs_are_enough_and_stand_once() -> None:
    assert len(PAIRS) >= 300
    assert len({frozenset((p["a"], p["b"])) for p in PAIRS}) == len(PAIRS)
    assert {p["relation"] for p in PAIRS} == {"same", "broader", "different"}


def test_the_threshold_merges_nothing_that_is_different() -> None:
    merged = [p for p in PAIRS if score(p) >= THRESHOLD]
    right = [p for p in merged if p["relation"] == "same"]
    same = [p for p in PAIRS if p["relation"] == "same"]
    assert len(right) / len(merged) >= 0.99
    assert len(right) / len(same) >= 0.5


def test_narrower_wordings() -> None:
    found = [
        p
        for p in PAIRS
        if score(p) < THRESHOLD
        and any(
            is_narrower(wording(p[x], p[f"unit_{x}"]), wording(p[y], p[f"unit_{y}"]))
            for x, y in (("a", "b"), ("b", "a"))
        )
    ]
    assert len(found) >= 10
    assert sum(p["relation"] == "broader" for p in found) / len(found) >= 0.6


@pytest.mark.parametrize(
    ("a", "b", "unit"),
    [
        ("新增学位", "累计新增学位", "个"),
        ("开工安置房", "建成安置房", "套"),
        ("参保率", "参保人数", "%"),
        ("城镇居民收入", "农村居民收入", "元"),
        ("新增床位", "床位", "张"),
        ("第一产业投资", "第二产业投资", "元"),
        ("规模以上工业增加值", "工业增加值", "元"),
        ("炼钢产能占比", "炼铁产能占比", "%"),
        ("办好2类实事", "办好3类实事", "件"),
        ("PM2.5浓度", "PM10浓度", "微克/立方米"),
        ("年均增收", "增收", "元"),
        ("新(改)建公厕", "新(改、续)建公厕", "座"),
    ],
)
def test_what_measures_different_things_is_never_one(a: str, b: str, unit: str) -> None:
    assert likeness(wording(a, unit), wording(b, unit)) < THRESHOLD
    assert canonical(a, unit) != canonical(b, unit)


def test_units_guard() -> None:
    assert likeness(wording("公共充电桩", "个"), wording("公共充电桩", "%")) == 0
    assert canonical("登记失业率", "%") == "城镇登记失业率"
    assert canonical("登记失业率", "人") == "登记失业率"


@pytest.mark.parametrize(
    ("words", "unit", "label"),
    [
        ("新增城镇就业", "人", "城镇新增就业"),
        ("城镇新增就业人数", "人", "城镇新增就业"),
        ("安置房新开工", "套", "新开工安置房"),
        ("中小学学位新增", "个", "新增中小学学位"),
        ("公共停车泊位新建数量", "个", "新建公共停车泊位"),
        ("高新技术企业数量", "家", "高新技术企业"),
        ("PM2.5浓度", "微克/立方米", "PM2.5平均浓度"),
        ("水产品加工企业数量", "家", "水产品加工企业"),
        ("“两重”项目全部开工", "个", "两重项目全部开工"),
        ("基本养老保险参保人数", "人", "基本养老保险参保人数"),
        ("产业投资占比", "%", "产业投资占比"),
    ],
)
def test_canonical(words: str, unit: str, label: str) -> None:
    assert canonical(words, unit) == label


def test_the_scheme_is_a_tree() -> None:
    assert len(rows("indicators")) >= 150
    for concept in concepts().values():
        seen = set()
        while concept.broader:
            assert concept.label not in seen
            seen.add(concept.label)
            concept = concepts()[concept.broader]
    wide = concept_of("中小学学位新增", "个")
    assert wide is not None
    assert wide.broader == "新增基础教育学位"
