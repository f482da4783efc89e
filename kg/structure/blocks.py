"""The tree of parts of a document: headings, numbered items, label lines, paragraphs, table cells.

Lines that a page or a copy broke in mid-sentence are joined. Every block knows the headings above it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter

from kg.data import alternation, pattern
from kg.structure.grid import GridCell, passages
from kg.structure.layout import Layout, Plain
from kg.structure.lines import (
    HAN_NUMBER,
    MARKERS,
    MAX_CELL,
    MAX_HEADING,
    TERMINAL,
    Line,
    Marked,
    label,
    read_line,
    role_of,
)
from kg.structure.numerals import whole_number
from kg.structure.view import LINE, View, ViewBuilder

MIN_PROSE = 30  # characters of a cell with commas that is read as text, in a table of no tasks

_NAMED_ITEM = pattern("named-item")
_ANNEX = pattern("annex")
_NUMBER = re.compile(rf"\d{{1,3}}|{HAN_NUMBER}")
_DIGIT = re.compile(r"\d")
_CLOSING = {")": "(", "]": "[", "】": "【", "〕": "〔"}
_START = attrgetter("start")
_BARE_NUMBER = re.compile(r"\d{1,2}(?=[ \u4e00-\u9fff“])")
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
        level: of a heading or item, 1 (chapter) to 6; one without a number that the format marks may stand in between.
        title: the heading that its text begins with (1.促进就业创业。年度目标…), without the number.
        marked: the format marks it as a heading.
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
    level: float = 0
    title: str = ""
    marked: bool = False
    labels: list[Label] = field(default_factory=list)
    table: int | None = None


@cache
def _loose_label() -> re.Pattern[str]:
    return re.compile(f"({alternation([w for w in role_of() if len(w) > 2])})(?:均|都)?(?:为|是|:)")


def parse_blocks(
    text: str,
    tables: Sequence[Layout | Plain] = (),
    offset: int = 0,
    marked: Sequence[Marked] = (),
    above: list[tuple[float, str]] | None = None,
) -> tuple[View, list[Block]]:
    """The view of ``text`` and its blocks in text order.

    Args:
        tables: of the document, in text order; the cells in ``text`` learn where they are in the view.
        offset: where ``text`` begins in the document.
        marked: the headings that the document's format marks, in text order.
        above: the headings that are open where ``text`` begins, with their levels, outermost first; afterwards those
            that are open where it ends.
    """
    builder = ViewBuilder(text)
    blocks: list[Block] = []
    for start, end, n in _stretches(tables, offset, len(text)):
        if n is None:
            for group in _joined(_lines(builder.folded, start, end, marked, offset)):
                first = group[0]
                keep = (len(group) == 1 and not any(c in first.text for c in "。;!?")) or first.kind == "label"
                begin, stop = builder.add([(line.start, line.end) for line in group], keep_gaps=keep)
                blocks.append(
                    Block(first.kind, begin, stop, level=first.level, text=begin, body=begin, marked=first.marked)
                )
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
    _describe(view, blocks, [] if above is None else above)
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


def _lines(folded: str, start: int, end: int, marked: Sequence[Marked], offset: int) -> Iterator[Line]:
    """The lines with words; of one that the format marks as a heading, no more than the heading."""
    for match in LINE.finditer(folded, start, end):
        begin, stop = match.span()
        at = bisect_left(marked, begin + offset, key=_START)
        heading = marked[at] if at < len(marked) and marked[at].start < stop + offset else None
        if heading is not None:
            begin, stop = heading.start - offset, min(stop, heading.end - offset)
        line = read_line(folded, begin, stop)
        if line is not None:
            yield line if heading is None or not heading.level else _as_heading(line, heading.level)


def _as_heading(line: Line, level: float) -> Line:
    """A numbered line keeps the level of its number, and an item is one still."""
    line.marked = True
    if line.kind == "item":
        line.title = True
    elif not line.marker:
        line.kind, line.level = "heading", level
    return line


def _joined(lines: Iterable[Line]) -> list[list[Line]]:
    """Groups of lines that make one block."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, groups[-1][0]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _continues(before: Line, line: Line, first: Line) -> bool:
    if line.kind not in ("paragraph", "cell") or before.kind == "furniture" or first.title:
        return False
    last = before.text[-1]
    if before is first and (alone := label().fullmatch(before.text)):  # what it names stands on the next line
        dated = role_of()[alone.group(alone.lastindex or 1)] == "deadline"
        return len(line.text) <= MAX_HEADING and "。" not in line.text and (dated or not _DIGIT.search(line.text))
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


def _describe(view: View, blocks: list[Block], stack: list[tuple[float, str]]) -> None:
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
            elif title and (block.kind == "heading" or block.marked or (rest and len(title) <= MAX_CELL)):
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
    for level, marker in MARKERS:
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
    pattern = _loose_label() if loose else label()
    found = [(m.group(m.lastindex or 1), m.start(), m.end()) for m in pattern.finditer(text, start, end)]
    out = []
    for n, (word, _, begin) in enumerate(found):
        stop = found[n + 1][1] if n + 1 < len(found) else end
        out.append(Label(role_of()[word.replace(" ", "")], begin, _within_brackets(text, begin, stop)))
    return out


def _within_brackets(text: str, start: int, end: int) -> int:
    """``end`` without closing brackets whose opening ones stand before ``start``."""
    more = {c: text.count(c, start, end) - text.count(opening, start, end) for c, opening in _CLOSING.items()}
    while end > start and more.get(text[end - 1], 0) > 0:
        more[text[end - 1]] -= 1
        end -= 1
    return end
