"""How findings speak of targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.trace.tree import number, what

End = Mapping[str, Any]


def told(end: End) -> str:
    """A target in a few words: 新建绿地 ≥500万平方米, by 2021-12-31."""
    return number(end)


def told_zh(end: End) -> str:
    """The same in Chinese: 新建绿地 ≥500万平方米（时限2021-12-31）."""
    return what(end) + (f"（时限{end['deadline']}）" if end["number"] is not None and end["deadline"] else "")


def amount(value: float, unit: str | None) -> str:
    """A value with its unit, multipliers written out."""
    return f"{value:,.10g}{unit or ''}"
