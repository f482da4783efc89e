"""Tables of a PDF without ruled lines: three or more columns that stand clear of one another under words of a header.

What makes a table is its header (the words of ``kg/data/table_headers.csv``): text that is merely set in columns has
none. Rows are told apart by lines across, by the room between them, by the numbers in the first column, or by a column
of deadlines. Where none of these tells, there is no table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise

from kg.read.layout import Slot
from kg.read.pdf_columns import (
    Block,
    Line,
    Piece,
    assign,
    columns_over,
    fits,
    headed_block,
    is_header,
    line_of_pieces,
    merged,
    nearest,
    rest_block,
)  # fmt: skip
from kg.read.pdf_lines import cell_text
from kg.read.pdf_page import Char, Edge, Page
from kg.read.pdf_tables import PageTable

FIRST = 3
"""The lines of a page, a running title among them, with which a table of the page before can go on."""
MAX_TRIES = 20
"""On a page: what looks like a header so often and is none is something else."""

_DIGITS = re.compile(r"\d{1,3}")


def unruled(
    rows: Sequence[list[Char]], page: Page, before: PageTable | None, furniture: Mapping[int, bool] | None = None
) -> tuple[list[PageTable], list[list[Char]]]:
    """The tables among the lines that stand in no ruled one, and the lines that are in none.

    Args:
        rows: the characters of each line, from top to bottom and left to right.
        before: the unruled table at the end of the page before, which may go on here.
        furniture: index of each line that is no text, and whether that is certain (a page number) or may be a row that
            looks like one of the page before.
    """
    lines = [line_of_pieces(row) for row in rows]
    for n, certain in (furniture or {}).items():
        row = before is not None and len(lines[n].pieces) > 1 and fits(lines[n], before.bands)
        if certain or not (row or any(is_header(piece.text) for piece in lines[n].pieces)):
            lines[n].pieces.clear()
    found: list[PageTable] = []
    rest: list[list[Char]] = []
    at = tries = 0
    while at < len(lines):
        if not lines[at].pieces:
            rest.append(rows[at])
            at += 1
            continue
        block = headed_block(lines, at, page) if tries < MAX_TRIES else None
        if block is None and at < FIRST and not found:
            block = rest_block(lines, at, page, before)
        table = _table(block, page.across, goes_on=before is not None and not found) if block is not None else None
        if block is None or table is None:
            tries += block is not None
            rest.append(rows[at])
            at += 1
            continue
        found.append(table)
        at += len(block.lines)
    return found, rest


def _table(block: Block, across: Sequence[Edge], *, goes_on: bool) -> PageTable | None:
    """The block as a table; ``None`` when its rows or columns cannot be told apart or its first row is no header.

    Args:
        goes_on: whether a table at the end of the page before may go on in it, below its header.
    """
    starts = _by_rules(block, across) or _by_distance(block) or _by_numbers(block) or _by_limits(block)
    starts = _below_header(block, starts, goes_on=goes_on) if block.headed else starts
    if len(starts) < 1 + block.headed:
        return None
    rows = _rows(block, starts)
    body = [line for lines in rows[block.headed :] for line in lines]
    outer = len(block.bands)
    if block.headed:
        block.bands = _columns(rows[0], body, block.bands)
    extents = assign(block.lines, block.bands)
    if any(left > right + 0.3 * block.lines[0].size for (_, left), (right, _) in pairwise(extents)):
        return None
    slots: list[Slot] = []
    for lines in rows[block.headed :]:
        slots += _row(lines, extents, len(slots) and slots[-1].row + 1)
    if block.headed:
        head = _header(rows[0], extents, levels=len(block.bands) > outer)
        told = [text for text in head[-1] if text]
        if 2 * sum(map(is_header, told)) < max(4, len(told)):
            return None
        for slot in slots:
            slot.row += len(head)
        slots = [Slot(n, c, text) for n, texts in enumerate(head) for c, text in enumerate(texts)] + slots
    chars = [char for line in block.lines for piece in line.pieces for char in piece.chars]
    xs = [left for left, _ in block.bands] + [block.bands[-1][1]]
    top, bottom = min(char.top for char in chars), max(char.bottom for char in chars)
    return PageTable(top, bottom, xs, slots[-1].row + 1, slots, bands=block.bands, limits=block.limits)


def _columns(header: list[Line], body: list[Line], bands: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """From where to where the header of each column goes, where the rows below have more columns than its top line."""
    below = merged([(piece.left, piece.right) for line in body for piece in line.pieces if piece.column >= 0])
    if len(below) <= len(bands):
        return bands
    own: list[list[Piece]] = [[] for _ in below]
    for line in header:
        for piece in line.pieces:
            over = columns_over(piece, below, line.size)
            if len(over) < 2:
                own[over[0] if over else nearest(piece, below)].append(piece)
    if not all(own):  # what has no words of its own above it is part of a wider cell
        return bands
    return [(min(p.left for p in pieces), max(p.right for p in pieces)) for pieces in own]


def _row(lines: list[Line], extents: list[tuple[float, float]], row: int) -> list[Slot]:
    cells: dict[int, list[Char]] = {}
    for line in lines:
        for piece in line.pieces:
            cells.setdefault(piece.column, []).extend(piece.chars)
    if list(cells) == [-1]:
        return [Slot(row, 0, cell_text(cells[-1], 0, float("inf")), 1, len(extents))]
    return [Slot(row, n, cell_text(cells.get(n, []), left, right)) for n, (left, right) in enumerate(extents)]


def _header(lines: list[Line], extents: list[tuple[float, float]], *, levels: bool) -> list[list[str]]:
    """The words of the header by rows and columns: one row, or two where words for several columns stand above.

    Args:
        levels: whether there are more columns than the header's top line has.
    """
    parts: list[list[str]] = [[] for _ in extents]
    across: list[list[str]] = [[] for _ in extents]
    for line in lines:
        for piece in line.pieces:
            if piece.column >= 0:
                parts[piece.column].append(piece.text)
            else:
                across[columns_over(piece, extents, line.size)[0]].append(piece.text)
    for n, words in enumerate(parts if levels else []):
        whole = next((k for k in range(len(words)) if is_header("".join(words[k:]))), 0)
        if whole:
            across[n], parts[n] = across[n] + words[:whole], words[whole:]
    upper, lower = ["".join(words) for words in across], ["".join(words) for words in parts]
    if not any(upper):
        return [lower]
    alone = [not above and (not n or not upper[n - 1]) for n, above in enumerate(upper)]
    return [
        [text if one else above for one, text, above in zip(alone, lower, upper, strict=True)],
        ["" if one else text for one, text in zip(alone, lower, strict=True)],
    ]


def _rows(block: Block, starts: list[float]) -> list[list[Line]]:
    """The lines of each row."""
    out: list[list[Line]] = [[] for _ in starts]
    for line in block.lines:
        out[max(0, bisect_right(starts, line.base) - 1)].append(line)
    return out


def _by_rules(block: Block, across: Sequence[Edge]) -> list[float]:
    """Where rows begin by lines across the table, when each row has one below it."""
    left = min(piece.left for line in block.lines for piece in line.pieces)
    right = max(piece.right for line in block.lines for piece in line.pieces)
    first, last = block.lines[0], block.lines[-1]
    long = [edge.at for edge in across if min(edge.end, right) - max(edge.start, left) > 0.6 * (right - left)]
    inside = sorted(at for at in long if first.base < at < last.base)
    edges = [first.base - first.size]
    for at in inside:
        if at - edges[-1] > 0.8 * first.size:
            edges.append(at)
    return edges if len(edges) > 2 and _one_number_each(block, edges) else []


def _by_distance(block: Block) -> list[float]:
    """Where rows begin by the room between them: lines of a cell stand closer together than rows."""
    columns: dict[int, list[float]] = {}
    for line in block.lines:
        for column in {piece.column for piece in line.pieces}:
            columns.setdefault(column, []).append(line.base)
    size = block.lines[0].size
    gaps = [b - a for bases in columns.values() for a, b in pairwise(bases) if b - a > 0.7 * size]
    if not gaps:
        return []
    within = 1.1 * min(gaps) + 0.5
    spans: list[tuple[float, float]] = []
    for bases in columns.values():
        start = bases[0]
        for a, b in pairwise([*bases, float("inf")]):
            if b - a > within:
                spans.append((start - 0.2 * size, a + 0.2 * size))
                start = b
    starts = [left for left, _ in merged(spans)]
    return starts if len(starts) > 2 and _one_number_each(block, starts) else []


def _by_numbers(block: Block) -> list[float]:
    """Where rows begin by the numbers in the first column, or line by line where each line fills the first column."""
    tops = [(line.base - 0.2 * line.size, {piece.column: piece.text for piece in line.pieces}) for line in block.lines]
    numbered = [top for top, cells in tops if _DIGITS.fullmatch(cells.get(0, ""))]
    wide = [top for top, cells in tops if -1 in cells]
    if len(numbered) > 1:
        return sorted({tops[0][0], *numbered, *wide})
    body = [cells for _, cells in tops[block.headed :] if -1 not in cells]
    if body and all(0 in cells and 2 * len(cells) >= len(block.bands) for cells in body):
        return [top for top, _ in tops]
    return []


def _below_header(block: Block, starts: list[float], *, goes_on: bool) -> list[float]:
    """The starts of rows, the lines above the first number being one row: the header, with its words for several."""
    numbered = [
        line.base for line in block.lines if any(p.column == 0 and _DIGITS.fullmatch(p.text) for p in line.pieces)
    ]
    if len(numbered) < 2 or not starts or starts[0] > numbered[0]:
        return starts
    first = max(start for start in starts if start <= numbered[0])
    above = [line for line in block.lines if line.base < first]
    stop = _header_lines(above, goes_on=goes_on)
    rest = [line.base - 0.2 * line.size for line in above[stop : stop + 1]]
    return [starts[0], *rest, *(start for start in starts if start >= first)] if above else starts


def _header_lines(lines: list[Line], *, goes_on: bool) -> int:
    """How many of the lines above the first number are the header; behind it a heading may stand.

    Args:
        goes_on: whether the rest of a row of the page before may stand there, too.
    """
    words: dict[int, str] = {}
    known: list[int] = []
    for line in lines:
        if known and any(piece.column < 0 for piece in line.pieces):
            break
        for piece in line.pieces:
            words[piece.column] = words.get(piece.column, "") + piece.text
        known.append(sum(map(is_header, words.values())))
    stop = max((n for n, count in enumerate(known, 1) if count == max(known)), default=0)
    while not goes_on and stop < len(known) and len(lines[stop].pieces) > 1:
        stop += 1
    return stop


def _by_limits(block: Block) -> list[float]:
    """Where rows begin by the column of deadlines, when all columns are filled wherever that is, as in a row's top."""
    if block.limits is None:
        return []
    tops = [(line.base - 0.2 * line.size, {piece.column for piece in line.pieces}) for line in block.lines]
    begun = [(top, columns) for top, columns in tops if block.limits in columns]
    full = all(len(columns) == len(block.bands) for _, columns in begun)
    if not full or len(begun) < 2 + block.headed:
        return []
    return sorted({tops[0][0], *(top for top, _ in begun)})


def _one_number_each(block: Block, starts: list[float]) -> bool:
    """Whether rows fit the numbers in the first column, where it has numbers; else, whether they are filled."""
    rows = [[piece for line in lines for piece in line.pieces] for lines in _rows(block, starts)]
    body = [row for row in rows[block.headed :] if len({piece.column for piece in row}) > 1]
    numbers = [sum(piece.column == 0 and bool(_DIGITS.fullmatch(piece.text)) for piece in row) for row in body]
    if sum(numbers) > 1:  # the first one may be the rest of the row that the page before ends with
        return max(numbers) == 1 and all(numbers[1:])
    return all(2 * len({piece.column for piece in row}) >= len(block.bands) for row in body)
