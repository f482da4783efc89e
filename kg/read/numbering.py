"""The printed numbers of automatic lists in Word: 一、 (一) 1. ① and the rest (ISO/IEC 29500-1, 17.9 and 17.18.59)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def counted(n: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    """A number below 10 000 in Han numerals, as it is counted: 十二, 一百零五; larger ones in Arabic digits."""
    if not 0 < n < 10_000:
        return str(n)
    out = ""
    gap = False
    for place in (3, 2, 1, 0):
        digit = n // 10**place % 10
        if digit:
            out += ("零" if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = bool(out) and not digit
    return out[1:] if out.startswith(digits[1] + units[0]) and n < 20 and digits == _DIGITS else out


def _roman(n: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        count, n = divmod(n, value) if n < 10_000 else (0, n)
        out += sign * count
    return out


def _letter(n: int) -> str:
    return chr(ord("a") + (n - 1) % 26) * ((n - 1) // 26 + 1) if n < 1000 else str(n)


def _enclosed(first: str, most: int) -> Callable[[int], str]:
    return lambda n: chr(ord(first) + n - 1) if 1 <= n <= most else str(n)


def _circled(n: int) -> str:
    if n > 20:
        return chr(0x3251 + n - 21) if n <= 35 else chr(0x32B1 + n - 36) if n <= 50 else str(n)
    return _enclosed("①", 20)(n)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate({c: c + 0xFEE0 for c in range(0x30, 0x3A)}),
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "chineseCounting": counted,
    "chineseCountingThousand": counted,
    "taiwaneseCounting": counted,
    "taiwaneseCountingThousand": counted,
    "japaneseCounting": counted,
    "ideographDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "japaneseDigitalTenThousand": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "taiwaneseDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: counted(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
    "ideographLegalTraditional": lambda n: counted(n, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "ideographTraditional": lambda n: _STEMS[n - 1] if 1 <= n <= 10 else str(n),
    "ideographZodiac": lambda n: _BRANCHES[n - 1] if 1 <= n <= 12 else str(n),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda n: _letter(n).upper(),
    "ordinal": str,
    "none": lambda n: "",
}


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document; :meth:`label` is asked once a paragraph, in document order.

    Args:
        root: of ``word/numbering.xml``; ``None`` when the document has no lists.
    """

    def __init__(self, root: _Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self.style_levels: dict[str, tuple[str, int]] = {}
        """Paragraph style to list and level, as a level names the style that belongs to it."""
        if root is None:
            return
        abstract: dict[str, _List] = {}
        for element in root.iterfind(f"{W}abstractNum"):
            levels = {_int(level, "ilvl", W): _level(level) for level in element.iterfind(f"{W}lvl")}
            abstract[element.get(f"{W}abstractNumId", "")] = _List(levels)
        for element in root.iterfind(f"{W}num"):
            number, of = element.get(f"{W}numId", ""), element.find(f"{W}abstractNumId")
            base = abstract.get("" if of is None else of.get(f"{W}val", ""))
            if base is None:
                continue
            overrides = element.findall(f"{W}lvlOverride")
            self._lists[number] = _overridden(base, overrides) if overrides else base
            of_styles = root.xpath(f"w:abstractNum[@w:abstractNumId='{_int(of)}']/w:lvl[w:pStyle]",
                                   namespaces={"w": W[1:-1]}) if of is not None else []  # fmt: skip
            for level in of_styles:
                style = level.find(f"{W}pStyle")
                self.style_levels.setdefault(style.get(f"{W}val", ""), (number, _int(level, "ilvl", W)))

    def label(self, number: str, level: int) -> str:
        """Count one paragraph and give its printed number; empty for bullets and unknown lists."""
        found = self._lists.get(number)
        if found is None or level not in found.levels:
            return ""
        counts = found.counts
        own = found.levels[level]
        counts[level] = counts.get(level, own.start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            restart = found.levels[deeper].restart
            if restart is None or 0 < level + 1 <= restart:
                del counts[deeper]
        if own.form == "bullet":
            return ""

        def part(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            shown = found.levels.get(at, _Level())
            form = "decimal" if own.legal and at < level else shown.form
            return FORMATS.get(form, str)(counts.get(at, shown.start))

        return _PLACE.sub(part, own.text)


def _overridden(base: _List, overrides: list[_Element]) -> _List:
    """A list with levels of its own; it counts for itself."""
    out = _List(dict(base.levels))
    for element in overrides:
        at = _int(element, "ilvl", W)
        if (own := element.find(f"{W}lvl")) is not None:
            out.levels[at] = _level(own)
        if (start := element.find(f"{W}startOverride")) is not None and at in out.levels:
            old = out.levels[at]
            out.levels[at] = _Level(old.form, old.text, _int(start), old.restart, old.legal)
    return out


def _level(element: _Element) -> _Level:
    form, text = element.find(f".//{W}numFmt"), element.find(f"{W}lvlText")
    restart, legal = element.find(f"{W}lvlRestart"), element.find(f"{W}isLgl")
    return _Level(
        form="decimal" if form is None else form.get(f"{W}val", "decimal"),
        text="" if text is None else text.get(f"{W}val", ""),
        start=_int(element.find(f"{W}start"), default=1),
        restart=None if restart is None else _int(restart),
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false"),
    )


def _int(element: _Element | None, name: str = "val", prefix: str = W, default: int = 0) -> int:
    value = None if element is None else element.get(f"{prefix}{name}")
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 7 else default
