"""Headings that the format itself marks (a Word style, ``<h2>``, ``##``), set among those that the text numbers.

What a format marks is how a line looks, and people mark titles, dates and sentences in that way too: these open no
section. A heading without a number stands as deep as the numbered ones that the format marks in the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from kg.data import pattern, table
from kg.model import Heading
from kg.structure.lines import MAX_HEADING, Line, Marked, read_line
from kg.structure.metadata import DOCUMENT_NUMBER, genre_of
from kg.structure.view import LINE, as_read

MAX_TITLES = 3  # headings: the name of the site, that of a part of it, the title
MIN_TITLE = 8  # characters of a line that is a title by its words: 2024年重点任务分解, but not 实施意见
MAX_NAME = 12  # characters of the name of a section with its colon: 重点任务:
_TITLE = 0  # the level of the format's own title
_NOTICE = pattern("notice-title")
_WHOLE_TITLE = pattern("title-ending")
_WORDS = re.compile(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
_SENTENCE = re.compile("[。;]")
_CALM = re.compile(r"[^\d,;。]{1,30}。")  # 加强组织领导。
_ASIDE = re.compile(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_YEAR = "(?:(?:19|20)\\d\\d|二〇[〇一二三四五六七八九]{2})年"
_DATE = re.compile(
    rf"-*{_YEAR}[\d一二三四五六七八九十]{{1,2}}月[\d一二三四五六七八九十]{{0,3}}日?|\(.{{0,9}}{_YEAR}.*\)"
)


def placed(text: str, headings: Sequence[Heading]) -> list[Marked]:
    """The headings of a document with the level of the sections that they open.

    Numbered ones have the level of their number; one without a number has that of the numbered ones of the same level
    of the format, or else stands below those of the next outer level that has any.

    Args:
        text: of the document.
        headings: those that its format marks, in text order.
    """
    if not headings:
        return []
    folded = as_read(text)
    lines = [read_line(folded, heading.start, heading.end) for heading in headings]
    opening = [(n, line) for n, line in enumerate(lines) if line is not None and _is_heading(line)]
    titles = _titles(folded, [(headings[n], line) for n, line in opening])
    level = _levels([(headings[n].level, line) for n, line in opening[titles:]])
    sections = {n for n, _ in opening[titles:]}
    named = {n: line.text for n, line in opening[:titles] if headings[n].level == _TITLE or _is_called(line.text)}
    return [
        Marked(heading.start, _stop(folded, heading), level[heading.level] if n in sections else 0, named.get(n, ""))
        for n, heading in enumerate(headings)
    ]


def _is_heading(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= MAX_HEADING
        and line.kind not in ("label", "furniture")
        and (text[-1] != ":" or _names_section(text))
        and text[0] != "-"  # ——在市人民代表大会上
        and text.partition(":")[0] not in _particulars()
        and not _SENTENCE.search(_ASIDE.sub("", text.removesuffix("。") if _CALM.fullmatch(text) else text))
        and _WORDS.search(text) is not None
        and not DOCUMENT_NUMBER.fullmatch(text)
        and not _DATE.fullmatch(text)
    )


def _names_section(text: str) -> bool:
    """Whether a line that ends in a colon is the name of a section: 重点任务:"""
    return len(text) <= MAX_NAME and _section_names().search(text) is not None


def _stop(folded: str, heading: Heading) -> int:
    """Where the words of a heading end, its colon left out."""
    words = folded[heading.start : heading.end].rstrip()
    return heading.start + len(words.removesuffix(":"))


@cache
def _particulars() -> frozenset[str]:
    """The labels of a page's particulars (索引号, 文号)."""
    return frozenset(word for row in table("pages")["particular"] for word in row["words"])


def _titles(folded: str, headings: list[tuple[Heading, Line]]) -> int:
    """How many headings at the start are the document's title, the site's name before it included.

    A heading that is called like a document is its title, and else the first one when no other has its level. Nothing
    but furniture and short lines (a date, a document number) stands before and between them.
    """
    end = 0
    for n, (heading, line) in enumerate(headings[:MAX_TITLES]):
        if line.marker or not _follows(folded, end, heading.start):
            break
        if heading.level == _TITLE or _is_called(line.text):
            return n + 1
        end = heading.end
    if not headings or headings[0][1].marker or not _follows(folded, 0, headings[0][0].start):
        return 0
    first, text = headings[0][0].level, headings[0][1].text
    if _section_names().search(text) and (len(text) < MIN_TITLE or not genre_of(text)):
        return 0
    return int(all(heading.level != first for heading, _ in headings[1:]))


def _follows(folded: str, end: int, start: int) -> bool:
    """Whether no more than furniture and short lines that name no document stand between a title and what is above."""
    between = (read_line(folded, *match.span()) for match in LINE.finditer(folded, end, start))
    return all(
        line is None or line.kind == "furniture" or (line.kind == "cell" and not _is_called(line.text))
        for line in between
    )


def _is_called(text: str) -> bool:
    """Whether a line is a document's title: 关于…的通知, 2024年政府工作报告, …实施方案."""
    whole = _WHOLE_TITLE.search(text) is not None and (len(text) >= MIN_TITLE or genre_of(text) is not None)
    return whole or _NOTICE.search(text) is not None


@cache
def _section_names() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in table("sections")["section"]))


def _levels(headings: list[tuple[int, Line]]) -> dict[int, float]:
    """The level of a block for each level of the format."""
    numbers: dict[int, Counter[float]] = {}
    for own, line in headings:
        if line.marker:
            numbers.setdefault(own, Counter())[line.level] += 1
    known = {
        own: min(n for n, times in count.items() if times == max(count.values())) for own, count in numbers.items()
    }
    out: dict[int, float] = {}
    for own in {own for own, _ in headings}:
        outer = [k for k in known if k <= own]
        base = max(outer) if outer else min(known, default=None)
        out[own] = 1 + own / 10 if base is None else known[base] + (own - base) / 10
    return out
