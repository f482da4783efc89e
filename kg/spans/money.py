"""Sums of money as people print them: with a sign before the number, or in a unit and its parts."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kg.data import rows, vocabulary
from kg.structure.numerals import numeral

_COUNT = r"\d{1,2}|[一二两三四五六七八九十]{1,3}"
_ELIDED = re.compile(r"[1-9一二两三四五六七八九](?=[,。;、!?)\n钱]|\Z)")


@cache
def currency_signs() -> dict[str, str]:
    """The unit that each sign before a number stands for: ￥ is 元, HK$ is 港元."""
    return {row["sign"]: row["unit"] for row in rows("currency_signs")}


@cache
def _parts() -> dict[str, dict[str, Decimal]]:
    parts: dict[str, dict[str, Decimal]] = {}
    for row in rows("money_parts"):
        parts.setdefault(row["unit"], {})[row["part"]] = Decimal(row["factor"])
    return parts


@cache
def _pattern(unit: str) -> re.Pattern[str]:
    parts = vocabulary([row for row in rows("money_parts") if row["unit"] == unit], "part")
    return re.compile(rf"又?零?(?P<count>{_COUNT})(?P<part>{parts})")


def with_parts(text: str, end: int, value: Decimal, unit: str) -> tuple[Decimal, int]:
    """The value and end of a sum whose parts follow it: 五元三角五分, 两美元又三美分, 三块五.

    Args:
        text: in its plain form.
        end: where the unit ends in it.
    """
    smallest = Decimal(1)
    while unit in _parts() and (part := _pattern(unit).match(text, end)):
        factor, count = _parts()[unit][part["part"]], numeral(part["count"])
        if factor >= smallest or count is None:
            break
        value, end, smallest = value + count * factor, part.end(), factor
    elided = _ELIDED.match(text, end) if unit == "块" and smallest == 1 else None
    if elided:
        value, end = value + (numeral(elided.group()) or 0) * Decimal("0.1"), elided.end()
    return value, end
