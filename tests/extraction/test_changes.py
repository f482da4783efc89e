"""The change that a comparison with an earlier time tells."""

from __future__ import annotations

import pytest

from kg.extraction.changes import over_time


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("投资完成率比去年同期快", "increase"),
        ("开工率比去年同期慢", "decrease"),
        ("企业较上年净增", "increase"),
        ("企业较上年净减", "decrease"),
        ("产量高于上年同期", "increase"),
        ("浓度低于上年", "decrease"),
        ("增速高于全国平均", None),
        ("较上年提高", None),
    ],
)
def test_over_time(words: str, change: str | None) -> None:
    assert over_time(words) == change
