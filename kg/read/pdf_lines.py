"""Characters to lines, and lines to paragraphs: what the edge of a page or of a cell broke is put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

from kg.read.pdf_page import Char

SPACE = 0.16
"""The gap that is a space, in heights of a character."""
MIXED_SPACE = 0.45
"""The same between a Han character and a digit or letter, which word processors set apart by a quarter."""
WIDE_SPACE = 0.8
"""The same beside a quotation mark or a dash, whose width fonts do not agree on."""
TERMINAL = "。！？；：!?;"
_HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十百]{1,4}(?:[）)]|、(?=[\u4e00-\u9fff]))|第[一二三四五六七八九十百]{1,4}[章节条]"
)
_BODY_ENDS = "局委办厅院会部处队司心府"
_UNBROKEN = re.compile(r"[（〔【《〈“‘]{0,3}(?:[!-~]{1,40}|.)[，。；：！？、）〕】》〉”’%％]{0,4}")


@dataclass(slots=True)
class Line:
    """Attributes:
    size: the height of its characters, in points.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def lines_of(chars: Sequence[Char]) -> list[Line]:
    """The lines of a page or cell from top to bottom, each from left to right."""
    return [line_of(row) for row in rows_of(chars)]


def rows_of(chars: Sequence[Char]) -> list[list[Char]]:
    """The characters of each line, lines from top to bottom and characters from left to right."""
    rows: list[list[Char]] = []
    base = 0.0
    for char in sorted(chars, key=lambda c: c.base):
        if rows and char.base - base < 0.4 * max(char.bottom - char.top, 1.0):
            rows[-1].append(char)
        else:
            rows.append([char])
            base = char.base
    return [sorted(row, key=lambda c: c.left) for row in rows]


def line_of(chars: list[Char]) -> Line:
    """A line from its characters, left to right."""
    heights = sorted(c.bottom - c.top for c in chars)
    size = heights[len(heights) // 2]
    kinds = [east_asian_width(c.text) for c in chars]
    widths = sorted(c.right - c.left for c, kind in zip(chars, kinds, strict=True) if kind in "WF")
    square = widths[-1 - len(widths) // 10] if widths else 0.0
    ends = [max(c.right, c.pen + square) if kind in "WF" else c.right for c, kind in zip(chars, kinds, strict=True)]
    gaps = [b.pen - end for end, b in zip(ends, chars[1:], strict=False)]
    usual = max(sorted(gaps)[len(gaps) // 2], 0.0) if gaps else 0.0  # a justified line is wider set
    parts = [chars[0].text]
    for gap, char, either in zip(gaps, chars[1:], pairwise(kinds), strict=True):
        if gap > usual + _space(*either) * size:
            parts.append(" ")
        parts.append(char.text)
    return Line(
        "".join(parts),
        chars[0].left,
        max(c.right for c in chars),
        min(c.top for c in chars),
        max(c.bottom for c in chars),
        size,
    )


def _space(before: str, after: str) -> float:
    """The gap that is a space between characters of two widths (``W``, ``F``, ``Na``, ``A``...)."""
    if "A" in (before, after):
        return WIDE_SPACE
    return SPACE if (before in "WF") == (after in "WF") else MIXED_SPACE


def joined(first: str, second: str) -> str:
    """Two parts of a broken line; English words keep a space between them."""
    space = first and second and first[-1].isascii() and first[-1].isalpha() and second[0].isascii()
    return f"{first} {second}" if space and second[0].isalpha() else first + second


def cell_text(chars: Sequence[Char], left: float, right: float) -> str:
    """The words of a cell; a line that does not reach its right edge ends a paragraph.

    Args:
        left, right: the edges of the cell.
    """
    lines = lines_of(chars)
    if not lines:
        return ""
    margin = min(line.left for line in lines) - left
    reach = max(line.right for line in lines)
    out = lines[0].text
    for before, line in pairwise(lines):
        room = max(right - margin, reach) - before.right
        full = room < max(1.6 * before.size, _unbroken(line))
        names = before.text[-1] in _BODY_ENDS and line.text[0] == lines[0].text[0]  # bodies below each other
        whole = not full or names or _is_item(line.text)
        out = f"{out}\n{line.text}" if whole else joined(out, line.text)
    return out


def _unbroken(line: Line) -> float:
    """The width of what a line begins with and cannot be broken: a number, a word or character with its marks."""
    found = _UNBROKEN.match(line.text)
    return (0.8 + sum(0.6 if c.isascii() else 1.0 for c in found[0])) * line.size if found else 0.0


def _is_item(text: str) -> bool:
    """Whether a line begins with the number of an item."""
    head = text.lstrip("（(")
    stop = len(head) - len(head.lstrip("0123456789一二三四五六七八九十"))
    if text[:1] in "①②③④⑤⑥⑦⑧⑨⑩":
        return True
    if not 0 < stop <= 3 or stop == len(head):
        return False
    behind = head[stop]
    return behind in "、.．）)" and not head[stop + 1 : stop + 2].isdigit()


@dataclass(slots=True)
class Margins:
    """Where most lines of a document begin and end."""

    left: float
    right: float
    size: float

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Margins:
        """By the lines of a whole document: the leftmost beginning that several lines share, and the end of most."""
        found = list(lines)
        if not found:
            return cls(0, 0, 10)
        sizes = sorted(line.size for line in found for _ in range(max(len(line.text) // 10, 1)))
        long = [line for line in found if len(line.text) > 12] or found
        lefts, rights = sorted(line.left for line in long), sorted(line.right for line in long)
        least = 1 + len(lefts) // 50
        left = next((a for a, b in zip(lefts, lefts[least:], strict=False) if b - a < 3), lefts[0])
        return cls(left, rights[-1 - len(rights) // 10], sizes[len(sizes) // 2])


def continues(before: Line, line: Line, margins: Margins, started: Line, *, new_page: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before it.

    Args:
        started: the first line of that paragraph.
        new_page: whether it is on another page, where the distance says nothing.
    """
    if abs(before.size - line.size) > 0.15 * max(before.size, line.size):
        return False
    if not new_page and line.top - before.bottom > 1.6 * line.size:
        return False
    if _HEADING.match(line.text) and before.text[-1:] not in "第周期十":
        return False
    if _is_item(line.text) and line.left > margins.left - line.size and before.text[-1:] in TERMINAL:
        return False
    full = margins.right - before.right <= max(1.8 * before.size, _unbroken(line))
    if before.size > 1.15 * margins.size and _centred(line, margins) and (full or _centred(before, margins)):
        return before.text[-1:] not in TERMINAL  # a title of several lines
    if not full:
        return False
    if before is started and before.text[-1:] in TERMINAL and abs(before.left - line.left) < 0.5 * line.size:
        return False  # a sentence that fills its line, with no indent to tell whether the paragraph goes on
    indented = line.left - margins.left > 1.2 * line.size
    if not indented:
        return True
    if _is_item(line.text):
        return False
    if before is not started and abs(before.left - line.left) < 0.5 * line.size:
        return True  # a paragraph that is set in
    return before.text[-1:] not in TERMINAL and abs(before.left - line.left) < line.size


def _centred(line: Line, margins: Margins) -> bool:
    before, behind = line.left - margins.left, margins.right - line.right
    return before > line.size and abs(before - behind) < 2 * line.size
