"""Numbers in every notation, with their unit or without one.

What the grammar of statements does not read, because official texts hardly ever print it: numbers that stand without a
unit, decimals in Han numerals, mixed numbers, fractions of any size, chains such as 5亿1万4千6百, negative shares.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kg.data import alternation, pattern, rows, vocabulary
from kg.extraction.quantities import Quantity
from kg.spans.money import currency_signs, with_parts
from kg.structure.numerals import numeral, ratio

_DIGIT = "零〇一二两三四五六七八九"
_DECIMAL = _DIGIT.replace("两", "")
_ALL = f"{_DIGIT}十百千万亿兆"
_THOUSAND = pattern("thousand").pattern
_HAN = f"(?:[{_DIGIT}十百万亿]|{_THOUSAND})"
_LARGE = "万亿|[千百十]?亿|[千百十]?万"
_ARABIC = r"(?:(?:\d{1,3}(?:,\d{3}){1,5}(?![\d,])|\d{1,30})(?:\.\d{1,12})?|(?<!\.)\.\d{1,12})"
_KILO = r"(?:(?:(?<=\d\d)[kK]|(?<=\.\d)[kK]|(?<=\d)k)(?![A-Za-z\d]))"  # 40k and 3.2K, but 4K is a name
_LAST = r"(?:(?:(?<=[万亿千百十]零)\d{1,4}|(?<=[万亿千百])\d|(?<=万)\d{4})(?![\d.,:/%‰年月日号-]))?"  # 5千零6, 1万3
_LINK = rf"\d{{0,4}}{_HAN}{{1,12}}(?:\d{{1,4}}(?=[十百千万亿]))?"
_CHAIN = rf"(?:{_ARABIC}{_KILO}|{_ARABIC}(?:{_LINK}){{0,6}}{_LAST}|{_HAN}{{1,40}})"
_NUMBER = rf"{_CHAIN}(?<![{_ALL}\d]两)(?<![十百千万亿兆]零)(?!(?![两零]){_HAN})(?!两[{_ALL}])"
_THOUSANDS = {"k": 10**3, "K": 10**3, "M": 10**6}
_FACTORS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_HALVED = {"月": "个月"}
_FEW = re.compile("[余多几来]")
_MORE = re.compile(r"(?<=[十百千万亿])[余多](?![样元种方项额年\d])")


@cache
def _units() -> dict[str, str]:
    return {row["unit"]: row["dimension"] for name in ("other_units", "units") for row in rows(name)}


@cache
def _pattern() -> re.Pattern[str]:
    entries = [*rows("other_units"), *rows("units")]
    latin = vocabulary([row for row in entries if row["unit"][-1].isascii() and row["unit"][-1].isalpha()], "unit")
    unit = rf"{vocabulary(entries, 'unit')}(?<![A-Za-z])|{latin}(?![A-Za-z])"
    return re.compile(
        rf"""
        (?:(?<![\d.A-Za-z_])|(?<=[.][.]))(?:(?<!\d,)|(?=[{_ALL}]))(?:(?<![{_ALL}])|(?=[\d.负半对-]))
        (?:(?<![兑对])(?P<currency>{alternation(list(currency_signs()))})[ ]?(?=[\d.{_ALL}-]))?
        (?P<sign>(?:负|零下(?={_NUMBER}{pattern("degrees").pattern})|(?<![\d\u4e00-\u9fff-])-)(?=[\d.{_ALL}百千万]))?
        (?:
          (?P<base>[百千万])分之(?P<inner>负|-)?(?P<share>{_NUMBER}(?:点[{_DECIMAL}]{{1,12}})?)
            (?:(?<=\d)[ ]?(?P<thousands>[kKM])(?![A-Za-z\d]))?
        | (?:(?P<whole>{_NUMBER})又)?(?P<below>{_NUMBER})分之(?P<minus>负|-)?(?P<above>{_NUMBER})
        | (?:(?P<ones>\d{{1,6}})[ 又])?(?P<upper>\d{{1,9}})/(?P<lower>\d{{1,9}})(?![\d/.%年月日A-Za-z])
        | (?P<tenths>10|十|\d(?:\.\d)?|[{_DIGIT}]点[{_DIGIT}]|半)成(?!{pattern("rest-of-tenths").pattern})
        | (?P<off>\d(?:\.\d|[ ]?\d)?|[{_DIGIT}]{{1,2}}|[{_DIGIT}]点[{_DIGIT}]|半|(?<=打)对)折
          (?!{pattern("rest-of-discount").pattern})
        | (?P<power>{_ARABIC}(?:[eE]|\^)[-+]?\d{{1,2}})(?![\dA-Za-z])
        | (?P<few>{_CHAIN})[余多几来](?P<tail>{_LARGE})(?P<few_unit>{unit})?
        | (?P<fifty>半百)(?![\u4e00-\u9fff])
        | (?P<number>{_NUMBER})(?:点(?P<decimal>[{_DECIMAL}]{{1,12}})(?![十百千分刻]))?
          (?P<large>(?<=[{_DIGIT}])(?:{_LARGE}))?
          (?:(?P<more>[余多]|(?<=[十百千万])来)(?={unit}))?
          (?:(?P<middle>个半)(?P<half_unit>{pattern("halved").pattern})
          |(?P<unit>(?:{unit})(?:/(?:[万亿千百]?(?:{unit})|[\u4e00-\u9fff]))?)
            (?:(?P<half>半)(?!{pattern("rest-of-half").pattern}))?)?
        )
        """,
        re.VERBOSE,
    )


def numbers(text: str) -> list[Quantity]:
    """All numbers of ``text``, which is in its plain form, in text order; those without a unit have the unit ``""``."""
    found = []
    for match in _pattern().finditer(text):
        number = _read(match)
        if number is not None:
            found.append(number)
    return found


def _read(match: re.Match[str]) -> Quantity | None:
    g = match.groupdict()
    value, unit = _value(g), g["unit"] or g["few_unit"] or _HALVED.get(g["half_unit"] or "", g["half_unit"]) or ""
    if g["base"] or g["tenths"] or g["off"]:
        unit = "%"
    if value is None:
        return None
    negative = (g["sign"] is not None) != (g["inner"] is not None or g["minus"] is not None)
    start, end = match.span()
    if g["currency"] and (unit or (g["number"] is None and g["few"] is None)):
        start = match.end("currency")  # 人民币8千元, 人民币30万户
        start += match.string.startswith(" ", start)
    elif g["currency"]:
        unit = currency_signs()[g["currency"]]
    if g["unit"] and not g["half"]:
        value, end = with_parts(match.string, end, value, unit)
    words = match.string[start:end]
    return Quantity(
        start,
        end,
        -value if negative else value,
        None,
        unit,
        _units().get(unit.split("/")[0], ""),
        approximate=_FEW.search(words) is not None or (not unit and _MORE.match(match.string, end) is not None),
        han=not any(c.isascii() and c.isdigit() for c in words),
    )


def _value(g: dict[str, str | None]) -> Decimal | None:
    if g["share"]:
        value = _decimal(g["share"])
        factor = _FACTORS[g["base"] or "百"] * _THOUSANDS.get(g["thousands"] or "", 1)
        return None if value is None else value * factor
    if g["below"] or g["lower"]:
        return _fraction(g)
    if g["tenths"] or g["off"]:
        return _tenths(g["tenths"], g["off"] or "")
    if g["power"]:
        base, _, exponent = g["power"].replace(",", "").partition("^")
        return Decimal(base) ** int(exponent) if exponent else Decimal(base)
    if g["few"]:
        return _times(_decimal(g["few"].rstrip("零")), g["tail"] or "")
    if g["fifty"]:
        return Decimal(50)
    value = _number(g)
    return value + Decimal("0.5") if value is not None and (g["half"] or g["middle"]) else value


def _number(g: dict[str, str | None]) -> Decimal | None:
    """A number with or without decimals in Han numerals: 两千三点一, 三点五亿. A multiplier alone (千万) is none."""
    text = g["number"] or ""
    if text[0] in "万亿兆" or (text.strip("百千万亿兆") == "" and not g["unit"]):
        return None
    return _times(_decimal(f"{text}点{g['decimal']}" if g["decimal"] else text), g["large"] or "")


def _decimal(text: str) -> Decimal | None:
    whole, _, part = text.partition("点")
    value = numeral("0" + whole if whole.startswith(".") else whole)
    if value is None or not part:
        return value
    return value + Decimal("0." + "".join(str(numeral(c)) for c in part))


def _times(value: Decimal | None, multiplier: str) -> Decimal | None:
    factor = numeral(multiplier) if multiplier else Decimal(1)
    return None if value is None or factor is None else value * factor


def _fraction(g: dict[str, str | None]) -> Decimal | None:
    """A fraction or mixed number; its fraction exact or to four places."""
    whole = numeral(g["whole"] or g["ones"] or "0")
    above, below = numeral(g["above"] or g["upper"] or ""), numeral(g["below"] or g["lower"] or "")
    if whole is None or above is None or not below:
        return None
    return whole + ratio(above, below)


def _tenths(tenths: str | None, off: str) -> Decimal | None:
    """Percent: 七点二成 is 72, 十成 100, 半成 5; 八折 is 80, 九五折 95, 半折 50."""
    text = tenths or off
    if text in ("半", "对"):
        return Decimal(5 if tenths else 50)
    text = text.replace(" ", "")
    if not tenths and len(text) == 2:
        return Decimal("".join(str(numeral(c)) for c in text))
    value = _decimal(text)
    return None if value is None else value * 10
