"""Archives and folders of documents that the tests make."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

ROWS = [
    ("A1", "青石县2021年政府工作报告", "2021年，全县新增城镇就业1200人以上，新建农村公路35公里。", "2021-02-03"),
    ("A2", "白沙县2022年重点工作方案", "年底前新建养老驿站5个。\n由县民政局牵头，培训护理员200人次。", "2022年3月1日"),
    ("A3", "红崖县2023年民生实事", "今年，改造老旧小区12个，惠及居民3000户。", ""),
]
HEADER = ("id", "title", "content", "date")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def write_csv(here: Path) -> Callable[..., Path]:
    """Writes a CSV file."""

    def write(
        rows: Sequence[Sequence[str]] = ROWS,
        header: Sequence[str] = HEADER,
        name: str = "reports.csv",
        encoding: str = "utf-8",
    ) -> Path:
        path = here / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return write
