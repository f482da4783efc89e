"""What a review says of several years is not taken for what last year reached."""

from __future__ import annotations

import pytest

from kg.link.ends import linked
from kg.link.years import yearly
from kg.model import Document
from kg.pipeline import extract_documents

REPORT = """2026年东江市政府工作报告

一、“十四五”时期工作回顾

各项事业取得新成就。{reached}。

二、2026年工作安排

今年，{due}。
"""


def relations(reached: str, due: str) -> list[str]:
    text = REPORT.format(reached=reached, due=due)
    return [link.relation for link in yearly(map(linked, extract_documents([Document("r.txt", text)])))]


@pytest.mark.parametrize(
    ("reached", "due", "expected"),
    [
        ("2025年城镇新增就业5.2万人", "城镇新增就业5万人以上", ["continues"]),
        ("城镇新增就业26万人", "城镇新增就业5万人以上", []),
        ("城镇新增就业累计8万人", "城镇新增就业5万人以上", []),
        ("一般公共预算收入5年增长18.7%", "一般公共预算收入增长2%", []),
        ("地区生产总值年均增长4.5%", "地区生产总值增长5%左右", []),
        ("2025年地区生产总值增长4.5%", "地区生产总值增长5%左右", ["continues"]),
        ("这五年，发展质效提升。地区生产总值增长8%", "地区生产总值增长5%左右", []),
        ("这是跃升的五年。地区生产总值较“十三五”末增加千亿元，增长8%", "地区生产总值增长5%左右", []),
        ("这五年，发展质效提升。2025年，地区生产总值增长8%", "地区生产总值增长5%左右", ["continues"]),
        ("五年来，城镇化加快。常住人口城镇化率达到60%", "常住人口城镇化率达到61%", ["continues"]),
        ("年均新增城镇就业6万人、改造老旧小区50个", "改造老旧小区45个", []),
        ("2025年，扣除房地产开发投资后，固定资产投资增长2.7%", "固定资产投资增长4.5%左右", []),
        ("2025年固定资产投资增长2.7%", "固定资产投资增长4.5%左右", ["continues"]),
        ("年均增长5%，改造老旧小区50个", "改造老旧小区45个", ["continues"]),
    ],
)
def test_numbers_of_several_years_are_not_last_years(reached: str, due: str, expected: list[str]) -> None:
    assert relations(reached, due) == expected
