"""Responsibility told in words: 由区教育局牵头，区财政局配合; （区民政局、区财政局按职责分工负责）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.data import alternation, pattern, table
from kg.extraction.clauses import Span

MAX_NAMES = 24
_OPENING = pattern("duty-opening")
_CLUE = pattern("duty-clue")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row of ``kg/data/duties.toml``, compiled; ``sentence`` when it may stand outside brackets."""

    name: str
    role: str
    pattern: re.Pattern[str]
    sentence: bool


@cache
def phrases() -> tuple[Phrase, ...]:
    """All phrases in the order of the file: the first that takes a name keeps it."""
    data = table("duties")
    aside = r"(?:\([\u4e00-\u9fff、]{2,12}\))?"
    body = rf"(?:[\u4e00-\u9fff]{{1,16}}?{aside}(?:人民)?{alternation(data['endings'])}{aside})"
    names = rf"{body}(?:[、,和及]{body}){{0,{MAX_NAMES}}}"
    return tuple(
        Phrase(
            row["name"],
            row["role"],
            re.compile(row["pattern"].replace("{names}", names)),
            row.get("sentence", row["pattern"].startswith(("由", "(?:由)?"))),
        )
        for row in data["phrase"]
    )


def has_duty_phrase(text: str, start: int, end: int) -> bool:
    """Whether a sentence of ``text[start:end]`` may say who is responsible: 由 or a leader's office stands in it."""
    return _OPENING.search(text, start, end) is not None


def duty_phrases(text: str, start: int, end: int, *, bracketed: bool) -> Iterator[tuple[str, Span]]:
    """Role and span of each list of names in ``text[start:end]``, in text order.

    Args:
        bracketed: the stretch is the inside of brackets behind a task; elsewhere only phrases with 由 count.
    """
    if not _CLUE.search(text, start, end):
        return
    taken: list[Span] = []
    found = []
    for phrase in phrases():
        if not bracketed and not phrase.sentence:
            continue
        for match in phrase.pattern.finditer(text, start, end):
            span = match.span("names")
            alone = text[span[0] - 1] == "由" or phrase.role == "supervising"
            if not bracketed and not alone and not _follows(taken, span):
                continue
            if not any(a < span[1] and span[0] < b for a, b in taken):
                taken.append(span)
                found.append((phrase.role, span))
    if not bracketed and found:
        bodies = [b for role, (_, b) in found if role != "supervising"]
        found += _cooperating(text, max(bodies), end) if bodies else []
    yield from sorted(found, key=lambda item: item[1])


def _follows(taken: list[Span], span: Span) -> bool:
    return any(0 <= span[0] - b <= 4 for _, b in taken)


def _cooperating(text: str, start: int, end: int) -> list[tuple[str, Span]]:
    """…牵头,区财政局配合: the rest of a sentence that has begun with 由…牵头."""
    phrase = next(p for p in phrases() if p.role == "cooperating")
    match = phrase.pattern.search(text, start, min(end, start + 120))
    if match is None or match.start("names") - start > 6:
        return []
    return [(phrase.role, match.span("names"))]
