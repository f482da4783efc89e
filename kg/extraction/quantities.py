"""Quantities: a numeral with its multiplier and unit, as it stands in the text.

A quantity is only a reading of characters; whether it is a statement is decided later. Value, range, approximation and
unit are kept apart. One bounded pattern does the scanning, so the cost is linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.data import alternation, pattern, rows, vocabulary, words
from kg.structure.numerals import numeral, ratio

HAN_DIGIT = "零〇一二两三四五六七八九"
_HAN_DECIMAL = HAN_DIGIT.replace("两", "")
_MODIFIERS = r"名?(?:(?![为对向给让使将把从在由用的和及与等元解投补余多左以级])[\u4e00-\u9fff]){0,6}?"
_BURDEN = pattern("burden")
LIST_REACH = 40  # characters before a number in which the list that it ends can begin
_BARE_LIST = re.compile(r"分别[\u4e00-\u9fff]{0,8}?((?:\d{1,6}(?:\.\d{1,3})?[、和]){1,8})\Z")
_BARE_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,3})?")
INDEX_REACH = 16  # characters before a number without a unit in which the index that it is the value of is named
_INDEX = pattern("index-value")
_MOVES = words("moves")
_INDEX_MOVES = words("moves-of-an-index")
_BRACKET_UNITS = words("bracket-units")
_PERCENT_WORDS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}


@dataclass(slots=True)
class Quantity:
    """A numeral with its unit.

    Attributes:
        start, end: half-open span, multiplier and unit included, comparator words not.
        value: multipliers expanded; ``upper`` the upper end of a range, else ``None``.
        unit: without multiplier, 台（套） with its bracket; empty for a bare fraction.
        dimension: from ``kg/data/units.csv`` (count, money, share, ...).
        approximate: 余, 多 or 几 stands inside.
        han: written without Arabic digits.
        bare: a multiplier alone (万人, 千兆).
        implied: the unit was not printed but follows from the noun after it.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    dimension: str
    approximate: bool = False
    han: bool = False
    bare: bool = False
    implied: bool = False


@cache
def _units() -> dict[str, str]:
    return {row["unit"]: row["dimension"] for row in rows("units")}


@cache
def _implied() -> dict[str, str]:
    return {row["noun"]: row["unit"] for row in rows("implied_units")}


@cache
def _implied_noun() -> re.Pattern[str]:
    """A noun that makes a number countable, with up to six characters that tell which: 新就业形态人员."""
    return re.compile(rf"{_MODIFIERS}({vocabulary(rows('implied_units'), 'noun')})")


@cache
def _pattern() -> re.Pattern[str]:
    unit = vocabulary(rows("units"), "unit")
    noun = _MODIFIERS + vocabulary(rows("implied_units"), "noun")
    multiplier = r"(?:万亿|[千百十]亿|[千百十]万(?!亿)|亿|万|千(?![瓦米克伏卡兆])|百(?!分))"
    arabic = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,8})?"
    # A Han numeral is read from its first character on, or not at all; 几百万 and 数千 are vague.
    whole = f"(?<![{HAN_DIGIT}十百千万亿几])(?!(?<=数)(?:[百千万亿]|十(?![一二两三四五六七八九])))"
    han = f"{whole}[{HAN_DIGIT}十百千][{HAN_DIGIT}十百千万亿]{{0,40}}(?:点[{_HAN_DECIMAL}]{{1,6}}(?:万亿|亿|万)?)?"
    mixed = r"零?(?:\d{1,4}|[一二两三四五六七八九])(?:[千百十]万|亿|万|千(?![瓦米克伏卡兆])|百(?!分))"
    number = rf"(?:{arabic}(?:{multiplier}(?:{mixed}){{0,4}}(?:(?<=万)\d{{4}}(?!年))?)?|{han}(?:万亿|亿|万)?)"
    tenths = r"(?:[一二两三四五六七八九1-9](?:\.\d)?|半)"
    share = f"(?:{arabic}|{han})"
    # 收入比缩小至2.12, 由上年的2.31缩小为2.24: ratios, printed with or without :1
    ratio_moves = f"{alternation(list(_MOVES))}[到至为]"
    index_moves = rf"{alternation(list(_INDEX_MOVES))}[到至为]\d{{1,3}}\.\d{{1,3}}(?![\d%‰])"
    moves = [f"{before}{move}[到至为]" for before in ("比", r"\d") for move in sorted(_MOVES)]
    behind_ratio = "(?:" + "|".join(f"(?<={move})" for move in [*moves, "比[降升]至", "比为"]) + ")"
    return re.compile(
        rf"""
        (?=[\d{HAN_DIGIT}十百千万亿半负-])(?<![\d.A-Za-z])
        (?:
          {whole}(?P<wordbase>[百千万])分之(?P<wordvalue>{share})
            (?:[-~至到](?:(?P=wordbase)分之)?(?P<wordvalue2>{share})(?![\d年月日个]))?
        | (?P<lower>{whole}[一二两三四五六七八九十百千]{{1,7}})分之(?P<upper_part>[一二两三四五六七八九])
        | (?:(?P<tenths_low>{whole}{tenths})[-~至到])?(?P<tenths>{whole}{tenths})
            成(?P<half>半|[一二三四五六七八九])?(?!{pattern("word-with-tenths").pattern})
        | (?P<fraction>\d{{1,3}}/\d{{1,3}})(?![\d/%年月日A-Za-z])
        | (?<![\d:])(?P<proportion>\d{{1,3}}(?:\.\d{{1,3}})?:1|{behind_ratio}\d{{1,2}}\.\d{{1,3}}(?=[,。;、!\n]|\Z)
            |(?<=[由从的])\d{{1,2}}\.\d{{1,3}}(?={ratio_moves}\d{{1,2}}\.\d{{1,3}}(?:[,。;、]|\Z)))(?![\d.:])
        | (?<=(?P<counted>[人户])数)(?P<count>{arabic}(?:[千百]?亿|[千百]?万)?)(?=以[上下内]|左右|[,。;、\n]|\Z)
        | (?<=[到至为在达数值于由从])(?P<index>\d{{1,3}}\.\d{{1,3}})(?=以[上下内]|左右|[,。;、!)\n]|\Z|{index_moves})
        | (?<=[破过超达上、为])(?P<unitless>{arabic}(?:万亿|[千百]?亿|[千百]?万)|万亿|[千百]亿|亿|[千百]万)
            (?=[,。;、!\n后和]|{pattern("round-sum-noun").pattern}|\Z)
        | (?:
            (?P<first>(?:(?<!{_BURDEN.pattern})负|-)?{number})(?P<first_more>[余多几]?)(?P<first_tail>万亿|亿|万)?
            (?:(?P<first_unit>%|‰|{unit})?[-~至到](?P<second>{number})(?P<second_more>[余多几]?))?
          | {whole}(?P<bare>万亿|[千百十]亿|[千百十]万|亿|万|千|百)(?=[^\d])
          )
          (?P<after_more>[余多])?
          (?:
            (?P<unit>(?:{unit})(?:/(?:[万亿千百]?(?:{unit})|[\u4e00-\u9fff])(?:·[人月年天日])?)?)
              (?!(?<=[A-Za-z])[A-Za-z])(?P<or_unit>\((?:{unit}|{alternation(list(_BRACKET_UNITS))})\))?
          | (?<=[万亿])(?P<noun>(?={noun}))
          )
        )
        """,
        re.VERBOSE,
    )


def quantities(text: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """All quantities in ``text[start:end]``, in text order, not overlapping.

    Args:
        text: with full-width forms folded (:func:`kg.structure.view.fold`).
    """
    found = []
    for match in _pattern().finditer(text, start, len(text) if end is None else end):
        quantity = _read(match)
        if quantity is not None:
            found += [*_listed(text, start, quantity), quantity]
    return found


def _listed(text: str, start: int, last: Quantity) -> list[Quantity]:
    """The bare numbers of a list whose unit stands behind its last: 分别提高15、22个百分点."""
    if not last.unit or last.upper is not None:
        return []
    before = _BARE_LIST.search(text, max(start, last.start - LIST_REACH), last.start)
    if before is None:
        return []
    numbers = list(_BARE_NUMBER.finditer(text, before.start(1), last.start))
    return [Quantity(m.start(), m.end(), Decimal(m.group()), None, last.unit, last.dimension) for m in numbers]


def _read(match: re.Match[str]) -> Quantity | None:
    g = match.groupdict()
    start, end = match.span()
    if g["wordbase"]:
        percent, upper = numeral(g["wordvalue"]), numeral(g["wordvalue2"] or "")
        if percent is None or (g["wordvalue2"] and (upper is None or upper <= percent)):
            return None
        part = _PERCENT_WORDS[g["wordbase"]]
        return Quantity(start, end, percent * part, upper and upper * part, "%", "share", han=True)
    if g["lower"]:
        below, above = numeral(g["lower"]), numeral(g["upper_part"])
        return Quantity(start, end, ratio(above, below), None, "", "ratio", han=True) if below and above else None
    if g["tenths"]:
        value = _tenths(g["tenths"])
        if g["half"]:
            value += 5 if g["half"] == "半" else numeral(g["half"]) or 0
        if g["tenths_low"]:
            low = _tenths(g["tenths_low"])
            return Quantity(start, end, low, value, "%", "share", han=True) if low < value else None
        return Quantity(start, end, value, None, "%", "share", han=True)
    if g["fraction"]:
        above, below = (Decimal(part) for part in g["fraction"].split("/"))
        return Quantity(start, end, ratio(above, below), None, "", "ratio") if below else None
    if g["proportion"]:
        return Quantity(start, end, Decimal(g["proportion"].split(":")[0]), None, "", "ratio")
    if g["index"]:
        named = _INDEX.search(match.string, max(0, start - INDEX_REACH), start)
        return Quantity(start, end, Decimal(g["index"]), None, "", "index") if named else None
    if g["count"]:  # 城镇新增就业人数24万以上
        counted = numeral(g["count"])
        return Quantity(start, end, counted, None, g["counted"], "people") if counted else None
    if g["unitless"]:
        bare = numeral(g["unitless"])
        return Quantity(start, end, bare, None, "", "", han=True, bare=True) if bare else None
    return _with_unit(match, g)


def _with_unit(match: re.Match[str], g: dict[str, str | None]) -> Quantity | None:
    start = match.start()
    implied = g["unit"] is None
    if implied:
        noun = _implied_noun().match(match.string, match.end())
        if noun is None:
            return None
        unit, dimension, end = _implied()[noun.group(1)], "people", match.end()
    else:
        unit = g["unit"] or ""
        dimension = _units()[unit.split("/")[0]]
        end = match.end("unit")
        if g["or_unit"] and dimension in (
            "count",
            "people",
        ):  # 台(套), 套(间): one unit, in the form in which it is nearly always printed
            unit, end = f"{unit}（{g['or_unit'][1:-1]}）", match.end("or_unit")
    more = bool(g["first_more"] or g["second_more"] or g["after_more"])
    if g["bare"] or set(g["first"] or "") <= set("百千万亿"):
        value = numeral(g["bare"] or g["first"] or "")
        if value is None:
            return None
        return Quantity(start, end, value, None, unit, dimension, more, han=True, bare=True, implied=implied)
    first_text, second_text = g["first"] or "", g["second"]
    han = not any(c.isdigit() and c.isascii() for c in first_text)
    lower = _signed(first_text + (g["first_tail"] or ""))
    upper = _signed(second_text) if second_text else None
    if lower is None or (second_text and upper is None):
        return None
    if upper is not None and upper > lower:
        scale = shared_multiplier(first_text, second_text or "")
        if lower * scale < upper:
            lower *= scale
    elif upper is not None:
        return None
    return Quantity(start, end, lower, upper, unit, dimension, more, han=han, implied=implied)


def _signed(text: str) -> Decimal | None:
    value = numeral(text.lstrip("负-"))
    return -value if value is not None and text[0] in "负-" else value


def shared_multiplier(first: str, second: str) -> int:
    """In 一百二十到一百五十万 and 30-35万 the multiplier of the second numeral holds for the first one too."""
    if any(c in first for c in "万亿"):
        return 1
    small = "[千百十]?" if second[0].isascii() else ""
    tail = re.search(f"(?:万亿|{small}亿|{small}万)$", second)
    return int(numeral(tail.group()) or 1) if tail else 1


def _tenths(text: str) -> Decimal:
    """三 of 三成 as a percentage."""
    return Decimal(5) if text == "半" else 10 * (numeral(text) or Decimal(0))


@cache
def _unit_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(万亿|[千百十]?亿|[千百十]?万|千(?![瓦米克伏卡])|百)?({alternation(list(_units()))})?(/.{{1,6}})?\Z"
    )


def unit_of(text: str) -> tuple[Decimal, str, str]:
    """A printed unit as factor, unit and dimension: 万人 is ``(10000, "人", "people")``.

    An unknown unit keeps its own words with the factor 1 and the dimension ``""``.
    """
    text = text.strip()
    match = _unit_pattern().match(text)
    if not match or not text:
        return Decimal(1), text, ""
    factor = numeral(match.group(1)) if match.group(1) else None
    unit = match.group(2) or ""
    return factor or Decimal(1), unit + (match.group(3) or ""), _units().get(unit, "")
