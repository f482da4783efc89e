"""One name for an indicator that documents word differently: 新增城镇就业 and 城镇新增就业 are one.

Three things decide, each by rows: an alias of ``kg/data/indicators.csv`` whose units allow it; the order of verb and
noun (安置房新开工 is 新开工安置房); words that the unit tells anyway (高新技术企业数量, in 家). What they leave
different may still be one indicator of several documents: :mod:`kg.link.indicators`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.data import pattern, rows

_DROP = re.compile(r"[\s“”\"'‘’]")


@dataclass(frozen=True, slots=True)
class Concept:
    """A row of the concept scheme.

    Attributes:
        label: preferred name.
        units: units that its values have; empty if any.
        broader: label of the concept that it is a part or kind of, or ``None``.
    """

    label: str
    units: frozenset[str]
    broader: str | None


@cache
def concepts() -> dict[str, Concept]:
    """The maintained concepts by label."""
    return {
        row["indicator"]: Concept(row["indicator"], frozenset(row["units"].split()), row["broader"] or None)
        for row in rows("indicators")
    }


@cache
def _aliases() -> dict[str, Concept]:
    out = {}
    for row in rows("indicators"):
        for alias in [row["indicator"], *row["aliases"].split()]:
            out[_DROP.sub("", alias)] = concepts()[row["indicator"]]
    return out


def concept_of(indicator: str, unit: str | None = None) -> Concept | None:
    """The maintained concept that an indicator's words mean, if their unit is one that its values have."""
    plain = _DROP.sub("", indicator)
    found = _aliases().get(plain) or _aliases().get(normal(plain, unit))
    return found if found and (unit is None or not found.units or unit in found.units) else None


def canonical(indicator: str, unit: str | None = None) -> str:
    """The label that the indicator's IRI is made from: of its concept, else its normal form.

    Args:
        unit: of its value; ``None`` if unknown.
    """
    found = concept_of(indicator, unit)
    return _DROP.sub("", found.label) if found else normal(_DROP.sub("", indicator), unit)


def normal(words: str, unit: str | None = None) -> str:
    """Verb before noun, without a closing 数量 that a counting unit tells; other words stay as they are."""
    short = pattern("amount-told-by-unit").sub("", words) if unit is None or unit in _counting() else words
    turned = pattern("noun-before-verb").fullmatch(short)
    if turned and turned.group(1)[-1] not in "、，":
        return turned.group(2) + turned.group(1)
    return short if len(short) > 1 else words


@cache
def _counting() -> frozenset[str]:
    """The units that count things."""
    return frozenset("人 名 个 家 户 所 座 套 件 条 项 处 台 辆 张 支 只 起 对 间 栋 部 种 款 场 次".split())
