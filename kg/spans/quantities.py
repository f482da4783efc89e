"""Quantities of any text, with the comparator that the words around them say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg.data import pattern
from kg.extraction import quantities as grammar
from kg.extraction.changes import comparator, early_comparator
from kg.extraction.segments import Segment, run_of_numbers
from kg.extraction.wording import read_after, read_tail
from kg.spans.lookalikes import Lookalikes
from kg.spans.numbers import numbers
from kg.spans.plain import Plain
from kg.spans.ranges import ranges

_FAR = 60  # characters before a number in which its comparator can stand
_RESPECTIVELY = 14  # characters before a number in which 分别 can stand
_RUN = 12  # numbers that one 分别 can govern
_MARK = re.compile(r"[,;:。!?\n]")
_JOINT = pattern("joint")
_ONE_UNIT = pattern("one-unit")
_LARGER = pattern("larger-than")
_SMALLER = pattern("smaller-than")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text prints it.

    Attributes:
        start, end: half-open span in the text as given, in code points, multiplier and unit included.
        value: with multipliers expanded; the lower end of a range.
        value_max: the upper end of a range, else ``None``.
        unit: without multiplier; ``""`` where none is printed.
        comparator: ``=``, ``>=``, ``<=``, ``>``, ``<``, ``~`` or ``range``.
    """

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: str


def quantities(text: str) -> list[Quantity]:
    """The quantities of a text in text order, none overlapping another.

    >>> for q in quantities("失业率控制在5.5%以内，新建学校不少于２０所，投资近1.2万亿元，增长5—6%。"):
    ...     print(q.start, q.end, q.value, q.value_max, q.unit, q.comparator)
    6 10 5.5 None % <=
    20 23 20 None 所 >=
    27 33 1200000000000 None 元 ~
    36 40 5 6 % range

    A quantity is a number in digits, Han numerals or both, with its multiplier and unit: shares (百分之五, 七成六,
    九五折), fractions (三分之二, to four places unless it ends), ranges, 余 and 多. The sign of a currency before it is
    its unit (￥500 is 500 元), the parts of a sum are one with it (五元三角), and traditional characters are read like
    the ordinary ones, in which the unit is told. A dozen and a pair are units of their own.

    Left out are dates, ordinals, section and document numbers, telephone numbers and the like, names in 《》, slogans
    (1+11+7), single Han numerals that may be part of a word, and anything ambiguous. Bounds follow Civil Code art.
    1259: 以上 and 以内 include the number, 超过 and 不满 do not.

    Args:
        text: any text, as it comes.
    """
    plain = Plain(text)
    found = _found(plain.text)
    return [
        Quantity(*plain.span(q.start, q.end), _tidy(q.value), None if q.upper is None else _tidy(q.upper), q.unit, sign)
        for q, sign in zip(found, _comparators(plain.text, found), strict=True)
    ]


def _tidy(value: Decimal) -> Decimal:
    """The same value without closing zeros and, unless it is huge, without an exponent."""
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole and abs(whole) < Decimal("1e27") else value.normalize()


def _found(text: str) -> list[grammar.Quantity]:
    """What is a quantity: the longest reading at each place, lookalikes left out."""
    candidates = [*grammar.quantities(text), *numbers(text)]
    candidates.sort(key=lambda q: (q.start, -q.end))
    lookalikes = Lookalikes(text)
    out: list[grammar.Quantity] = []
    for q in candidates:
        if not (out and q.start < out[-1].end) and not lookalikes.hold(q):
            out.append(q)
    out = ranges(text, out)
    _share_units(text, out)
    return out


def _share_units(text: str, found: list[grammar.Quantity]) -> None:
    """5亿和7.5亿元, 分别提高15、22个百分点: the unit printed once holds for the others too."""
    for first, second in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if first.unit or not second.unit or not _JOINT.fullmatch(text, first.end, second.start):
            continue
        sums = second.dimension == "money" and text[first.end - 1] in "万亿"
        if sums or _ONE_UNIT.search(text, max(0, first.start - _RESPECTIVELY), first.start):
            first.unit, first.dimension = second.unit, second.dimension


def _comparators(text: str, found: list[grammar.Quantity]) -> list[str]:
    """The sign of each quantity, from the words between it and its neighbours in the same clause."""
    parts = _parts(text, found)
    signs: list[str] = []
    for n, part in enumerate(parts):
        if n < len(signs):
            continue  # read with the numbers before
        tail = read_tail(text, part.start, part.quantity.start)
        group = run_of_numbers(text, parts[n : n + _RUN], 0) if tail.parted else [part]
        last, _ = read_after(text, group[-1].quantity.end, group[-1].end)
        for member in group:
            after, _ = read_after(text, member.quantity.end, member.end)
            own = read_tail(text, member.start, member.quantity.start)
            before = own.comparator or tail.comparator or early_comparator(text, member.start, member.quantity.start)
            than = _than(text, member.quantity)
            signs.append(than or comparator(member.quantity, before, after or last))
    return signs


def _than(text: str, q: grammar.Quantity) -> str | None:
    """The sign of 比170高 or 比四分之一小."""
    if q.upper is not None or not text.startswith("比", q.start - 1):
        return None
    return ">" if _LARGER.match(text, q.end) else "<" if _SMALLER.match(text, q.end) else None


def _parts(text: str, found: list[grammar.Quantity]) -> list[Segment]:
    """Each quantity with the words of its clause that are nearest to it."""
    parts = []
    left = 0
    for n, q in enumerate(found):
        start = max(left, q.start - _FAR)
        start = max((m.end() for m in _MARK.finditer(text, start, q.start)), default=start)
        end = found[n + 1].start if n + 1 < len(found) else len(text)
        parts.append(Segment(q, start, end, start, joined=False, joins=False, first=True))
        left = read_after(text, q.end, end)[1]
    return parts
