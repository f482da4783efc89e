"""Numbers and dates as a spreadsheet shows them, by their number format (ISO/IEC 29500-1, 18.8.31)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

CHINESE_DATES = {27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
                 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
                 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"'}  # fmt: skip
"""The built-in formats of Chinese Excel that no file spells out, by number (18.8.30)."""

_LOCALE_DATES = {"mm-dd-yy": "yyyy/m/d", "m/d/yy": "yyyy/m/d"}  # 14, which Chinese Excel shows so
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_PLACES = re.compile(r"[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+")
_DATE_PART = re.compile(
    r'"([^"]*)"|\\(.)|\[(h+|m+|s+)\]|\[[^\]]*\]|(上午/下午|AM/PM|A/P|y+|e+|m+|d+|a{3,}|h+|s+|\.0+)|(.)', re.IGNORECASE
)
_WEEKDAYS = "一二三四五六日"
_GENERAL_DIGITS = 10


def displayed(value: bool | int | float | date | datetime | time | timedelta, form: str) -> str:
    """A value in its number format; ``displayed(0.125, "0.0%")`` is ``12.5%``, ``displayed(1.0, "General")`` is 1."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
            return ""
        return _number(Decimal(repr(value)), form)
    if isinstance(value, (datetime, date, time)):
        return _date(value, form)
    return str(value)


def _number(value: Decimal, form: str) -> str:
    sections = _sections(form)
    section, sign = sections[0], "-" if value < 0 else ""
    if len(sections) > 1 and value < 0:
        section, sign = sections[1], ""
    elif len(sections) > 2 and value == 0:
        section = sections[2]
    before, places, after = _split(section)
    if places is None and "@" not in section and "general" not in section.lower() and before.strip():
        return before.strip()  # a text for the value, such as "—" for zero
    if places is None or "/" in _LITERAL.sub("", section) or "E+" in section.upper():
        return sign + _general(abs(value))
    percent = before.count("%") + after.count("%")
    return f"{sign}{before}{_placed(abs(value) * 100**percent, places)}{after}".strip()


@lru_cache(maxsize=1000)
def _sections(form: str) -> list[str]:
    """The parts of a format between semicolons that are no text."""
    parts, quoted, start = [], False, 0
    for n, char in enumerate(form):
        if char == '"':
            quoted = not quoted
        elif char == ";" and not quoted:
            parts.append(form[start:n])
            start = n + 1
    return [*parts, form[start:]]


@lru_cache(maxsize=1000)
def _split(section: str) -> tuple[str, str | None, str]:
    """What stands before the digits, the digit places, and what stands behind."""
    marks: list[str] = []

    def keep(match: re.Match[str]) -> str:
        currency = re.match(r"\[\$([^-\]]*)", match[0])
        marks.append(match[1] or match[2] or (currency[1] if currency else ""))
        return chr(0xE000 + len(marks) - 1)

    plain = _LITERAL.sub(keep, section)
    found = _PLACES.search(plain)

    def put_back(text: str) -> str:
        return "".join(marks[ord(c) - 0xE000] if 0xE000 <= ord(c) < 0xE000 + len(marks) else c for c in text)

    if not found:
        return put_back(plain), None, ""
    return put_back(plain[: found.start()]), found[0], put_back(plain[found.end() :])


def _placed(value: Decimal, places: str) -> str:
    scaled = places.rstrip(",")
    value = value / 1000 ** (len(places) - len(scaled))
    whole, _, decimals = scaled.partition(".")
    digits = min(len(decimals), 30)
    text = f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):{',' if ',' in whole else ''}f}"
    front, _, back = text.partition(".")
    least = len(decimals.rstrip("#?"))
    while len(back) > least and back.endswith("0"):
        back = back[:-1]
    zeros = whole.count("0")
    front = front.zfill(zeros) if "," not in whole else front
    return f"{front}.{back}" if back else front


def _general(value: Decimal) -> str:
    """At most ten digits where there is a point, no exponent, no zeros behind the point."""
    if value == value.to_integral_value():
        return f"{value.quantize(Decimal(1)) if value < 10**25 else value:f}"
    digits = max(_GENERAL_DIGITS - 1 - max(value.adjusted(), 0), 0)
    text = f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(value: datetime | date | time, form: str) -> str:
    form = _LOCALE_DATES.get(form.split(";")[0].lower(), form.split(";")[0])
    parts = _DATE_PART.findall(re.sub(r"^\[\$[^\]]*\]", "", form))
    tokens = [token.lower() for _, _, _, token, _ in parts]
    half_day = any(token in ("am/pm", "a/p", "上午/下午") for token in tokens)
    out = ""
    hours = False
    for n, (quoted, escaped, span, token, other) in enumerate(parts):
        token = (span or token).lower()
        out += quoted + escaped + other
        if token.startswith("m"):
            following = next((t for t in tokens[n + 1 :] if t), "")
            out += _part(value, "n" * len(token) if hours or following.startswith("s") else token, half_day)
        elif token:
            out += _part(value, token, half_day)
        if token:
            hours = token.startswith("h")
    return out.strip()


def _part(value: datetime | date | time, token: str, half_day: bool) -> str:
    """One token of a date format; ``n`` stands for minutes."""
    kind, width = token[0], len(token)
    if isinstance(value, (datetime, time)) and kind in "hns上." + "a" and not token.startswith("aaa"):
        if token in ("am/pm", "a/p", "上午/下午"):
            return ("下午" if value.hour >= 12 else "上午") if kind == "上" else ("PM" if value.hour >= 12 else "AM")
        hour = (value.hour - 1) % 12 + 1 if half_day else value.hour
        number = {"h": hour, "n": value.minute, "s": value.second}.get(kind)
        return "" if number is None else f"{number:0{min(width, 2)}}"
    if isinstance(value, time):
        return ""
    if kind in "ye":
        return f"{value.year % 100:02}" if kind == "y" and width <= 2 else str(value.year)
    if kind == "m":
        return f"{value.month:0{min(width, 2)}}"
    if kind == "d" and width <= 2:
        return f"{value.day:0{width}}"
    if kind in "da":
        return ("星期" if width > 3 else "周" if kind == "d" else "") + _WEEKDAYS[value.weekday()]
    return ""
