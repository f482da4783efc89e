"""Sentences and clauses of a passage, as spans. Commas inside brackets and quotation marks do not part clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
LONGEST = 1200  # characters of a sentence

_SENTENCE_END = re.compile(r"[。!?\n]")
_TOKEN = re.compile(
    r"(?:(?<!\d),|,(?!\d{3}(?!\d)))|[; ()“”《》\"〔〕]|(?<!\d):|:(?!\d)"
)  # 2.5:1 and 1,500 are one number
_OPEN, _CLOSE = "(“《〔", ")”》〕"


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Sentences of ``text[start:end]`` without their final mark.

    One longer than :data:`LONGEST` is cut at a semicolon or comma, so that the work per character stays bounded.
    """
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        yield from _cut(text, at, match.start())
        at = match.end()
    yield from _cut(text, at, end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    while end - start > LONGEST:
        stop = start + LONGEST
        at = next((p for mark in ";," if (p := text.rfind(mark, start, stop)) > start), stop)
        yield start, at
        start = at
    if start < end:
        yield start, end


def clauses(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Clauses of a sentence with the mark before each: ``,``, ``;``, ``:``, a space, or ``""`` for the first."""
    out = []
    depth, at, mark = 0, start, ""
    last = {opening: text.rfind(closing, start, end) for opening, closing in zip(_OPEN, _CLOSE, strict=True)}
    for match in _TOKEN.finditer(text, start, end):
        char = match.group()
        if char in _OPEN:
            depth += match.start() < last[char]  # one that is not closed in the sentence (“….…。”) parts nothing
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char != '"' and depth == 0:
            if match.start() > at:
                out.append((at, match.start(), mark))
            at, mark = match.end(), char
    if at < end:
        out.append((at, end, mark))
    return out


def brackets(text: str, start: int, end: int, *, all_kinds: bool = False) -> list[Span]:
    """Outermost ``(…)``, ``【…】`` and ``[…]`` in ``text[start:end]``, marks included; an unclosed one is left out.

    Args:
        all_kinds: ``〔…〕`` too.
    """
    out: list[Span] = []
    depth, opened = 0, start
    for match in (_ANY_BRACKET if all_kinds else _BRACKET).finditer(text, start, end):
        if match.group() in "([【〔":
            if depth == 0:
                opened = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                out.append((opened, match.end()))
    return out


def quoted(text: str, start: int, end: int) -> list[Span]:
    """Spans inside quotation marks and book title marks, marks included."""
    return [m.span() for m in _QUOTED.finditer(text, start, end)]


_ANY_BRACKET = re.compile(r"[()\[\]【】〔〕]")
_BRACKET = re.compile(r"[()\[\]【】]")
_QUOTED = re.compile(r"“[^“”\n]{0,60}”|《[^《》\n]{0,120}》|\"[^\"\n]{0,40}\"|「[^」\n]{0,60}」|‘[^’\n]{0,40}’")
