"""Lines of a PDF's page that stand in columns under words of a header: from where to where, and what is in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.data import rows as vocabulary
from kg.read.pdf_page import Char, Page
from kg.read.pdf_tables import PageTable

FEWEST_COLUMNS = 3
GAP = 0.45
"""The gap that parts two cells, in heights of a character."""
APART = 4.0
"""Heights of a character between two lines that are not of one table."""
MARGIN = 0.08
"""The share of a page at its bottom in which a piece of text by itself is no cell."""
WIDE = 40  # characters of a line across the columns that can be a heading between rows

_REMARK = re.compile(r"[(（〔\[][^()（）〔〕\[\]]{0,20}[)）〕\]]")
_YEAR = re.compile(r"(?:19|20)\d\d年?")


@dataclass(slots=True)
class Piece:
    """Characters of a line without a gap between them; ``column`` once it is known, -1 for one across the columns."""

    chars: list[Char]
    left: float
    right: float
    column: int = 0

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)


@dataclass(slots=True)
class Line:
    """Attributes:
    base: of its first character.
    size: the height of its characters, in points.
    """

    base: float
    size: float
    pieces: list[Piece]


@dataclass(slots=True)
class Block:
    """Lines that stand in the same columns.

    Attributes:
        bands: from where to where each column's header goes; that of the part before, in one that goes on with it.
        headed: whether it begins with the header.
        limits: index of the column of deadlines, which hardly any row leaves empty.
    """

    lines: list[Line]
    bands: list[tuple[float, float]]
    headed: bool
    limits: int | None = None


def line_of_pieces(row: list[Char]) -> Line:
    """A line from its characters, left to right, cut where the gap between two of them parts cells."""
    heights = sorted(char.bottom - char.top for char in row)
    size = max(heights[len(heights) // 2], 1.0)
    pieces = [Piece([row[0]], row[0].left, row[0].right)]
    for char in row[1:]:
        last = pieces[-1]
        if char.left - last.right > GAP * size:
            pieces.append(Piece([char], char.left, char.right))
        else:
            last.chars.append(char)
            last.right = max(last.right, char.right)
    return Line(row[0].base, size, pieces)


@cache
def _header_words(role: str = "") -> tuple[frozenset[str], tuple[str, ...]]:
    """Words that are a whole header cell, and those that end one; those of one role, or all."""
    words = [row for row in vocabulary("table_headers") if role in ("", row["column"])]
    return frozenset(row["word"] for row in words), tuple(row["word"] for row in words if row["where"] == "end")


def is_header(text: str, role: str = "") -> bool:
    """Whether a piece is a header cell, by its words; a year is one, too.

    Args:
        role: of :mod:`kg.data` (``deadline``) that it has to have.
    """
    whole, ends = _header_words(role)
    plain = _REMARK.sub("", text)
    if not role and _YEAR.fullmatch(plain):
        return True
    return plain in whole or (len(plain) <= 14 and plain.endswith(ends))


def headed_block(lines: list[Line], at: int, page: Page) -> Block | None:
    """The table whose header begins with the line ``at``: those of its lines that are centred stand close together."""
    stop = at + 1
    while stop < len(lines) and lines[stop].base - lines[stop - 1].base < lines[at].size:
        stop += 1
    pieces = [piece for line in lines[at:stop] for piece in line.pieces]
    if not any(is_header(piece.text) for piece in pieces):
        return None
    bands = merged([(piece.left, piece.right) for piece in pieces])
    if len(bands) < FEWEST_COLUMNS:
        return None
    return _grown(lines, at, stop, bands, page, headed=True)


def rest_block(lines: list[Line], at: int, page: Page, before: PageTable | None) -> Block | None:
    """What goes on with the table at the end of the page before."""
    near = [line for line in lines[at : at + 4] if line.base - lines[at].base <= APART * line.size]
    if before is None or all(len(line.pieces) < 2 for line in near):
        return None
    block = _grown(lines, at, at, before.bands, page, headed=False)
    if block is not None:
        block.limits = before.limits
    return block


def _grown(
    lines: list[Line], at: int, stop: int, bands: list[tuple[float, float]], page: Page, *, headed: bool
) -> Block | None:
    """The lines from ``at`` on whose pieces each stand in one column; those up to ``stop`` are the header's."""
    end = at
    while end < len(lines):
        line = lines[end]
        if not line.pieces or (end > at and line.base - lines[end - 1].base > APART * line.size):
            break
        low = len(line.pieces) == 1 and line.base > (1 - MARGIN) * page.height
        if low and end > at and line.base - lines[end - 1].base > 2 * line.size:
            break
        if not fits(line, bands) and not (end >= stop and _is_heading(lines, end, bands)):
            break
        end += 1
    block = Block(lines[at:end], bands, headed)
    closest = min((b.base - a.base for a, b in pairwise(block.lines)), default=0.0)
    while len(block.lines) > 1 and _is_behind(block.lines, closest):
        block.lines.pop()
    if not block.lines:
        return None
    assign(block.lines, bands)
    if headed:
        dated = [piece.column for piece in block.lines[0].pieces if is_header(piece.text, "deadline")]
        block.limits = dated[0] if dated else None
    return block


def columns_over(piece: Piece, bands: Sequence[tuple[float, float]], size: float) -> list[int]:
    """The columns that a piece stands over."""
    return [n for n, (left, right) in enumerate(bands)
            if min(piece.right, right) - max(piece.left, left) > 0.2 * size]  # fmt: skip


def fits(line: Line, bands: list[tuple[float, float]]) -> bool:
    """Whether no piece of a line stands over several columns."""
    return all(len(columns_over(piece, bands, line.size)) < 2 for piece in line.pieces)


def _is_heading(lines: list[Line], n: int, bands: list[tuple[float, float]]) -> bool:
    """Whether a line across the columns is a heading between rows: short, with a row below."""
    line = lines[n]
    if len(line.pieces) > 1 or len(line.pieces[0].text) > WIDE or "。" in line.pieces[0].text:
        return False
    below = [other for other in lines[n + 1 : n + 4] if other.base - line.base <= APART * line.size]
    columns = {column for other in below for piece in other.pieces for column in columns_over(piece, bands, line.size)}
    return len(columns) >= FEWEST_COLUMNS and all(fits(other, bands) for other in below)


def _is_behind(lines: list[Line], closest: float) -> bool:
    """Whether the last line stands behind the table: a sentence by itself, further away than lines of a cell."""
    last, before = lines[-1], lines[-2]
    alone = len(last.pieces) == 1 and last.pieces[0].text[-1] in "。：:"
    return alone and last.base - before.base > 1.1 * closest + 0.5


def assign(lines: Iterable[Line], bands: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Give every piece the column that it stands over, or else the nearest one; from where to where each then goes."""
    extents = list(bands)
    loose: list[Piece] = []
    for line in lines:
        for piece in line.pieces:
            over = columns_over(piece, bands, line.size)
            piece.column = over[0] if len(over) == 1 else -1
            if len(over) == 1:
                extents[over[0]] = _union(extents[over[0]], piece)
            elif not over:
                loose.append(piece)
    for piece in loose:
        piece.column = nearest(piece, extents)
        extents[piece.column] = _union(extents[piece.column], piece)
    return extents


def _union(span: tuple[float, float], piece: Piece) -> tuple[float, float]:
    return min(span[0], piece.left), max(span[1], piece.right)


def nearest(piece: Piece, spans: Sequence[tuple[float, float]]) -> int:
    """The index of the span that a piece stands closest to."""
    away = [max(left - piece.right, piece.left - right) for left, right in spans]
    return away.index(min(away))


def merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans in order, those that overlap as one."""
    out: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if out and left <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], right)
        else:
            out.append((left, right))
    return out
