"""Headings that only a format marks open sections: in Word, on a page, in Markdown; what looks like one does not."""

from __future__ import annotations

import html
from pathlib import Path

import docx
import pytest

from kg.model import Document, Extraction, Heading
from kg.pipeline import extract_document
from kg.read import read
from kg.structure.headings import placed

REPORT = [
    (0, "滨河市2025年政府工作情况报告"),
    (None, "各位代表：现向大会报告工作。"),
    (1, "2024年工作回顾"),
    (None, "全市新增城镇就业3.2万人，改造老旧小区36个。"),
    (1, "重点任务"),
    (2, "稳就业"),
    (None, "牵头单位：市人社局"),
    (None, "新增城镇就业3.5万人。"),
    (None, "开展培训1200人次。"),
    (2, "一、改善居住"),
    (None, "改造老旧小区40个。（责任单位：市住建局）"),
    (2, "二、完善供水"),
    (3, "1.新建水厂"),
    (None, "责任单位：市水务局"),
    (None, "新建水厂2座。"),
    (None, "新建管网30公里。"),
    (3, "优化服务"),
    (None, "压减办理时限20%。"),
    (1, "保障措施"),
    (None, "落实资金2.4亿元。"),
]
"""Headings with and without numbers; the level is that of the format, ``None`` a paragraph."""

EXPECTED = [
    ("achievement", 32000, "2024-12-31", (), ("2024年工作回顾",)),
    ("achievement", 36, "2024-12-31", (), ("2024年工作回顾",)),
    ("target", 35000, "2025-12-31", ("市人社局",), ("重点任务", "稳就业")),
    ("target", 1200, "2025-12-31", ("市人社局",), ("重点任务", "稳就业")),
    ("target", 40, "2025-12-31", ("市住建局",), ("重点任务", "一、改善居住")),
    ("target", 2, "2025-12-31", ("市水务局",), ("重点任务", "二、完善供水", "1.新建水厂")),
    ("target", 30, "2025-12-31", ("市水务局",), ("重点任务", "二、完善供水", "1.新建水厂")),
    ("target", 20, "2025-12-31", (), ("重点任务", "二、完善供水", "优化服务")),
    ("target", 240000000, "2025-12-31", (), ("保障措施",)),
]


def saved(parts: list[tuple[int | None, str]], suffix: str, folder: Path) -> Document:
    path = folder / f"报告.{suffix}"
    if suffix == "docx":
        document = docx.Document()
        for level, text in parts:
            document.add_paragraph(text) if level is None else document.add_heading(text, level)
        document.save(str(path))
    elif suffix == "html":
        tags = ("p" if level is None else f"h{level + 1}" for level, _ in parts)
        body = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, (_, text) in zip(tags, parts, strict=True))
        path.write_text(
            "<!DOCTYPE html><meta charset=utf-8><title>滨河市人民政府</title><h1>滨河市人民政府</h1>"
            f"<article>{body}</article><h2>相关链接</h2><p><a href=a>关于2023年工作的通知</a></p>",
            encoding="utf-8",
        )
    else:
        lines = (text if level is None else f"{'#' * (level + 1)} {text}" for level, text in parts)
        path.write_text("\n\n".join(lines), encoding="utf-8")
    return read(path, path.name)


def told(found: Extraction) -> list[tuple[object, ...]]:
    return [(s.kind, s.value, s.deadline, s.lead or s.responsible, s.section) for s in found.statements]


@pytest.mark.parametrize("suffix", ["docx", "html", "md"])
def test_headings_without_numbers_open_sections(suffix: str, tmp_path: Path) -> None:
    found = extract_document(saved(REPORT, suffix, tmp_path))
    assert told(found) == EXPECTED
    assert found.metadata.title == "滨河市2025年政府工作情况报告"
    for statement in found.statements:
        assert found.text[statement.start : statement.end] == statement.number


def test_sections_of_a_long_text_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = saved(REPORT, "docx", tmp_path)
    monkeypatch.setattr("kg.pipeline.PART", document.text.index("重点任务") + 2)
    assert told(extract_document(document)) == EXPECTED


def marked(*headings: tuple[str, int | None]) -> dict[str, float]:
    """The lines that open a section, with the level of it."""
    text = "\n".join(words for words, _ in headings)
    at, given = 0, []
    for words, level in headings:
        if level is not None:
            given.append(Heading(at, at + len(words), level))
        at += len(words) + 1
    return {text[m.start : m.end]: m.level for m in placed(text, given) if m.level}


def test_a_heading_without_a_number_stands_with_the_numbered_ones_of_its_level() -> None:
    found = marked(("一、改善居住", 2), ("就业创业", 2), ("（一）供水", 3), ("供热", 3), ("管网", 4), ("重点任务", 1))
    assert found == {
        "一、改善居住": 3, "就业创业": 3, "（一）供水": 4, "供热": 4, "管网": 4.1, "重点任务": 2.9
    }  # fmt: skip
    assert marked(("总体要求", 1), ("指导思想", 2), ("保障措施", 1)) == {
        "总体要求": 1.1, "指导思想": 1.2, "保障措施": 1.1
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "2024年3月8日",
        "（2024年3月8日市人民代表大会通过）",
        "东政办〔2024〕7号",
        "牵头单位：市住建局",
        "索引号：BH-2024-011",
        "——2024年1月5日在滨河市第五届人民代表大会第三次会议上",
        "现将有关事项通知如下：",
        "全市改造老旧小区36个。",
        "新建水厂2座；改造管网30公里",
        "——",
        "打印",
        "改造" * 31,
    ],
)
def test_what_is_marked_like_a_heading_and_is_none(line: str) -> None:
    assert marked(("总体要求", 1), (line, 1), ("保障措施", 1)) == {"总体要求": 1.1, "保障措施": 1.1}


def test_headings_with_marks() -> None:
    lines = ["工作目标和重点任务：", "稳就业（牵头单位：市人社局；责任单位：市财政局）", "加强组织领导。"]
    found = marked(("总体要求", 1), *((line, 2) for line in lines))
    assert list(found) == ["总体要求", lines[0][:-1], *lines[1:]]


def test_the_bodies_in_a_heading_answer_for_its_section() -> None:
    lines = [
        "重点任务",
        "稳就业（牵头单位：市人社局；责任单位：市财政局）",
        "新增就业3万人。",
        "开展培训900人次。",
        "保障",
        "拨款5万元。",
    ]
    text, at, given = "\n".join(lines), 0, []
    for line in lines:
        if line[-1] != "。":
            given.append(Heading(at, at + len(line), 1))
        at += len(line) + 1
    found = extract_document(Document("2024年任务分解.docx", text, headings=tuple(given))).statements
    assert [(s.lead, s.responsible) for s in found] == [(("市人社局",), ("市财政局",))] * 2 + [((), ())]


@pytest.mark.parametrize(
    ("headings", "sections"),
    [
        ([("滨河市2024年工作要点", 1), ("产业发展", 2)], ["产业发展"]),
        ([("滨河市人民政府", 1), ("关于加强供水工作的通知", 1), ("产业发展", 1)], ["产业发展"]),
        ([("关于加强供水工作的通知", None), ("产业发展", 1)], ["产业发展"]),
        ([("全市上下要狠抓落实。", None), ("产业发展", 1)], ["产业发展"]),
        ([("保障措施", 1), ("加强领导", 2)], ["保障措施", "加强领导"]),
        ([("滨河市2024年重点任务分解", 0), ("产业发展", 1), ("社会民生", 1)], ["产业发展", "社会民生"]),
        ([("产业发展", 1), ("社会民生", 1)], ["产业发展", "社会民生"]),
    ],
)
def test_titles_open_no_section(headings: list[tuple[str, int | None]], sections: list[str]) -> None:
    assert list(marked(*headings)) == sections


def test_a_marked_title_goes_before_a_line_that_reads_like_one() -> None:
    text = "滨河市2024年工作要点\n全市新增就业3万人。\n关于印发上年工作安排的通知"
    assert extract_document(Document("a.docx", text)).metadata.title == "关于印发上年工作安排的通知"
    found = extract_document(Document("a.docx", text, headings=(Heading(0, 12, 0),)))
    assert found.metadata.title == "滨河市2024年工作要点"
