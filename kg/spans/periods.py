"""Dates and periods of any text, with the stretch of text that each governs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from kg.extraction import periods as grammar
from kg.spans.plain import Plain

_SENTENCE_END = re.compile(r"[。!?\n]")
_CLAUSE_MARK = re.compile(r"[,;:、。!?\n]")
_DAY = r"(?:19|20)\d\d(?:[-/.])(?:1[0-2]|0?[1-9])(?:[-/.])(?:3[01]|[12]\d|0?[1-9])"
_DAYS = re.compile(rf"(?<![\d/.-])({_DAY})(?:[-~至到]({_DAY}))?(?![\d/-]|\.\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """A date or a stretch of time that a text names.

    Attributes:
        start, end: half-open span of the words in the text as given, in code points.
        begin_date, end_date: first and last day, both included. ``begin_date`` is ``None`` for a mere deadline
            (到2025年, 6月底前), ``end_date`` where no end is set (每年, 长期).
        reach: half-open span of the text that the words govern (see :func:`periods`).
        base: the words name what something is compared with (较2020年), not when it holds.
    """

    start: int
    end: int
    begin_date: date | None
    end_date: date | None
    reach: tuple[int, int]
    base: bool = False


def periods(text: str, year: int | None = None) -> list[Period]:
    """The dates and periods of a text in text order: years, halves, quarters, months, days, plans and their ranges.

    >>> text = "到2025年，新建学校20所，培训3万人，其中5千人6月底前完成；每年演出100场。"
    >>> for p in periods(text, 2025):
    ...     print(text[p.start : p.end], p.begin_date, p.end_date, text[slice(*p.reach)])
    到2025年 None 2025-12-31 到2025年，新建学校20所，培训3万人，
    6月底前 None 2025-06-30 其中5千人6月底前完成
    每年 None None 每年演出100场

    The reach of a date begins with its own clause (after the last of ``，；：、`` and sentence ends), or with its own
    words when another date stands before it in that clause. It ends where the reach of the next date begins, or else
    with the sentence; at a semicolon already, unless the date opens the sentence or the part before a semicolon or
    colon. 每年, 长期 and the like govern their own clause only, and within it they take the place of a date that
    reaches over them. What is only compared with (较2020年) governs its own words alone and ends no other reach.

    Args:
        text: any text, as it comes.
        year: the year to which 年内, 上半年, 6月底前 and 未来五年 belong; without it such words give nothing, as
            they never depend on the day of the run.
    """
    plain = Plain(text)
    found = _with_days(plain.text, grammar.periods(plain.text, year))
    return [
        Period(
            *plain.span(period.start, period.end),
            _date(period.first),
            _date(period.last),
            plain.span(*reach),
            period.base,
        )
        for period, reach in zip(found, _reaches(plain.text, found), strict=True)
    ]


def _with_days(text: str, found: list[grammar.Period]) -> list[grammar.Period]:
    """``found`` and the days in figures, 2021-03-05 and 2021/3/5-2021/4/1, in text order."""
    taken = {at for period in found for at in range(period.start, period.end)}
    for match in _DAYS.finditer(text):
        first, last = _day(match[1]), _day(match[2] or match[1])
        if first and last and first <= last and match.start() not in taken and match.end() - 1 not in taken:
            found.append(grammar.Period(*match.span(), first, last))
    return sorted(found, key=lambda period: period.start)


def _day(figures: str) -> str | None:
    """2021/3/5 as an ISO date; ``None`` where there is no such day."""
    year, month, day = map(int, re.split("[-/.]", figures))
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _date(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _reaches(text: str, found: list[grammar.Period]) -> list[tuple[int, int]]:
    """The reach of each period, in positions of ``text``."""
    marks = [m.start() for m in _CLAUSE_MARK.finditer(text)]
    stops = [m.start() for m in _SENTENCE_END.finditer(text)]
    parts = sorted([*stops, *(m for m in marks if text[m] == ";")])
    starts = _starts(text, found, marks)
    reaches: list[tuple[int, int]] = []
    following = len(text)  # where the reach of the next date begins
    for period, start in zip(reversed(found), reversed(starts), strict=True):
        if period.base:
            reaches.append((period.start, period.end))
            continue
        clause = _next(marks, period.end, len(text))
        if period.open_end:
            while clause < len(text) and text[clause] in "、:":
                clause = _next(marks, clause + 1, len(text))
            reaches.append((start, clause))
            continue
        opens = text[period.start - 1 : period.start] in ("", ";", ":", "。", "!", "?", "\n")
        stop = _next(stops if opens else parts, period.end, len(text))
        reaches.append((start, max(period.end, min(stop, following))))
        following = start
    return reaches[::-1]


def _starts(text: str, found: list[grammar.Period], marks: list[int]) -> list[int]:
    """Where each reach begins: with the clause, or with the words when a date stands before them in it."""
    starts = []
    taken = 0  # end of the date before
    for period in found:
        n = bisect_right(marks, period.start) - 1
        clause = marks[n] + 1 if n >= 0 and marks[n] < period.start else 0
        while clause < period.start and text[clause] == " ":
            clause += 1
        starts.append(clause if taken <= clause else period.start)
        if not period.base:
            taken = period.end
    return starts


def _next(positions: list[int], at: int, end: int) -> int:
    """The first of ``positions`` from ``at`` on, or else ``end``."""
    n = bisect_right(positions, at - 1)
    return positions[n] if n < len(positions) else end
