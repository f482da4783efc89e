"""What looks like a quantity and is none: dates, labels, ordinals, document and telephone numbers, names, idioms.

A number with a unit is a quantity unless the words around it make it a name. One without a unit is a quantity only
where nothing speaks against it, as digits stand for so much else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from kg.data import pattern
from kg.extraction.clauses import quoted
from kg.extraction.filters import rules_for
from kg.extraction.periods import periods
from kg.extraction.quantities import Quantity

NO_QUANTITIES = frozenset(
    (
        *("ordinal-prefix", "grade", "slogan-plus", "slogan-after-plus", "vague", "once-idioms", "front-rank"),
        *("phase", "phase-of-a-project", "class-of-a-thing", "some"),
    )
)
"""Rules of ``kg/data/not_statements.toml`` for what is no quantity at all; the others tell which are no targets."""

_ANY_YEAR = 2000  # dates are left out whatever their year
_NEAR = 14  # characters on each side of a number that are looked at

_TITLE = re.compile(r"《[^《》\n]{0,120}》")
_CODE = re.compile(
    r"""(?<!\d)(?:
      \d{1,2}:\d{2}(?::\d{2})?              # 10:30
    | \d{4}[-/.]\d{1,2}[-/.]\d{1,2}         # 2021-03-05
    | 0\d{2,3}-\d{7,8}                      # a telephone
    | (?:https?://|www\.)[^\s\u4e00-\u9fff]{1,400}  # an address
    )(?!\d)""",
    re.VERBOSE,
)
_NUMBER_OF_A_THING = re.compile(
    r"(?:12[23]\d\d|1[3-9]\d{9}|(?:19|20)\d\d(?:0[1-9]|1[0-2])\d{1,8})\Z"
)  # 12345 and 12333, the hotlines; a mobile telephone; 202403073
_LABEL = re.compile(
    r"(?:^|(?<=[\n。;元人%个]))[ \t]*[(]?(\d{1,3}(?:\.\d{1,2}){0,3}|[一二三四五六七八九十]{1,3})"
    r"(?:[)、.](?!\d)|是|(?<=\d)(?=[\u4e00-\u9fff]))"
)
_NAMED_BEFORE = pattern("named-before")
_NAMED_AFTER = pattern("named-after")
_RANGE = re.compile(r"[\d%]-\Z")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d年?\Z")
_LONGEST = 11  # digits without separators: what is longer is a code
_HOUR = pattern("time-of-day")
_DELTA = pattern("delta")
_IDIOM = pattern("idiom")
_PLACE = pattern("name-of-a-place")
_CIRCLE = pattern("circle")
_LARGER = pattern("larger-than")
_SMALLER = pattern("smaller-than")
_OWN = pattern("this-document")
_HAN = re.compile(r"[\u3007\u4e00-\u9fff]")
_MULTIPLIERS = "十百千万亿兆"


class Lookalikes:
    """Tells the quantities of one text from what only looks like them.

    Args:
        text: in its plain form.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        dates = [(p.start, p.end) for p in periods(text, _ANY_YEAR)]
        self._taken = _Cover([*dates, *(m.span() for p in (_CODE, _TITLE) for m in p.finditer(text))])
        self._quotations = _Cover(quoted(text, 0, len(text)))
        self._labels = {m.end(1) for m in _LABEL.finditer(text)}

    def hold(self, q: Quantity) -> bool:
        """Whether ``q`` is no quantity."""
        if self._text.startswith("00", q.start):  # a code, or the rest of one
            return True
        if self._taken.touches(q) or _OWN.match(self._text, q.end - 1):
            return True
        if _RANGE.match(self._text, max(0, q.start - 2), q.start):  # the end of a falling range: 10-5%
            return True
        quotation = self._quotations.touches(q)
        if q.unit:
            return self._word(q) or self._name(q, quotation)
        return not q.bare and (quotation or q.end in self._labels or self._other_use(q))

    def _word(self, q: Quantity) -> bool:
        """A time of day, a year, a place or a word: 晚8点, 2019年, 五台山, 十分."""
        words = self._text[q.start : q.end]
        if q.unit in ("点", "分") and _HOUR.search(self._text, max(0, q.start - _NEAR), q.start):
            return True
        if q.dimension == "time" and (_YEAR.match(words) or _CIRCLE.match(self._text, q.end)):
            return True
        if _DELTA.match(self._text, max(0, q.start - 1)):
            return True
        return q.han and q.value <= 10 and bool(_IDIOM.match(words) or _PLACE.match(self._text, q.end))

    def _name(self, q: Quantity, quotation: bool) -> bool:
        """Whether a rule says that it is part of a name or slogan; between quotation marks every rule counts."""
        start, end = max(0, q.start - _NEAR), min(len(self._text), q.end + _NEAR)
        return any(
            rule.holds(self._text, q, start, end)
            for rule in rules_for(q.unit, q.dimension)
            if quotation or rule.name in NO_QUANTITIES
        )

    def _other_use(self, q: Quantity) -> bool:
        """Whether a number without a unit is an ordinal, a code, a year or part of a word."""
        text, words = self._text, self._text[q.start : q.end]
        if text.startswith("比", q.start - 1) and (_LARGER.match(text, q.end) or _SMALLER.match(text, q.end)):
            return False
        if _NAMED_BEFORE.search(text, max(0, q.start - _NEAR), q.start) or _NAMED_AFTER.match(text, q.end):
            return True
        if not q.han:
            code = _YEAR.match(words) or _NUMBER_OF_A_THING.match(words)
            return code is not None or (words.isdigit() and len(words) > _LONGEST)
        alone = not _HAN.match(text[q.start - 1 : q.start]) and not _HAN.match(text, q.end)
        if len(words) == 1:
            return not alone or text.startswith("、", q.end)
        if alone or "分之" in words or "点" in words:
            return False
        digits = sum(c not in _MULTIPLIERS for c in words)
        return not 0 < digits < len(words)


class _Cover:
    """Spans, asked whether a quantity touches one of them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if self._spans and start < self._spans[-1][1]:
                start, end = self._spans[-1][0], max(end, self._spans.pop()[1])
            self._spans.append((start, end))
        self._starts = [start for start, _ in self._spans]

    def touches(self, q: Quantity) -> bool:
        n = bisect_left(self._starts, q.end) - 1
        return n >= 0 and self._spans[n][1] > q.start
