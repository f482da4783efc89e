"""What stands around a statement says whether it is done or promised, and for which year.

Headings decide (``kg/data/sections.toml``). Where they do not, or name both past and future, the openings of the
paragraphs do: 一年来 and 五年来 look back, 今年 and “十五五”时期 look ahead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.data import pattern, table
from kg.structure.blocks import Block
from kg.structure.metadata import LATE, Particulars, plan_years
from kg.structure.numerals import whole_number
from kg.structure.tense import looks_back
from kg.structure.view import View

OPENING = 44  # characters at the start of a paragraph that are looked at
REPORTS = ("work-report", "news", None)
UNTOLD = ("news", None)
"""Genres in which neither title nor heading need tell whether a paragraph looks back; then its words do."""

_YEAR = re.compile(r"((?:19|20)\d\d|二〇[〇一二三四五六七八九]{2})年")
_TABLE_YEAR = re.compile(r"(?<![\d-])((?:19|20)\d\d)年(?!\d|[-~至])")
_PLAN = pattern("plan-in-a-heading")
_THIS_YEAR = pattern("this-year-so-far")
_ENTERED = pattern("year-entered")
_BACK = pattern("looking-back")
_AHEAD = pattern("looking-ahead")
_OPENING_PLAN = pattern("opening-plan")
_OPENING_OUTLINE = pattern("opening-outline")
_OPENING_YEARS = pattern("opening-years")
_OPENING_YEAR = pattern("opening-year")
_ONE_YEAR = pattern("one-year-back")
_PAST_YEARS = pattern("past-years")
_NEXT_YEAR = pattern("next-year")
_TOLD = pattern("title-of-results")
_NEXT_STEPS = pattern("next-steps")
_PROMISED = pattern("promised-in-a-bulletin")
_COMING_YEARS = pattern("coming-years")


@dataclass(frozen=True, slots=True)
class Context:
    """Defaults for the statements of a block.

    Attributes:
        kind: ``target``, ``achievement`` or ``progress``.
        year: the year that 全年 or 6月底前 belong to.
        last: ISO date, the end of the period the block describes.
        years: how many years that period has.
        guessed: neither title nor heading nor opening tells, only the words of the paragraph: those of a sentence go
            before them.
    """

    kind: str
    year: int | None
    last: str | None
    years: int = 1
    guessed: bool = False


@cache
def _rows() -> list[tuple[str, str, re.Pattern[str]]]:
    return [(row["kind"], row["period"], re.compile(row["pattern"])) for row in table("sections")["section"]]


def contexts(
    view: View, blocks: list[Block], about: Particulars, titles: Mapping[int, str] | None = None
) -> list[Context]:
    """One context a block.

    Args:
        titles: by index of a block that is a table, what stands above its header.
    """
    reader = _Contexts(about)
    out = []
    narrative: Context | None = None
    chapter: tuple[str, ...] = ()
    before: Context | None = None
    back = False
    for block in blocks:
        if block.section[:1] != chapter:
            narrative, chapter = None, block.section[:1]
        known, settled = reader.of(block.section)
        if known != before:  # another heading that tells something
            narrative, before = None, known
        opening = view.text[block.start : min(block.end, block.start + OPENING)]
        if about.genre == "progress" and _NEXT_STEPS.match(opening):
            narrative = Context("target", about.year, about.period_end)
        if block.kind in ("paragraph", "cell") and about.genre in REPORTS and about.year:
            turn = reader.turn(opening)
            if settled:
                out.append(reader.exception(known, opening, turn))
                continue
            narrative = turn or narrative
        if narrative is None and not settled and known.kind == "target" and about.genre in UNTOLD:
            told = looks_back(view.text, block.start, block.end, 2 if about.genre == "news" else 1)
            back = back if told is None else told
            known = replace(done_so_far(about) if back else known, guessed=True)
        out.append(narrative or known)
    for n, title in (titles or {}).items():
        out[n] = reader.titled(title) or out[n]
    return out


class _Contexts:
    def __init__(self, about: Particulars) -> None:
        self._about = about
        self._known: dict[tuple[str, ...], tuple[Context, bool]] = {}

    def of(self, section: tuple[str, ...]) -> tuple[Context, bool]:
        """The context below the headings, and whether they settle it."""
        found = self._known.get(section)
        if found is None:
            found = self._known[section] = self._read(section)
        return found

    def _read(self, section: tuple[str, ...]) -> tuple[Context, bool]:
        about = self._about
        context, settled = Context("target", about.year, about.period_end), False
        if about.genre == "progress":
            context = Context("progress", about.year, about.as_of or about.period_end)
        if about.genre == "statistics":
            context = Context("achievement", about.year, about.as_of or about.period_end)
        if about.genre == "news" and about.year and _NEXT_YEAR.search(about.title or ""):
            context = Context("target", about.year + 1, f"{about.year + 1}-12-31")
        elif about.genre == "news" and about.as_of and about.as_of.endswith("-12-31"):
            context = done_so_far(about)
        elif about.genre == "news" and about.year and _TOLD.search(about.title or ""):
            context = done_so_far(about) if about.as_of else self._achieved(set(), 1)
        for heading in section:
            rows = [row for row in _rows() if row[2].search(heading)]
            years = [whole_number(y) for y in _YEAR.findall(heading)]
            if about.year and _COMING_YEARS.search(heading):
                years.append(about.year + 4)
            plans = [plan[1] for m in _PLAN.finditer(heading) if (plan := plan_years(m.group(1)))]
            ends = {*years, *plans}
            if not rows and not (about.genre in REPORTS and about.year and ends):
                continue
            kind = rows[0][0] if rows else "target" if max(ends) >= (about.year or 0) else "achievement"
            past = kind == "achievement" and bool(ends) and max(ends) < (about.year or 0)
            if about.genre == "progress" and not past and not (kind == "target" and _PROMISED.search(heading)):
                continue  # 重点工作 and 存在问题 in a bulletin: the state on its day
            so_far = kind == "achievement" and about.as_of and about.genre in REPORTS and ends <= {about.year}
            context = (
                done_so_far(about)
                if so_far
                else self._achieved(ends, 5 if plans or _PAST_YEARS.search(heading) else 1)
                if kind == "achievement"
                else self._promised(years, ends)
            )
            kinds = {row[0] for row in rows}
            mixed = len(kinds) > 1 or (kind == "target" and len(ends) > 1 and bool(plans))
            settled = not (mixed and about.genre in REPORTS)
        return context, settled

    def titled(self, title: str) -> Context | None:
        """The context of a table whose title names one year, another than that of the document: 2025年计划表."""
        own = self._about.year
        years = {int(year) for year in _TABLE_YEAR.findall(title)}
        if own is None or len(years) != 1 or own in years or _PLAN.search(title):
            return None
        year = max(years)
        if year > own:
            return Context("target", year, f"{year}-12-31")
        told = next((row[0] for row in _rows() if row[2].search(title)), None)
        return Context("achievement", year, f"{year}-12-31") if told == "achievement" else None

    def _achieved(self, ends: set[int], span: int) -> Context:
        """The review: the latest year named, else the one before the document's period; never the report's own."""
        about = self._about
        first = int(about.period_start[:4]) if about.period_start else about.year
        late = about.issued is not None and about.issued[5:7] >= LATE and about.genre in UNTOLD
        year = max(ends) if ends else first - (not late) if first else None
        if year and about.year and year >= about.year and about.genre in REPORTS and not late:
            year = about.year - 1
        return Context("achievement", year, f"{year}-12-31" if year else None, span)

    def _promised(self, years: list[int], ends: set[int]) -> Context:
        about = self._about
        year = max(years) if years else about.year
        end = max(years) if years else max(ends) if ends else None
        return Context("target", year, f"{end}-12-31" if end else about.period_end)

    def turn(self, opening: str) -> Context | None:
        """The context that a paragraph's first words announce, for it and those after it."""
        own = self._about.year or 0
        plan, year = _OPENING_PLAN.match(opening), _OPENING_YEAR.match(opening)
        if plan and (years := plan_years(plan.group(1))):
            if years[1] < own:
                return Context("achievement", own - 1, f"{years[1]}-12-31", 5)
            return Context("target", own, f"{years[1]}-12-31")
        if own and _OPENING_OUTLINE.match(opening):  # 《纲要(草案)》提出: the five years that the plan covers
            return Context("target", own, f"{own + -own % 5}-12-31")
        years_named = _OPENING_YEARS.match(opening)
        if years_named:  # 2019年到2023年,是…的五年
            first, last = int(years_named.group(1)), int(years_named.group(2))
            kind = "achievement" if last < own else "target"
            return Context(kind, min(last, own), f"{last}-12-31", last - first + 1)
        if year:
            named = int(year.group(1))
            return Context("achievement" if named < own else "target", named, f"{named}-12-31")
        if own and _NEXT_YEAR.match(opening):
            return Context("target", own + 1, f"{own + 1}-12-31")
        if _BACK.match(opening):
            span = 1 if _ONE_YEAR.search(opening) else 5
            return Context("achievement", own - 1, f"{own - 1}-12-31", span)
        if _AHEAD.match(opening) and _COMING_YEARS.search(opening[:8]):
            return Context("target", own, f"{own + 4}-12-31")
        if _AHEAD.match(opening) and not _THIS_YEAR.match(opening):
            return Context("target", own, f"{own}-12-31")
        return None

    def exception(self, known: Context, opening: str, turn: Context | None) -> Context:
        """In a settled section one paragraph may still look the other way."""
        year = self._about.year
        entered = _ENTERED.match(opening)
        if known.kind == "achievement" and (_THIS_YEAR.match(opening) or (entered and int(entered.group(1)) == year)):
            return Context("achievement", year, f"{year}-12-31")
        if known.kind == "achievement" and turn and turn.kind == "achievement" and turn.last == known.last:
            return turn
        if known.kind == "target" and turn and turn.kind == "achievement" and _BACK.match(opening):
            return turn
        if known.kind == "target" and turn and turn.kind == "target" and turn.last and turn.last > (known.last or ""):
            return turn
        return known


def done_so_far(about: Particulars) -> Context:
    """What an article or an untitled text tells of what is done: so far, or in the year that has ended."""
    if about.as_of:
        return Context(about.told or "achievement", about.year, about.as_of)
    if about.year is None:
        return Context("achievement", None, None)
    if about.issued is None or about.issued[:4] != str(about.year) or about.issued[5:7] >= LATE:
        return Context("achievement", about.year, f"{about.year}-12-31")
    if about.issued[5:7] <= "03":
        return Context("achievement", about.year - 1, f"{about.year - 1}-12-31")
    return Context("achievement", about.year, about.issued)
