"""The tree of parts of a document: headings, numbered items, label lines, paragraphs, table cells.

Lines that a page or a copy broke in mid-sentence are joined. Every block knows the headings above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from kg.data import alternation, pattern, rows, table
from kg.structure.grid import GridCell, passages
from kg.structure.numerals import whole_number
from kg.structure.tables import Layout, Plain
from kg.structure.view import LINE, View, ViewBuilder

HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,5}"
TERMINAL = "。!?;:.…"
MAX_HEADING = 60  # characters; longer lines are paragraphs
MAX_CELL = 40
MIN_PROSE = 30  # characters of a cell with commas that is read as text, in a table of no tasks

_SPACES = re.compile("[\\s\u200b\u200c\u200d\u2060\ufeff\xad]+")
_MARKERS = (
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
    (5, re.compile(r"\d{1,3}[.、](?:(?!\d)|(?=(?:19|20)\d\d年))")),
    (6, re.compile(r"\(\d{1,3}\)|[①-⑳]")),
)
_NUMBERED_TITLE = re.compile(r"\s*(\d{1,2})[ \t]{1,4}[\u4e00-\u9fff“][^,。;\d]{1,30}(?:\d{1,4}[^,。;\d]{1,20})?\s*\Z")
_NAMED_ITEM = pattern("named-item")
_ANNEX = pattern("annex")
_NUMBER = re.compile(rf"\d{{1,3}}|{HAN_NUMBER}")
_BARE_NUMBER = re.compile(r"\d{1,2}(?=[ \u4e00-\u9fff“])")
_ITEM_LEVELS = (5, 6)
CONTENT = re.compile(r"[\u4e00-\u9fff]{2,8}:")
"""The start of a line that says what it holds: 实施内容:…"""


@dataclass(slots=True)
class Label:
    """A role word with its colon on a label line: ``[start, end)`` of the view is the list of names behind it."""

    role: str
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """A part of the document.

    Attributes:
        kind: ``heading``, ``item`` (numbered), ``paragraph``, ``label``, ``cell`` or ``furniture``; ``table`` for all
            cells of a table of tasks or indicators, ``grid`` for a cell of another table.
        start, end: half-open span in the view.
        section: the headings above, outermost first, without white space.
        number: the printed number of an item.
        text: where the text after a marker begins (``start`` when there is none).
        body: the same, and behind a heading that runs into the text.
        level: of a heading or item, 1 (chapter) to 6.
        title: the heading that its text begins with (1.促进就业创业。年度目标…), without the number.
        labels: the role words of a label line.
        table: index of the table, for ``table``.
    """

    kind: str
    start: int
    end: int
    section: tuple[str, ...] = ()
    number: int | None = None
    text: int = 0
    body: int = 0
    level: int = 0
    title: str = ""
    labels: list[Label] = field(default_factory=list)
    table: int | None = None


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str
    kind: str
    level: int = 0
    marker: int = 0
    title: bool = False


@cache
def _label() -> re.Pattern[str]:
    return re.compile(f"[\\[【(]?({alternation(list(role_of()))}):")


@cache
def _loose_label() -> re.Pattern[str]:
    return re.compile(f"({alternation([w for w in role_of() if len(w) > 2])})(?:均|都)?(?:为|是|:)")


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


def parse_blocks(text: str, tables: Sequence[Layout | Plain] = (), offset: int = 0) -> tuple[View, list[Block]]:
    """The view of ``text`` and its blocks in text order.

    Args:
        tables: of the document, in text order; the cells in ``text`` learn where they are in the view.
        offset: where ``text`` begins in the document.
    """
    builder = ViewBuilder(text)
    blocks: list[Block] = []
    for start, end, n in _stretches(tables, offset, len(text)):
        if n is None:
            for group in _joined(_lines(builder.folded, start, end)):
                first = group[0]
                keep = (len(group) == 1 and not any(c in first.text for c in "。;!?")) or first.kind == "label"
                begin, stop = builder.add([(line.start, line.end) for line in group], keep_gaps=keep)
                blocks.append(Block(first.kind, begin, stop, level=first.level, text=begin, body=begin))
            continue
        cells = _cells(tables[n], offset, len(text))
        for cell in cells:
            cell.view = _add_cell(builder, cell, offset)
        if isinstance(tables[n], Plain):
            blocks += [Block("grid", *cell.view, text=cell.view[0], body=cell.view[0]) for cell in cells]
        elif cells:
            begin, stop = cells[0].view[0], cells[-1].view[1]
            blocks.append(Block("table", begin, stop, text=begin, body=begin, table=n))
    view = builder.build()
    _describe(view, blocks, [])
    return view, blocks


def _stretches(tables: Sequence[Layout | Plain], offset: int, length: int) -> Iterator[tuple[int, int, int | None]]:
    """Spans of the text that are lines, and in between the tables (by index) whose cells are read as cells."""
    at = 0
    for n, found in enumerate(tables):
        start, end = found.grid.start - offset, found.grid.end - offset
        if end <= 0 or start >= length:
            continue
        if isinstance(found, Plain) and found.grid.width < 2:
            continue
        yield at, max(at, start), None
        if isinstance(found, Layout):
            yield from ((a - offset, b - offset, None) for a, b in found.lines if 0 <= a - offset < length)
        yield max(at, start), min(end, length), n
        if isinstance(found, Plain):  # cells of whole sentences are text that a page has laid out
            told = (c for c in found.grid.cells if _is_prose(c) and 0 <= c.start - offset < length)
            yield from ((c.start - offset, c.end - offset, None) for c in told)
        at = min(end, length)
    yield at, length, None


def _cells(found: Layout | Plain, offset: int, length: int) -> list[GridCell]:
    """The cells with words that are in the text, but for those above the header and those of prose."""
    first = found.first if isinstance(found, Layout) else 0
    return [
        cell
        for cell in map(found.grid.cells.__getitem__, found.grid.within(offset, offset + length))
        if cell.text and cell.row >= first and not (isinstance(found, Plain) and _is_prose(cell))
    ]


def _is_prose(cell: GridCell) -> bool:
    return "。" in cell.text or (len(cell.text) >= MIN_PROSE and any(c in cell.text for c in ",;"))


def _add_cell(builder: ViewBuilder, cell: GridCell, offset: int) -> tuple[int, int]:
    spans = [
        builder.add(lines, keep_gaps=not any(c in cell.text for c in "。;"))
        for lines in passages(builder.folded, cell.start - offset, cell.end - offset)
    ]
    return spans[0][0], spans[-1][1]


def _lines(folded: str, start: int, end: int) -> list[_Line]:
    lines = []
    for match in LINE.finditer(folded, start, end):
        text = _SPACES.sub("", match.group())
        if text:
            line = _line(match.start(), match.end(), text)
            numbered = _NUMBERED_TITLE.match(match.group())
            if numbered and line.kind in ("cell", "paragraph"):
                line.kind, line.level, line.marker, line.title = "item", 5, len(numbered.group(1)), True
            lines.append(line)
    return lines


def _line(start: int, end: int, text: str) -> _Line:
    if len(text) < 200 and _furniture().search(text):
        return _Line(start, end, text, "furniture")
    if _label().match(text):
        return _Line(start, end, text, "label")
    for level, marker in _MARKERS:
        match = marker.match(text)
        if match:
            kind = "item" if level in _ITEM_LEVELS else "heading"
            kind = "label" if _label().match(text, match.end()) else kind  # (二)责任单位:市教育局
            return _Line(start, end, text, kind, level, match.end())
    if len(text) <= MAX_CELL and text[-1] not in TERMINAL and _section_words().search(text):
        return _Line(start, end, text, "heading", 2)
    if len(text) <= MAX_CELL and "。" not in text:
        return _Line(start, end, text, "cell")
    return _Line(start, end, text, "paragraph")


def _joined(lines: list[_Line]) -> list[list[_Line]]:
    """Groups of lines that make one block."""
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, groups[-1][0]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(before: _Line, line: _Line, first: _Line) -> bool:
    if line.kind not in ("paragraph", "cell") or before.kind == "furniture" or first.title:
        return False
    last = before.text[-1]
    if CONTENT.match(line.text) and (first.kind == "item" or len(before.text) <= MAX_HEADING):
        return False  # 项目一:供水保障 / 实施内容:…
    if last in TERMINAL or last in "】" or line.text[0] in "-《【(■●◆•·*注":
        return False
    if first.kind == "label":
        return last in "、," or (line.text[-1] not in TERMINAL and len(before.text) >= 20 and "、" in line.text)
    if first.kind == "item" and len(before.text) >= 12:
        return line.text[-1] in TERMINAL or len(line.text) > 12
    if first.kind == "heading" and len(before.text) <= MAX_HEADING and "。" not in before.text:
        return False
    clause = any(c in before.text for c in ",、;。")
    return clause and len(before.text) >= 15 and (line.kind == "paragraph" or line.text[-1] in TERMINAL)


def _describe(view: View, blocks: list[Block], stack: list[tuple[int, str]]) -> None:
    """Fill in markers, labels and heading paths."""
    for block in blocks:
        text = view.text[block.start : block.end]
        if _ANNEX.match(text):
            stack.clear()
        if block.kind == "label":
            block.labels = labels(view.text, block.start, block.end)
            block.section = tuple(title for _, title in stack)
            continue
        if block.level:
            _marker(view, block, text)
            if block.kind == "item" and block.number is None and (bare := _BARE_NUMBER.match(text)):
                block.number = int(bare.group())
                block.text = block.body = block.start + bare.end()
            title, rest = _run_in(text)
            while stack and stack[-1][0] >= block.level:
                stack.pop()
            block.section = tuple(t for _, t in stack)
            named = _NAMED_ITEM.match(text)
            if named and not rest:
                stack.append((block.level, title[named.end() :]))
            elif title and (block.kind == "heading" or (rest and len(title) <= MAX_CELL)):
                stack.append((block.level, title))
            if rest and len(title) <= MAX_CELL:
                block.title = title[block.text - block.start :]
            if block.kind == "heading" and rest:
                block.kind = "paragraph"
                block.section = tuple(t for _, t in stack)
                block.body = max(block.body, block.start + len(title))
            continue
        block.section = tuple(t for _, t in stack)


def _marker(view: View, block: Block, text: str) -> None:
    for level, marker in _MARKERS:
        match = marker.match(text)
        if match and level == block.level:
            block.text = block.body = block.start + match.end()
            if block.kind == "item":
                number = _NUMBER.search(match.group())
                block.number = whole_number(number.group()) if number else None
            return


def _run_in(text: str) -> tuple[str, bool]:
    """The heading at the start of a numbered block and whether text follows it in the same block."""
    stop = text.find("。")
    if stop < 0:
        return (text, False) if len(text) <= MAX_HEADING else ("", True)
    head = text[:stop]
    if stop == len(text) - 1:
        return (head, False) if len(head) <= MAX_HEADING and "," not in head else ("", True)
    return (head, True) if len(head) <= MAX_HEADING else ("", True)


def labels(text: str, start: int, end: int, *, loose: bool = False) -> list[Label]:
    """The role words in ``text[start:end]``, each with the span of what follows up to the next one.

    Args:
        loose: 责任单位均为 counts as well as 责任单位:.
    """
    pattern = _loose_label() if loose else _label()
    found = [(m.group(1), m.start(), m.end()) for m in pattern.finditer(text, start, end)]
    out = []
    for n, (word, _, begin) in enumerate(found):
        stop = found[n + 1][1] if n + 1 < len(found) else end
        out.append(Label(role_of()[word], begin, stop))
    return out
