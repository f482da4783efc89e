"""Dates and periods in running text, as begin and end dates.

A period never depends on the day of the run: relative words (年内, 上半年, 明年) are read against the year of the
document or of the section they stand in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

from kg.data import pattern, words
from kg.structure.metadata import plan_years
from kg.structure.numerals import DIGITS, whole_number


@dataclass(slots=True)
class Period:
    """A stretch of time named in the text.

    Attributes:
        start, end: half-open span of the words.
        first, last: ISO dates, both included. ``first`` is ``None`` for a mere deadline (到2025年).
        base: the words name what something is compared with (较2020年), not when it holds.
        years: more than one year is covered, so that a number for it is a total over years.
        as_of: the words tell up to when something has been done (截至6月底).
        open_end: no end is set (每年, 长期): a target in its reach has no deadline.
    """

    start: int
    end: int
    first: str | None
    last: str
    base: bool = False
    years: bool = False
    open_end: bool = False
    as_of: bool = False

    @property
    def deadline(self) -> bool:
        """Whether only an end is named."""
        return self.first is None


_HAN_COUNT = r"[一二两三四五六七八九十]|\d{1,2}"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_YEAR = r"(?:19|20)\d\d|(?:二[〇零]|一九)[〇零一二三四五六七八九]{2}"
_HAN_DIGIT = "〇零一二三四五六七八九"
_SHORT_YEAR = (  # 08年, 九八年, 18年10月; 15年 is a duration, 康熙20年 an era's
    rf"(?<![\d.第近{_HAN_DIGIT}十百熙正隆庆光丰治绪统国和成])(?:(?:0\d|[〇零九][{_HAN_DIGIT}])(?=年)|[0-49]\d(?=年(?:{_MONTH})月))"
)
_DAY = r"[0-3]?\d|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_OF_MONTH = r"(?:日|号(?!线|楼|文|院|机))"
_THE_YEAR = pattern("within-the-year").pattern


def _within(prefix: str, year_part: str) -> str:
    """A part of a year: a month, quarter or half, or its end; ``prefix`` keeps the group names apart."""
    return rf"""(?:
          (?P<{prefix}same_month>{_MONTH})月(?P<{prefix}first_day>{_DAY}){_OF_MONTH}?[-~至到](?P<{prefix}last_day>{_DAY}){_OF_MONTH}
        | (?:(?P<{prefix}from_month>{_MONTH})(?:月(?:份)?(?:(?P<{prefix}from_day>{_DAY}){_OF_MONTH})?)?
              (?:[-~至到](?:次年|翌年|来年)?|(?<=月)[和与](?=(?:{_MONTH})月之?间)))?
            (?P<{prefix}month>{_MONTH})月(?:份)?(?!初[一二三四五六七八九十]|廿)
            (?:(?P<{prefix}day>{_DAY}){_OF_MONTH}|(?P<{prefix}month_part>底|末|初|上旬|中旬|下旬))?
        | (?P<{prefix}half>上半年|下半年)
        | 前(?P<{prefix}months>1[0-2]|[1-9]|[一二三四五六七八九十]|十[一二])个月
        | (?:第)?(?P<{prefix}quarter>[一二三四1-4]|前三|[一1][-~至到](?:第)?[二三四2-4])(?:个)?季度[末底]?
        | (?P<{prefix}year_part>{year_part}|{_THE_YEAR})
        )"""


_FROM_TO = rf"(?<!\d)(?P<year>{_YEAR})(?:年)?[-~至到](?P<year2>{_YEAR})年(?:底前|末前|年?[底末]前?)?"
_DATES = rf"""(?<!\d)(?P<from_year>{_YEAR}|{_SHORT_YEAR})年(?P<from_month>{_MONTH})月
    (?:(?P<from_day>{_DAY}){_OF_MONTH})?[-~至到]
    (?P<to_year>{_YEAR}|[0-49]\d)年(?P<to_month>{_MONTH})月(?:(?P<to_day>{_DAY}){_OF_MONTH}|份|[底末])?"""
_BETWEEN = rf"(?<!\d)(?P<year_a>{_YEAR})年[与和](?P<year_b>{_YEAR})年之?间"
_COUNTED_FROM = pattern("years-from-now").pattern
_OPEN_END = pattern("open-end").pattern
_START_BARE = pattern("start-of-year").pattern
_START = "年?" + _START_BARE
_NAMED = pattern("year-in-a-name").pattern
_IN_YEAR = (
    rf"(?<!\d)(?P<one>{_YEAR}|{_SHORT_YEAR})年(?!{_NAMED})(?:度)?(?P<in_year>{_within('one_', '年?[底末]|{_START}')})?"
)
_FIVE_YEARS = rf"""[“"]?(?P<plan>[一二三四五六七八九十]{{1,3}})五[”"]?
    (?P<plan_part>{pattern("part-of-a-plan").pattern})"""
_ALONE = f"(?P<alone>{_within('a_', '年(?:[底末]|{_START_BARE})')})"
_RELATIVE = rf"""(?P<relative>{pattern("relative-year").pattern})
    (?P<in_relative>{_within("r_", "年?[底末]|{_START}")})?"""
_SPAN = rf"""(?P<span_lead>{pattern("years-lead").pattern})?(?P<span>{_HAN_COUNT})
    (?P<span_kind>{pattern("years-within").pattern})"""
_YEARS_OF_WORK = rf"""(?<![\d.第每前后来去今上连续近这满])(?P<work>{_HAN_COUNT})年
    (?={pattern("work-of-years").pattern})"""
_NEXT_YEARS = rf"(?P<span_lead2>{_COUNTED_FROM})(?P<span2>{_HAN_COUNT})年"
_OPEN = f"(?P<open>{_OPEN_END})"
_NAMED_PERIODS = (
    *(_DATES, _BETWEEN, _FROM_TO, _IN_YEAR, _FIVE_YEARS, _ALONE, _RELATIVE),
    *(_SPAN, _YEARS_OF_WORK, _NEXT_YEARS, _OPEN),
)
_PATTERN = re.compile(
    rf"""
    (?P<base>{pattern("date-base").pattern})?
    (?P<lead>{pattern("date-lead").pattern})?
    (?:{"|".join(_NAMED_PERIODS)})
    (?P<stop>{pattern("date-stop").pattern})?
    """,
    re.VERBOSE,
)
_COMPARED = words("compared-with")
_STARTING = words("starting-from")
_BEFORE = words("before-it")
_AND_BEFORE = words("and-before-it")
_WHOLE_PLAN = words("whole-plan")
_YEAR_BEFORE = words("year-before")
_ALWAYS_BASE = words("always-compared-with")
_YEAR_AFTER = words("year-after")
_PREFIXES = ("one_", "a_", "r_")
_UPON = ("基础上", "的基础上", "基数上")
_SPOKEN = words("spoken-year")
_YEAR_BEHIND = words("year-behind")
_YEARS_PAST = words("years-past")
_YEARS_SINCE = words("years-since")
_QUALIFIER = pattern("date-of-a-thing")
_HINT = pattern("date-hint")


def periods(
    text: str,
    year: int | None = None,
    start: int = 0,
    end: int | None = None,
    *,
    plan_start: int | None = None,
    spoken: int | None = None,
) -> list[Period]:
    """All periods in ``text[start:end]`` in text order.

    Args:
        text: with full-width forms folded.
        year: the year that 6月底前, 年内 or 上半年 belong to; without it such words give nothing.
        plan_start: the first year of the document's planning period, from which 五年内 and 未来三年 are counted;
            ``year`` when not given.
        spoken: the year that 今年 and 去年 are said in: a review of 2020 that is given in 2021 calls 2020 去年;
            ``year`` when not given.
    """
    stop = len(text) if end is None else end
    if not _HINT.search(text, start, stop):
        return []
    found = []
    for match in _PATTERN.finditer(text, start, stop):
        period = _read(match, year, plan_start or year, spoken or year)
        if period is not None:
            period.as_of = (match["lead"] or "").startswith("截") or any(match[p + "months"] for p in _PREFIXES)
            # 今年以来, 2018年以来: up to when, the text around it says
            period.base = period.base or (match["stop"] == "以来" and not match["plan"])
            found.append(period)
    return found


def _read(match: re.Match[str], year: int | None, plan_start: int | None, spoken: int | None) -> Period | None:
    g = match.groupdict()
    start, end = match.span()
    before = match.string[max(0, start - 1) : start]
    base = g["base"] in _COMPARED or _QUALIFIER.match(match.string, end) is not None
    if match.string.startswith(_UPON, end):
        base = True  # 在2020年基础上翻一番
    if g["lead"] and match.string[max(0, start - 2) : start] == "恢复" and match.string.startswith("的", end):
        base = True  # 恢复到2017年末的九成
    base = base or (match.string[max(0, start - 1) : start] in ("是", "为") and match.string.startswith("的", end))
    if g["from_year"]:
        first = _day(_full_year(g["from_year"]), g["from_month"] or "", g["from_day"])
        last = _day(_full_year(g["to_year"] or ""), g["to_month"] or "", g["to_day"], last=True)
        return Period(start, end, first, last, base, years=first[:4] < last[:4]) if first and first <= last else None
    if g["year"] or g["year_a"]:
        ends = [whole_number(g[a] or g[b] or "") for a, b in (("year", "year_a"), ("year2", "year_b"))]
        return Period(start, end, f"{ends[0]}-01-01", f"{ends[1]}-12-31", base, years=True)
    if g["one"]:
        base = base or (g["base"] in _STARTING and match.string.startswith("的", end))
        return _in_year(match, g, "one_", _full_year(g["one"]), g["in_year"] is not None, base)
    if g["plan"]:
        base = base or (g["base"] in _STARTING and match.string.startswith("的", end))
        return _plan(g, start, end, base)
    if g["alone"]:
        if year is None or (before and (before in "0123456789" or before in "每多个近几历年-~")):
            return None
        return _in_year(match, g, "a_", year, True, base)
    if g["relative"]:
        if year is None or spoken is None:
            return None
        base = base or g["relative"] in _ALWAYS_BASE or (g["relative"] in _YEAR_BEFORE and g["base"] is not None)
        base = base or (g["base"] in _STARTING and match.string.startswith("的", end))  # 由今年的86%提高到
        shift = -1 if g["relative"] in _YEAR_BEFORE else 1 if g["relative"] in _YEAR_AFTER else 0
        shift = {"前年": -2, "后年": 2}.get(g["relative"], shift)
        if g["relative"] in _YEAR_BEHIND:
            return None
        said = spoken if g["relative"] in _SPOKEN else year
        return _in_year(match, g, "r_", said + shift, g["in_relative"] is not None, base)
    if g["span"] or g["span2"] or g["work"]:
        return _span(g, start, end, plan_start)
    return Period(start, end, None, "", open_end=True)


def _in_year(
    match: re.Match[str], g: dict[str, str | None], prefix: str, year: int, inner: bool, base: bool
) -> Period | None:
    """A year, or a month, quarter, half or end of it; 前 and 底前 make it a deadline."""
    start, end = match.span()
    first, last = f"{year}-01-01", f"{year}-12-31"
    before = g["stop"] in _BEFORE
    if inner and g[prefix + "same_month"]:
        month_name = g[prefix + "same_month"] or ""
        first, last = (_day(year, month_name, g[prefix + day]) for day in ("first_day", "last_day"))
        if not first or not last or first > last:
            return None
    elif inner and g[prefix + "month"]:
        name, day, part = g[prefix + "month"] or "", g[prefix + "day"], g[prefix + "month_part"]
        month = whole_number(name)
        first, last = _day(year, name, day), _day(year, name, day, last=True)
        if part in ("上旬", "初"):
            last = f"{year}-{month:02}-10"
        elif part == "中旬":
            first, last = f"{year}-{month:02}-11", f"{year}-{month:02}-20"
        elif part == "下旬":
            first = f"{year}-{month:02}-21"
        elif before and part is None and day is None:  # 6月前: before the month begins
            last = _day(year, str(month - 1), None, last=True) if month > 1 else f"{year - 1}-12-31"
        if g[prefix + "from_month"]:
            first = _day(year, g[prefix + "from_month"] or "", g[prefix + "from_day"])
            if whole_number(g[prefix + "from_month"] or "") > month:  # 11月至3月, 11月至次年3月
                last = _day(year + 1, name, day, last=True)
        if not first or not last or (g[prefix + "from_month"] and first > last):
            return None
    elif inner and g[prefix + "months"]:
        last = _day(year, g[prefix + "months"] or "", None, last=True)
    elif inner and g[prefix + "half"]:
        first, last = (first, f"{year}-06-30") if g[prefix + "half"] == "上半年" else (f"{year}-07-01", last)
    elif inner and g[prefix + "quarter"]:
        quarter = g[prefix + "quarter"] or ""
        n = whole_number(quarter[-1])
        last = f"{year}-{3 * n:02}-{monthrange(year, 3 * n)[1]:02}"
        first = first if len(quarter) > 1 else f"{year}-{3 * n - 2:02}-01"
    elif inner:
        if (g[prefix + "year_part"] or "").endswith("初"):
            last = f"{year}-03-31"
    elif before:  # 2025年前, without 底: before the year begins
        return Period(start, end, None, f"{year - 1}-12-31", base)
    deadline = before or g["stop"] in _AND_BEFORE or g["lead"] not in (None, "在", "于")
    return Period(start, end, None if deadline else first, last, base)


def _full_year(word: str) -> int:
    """18 is 2018, 98 and 九八 are 1998."""
    year = int("".join(str(DIGITS[c]) for c in word)) if word[0] in DIGITS else int(word)
    return year if year >= 100 else year + (2000 if year < 50 else 1900)


def _day(year: int, month: str, day: str | None, *, last: bool = False) -> str:
    """An ISO date; without ``day`` the first or the last one of the month; empty for a day that does not exist."""
    number = whole_number(month)
    days = monthrange(year, number)[1]
    at = whole_number(day) if day else days if last else 1
    return f"{year}-{number:02}-{at:02}" if 1 <= at <= days else ""


def _plan(g: dict[str, str | None], start: int, end: int, base: bool) -> Period | None:
    years = plan_years(g["plan"] or "")
    if years is None:
        return None
    first, last = years
    part = g["plan_part"] or ""
    if part == "初":
        return Period(start, end, None, f"{first}-12-31", base)
    if part.startswith(("前", "后")):
        count = whole_number(part[1])
        span = (first, first + count - 1) if part[0] == "前" else (last - count + 1, last)
        return Period(start, end, f"{span[0]}-01-01", f"{span[1]}-12-31", base, years=True)
    whole = part in _WHOLE_PLAN
    return Period(start, end, f"{first}-01-01" if whole else None, f"{last}-12-31", base, years=whole)


def _span(g: dict[str, str | None], start: int, end: int, year: int | None) -> Period | None:
    """三年内, 未来五年, 过去五年: counted from the document's year."""
    word = g["span"] or g["span2"] or g["work"] or ""
    count = whole_number(word)
    if year is None or count < 1:
        return None
    past = (g["span_lead"] or g["span_lead2"]) in _YEARS_PAST or g["span_kind"] in _YEARS_SINCE
    if past:
        return Period(start, end, f"{year - count}-01-01", f"{year - 1}-12-31", years=count > 1)
    return Period(start, end, f"{year}-01-01", f"{year + count - 1}-12-31", years=count > 1)
