"""Lines of a text: what each opens with (a marker, a role word, furniture of a page) tells what kind of line it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.data import alternation, pattern, rows, table

HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,5}"
TERMINAL = "。!?;:.…"
MAX_HEADING = 60  # characters; longer lines are paragraphs
MAX_CELL = 40

NUMBERED_HEADING = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
"""The number that a heading begins with: 一、 or (一)."""
SPACES = re.compile("[\\s\u200b\u200c\u200d\u2060\ufeff\xad]+")
MARKERS = (
    (1, pattern("chapter")),
    (1, pattern("keywords")),
    (2, pattern("section")),
    (2, re.compile(r"【[^】]{2,20}】$")),
    (3, pattern("box")),
    (3, re.compile(r"[■◆▲★▌▶]+(?=[^,。;]{2,20}$)")),
    (3, re.compile(rf"{HAN_NUMBER}、")),
    (4, re.compile(rf"\({HAN_NUMBER}\)")),
    (5, pattern("named-item")),
    (5, re.compile(r"[▲●◆★◇△]")),
    (5, re.compile(r"\d{1,3}[.、](?:(?!\d)|(?=(?:19|20)\d\d年|1?\d月))")),
    (6, re.compile(r"\(\d{1,3}\)|[①-⑳]")),
)
"""The numbers and signs before headings and items, each with its level from 1 (chapter) to 6."""

_NUMBERED_TITLE = re.compile(r"\s*(\d{1,2})[ \t]{1,4}[\u4e00-\u9fff“][^,。;\d]{1,30}(?:\d{1,4}[^,。;\d]{1,20})?\s*\Z")
_ITEM_LEVELS = (5, 6)
_SPACED = re.compile(r"\[[^\]]*\]|[\u4e00-\u9fff]")  # what stands for one character in an expression


@dataclass(slots=True)
class Line:
    """A line with words.

    Attributes:
        start, end: half-open span in the text.
        text: its words, folded, without white space.
        kind: ``heading``, ``item``, ``label``, ``cell``, ``paragraph`` or ``furniture``.
        level: of a heading or item, 1 to 6, with a fraction where the format marks it as a heading below that level.
        marker: characters of the number or sign that it opens with.
        title: it is the title of an item and no line goes on from it.
        marked: the format marks it as a heading.
    """

    start: int
    end: int
    text: str
    kind: str
    level: float = 0
    marker: int = 0
    title: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A line that the format marks as a heading, and its place among those that the text numbers.

    Attributes:
        start, end: the heading in the document's text, half-open.
        level: that of a block, on the scale of :data:`MARKERS` with fractions in between; 0 for what opens no section.
        title: its words, folded and without white space, where it is the title of the document; else empty.
    """

    start: int
    end: int
    level: float
    title: str = ""


@cache
def label() -> re.Pattern[str]:
    """A role word with its colon, or in brackets of its own: 责任单位:, 责任单位(部门):, 【责任单位】.

    The word is group 1 or 2; spaces may stand between its characters.
    """
    words = _SPACED.sub(r"\g<0> ?", alternation(list(role_of())))
    return re.compile(rf"[\[【(〔]?({words})(?:\([^()\d]{{1,8}}\) ?)?:|[\[【〔]({words})[\]】〕] ?:?")


@cache
def role_of() -> dict[str, str]:
    """Label word to role; time limits have the role ``deadline``."""
    return {word: role["name"] for role in table("roles")["role"] for word in role["labels"]}


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows("furniture")))


@cache
def _section_words() -> re.Pattern[str]:
    """An unnumbered heading: a short line that names a year or plan and a section (2026年重点工作)."""
    opening = pattern("heading-opening").pattern
    words = "|".join(row["pattern"] for row in table("sections")["section"])
    return re.compile(rf"[“\"]?(?:{opening})[^,《]{{0,24}}(?:{words})[^,《]{{0,8}}\Z")


def read_line(folded: str, start: int, end: int) -> Line | None:
    """The line ``[start, end)`` of the folded text; ``None`` when it has no words."""
    text = SPACES.sub("", folded[start:end])
    if not text:
        return None
    line = _line(start, end, text)
    numbered = _NUMBERED_TITLE.match(folded[start:end])
    if numbered and line.kind in ("cell", "paragraph"):
        line.kind, line.level, line.marker, line.title = "item", 5, len(numbered.group(1)), True
    return line


def _line(start: int, end: int, text: str) -> Line:
    if len(text) < 200 and _furniture().search(text):
        return Line(start, end, text, "furniture")
    if label().match(text):
        return Line(start, end, text, "label")
    for level, marker in MARKERS:
        match = marker.match(text)
        if match:
            kind = "item" if level in _ITEM_LEVELS else "heading"
            kind = "label" if label().match(text, match.end()) else kind  # (二)责任单位:市教育局
            return Line(start, end, text, kind, level, match.end())
    if len(text) <= MAX_CELL and text[-1] not in TERMINAL and _section_words().search(text):
        return Line(start, end, text, "heading", 2)
    if len(text) <= MAX_CELL and "。" not in text:
        return Line(start, end, text, "cell")
    return Line(start, end, text, "paragraph")
