"""How findings speak of targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.trace.tree import number

End = Mapping[str, Any]


def told(end: End) -> str:
    """A target in a few words: 新建绿地 ≥500万平方米, by 2021-12-31."""
    return number(end)


def amount(value: float, unit: str | None) -> str:
    """A value with its unit, multipliers written out."""
    return f"{value:,.10g}{unit or ''}"
