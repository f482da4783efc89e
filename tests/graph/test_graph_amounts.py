"""How a number is told in labels."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kg.graph.amounts import printed


@pytest.mark.parametrize(
    ("number", "unit", "value", "told"),
    [
        ("12 万人", "人", 120000, "12万人"),
        ("60", "人", 600000, "60万人"),  # a column in 万人
        ("65.77", "人", Decimal("657700"), "65.77万人"),
        ("1,470", "个", 1470, "1,470个"),
        ("3.2", "元", Decimal("320000000.0"), "3.2亿元"),
        ("35.84", "%", 35.84, "35.84%"),
        ("5", "平方米", 3333.35, "3,333.35平方米"),  # another unit of the column: the value, not the number
        ("一次", "次", 1, "一次"),
        ("5%—5.5%", "%", 5, "5%—5.5%"),
        ("100", "", 100, "100"),
        ("100", None, None, "100"),
        ("６０", "人", 60, "６０人"),
    ],
)
def test_a_number_has_its_unit(number: str, unit: str | None, value: Decimal | float | None, told: str) -> None:
    assert printed(number, unit, value) == told
