"""Rules about what became of targets, and about numbers that contradict each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.audit.rules import Found, Sentence, found, rule
from kg.audit.wording import told, told_zh
from kg.export.material import Material
from kg.export.records import Record


@rule(
    "achievement-below-target",
    "error",
    "What was reached is less than what was promised for the year.",
    "Promised 新增城镇就业12万人 for 2021, reported 11.2万人.",
)
def _below(material: Material) -> Iterable[Found]:
    for link in material.linked("missed"):
        parent, child = link["parent"], link["child"]
        sentence = Sentence(
            f"Promised {told(parent)}; reached {told(child)}.", f"承诺{told_zh(parent)}，实际完成{told_zh(child)}。"
        )
        yield found(sentence, parent, child, confidence=link["confidence"])


@rule(
    "dropped-the-year-after",
    "warning",
    "The next report of the place tells neither what became of a target nor of a new one.",
    "新建公厕60座 is promised for 2020; the report of 2021 has nothing about 公厕.",
)
def _dropped(material: Material) -> Iterable[Found]:
    continued = {link["parent"]["id"] for link in material.linked("continues")}
    for link in material.linked("not-reported"):
        parent = link["parent"]
        if parent["id"] not in continued:
            sentence = Sentence(f"{told(parent)}: {link['evidence'][-1]}.", f"{told_zh(parent)}：其后的报告未再提及。")
            yield found(sentence, parent, confidence=link["confidence"])


@rule(
    "contradictory-targets",
    "error",
    "One indicator has different targets for one place and year.",
    "The plan wants 97% of the residents insured by 2025, its table 96%.",
)
def _contradictory(material: Material) -> Iterable[Found]:
    place_of = {document["doc"]: document["place"] for document in material.documents}
    groups: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
    for statement in material.statements:
        if statement["kind"] == "target" and statement["deadline"] and len(statement["indicator"]) >= SPECIFIC:
            groups[_same(statement, place_of[statement["doc"]])].append(statement)
    for group in groups.values():
        first = group[0]
        other = next((s for s in group[1:] if _contradict(first, s)), None)
        if other:
            sentence = Sentence(
                f"{told(first)} and {told(other)} for the same place and year.",
                f"同一地区、同一年度既有{told_zh(first)}，又有{told_zh(other)}。",
            )
            yield found(sentence, first, other)


SPECIFIC = 5  # characters of an indicator; shorter ones (项目, 完成投资) are about many things


def _same(statement: Record, place: str | None) -> tuple[Any, ...]:
    """What has to be the same for two targets to be about one thing."""
    names = ("indicator_id", "unit", "change", "basis", "per", "cumulative", "scope", "deadline")
    return (place or statement["doc"], *(statement[name] for name in names))


def _contradict(one: Record, other: Record) -> bool:
    """Whether no number meets both: 97% and 96%, but not 97% and 95%以上."""
    low, high = _bounds(one)
    low2, high2 = _bounds(other)
    return max(low, low2) > min(high, high2)


def _bounds(statement: Record) -> tuple[float, float]:
    value = statement["value"]
    match statement["comparator"]:
        case ">=" | ">":
            return value, float("inf")
        case "<=" | "<":
            return float("-inf"), value
        case "range":
            return value, statement["value_max"] if statement["value_max"] is not None else value
        case "~":
            return value * 0.9, value * 1.1
        case _:
            return value, value
