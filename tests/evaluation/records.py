"""Records for the tests."""

from __future__ import annotations

from typing import Any

TEXT = "到2025年，新建学校20所，培训教师3万人。\n"


def record(start: int, end: int, **fields: Any) -> dict[str, Any]:
    """A record of :data:`TEXT`."""
    told: dict[str, Any] = {
        "start": start,
        "end": end,
        "kind": "target",
        "indicator": "新建学校",
        "value": 20,
        "value_max": None,
        "unit": "所",
        "comparator": "=",
        "change": "level",
        "deadline": "2025-12-31",
        "lead": [],
        "responsible": [],
        "supervisor": [],
    }
    return told | fields


SCHOOLS = record(11, 14)
TEACHERS = record(19, 22, indicator="培训教师", value=30000, unit="人")
