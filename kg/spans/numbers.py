"""Numbers in every notation, with their unit or without one.

What the grammar of statements does not read, because official texts hardly ever print it: numbers that stand without a
unit, decimals in Han numerals, mixed numbers, fractions of any size, chains such as 5亿1万4千6百, negative shares.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from kg.data import pattern, rows, vocabulary
from kg.extraction.quantities import Quantity
from kg.structure.numerals import numeral

_DIGIT = "零〇一二两三四五六七八九"
_DECIMAL = _DIGIT.replace("两", "")
_ALL = f"{_DIGIT}十百千万亿兆"
_THOUSAND = pattern("thousand").pattern
_HAN = f"(?:[{_DIGIT}十百万亿]|{_THOUSAND})"
_LARGE = "万亿|[千百十]?亿|[千百十]?万"
_ARABIC = r"(?:(?:\d{1,3}(?:,\d{3}){1,5}(?![\d,])|\d{1,30})(?:\.\d{1,12})?|\.\d{1,12})"
_KILO = r"(?:(?:(?<=\d\d)[kK]|(?<=\.\d)[kK]|(?<=\d)k)(?![A-Za-z\d]))"  # 40k and 3.2K, but 4K is a name
_CHAIN = (
    rf"(?:{_ARABIC}{_KILO}|{_ARABIC}(?:\d{{0,4}}{_HAN}{{1,12}}(?:\d{{1,4}}(?=[十百千万亿]))?){{0,6}}|{_HAN}{{1,40}})"
)
_NUMBER = rf"{_CHAIN}(?<![{_ALL}\d]两)(?!(?!两){_HAN})(?!两[{_ALL}])"
_FACTORS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_FEW = re.compile("[余多几]")


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
        (?P<sign>(?:负|(?<![\d\u4e00-\u9fff-])-)(?=[\d.{_ALL}百千万]))?
        (?:
          (?P<base>[百千万])分之(?P<inner>负|-)?(?P<share>{_NUMBER}(?:点[{_DECIMAL}]{{1,12}})?)
        | (?:(?P<whole>{_NUMBER})又)?(?P<below>{_NUMBER})分之(?P<minus>负|-)?(?P<above>{_NUMBER})
        | (?:(?P<ones>\d{{1,6}})[ ])?(?P<upper>\d{{1,9}})/(?P<lower>\d{{1,9}})(?![\d/.%年月日A-Za-z])
        | (?P<tenths>10|十|\d(?:\.\d)?|[{_DIGIT}]点[{_DIGIT}]|半)成(?!{pattern("rest-of-tenths").pattern})
        | (?P<off>\d(?:\.\d|\d)?|[{_DIGIT}]{{1,2}}|[{_DIGIT}]点[{_DIGIT}]|半|(?<=打)对)折
          (?!{pattern("rest-of-discount").pattern})
        | (?P<power>{_ARABIC}(?:[eE]|\^)[-+]?\d{{1,2}})(?![\dA-Za-z])
        | (?P<few>{_CHAIN})[余多几](?P<tail>{_LARGE})(?P<few_unit>{unit})?
        | (?P<number>{_NUMBER})(?:点(?P<decimal>[{_DECIMAL}]{{1,12}})(?![十百千分刻]))?
          (?P<large>(?<=[{_DIGIT}])(?:{_LARGE}))?
          (?P<more>[余多](?={unit}))?
          (?:(?P<unit>(?:{unit})(?:/(?:[万亿千百]?(?:{unit})|[\u4e00-\u9fff]))?)
            (?:(?P<half>半)(?!{pattern("rest-of-half").pattern})|(?<=元)(?P<tenth>[1-9{_DIGIT}])[毛角])?)?
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
    value, unit = _value(g), g["unit"] or g["few_unit"] or ""
    if g["base"] or g["tenths"] or g["off"]:
        unit = "%"
    if value is None:
        return None
    negative = (g["sign"] is not None) != (g["inner"] is not None or g["minus"] is not None)
    words = match.group()
    return Quantity(
        *match.span(),
        -value if negative else value,
        None,
        unit,
        _units().get(unit.split("/")[0], ""),
        approximate=_FEW.search(words) is not None,
        han=not any(c.isascii() and c.isdigit() for c in words),
    )


def _value(g: dict[str, str | None]) -> Decimal | None:
    if g["share"]:
        value = _decimal(g["share"])
        return None if value is None else value * _FACTORS[g["base"] or "百"]
    if g["below"] or g["lower"]:
        return _fraction(g)
    if g["tenths"] or g["off"]:
        return _tenths(g["tenths"], g["off"] or "")
    if g["power"]:
        base, _, exponent = g["power"].replace(",", "").partition("^")
        return Decimal(base) ** int(exponent) if exponent else Decimal(base)
    if g["few"]:
        return _times(_decimal(g["few"].rstrip("零")), g["tail"] or "")
    value = _number(g)
    if value is not None and g["half"]:
        value += Decimal("0.5")
    if value is not None and g["tenth"]:
        value += (numeral(g["tenth"]) or Decimal(0)) / 10
    return value


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
    """A fraction or mixed number, to four places."""
    whole = numeral(g["whole"] or g["ones"] or "0")
    above, below = numeral(g["above"] or g["upper"] or ""), numeral(g["below"] or g["lower"] or "")
    if whole is None or above is None or not below:
        return None
    return (whole + above / below).quantize(Decimal("0.0001"))


def _tenths(tenths: str | None, off: str) -> Decimal | None:
    """Percent: 七点二成 is 72, 十成 100, 半成 5; 八折 is 80, 九五折 95, 半折 50."""
    text = tenths or off
    if text in ("半", "对"):
        return Decimal(5 if tenths else 50)
    if not tenths and len(text) == 2:
        return Decimal("".join(str(numeral(c)) for c in text))
    value = _decimal(text)
    return None if value is None else value * 10
