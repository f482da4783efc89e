"""What the heading above a statement says about it: whether it is done or promised, and for which year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.data import table
from kg.structure.metadata import Particulars, plan_years

_YEAR = re.compile(r"((?:19|20)\d\d)年")
_PLAN = re.compile(r"[“\"]?([一二三四五六七八九十]{1,3})五[”\"]?(?:时期|期间|规划|以来|发展|和|经济|主要|目标)")
_THIS_YEAR = re.compile(r"进入新的?一?年|今年以来|新年伊始|今年(?:年初|[1-9]月|上半年)")
_PAST = re.compile(r"(?:回顾)?(?:过去的?[一五]年|一年来|五年来|这[一五]年|[“\"]?十[一二三四五六]五[”\"]?(?:时期|期间|以来)[\u4e00-\u9fff]{0,12}(?:取得|迈上|实现))")


@dataclass(frozen=True, slots=True)
class Context:
    """Defaults for the statements of a block.

    Attributes:
        kind: ``target`` or ``achievement``.
        year: the year that 全年 or 6月底前 belong to.
        last: ISO date, the end of the period the block describes.
    """

    kind: str
    year: int | None
    last: str | None


@cache
def _rows() -> list[tuple[str, str, re.Pattern[str]]]:
    return [(row["kind"], row["period"], re.compile(row["pattern"])) for row in table("sections")["section"]]


class Contexts:
    """The context of each heading path of one document; every path is worked out once."""

    def __init__(self, particulars: Particulars) -> None:
        self._about = particulars
        self._known: dict[tuple[str, ...], Context] = {}

    def of(self, section: tuple[str, ...], paragraph: str = "") -> Context:
        """The context below the headings ``section`` for a block that begins with ``paragraph`` (its first words)."""
        context = self._known.get(section)
        if context is None:
            context = self._known[section] = self._read(section)
        year = self._about.year
        if year is None or self._about.genre not in ("work-report", "news", None):
            return context
        if context.kind == "achievement" and _THIS_YEAR.match(paragraph):
            return Context("achievement", year, f"{year}-12-31")
        if context.kind == "target" and _PAST.match(paragraph):
            return Context("achievement", year - 1, f"{year - 1}-12-31")
        return context

    def _read(self, section: tuple[str, ...]) -> Context:
        about = self._about
        kind, year, last = "target", about.year, about.period_end
        for heading in section:
            row = next((r for r in _rows() if r[2].search(heading)), None)
            if row is None:
                continue
            kind = row[0]
            years = [int(y) for y in _YEAR.findall(heading)]
            plan = _PLAN.search(heading)
            plan_end = (plan_years(plan.group(1)) or (0, 0))[1] if plan else 0
            if row[1] == "past":
                first = int(about.period_start[:4]) if about.period_start else about.year or 0
                year = max([*years, plan_end]) or (first - 1 if first else None)
                if about.year and year and year >= about.year and about.genre == "work-report":
                    year = about.year - 1
                last = f"{year}-12-31" if year else None
            else:
                year = max(years) if years else about.year
                end = year if years else plan_end
                last = f"{end}-12-31" if end else about.period_end
        return Context(kind, year, last)
