"""Chinese and Arabic numerals to exact decimals.

>>> [int(numeral(text)) for text in ("1.5万", "一千二百", "两万五", "三点六亿", "4.78万亿")]
[15000, 1200, 25000, 360000000, 4780000000000]
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
DIGITS |= {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8, "兆": 10**12}
MULTIPLIERS = {"": 1, "十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7}
MULTIPLIERS |= {"k": 1000, "K": 1000}
MULTIPLIERS |= {"亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}

_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_DECIMALS = "".join(DIGITS).replace("两", "")  # nobody says 三点两
_DECIMAL = re.compile(f"([^点]+)点([{_DECIMALS}]+)({'|'.join(sorted(MULTIPLIERS, key=len, reverse=True))})")
_DOUBLE = re.compile(r"(?<=[\d一二两三四五六七八九十])万万\Z")  # 四万万
_ZERO = frozenset("零〇")
_TWELVE = Decimal("1e-12")
_LARGEST = 14  # power of ten up to which twelve places can be told


def numeral(text: str) -> Decimal | None:
    """The value of a numeral in digits, Han numerals or both; ``None`` when it is not one.

    Args:
        text: without unit and without 余, 多 or 几; thousands separators and multipliers (万, 千万, 亿) are allowed.
    """
    text = _DOUBLE.sub("亿", text.replace(",", ""))
    arabic = _ARABIC.match(text)
    if arabic and text[arabic.end() :] in MULTIPLIERS:
        return Decimal(arabic.group()) * MULTIPLIERS[text[arabic.end() :]]
    decimal = _DECIMAL.fullmatch(text)
    if decimal:
        whole = numeral(decimal[1])
        part = "".join(str(DIGITS[c]) for c in decimal[2])
        return None if whole is None else (whole + Decimal(f"0.{part}")) * MULTIPLIERS[decimal[3]]
    if len(text) > 1 and all(c in DIGITS for c in text):  # 二〇三五: read digit by digit; 七八 is a guess, no number
        by_digit = len(text) > 3 or not _ZERO.isdisjoint(text)
        return Decimal("".join(str(DIGITS[c]) for c in text)) if by_digit else None
    return _composed(text) if text else None


def ratio(above: Decimal, below: Decimal) -> Decimal:
    """A fraction: exact where it ends within twelve places (1/16), or else to four places that are not zero (2/3).

    Args:
        below: not zero.
    """
    value = above / below
    if value.adjusted() > _LARGEST:
        return value
    if value == value.quantize(_TWELVE):
        return value.quantize(_TWELVE).normalize()
    return value.quantize(Decimal(1).scaleb(min(-4, value.adjusted() - 3)))


def whole_number(text: str) -> int:
    """The number that a numeral without decimals stands for, for parts of dates and plans; 0 when it is none."""
    return int(numeral(text) or 0)


def _composed(text: str) -> Decimal | None:
    """A numeral built with 十, 百, 千 and closed by 万 or 亿: 四千五百六十九万八千, 25万6千, 一万三 and 1万3 (13 000).

    Multipliers fall from left to right, as in every number that is said out loud: 千千万万 and 亿万 are none.
    """
    total = Decimal(0)  # closed sections: everything up to the last 万 or 亿
    section = Decimal(0)  # the running section
    digit: Decimal | None = None  # waits for its multiplier
    last = 1  # the multiplier before, which an elided final one follows; 0 after 零
    small = large = 0  # the last 十, 百 or 千 of the section, the last 万 or 亿
    position = 0
    while position < len(text):
        char = text[position]
        arabic = _ARABIC.match(text, position)
        if arabic:
            if "." in text[:position] and arabic.end() == len(text):  # 1.5万3
                return None
            digit, position = Decimal(arabic.group()), arabic.end()
            last = last if len(arabic.group()) == 1 else 0
            continue
        if char in "零〇":
            digit, last = None, 0
        elif char in DIGITS:
            if digit is not None:
                return None
            digit = Decimal(DIGITS[char])
        elif char in SMALL:
            if (small and SMALL[char] >= small) or (digit is None and SMALL[char] > 10 and (small or total)):
                return None
            section += (1 if digit is None else digit) * SMALL[char]
            digit, last = None, SMALL[char]
            small = SMALL[char]
        elif char in LARGE:
            raises = large < LARGE[char] and total < LARGE[char]
            if large and not raises and (LARGE[char] >= large or (digit is None and section == 0)):
                return None
            section += digit or 0
            section = section or Decimal(0 if total else 1)
            if raises:
                total = (total + section) * LARGE[char]
            else:
                total += section * LARGE[char]
            section, digit, last = Decimal(0), None, LARGE[char]
            small, large = 0, LARGE[char]
        else:
            return None
        position += 1
    if digit is not None:
        section += digit * (last // 10 if last >= 100 else 1)
    return total + section
