"""Progress told in words alone: a notice and a bulletin of the same district, and small records."""

from __future__ import annotations

from typing import Any

import pytest

import kg
from kg.audit.run import audit
from kg.export.material import Material, load_material

NOTICE = """临江市清河区人民政府办公室关于印发2024年重点民生实事任务分解的通知
清政办〔2024〕3号

1.新建公厕20座。
牵头单位：区城管局
2.新增学位3000个，6月底前完成。
牵头单位：区教育局
3.改造老旧小区15个。
牵头单位：区住建局
4.新建口袋公园6个。
牵头单位：区园林局
5.建设智慧停车管理系统。
牵头单位：区大数据局
6.培训家政服务人员1200人次。
牵头单位：区人社局
7.新建社区书屋8个。
牵头单位：区文旅局

2024年2月20日
"""
BULLETIN = """临江市清河区人民政府办公室关于2024年重点民生实事进展情况的通报
清政办〔2024〕31号

截至9月底，2024年重点民生实事进展情况如下：

1.新建公厕。进度滞后。
2.新增学位。正在推进。
3.改造老旧小区。因资金未到位，尚未开工。
4.新建口袋公园。正常推进。
5.建设智慧停车管理系统。落后序时进度。
6.培训家政服务人员。已全部完成。
7.新建社区书屋。已建成3个，进度滞后。
8.修缮文庙大殿。停工。

2024年10月12日
"""


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    folder = tmp_path_factory.mktemp("progress")
    for name, text in (("notice.txt", NOTICE), ("bulletin.txt", BULLETIN)):
        (folder / name).write_text(text, encoding="utf-8")
    kg.build(sorted(folder.glob("*.txt")), folder / "out")
    return load_material(folder / "out")


def test_states_are_joined_with_what_they_are_told_of(material: Material) -> None:
    links = [link for link in material.links if link["relation"] in ("met", "under-way")]
    assert [(k["relation"], k["parent"]["item"], k["child"]["item"], k["child"]["status"]) for k in links] == [
        ("under-way", 7, 7, "behind"),
        ("under-way", 1, 1, "behind"),
        ("under-way", 2, 2, "ongoing"),
        ("under-way", 3, 3, "not-started"),
        ("under-way", 4, 4, "on-schedule"),
        ("under-way", 5, 5, "behind"),
        ("met", 6, 6, "completed"),
    ]


def test_what_is_behind_by_its_words(material: Material) -> None:
    found = audit(material, ["behind-the-calendar"])
    assert [(f.passages[-1].item, f.sentence.partition(":")[0]) for f in found] == [
        (7, "38% of 新建社区书屋 8个, by 2024-12-31 done when 75% of the time has passed"),
        (1, "Said to be behind (“滞后”) on 2024-09-30"),
        (2, "Not completed (“正在推进”) on 2024-09-30, after it was due"),
        (3, "Not started (“尚未开工”) when 75% of the time has passed"),
        (5, "Said to be behind (“落后序时”) on 2024-09-30"),
        (8, "Said to be stopped (“停工”) on 2024-09-30"),
    ]
    assert all(f.passages[0].doc == "notice.txt" for f in found[:5])


def task(status: str, day: str | None) -> dict[str, Any]:
    return {
        "doc": "b.txt", "item": 1, "start": 0, "end": 2, "text": "新建公厕", "section": [], "applies": True,
        "responsibilities": [], "state": "…", "status": status, "as_of": day, "id": "t",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "day", "count"),
    [
        ("behind", None, 1),
        ("stopped", "2024-01-31", 1),
        ("not-started", "2024-03-31", 0),
        ("not-started", "2024-07-31", 1),
        ("not-started", None, 0),
        ("ongoing", "2024-11-30", 0),
        ("ongoing", "2025-01-31", 1),
        ("on-schedule", "2024-11-30", 0),
        ("ahead", "2024-11-30", 0),
        ("completed", "2025-01-31", 0),
    ],
)
def test_a_state_that_no_link_joins(status: str, day: str | None, count: int) -> None:
    document = {"doc": "b.txt", "period_start": "2024-01-01", "period_end": "2024-12-31"}
    material = Material([document], [task(status, day)], [], [])
    assert len(audit(material, ["behind-the-calendar"])) == count


def test_time_counts_from_the_begin_of_the_period_to_the_deadline() -> None:
    parent = {
        "doc": "plan.txt", "item": None, "start": 0, "end": 2, "number": "10个", "value": 10, "unit": "个",
        "comparator": "=", "change": "level", "indicator": "新建公厕", "quote": "新建公厕10个",
        "deadline": "2025-12-31", "id": "p",
    }  # fmt: skip
    child = parent | {"value": 3, "deadline": "2022-12-31", "id": "c", "task": None}
    link = {"relation": "under-way", "parent": parent, "child": child, "confidence": 0.9, "evidence": []}
    plan = {"doc": "plan.txt", "period_start": "2021-01-01", "period_end": "2025-12-31"}
    assert audit(Material([plan], [], [], [link]), ["behind-the-calendar"]) == []
    child["value"] = 2.9
    (found,) = audit(Material([plan], [], [], [link]), ["behind-the-calendar"])
    assert "29% of 新建公厕 10个, by 2025-12-31 done when 40% of the time has passed" in found.sentence
