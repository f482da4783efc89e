"""The indicator of a number: what is measured, put together from the words around it.

A phrase is a list of spans of the sentence, so that an indicator can leave out what stands in the middle (the names
before 等, another number) and still be made of the document's own characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.data import alternation, pattern, rows
from kg.extraction.clauses import Span
from kg.extraction.periods import Period
from kg.extraction.wording import PLACE_ENDINGS, action_end, contrast, measure_end, read_head, verb

HOLE = "\x00"  # stands for a bracket that is read on its own

_SCOPE = pattern("scope")
_PER = pattern("each-of-many")
_PER_RATE = pattern("per-head")
_STREAK = pattern("streak")
_AND_SO_ON = pattern("and-so-on")
_NAMES = pattern("names-and-so-on")
_HAVING = pattern("having-names")
_EACH = pattern("each-alone")
_PLACES_FIRST = pattern("in-places")
_EACH_OF = pattern("places-each")
_LEANS = pattern("leaning-measure")  # 事故起数、死亡人数
_LIST = pattern("joint")
_A_TRADE = pattern("trade")
_TRADE = pattern("measured-of-a-trade")
_MEASURED_ALONE = pattern("measured-alone")
_THAN = "高低快慢优好"  # 高于“十三五”时期 tells what a number is compared with
_OTHER = re.compile(r"[\s\x00]")
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]")


@dataclass(slots=True)
class Noun:
    """What is left of the words before a number.

    Attributes:
        spans: the phrase; empty when nothing is left.
        verb: span of a leading verb, part of the phrase.
        scope: the place the statement names (全市, 市区).
        per: each of many (每个区县).
        named: names before 等 were left out.
        linked: 达到 or 为 stands between it and the number.
    """

    spans: list[Span] = field(default_factory=list)
    verb: Span | None = None
    scope: str | None = None
    per: str | None = None
    named: bool = False
    linked: bool = False


def words(text: str, spans: list[Span]) -> str:
    """The characters of a phrase, without white space, holes and marks at its ends."""
    phrase = _OTHER.sub("", "".join(text[a:b] for a, b in spans)).strip("、,;:的")
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    return phrase


def length(spans: list[Span]) -> int:
    """Characters in a phrase."""
    return sum(b - a for a, b in spans)


def has_words(text: str, start: int, end: int) -> bool:
    """Whether a letter or Han character stands in ``text[start:end]``."""
    return _HAN.search(text, start, end) is not None


def read_noun(text: str, start: int, end: int, periods: list[Period], places: tuple[str, ...], *, listed: bool) -> Noun:
    """The phrase before a number.

    Args:
        end: where :func:`kg.extraction.wording.read_tail` says the noun ends.
        periods: those of the sentence.
        places: names of the document's place, long to short.
        listed: a noun follows the number, so that names before 等 belong to it.
    """
    noun = Noun()
    at = _opening(text, start, end, periods, places, noun)
    streak = _STREAK.search(text, at, end)
    if streak:
        end = streak.start()
    for period in periods:  # 教师到2025年达到: the date ends the noun
        if at < period.start < end and period.end >= end and text[period.start] not in _THAN:
            end = period.start
    if not listed:  # A、B等公共服务项目再推进24个; 入选名单的有A、B等6家
        named = _NAMES.match(text, at, end)
        if named and not verb().match(text, at, end) and not is_measure(text[named.end() : end]):
            noun.named, at = True, named.end()
        having = _HAVING.search(text, at, end)
        if having and having.start() > at:
            noun.named, end = True, having.start()
    leading = verb().match(text, at, end)
    if listed and (_AND_SO_ON.search(text, at, end)):
        noun.named = True
        if leading is None or _LIST.search(text, leading.start(), leading.end()):
            inner = list(verb().finditer(text, at, end))
            leading = inner[-1] if inner and leading is None else leading
        if leading:
            noun.spans = [leading.span()]
            noun.verb = leading.span()
        return noun
    if leading:
        noun.verb = leading.span()
    if at < end:
        noun.spans = _undated(at, end, periods, noun.verb)
    return noun


def _undated(start: int, end: int, periods: list[Period], verb_span: Span | None) -> list[Span]:
    """The phrase without the dates inside it: 安置房上半年开工."""
    spans, at = [], start
    for period in periods:
        inside = start < period.start and period.end < end and not period.base
        if inside and not (verb_span and period.start < verb_span[1]):
            spans.append((at, period.start))
            at = period.end
    return [*spans, (at, end)]


def _opening(text: str, start: int, end: int, periods: list[Period], places: tuple[str, ...], noun: Noun) -> int:
    """Skip dates, places and connectives at the start; keep what they say."""
    at = start
    while True:
        before = at
        at = read_head(text, at, end)
        for period in periods:
            if period.start <= at < period.end <= end and text[period.start] not in _THAN:
                at = period.end
        match = _SCOPE.match(text, at, end)
        if match:
            noun.scope = match.group(1)
            at = match.end()
        for place in places:
            if text.startswith(place, at) and at + len(place) < end:
                noun.scope = place
                at += len(place)
                break
        match = _PER.match(text, at, end) or _EACH_OF.match(text, at, end)
        if match:
            noun.per = match.group(1)
            at = match.end()
        each = _EACH.match(text, at, end)
        if each and not is_measure(each.group()) and not verb().search(text, at, end):
            noun.per = each.group()
            at = end
        located = _PLACES_FIRST.match(text, at, end)
        if located and verb().match(text, located.end(), end):
            at = located.end()
        while at < end and text[at] in "的,、":
            at += 1
        if at == before:
            break
    rate = _PER_RATE.match(text, at, end)
    if rate and noun.per is None:
        noun.per = rate.group()
    return at


def without_names(phrase: str) -> str:
    """The noun that sums names up, without them: 帮扶措施 of “管城10条”、“财税9条”等帮扶措施."""
    match = _NAMES.match(phrase)
    return phrase[match.end() :] if match else phrase


def is_measure(phrase: str) -> bool:
    """Whether the phrase names a measure (…率, …额, …人数), which takes no verb from its neighbours."""
    return measure_end().search(phrase) is not None


@cache
def _unit_nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    units = {row["noun"]: row["unit"] for row in rows("unitless")}
    return re.compile(alternation(list(units))), units


def unit_from(phrase: str) -> str:
    """The unit of a number printed without one, from the last telling noun before it: 人口过千万 counts 人."""
    nouns, units = _unit_nouns()
    found = nouns.findall(phrase)
    return units[found[-1]] if found else ""


def carried_rate(before: str, phrase: str) -> str:
    """每千人口 when the member before in a list has it and this one has not: 每千人口床位8张、医师4人."""
    rate = _PER_RATE.match(before)
    return rate.group() if rate and not _PER_RATE.match(phrase) else ""


def measure_start(phrase: str) -> int:
    """Where the measure at the end of ``phrase`` begins (装机规模 is one measure); its length when there is none."""
    end = len(phrase)
    while match := measure_end().search(phrase, 0, end):
        end = match.start()
    return end - 1 if 0 < end < len(phrase) and phrase[end - 1] == "总" else end


def names(phrase: str, count: int) -> list[str] | None:
    """``count`` names joined by 、 and 和, with a beginning or an ending they share given to each.

    >>> names("基本养老保险、失业保险、工伤保险参保人数", 3)
    ['基本养老保险参保人数', '失业保险参保人数', '工伤保险参保人数']
    """
    if count == 2 and not _LIST.search(phrase):
        for row in rows("merged_names"):
            if phrase.startswith(row["word"]):
                rest = phrase[len(row["word"]) :]
                return [row["first"] + rest, row["second"] + rest]
    outside = r"(?![^()（）]*[)）])"
    for joint in ("、", r"、|和|及|与|以及", r"、|以及|和(?=[^和]*\Z)|及(?=[^及]*\Z)|与(?=[^与]*\Z)"):
        parts = [p for p in re.split(f"(?:{joint}){outside}", phrase) if p]
        if len(parts) == count and count > 1:
            return _shared(parts)
    return None


def _shared_verb(parts: list[str]) -> list[str]:
    """土地报批、收储、供应 all concern 土地; 公厕和中转站新建 are both built."""
    ends = [next((m for m in verb().finditer(p) if m.end() == len(p)), None) for p in parts]
    first, last = ends[0], ends[-1]
    if first and first.start() >= 2 and all(m and m.start() == 0 for m in ends[1:]):
        return [parts[0]] + [parts[0][: first.start()] + p for p in parts[1:]]
    if last and last.start() >= 2 and not any(ends[:-1]):
        return [p if m else p + last.group() for p, m in zip(parts, ends, strict=True)]
    return parts


def _shared(parts: list[str]) -> list[str]:
    rate = _PER_RATE.match(parts[0])
    if rate and not any(_PER_RATE.match(p) for p in parts[1:]):
        parts = [parts[0]] + [rate.group() + p for p in parts[1:]]
    last = parts[-1]
    if all(is_measure(p) for p in parts):
        owner = parts[0][: measure_start(parts[0])]
        bare = (_LEANS.match(p) or measure_start(p) == 0 for p in parts[1:])  # 省属企业营业收入、利润
        return [parts[0]] + [owner + p if owner and leans else p for p, leans in zip(parts[1:], bare, strict=True)]
    parts = _shared_verb(parts)
    last = parts[-1]
    for size in (4, 3, 2):  # 基本养老保险、…、工伤保险参保人数: what follows 保险 in the last is shared
        kind = parts[0][-size:]
        if len(kind) == size and kind in last[:-1]:
            ending = last[last.rindex(kind) + size :]
            return [p if p.endswith(ending) else p + ending for p in parts]
    first = parts[0]
    word = contrast().match(last)
    if first[0] == last[0] or (word and contrast().fullmatch(first)):
        end = word.end() if word else len(first)  # 第一、第三产业增加值; 城镇和农村居民收入; 国家级、省级平台
        return [p if len(p) > len(first) else p + last[end:] for p in parts]
    ending = last[measure_start(last) :]  # 蔬菜、水果产量占比: all that is measured of the last
    plain = _TRADE.sub("", ending)  # 制造业、数字经济核心产业增加值
    alone = (is_measure(p) or _MEASURED_ALONE.search(p) for p in parts)
    return [p if w else p + (plain if _A_TRADE.search(p) else ending) for p, w in zip(parts, alone, strict=True)]


def shared_action(phrase: str) -> str:
    """The noun of action at the end of a list's last member (…改造), or ``""``."""
    match = action_end().search(phrase)
    return match.group() if match and match.start() > 0 else ""


def predicate(phrase: str) -> str:
    """From the first verb inside ``phrase`` on (便民服务中心建成投用 gives 建成投用), or ``""``."""
    for match in verb().finditer(phrase, 1):
        before = phrase[: match.start()]
        if phrase[match.end() : match.end() + 1] in PLACE_ENDINGS:
            continue
        if before.count("“") == before.count("”"):
            return phrase[match.start() :]
    return ""
