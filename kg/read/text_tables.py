"""Tables in plain text: lines with tabs as a spreadsheet pastes them, lines with bars as Markdown writes them.

Bars part cells also without a rule below the header, as pages are saved to text; what a merged cell to the left leaves
out there is left out at the line's beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.model import Cell, Heading, Table

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t\u3000]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{3,})[ \t]*")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_SPACE = " \t\u3000\xa0"
_LEAST_ROWS = 2
_LEAST_BARRED = 3
"""Lines, and cells of most of them, that make a table of lines with bars that has no rule."""
_NUMBER = re.compile(r"\d{1,4}")
MAX_HANGING = 80
"""Characters: a longer line that only begins with a tab is a paragraph, not a row with an empty first cell."""


def tables(text: str, most: int) -> tuple[Table, ...]:
    """Runs of two or more lines that have tabs, or bars with a rule below the first line, or more lines with bars.

    Args:
        most: cells that are read.

    Raises:
        ValueError: there are more cells.
    """
    found: list[Table] = []
    if "\t" not in text and "|" not in text:
        return ()
    left = most
    for run, bars in _runs(text):
        cells: list[Cell] = []
        ruled = bars and bool(_RULE.fullmatch(text, *run[1]))
        lines = [line for n, line in enumerate(run) if not (ruled and n == 1)]
        if bars and not ruled:
            lines = _whole(text, lines)
        rows = [_bar_parts(text, *line) if bars else _tab_parts(text, *line) for line in lines]
        if bars and not ruled:
            rows = _aligned(text, rows)
        for row, parts in enumerate(rows):
            for column, (begin, stop) in enumerate(parts):
                cells.append(Cell(row, column, *_trimmed(text, begin, stop)))
            left -= len(parts)
            if left < 0:
                raise ValueError(
                    f"has tables of more than {most:,} cells, which is the most that is read (--max-cells raises it)"
                )
        found.append(Table(len(found) + 1, run[0][0], run[-1][1], tuple(cells)))
    return tuple(found)


def headings(text: str) -> tuple[Heading, ...]:
    """The headings of a Markdown text: ``## 二、重点工作``, the span without the signs, and underlined lines."""
    out: list[Heading] = []
    fenced = False
    above: tuple[int, int] | None = None  # a line by itself that an underline makes a heading
    blank = True  # what stands before it
    for match in _LINE.finditer(text):
        if _FENCE.match(match[1]):
            fenced, above = not fenced, None
        elif not fenced and (found := _HEADING.match(match[1])) and found[2]:
            start = match.start() + found.start(2)
            out.append(Heading(start, start + len(found[2]), len(found[1])))
            above = None
        elif not fenced and above and (under := _UNDERLINE.fullmatch(match[1])):
            out.append(Heading(*above, 1 if under[1][0] == "=" else 2))
            above = None
        else:
            start, end = _trimmed(text, *match.span(1))
            above = (start, end) if not fenced and blank and start < end and "|" not in match[1] else None
        blank = not match[1].strip(_SPACE)
    return tuple(out)


def _runs(text: str) -> Iterator[tuple[list[tuple[int, int]], bool]]:
    """The lines of each table, and whether bars part its cells."""
    run: list[tuple[int, int]] = []
    kind = ""
    for match in _LINE.finditer(text):
        start, end = match.span(1)
        line = match[1]
        blank = not line.strip(_SPACE)
        inside = (
            line if kind == "tab" and len(line) <= MAX_HANGING else line.strip()
        )  # a row's first cells may be empty
        now = "" if blank else "tab" if "\t" in inside else "bar" if "|" in line else ""
        if now != kind or not now:
            if _is_table(text, run, kind):
                yield run, kind == "bar"
            run = []
        kind = now
        if now:
            run.append((start, end))
    if _is_table(text, run, kind):
        yield run, kind == "bar"


def _is_table(text: str, run: list[tuple[int, int]], kind: str) -> bool:
    if kind != "bar":
        return len(run) >= _LEAST_ROWS
    if len(run) > _LEAST_ROWS and _RULE.fullmatch(text, *run[1]):
        return True
    wide = sum(len(_bar_parts(text, *line)) >= _LEAST_BARRED for line in run)
    return len(run) >= _LEAST_BARRED and 2 * wide > len(run) and len(_bar_parts(text, *run[0])) >= _LEAST_BARRED


def _whole(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines, those joined that a line break inside a cell has cut: all others end with a bar."""
    closed = [text[line[0] : line[1]].rstrip(_SPACE).endswith("|") for line in lines]
    if 2 * sum(closed) < len(lines) or all(closed):
        return lines
    out: list[tuple[int, int]] = []
    open_line = False
    for line, own in zip(lines, closed, strict=True):
        if open_line:
            out[-1] = (out[-1][0], line[1])
        else:
            out.append(line)
        open_line = not own
    return out


def _aligned(text: str, rows: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """The rows, where most begin with a number each other one with an empty cell: it goes on below a merged one."""
    numbered = [_NUMBER.fullmatch(text[slice(*_trimmed(text, *parts[0]))]) is not None for parts in rows]
    if 3 * sum(numbered) < len(rows):
        return rows
    out = rows[:1]
    for parts, own in zip(rows[1:], numbered[1:], strict=True):
        filled = [p for p in parts if _trimmed(text, *p)[0] < _trimmed(text, *p)[1]]
        short = len(parts) < len(rows[0]) or parts[-1] not in filled
        out.append([(parts[0][0], parts[0][0]), *parts][: len(rows[0])] if short and not own and filled else parts)
    return out


def _tab_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between tabs of a line."""
    parts = []
    begin = start
    while (stop := text.find("\t", begin, end)) >= 0:
        parts.append((begin, stop))
        begin = stop + 1
    return [*parts, (begin, end)]


def _bar_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between bars of a line, those at its ends apart; ``\\|`` is no bar."""
    start, end = _trimmed(text, start, end)
    bars = [n for n in range(start, end) if text[n] == "|" and (n == start or text[n - 1] != "\\")]
    edges = [start - 1, *bars, end]
    if bars and bars[0] == start:
        edges = edges[1:]
    if bars and bars[-1] == end - 1 and len(edges) > 2:
        edges = edges[:-1]
    return [(left + 1, right) for left, right in pairwise(edges)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _SPACE:
        start += 1
    while end > start and text[end - 1] in _SPACE:
        end -= 1
    return start, end
