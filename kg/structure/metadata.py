"""What a document says about itself: title, number, issuer, date, place, genre, year, planning period, addressees."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from kg.data import pattern, table
from kg.model import Given
from kg.structure.blocks import Block
from kg.structure.lines import NUMBERED_HEADING
from kg.structure.numerals import whole_number
from kg.structure.reporting import FRONT, HEAD, reported_day, told_kind
from kg.structure.view import View, fold

DOCUMENT_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(【]((?:19|20)\d\d)[〕\])】]第?\d{1,5}号")
_PLACE = pattern("place")
_CRUMBS = pattern("site-path")
_WHOLE_TITLE = pattern("title-ending")
_SITE = re.compile(r"(?:[_|]|(?<=[)\u4e00-\u9fff])-(?=[\u4e00-\u9fff]))[^-_|]{2,20}\Z")  # …-县域报告汇编
_RESULTS = pattern("title-of-results")
_PRESS = pattern("press")
_DATE = re.compile(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_HAN_DATE = re.compile(
    r"(二〇[〇一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ISO_DATE = re.compile(r"[•·]?((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?= ?\d{1,2}:\d\d|$)")
_DATE_FIRST = re.compile(r"[•·\[(]?((?:19|20)\d\d)[-./年](\d{1,2})[-./月](\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?[-~至]((?:19|20)\d\d)年?")
_YEARS_BELOW = re.compile(rf"\((?:{_YEARS.pattern})\)")
_PLAN = pattern("plan-in-a-title")
_PUBLISHED = pattern("published")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=$|[:,(]|年?度|[政十])")
_PLANNED = pattern("planned-in-a-title")
_NOTICE = pattern("notice-title")
_ABOUT = pattern("of-a-notice")
_CITING = pattern("citing-line")
_ISSUER = pattern("issuer-line")
_BODY_END = pattern("end-of-place")
_ADDRESSEES = pattern("addressees")
_AUDIENCE = pattern("audience")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_ANNEX = re.compile(r"附件(?:[\d ;,]|\Z)")
_MARKS = re.compile("[。;]")
"""Marks that no title has."""
_BEHIND_PLACE = pattern("behind-meeting-place")
_MEETING = re.compile(rf"日在({_PLACE.pattern})(?:{_BEHIND_PLACE.pattern})")
NEWS = "news"
MAX_LINE = 60  # characters of a line above a list that can say up to when it reports
LISTS = ("task-decomposition", "livelihood-list")
MIN_TITLE = 6  # Han characters of a title; one behind the name of a sheet, or before that of its site
YEARS = 20  # years in the text that are looked at for that of a document without title and date
LATE = "11"
"""The month from which on a text may speak of the year as of one that has ended, and a report be for the next one."""
BULLETINS = ("progress", "statistics")


@dataclass(slots=True)
class Particulars:
    """Particulars as printed; ``None`` or empty where the document does not say. Dates are ISO.

    Attributes:
        as_of: the day that a progress bulletin reports for (截至6月底).
        told: the kind of what an article reports of the year so far (:func:`kg.structure.reporting.told_kind`).
    """

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    place: str | None = None
    genre: str | None = None
    year: int | None = None
    period_start: str | None = None
    period_end: str | None = None
    addressees: list[str] = field(default_factory=list)
    as_of: str | None = None
    told: str | None = None


@cache
def _genres() -> list[tuple[str, re.Pattern[str]]]:
    return [(row["name"], re.compile(row["pattern"])) for row in table("genres")["genre"]]


def genre_of(title: str) -> str | None:
    """The first genre of ``kg/data/genres.toml`` whose pattern stands in ``title``."""
    return next((name for name, pattern in _genres() if pattern.search(title)), None)


def particulars(
    view: View, blocks: list[Block], name: str, given: Given | None = None, titles: Collection[str] = ()
) -> Particulars:
    """Read them from the front matter and the signature; what is given stands, and decides what follows from it.

    Args:
        name: the file name without suffix, the last resort for a title.
        given: what is known from elsewhere; an empty text says that there is none.
        titles: lines that the format marks as the document's title, folded and without white space.
    """
    said = given or Given()
    content = [b for b in blocks[:FRONT] if b.kind not in ("furniture", "table")]
    front = [view.text[b.start : b.end] for b in content]
    out = Particulars()
    read_to = blocks[min(len(blocks), FRONT) - 1].end if blocks else 0
    marked = _title([t for t in front if t.replace(" ", "") in titles and not _ISSUER.fullmatch(t)])
    read = _with_years(marked or _title(front), front) or (name if genre_of(name) else "")
    own_title = read if said.title is None else fold(said.title)
    titled = own_title.replace(" ", "")
    out.title = own_title or None
    out.genre = said.genre
    if said.genre is None:
        out.genre = genre_of(titled) or (NEWS if any(_PRESS.search(t) for t in front) else genre_of(name))
        if out.genre == "livelihood-list" and _RESULTS.search(titled):
            out.genre = NEWS  # 去年的民生实事都兑现了
        out.told = told_kind(view, content) if out.genre in (None, NEWS, "livelihood-list") else None
        if out.genre == "livelihood-list" and out.told:
            out.genre = "progress"
        if out.genre is None and out.told:
            out.genre = {"progress": "progress", "achievement": "statistics"}[out.told]
    out.number = _number(titled, front) if said.number is None else said.number
    out.issued = _issued(view, blocks, front) if said.issued is None else said.issued
    out.year = _year(view, blocks, titled, out, said, name)
    _period(out, titled)
    out.period_start = out.period_start if said.period_start is None else said.period_start
    out.period_end = out.period_end if said.period_end is None else said.period_end
    if (said.period_start or said.period_end) and out.issued is None and not _YEAR.search(titled):
        out.year = _year(view, blocks, titled, replace(out, issued=None), said, name)
    if said.genre is None and out.genre == "livelihood-list" and out.issued and out.issued[5:7] >= LATE:
        if out.issued[:4] == str(out.year):  # what became of the year's list
            out.genre, out.told, out.as_of = NEWS, "achievement", f"{out.year}-12-31"
    elif out.genre in BULLETINS or out.told == "progress" or (out.told and out.genre == NEWS):
        out.as_of = reported_day(view, blocks, out.year, out.issued)
    else:  # 数据截止:2025年6月30日 above a list of tasks with their states
        lines = [b for b in blocks[:FRONT] if b.end - b.start <= MAX_LINE and b.kind not in ("table", "grid")]
        out.as_of = reported_day(view, lines[:HEAD], out.year, None) if out.genre in LISTS else None
    out.place = _place(titled, front) if said.place is None else said.place
    out.issuer = _issuer(out, titled, front) if said.issuer is None else said.issuer
    out.addressees = [view.unfold(name, 0, read_to) for name in _addressees(front)]
    if said.title is not None:
        out.title = said.title
    elif out.title:
        out.title = view.unfold(out.title, 0, read_to)
    for field_name in ("title", "number", "issued", "place", "genre", "issuer", "period_start", "period_end"):
        setattr(out, field_name, getattr(out, field_name) or None)
    return out


def _number(titled: str, front: list[str]) -> str | None:
    numbers = ((text, match) for text in front if (match := DOCUMENT_NUMBER.match(text)))
    own = next((m.group() for t, m in numbers if not t[m.end() :] or _ANNEX.match(t, m.end())), None)
    if own is None and titled and (head := DOCUMENT_NUMBER.search(titled)):
        return head.group()
    return own


def _year(view: View, blocks: list[Block], titled: str, out: Particulars, said: Given, name: str) -> int | None:
    """The year that is planned or reported: that of a given period, the title, the date, the first in the text.

    A title that tells of one year and plans the next is of the year that it plans. The file's name is the last resort.
    """
    issued = out.issued
    first, last = (said.period_start or "")[:4], (said.period_end or "")[:4]
    if first and first == last:
        return int(first)
    from_to = _YEARS.search(titled)
    named = from_to or _next_planned(titled) or _YEAR.search(titled) or _BARE_YEAR.search(titled)
    if from_to and issued and from_to.group(1) <= issued[:4] <= from_to.group(2):
        named = None  # a plan for 2023-2025 speaks from the year in which it was issued
    if named:
        return int(named.group(1))
    if issued and out.genre == "work-report" and issued[5:7] >= LATE and not first:
        return int(issued[:4]) + 1  # given at the end of a year, for the next one
    if issued or first:
        return int((issued or first)[:4])
    found = [m for b in blocks if b.kind != "furniture" for m in _YEAR.finditer(view.text, b.start, b.end)][:YEARS]
    told = next((m for m in found if view.text[max(0, m.start() - 1) : m.start()] not in ("到", "至")), None)
    told = told or min(found, key=lambda m: m.group(1), default=None) or _YEAR.search(name)
    return int(told.group(1)) if told else None


def _next_planned(titled: str) -> re.Match[str] | None:
    """The second year of 2024年工作总结和2025年工作计划."""
    years = list(_YEAR.finditer(titled))
    if len(years) < 2 or int(years[-1].group(1)) != int(years[0].group(1)) + 1:
        return None
    return years[-1] if _PLANNED.search(titled, years[-1].end()) else None


def _title(front: list[str]) -> str:
    """The line that names the document: a notice's subject, else a line with a genre word, else the first real line."""
    head = front[:40]
    for n, text in enumerate(head):
        notice = _NOTICE.search(text.replace(" ", "")) and not _MARKS.search(text) and not text.startswith("《")
        if len(text) <= 120 and notice and not _CITING.match(text):
            return _own_words(text, head, n)
    lines = [t for t in head if len(t) <= 80 and not NUMBERED_HEADING.match(t)]
    named = [t for t in lines if genre_of(t) and "。" not in t and not _CRUMBS.search(t)]
    long = next((t for t in named if len(_HAN.findall(t)) >= MIN_TITLE), named[0] if named else "")
    best = next((t for t in named if _WHOLE_TITLE.search(t)), long)
    if best:
        plain = re.sub(r"^\[[^\]]{1,6}\]|^[■●◆★▲]|-$", "", best)
        own = _SITE.sub("", plain).strip()
        return own if len(_HAN.findall(own)) >= MIN_TITLE else plain.strip()
    return next((t for t in lines if len(_HAN.findall(t)) >= 6 and t[-1] not in ":。"), "")


def _with_years(title: str, front: list[str]) -> str:
    """A plan's years may stand in brackets on a line of their own below its title."""
    below = next((b for a, b in pairwise(front) if a == title), "")
    return f"{title}{below}" if title and _YEARS_BELOW.fullmatch(below) else title


def _own_words(text: str, head: list[str], n: int) -> str:
    """A notice's title without the spaces of its line breaks; the issuer may stand on a line before it."""
    title = text.replace(" ", "")
    if _ABOUT.match(title) and n and _ISSUER.fullmatch(head[n - 1]):
        return head[n - 1].replace(" ", "") + title
    return title


def _issued(view: View, blocks: list[Block], front: list[str]) -> str | None:
    for block in blocks:  # the signature: a date on a line of its own
        text = view.text[block.start : block.end]
        if len(text) <= 16 and (m := _DATE.fullmatch(text)):
            return _iso(m)
    for text in front:
        if text.startswith("-") and (m := _DATE.search(text)):  # a report's 在…会议上
            return _iso(m)
        if text.startswith("-") and (m := _HAN_DATE.search(text)):
            return _iso_of(*map(whole_number, m.groups()))
    for text in front[:30]:
        if len(text) <= 60 and (m := re.search(r"\(((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日\)", text)):
            return _iso(m)
    first = next((_iso(m) for text in front[:10] if len(text) <= 80 and (m := _DATE_FIRST.match(text))), None)
    if first:
        return first
    on_a_line = next((_iso(m) for text in front[:30] if len(text) <= 60 and (m := _ISO_DATE.search(text))), None)
    return on_a_line or next(
        (
            _iso(m)
            for b in blocks[:FRONT]
            if b.end - b.start < 200 and (m := _PUBLISHED.search(view.text, b.start, b.end))
        ),
        None,
    )


def _iso(match: re.Match[str]) -> str | None:
    return _iso_of(*(int(g) for g in match.groups()))


def _iso_of(year: int, month: int, day: int) -> str | None:
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else None


def _period(out: Particulars, title: str) -> None:
    from_to, plan = _YEARS.search(title), _PLAN.search(title)
    if from_to and int(from_to.group(1)) < int(from_to.group(2)):
        first, last = int(from_to.group(1)), int(from_to.group(2))
    elif plan and (years := plan_years(plan.group(1) or plan.group(2))):
        first, last = years
        if out.issued is None and not _YEAR.search(title):
            out.year = first
    elif out.year:
        first = last = out.year
    else:
        return
    out.period_start, out.period_end = f"{first}-01-01", f"{last}-12-31"


def plan_years(name: str) -> tuple[int, int] | None:
    """First and last year of a five-year plan: ``plan_years("十四")`` is (2021, 2025).

    Args:
        name: the number before the final 五 (六, 七 … 十五).
    """
    number = whole_number(name)
    if not 6 <= number <= 30:
        return None
    last = 1985 + 5 * (number - 6)  # 六五 ended in 1985
    return last - 4, last


def _place(title: str, front: list[str]) -> str | None:
    found = []
    year = _YEAR.search(title)
    if year and (match := _PLACE.fullmatch(title[: year.start()])):  # 岚桥市枫林区2025年…任务分解表
        found.append(match.group())
    for text in (title, *front[:12]):
        text = re.sub(r"^[^\u4e00-\u9fff\d]*|\d{4}年度?|[ ()]", "", text)
        stop = _BODY_END.search(text)
        if stop and stop.start() <= 24 and text[0] != "各" and (match := _PLACE.fullmatch(text[: stop.start()])):
            found.append(match.group())
    if found:  # the title's, or that of another line that tells what it lies in
        return max((name for name in found if name.endswith(found[0])), key=len)
    meeting = next((m for text in front[:20] if (m := _MEETING.search(text))), None)
    return meeting.group(1) if meeting else None


def _issuer(out: Particulars, title: str, front: list[str]) -> str | None:
    about = _ABOUT.search(title)
    if about and about.start() >= 4:
        return title[: about.start()]
    for before, text in pairwise(front):
        if _DATE.fullmatch(text) and re.fullmatch(r"[\u4e00-\u9fff]{4,30}", before):
            return before
    if out.genre == "work-report" and out.place:
        return out.place + "人民政府"
    return None


def _addressees(front: list[str]) -> list[str]:
    for text in front:
        if _ADDRESSEES.fullmatch(text) and not _AUDIENCE.search(text):
            return [part for part in re.split(r"[,、](?![^()]*\))", text[:-1].replace(" ", "")) if part]
    return []
