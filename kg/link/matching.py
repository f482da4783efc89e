"""Which number of the higher document a number of the lower one takes up: candidates, scores, and one parent a child.

Candidates are looked up by number and unit, by indicator, and by rare pairs of characters, never by comparing all with
all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.link import indicators
from kg.link.ends import End
from kg.link.likeness import differ, likeness, pairs
from kg.link.lines import Counterparts, Lines
from kg.model import Statement
from kg.resolve.indicators import canonical

SAME_NUMBER = 0.25
"""How alike the words have to be where number and unit are the same and the number is a telling one."""
SAME_ROUND_NUMBER = 0.5
"""The same, where the number is small (5个), as many are."""
ONLY_NUMBER = 0.2
"""The same, where no other statement of either document has that number and unit."""
OTHER_NUMBER = 0.72
"""The same, where the numbers differ."""
IN_LINE = 0.1
"""What it counts that the bodies that answer for the two stand in line, or that the lower document says that a task is
not its own, which it then names after the higher one: as much as so much more likeness."""
ALLOTTED = 0.2
"""The same of what the higher document sets for the child's own place, before what it sets for the whole."""
FEW_THINGS = 10  # a number below it tells nothing, even if it is the only one
TELLING = 3  # significant digits, or a value from this many on
LARGE = 100
COMMON = 24
"""A pair of characters, or a number, that stands in more statements of a document than this is no way to find one."""

_UNITS = {"名": "人", "位": "人", "户次": "户", "处": "个", "家": "个", "所": "个", "座": "个", "条": "个", "部": "台"}


@dataclass(frozen=True, slots=True)
class Match:
    """Two ends that measure the same.

    Attributes:
        likeness: of their words, from 0 to 1.
        same_number: their value and unit are the same.
        in_line: the bodies that answer for them, which stand in line.
        entry: the number of the entry that both stand in, in lists that run parallel (:mod:`kg.link.entries`).
    """

    parent: End
    child: End
    likeness: float
    same_number: bool
    in_line: Counterparts = ()
    entry: int | None = None

    @property
    def score(self) -> float:
        allotted = self.parent.place == self.child.place and self.parent.doc != self.child.doc
        return self.likeness + 0.6 * self.same_number + IN_LINE * bool(self.in_line) + ALLOTTED * allotted


class Index:
    """The targets of one document, to be asked for those that a number below may take up.

    Args:
        lines: which bodies stand in line, where that is to count.
    """

    def __init__(self, ends: Iterable[End], lines: Lines | None = None) -> None:
        self._lines = lines
        self.ends = list(ends)
        self._by_number: dict[tuple[object, ...], list[int]] = defaultdict(list)
        self._by_indicator: dict[str, list[int]] = defaultdict(list)
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        for n, end in enumerate(self.ends):
            if end.statement:
                self._by_number[number_of(end)].append(n)
                self._by_indicator[end.statement.indicator_id].append(n)
            for pair in pairs(end.words):
                self._by_pair[pair].append(n)

    def matches(self, child: End, *, alone: bool = False) -> list[Match]:
        """The ends that the child may take up, in text order.

        Args:
            alone: no other statement of the child's document has its number and unit.
        """
        found: set[int] = set()
        if child.statement:
            found.update(self._few(self._by_number.get(number_of(child), ())))
            found.update(self._few(self._by_indicator.get(child.statement.indicator_id, ())))
        counts: dict[int, int] = defaultdict(int)
        own = pairs(child.words)
        for pair in own:
            for n in self._few(self._by_pair.get(pair, ())):
                counts[n] += 1
        found.update(n for n, count in counts.items() if 3 * count >= len(own))
        alone = alone and child.statement is not None and len(self._by_number.get(number_of(child), ())) == 1
        scored = (self._match(self.ends[n], child, alone) for n in sorted(found))
        return [match for match in scored if match]

    def _match(self, parent: End, child: End, alone: bool) -> Match | None:
        likeness_needed = _needed(parent, child, alone)
        if likeness_needed is None:
            return None
        alike = likeness(parent.words, child.words)
        if not child.applies and parent.task:
            alike = max(alike, likeness(_title(parent.task.text), _title(child.words)))
        if alike < likeness_needed - IN_LINE:
            if likeness_needed < OTHER_NUMBER or not _one_indicator(parent, child):
                return None
            likeness_needed = 0.0
        in_line = self._lines.counterparts(parent, child) if self._lines else ()
        if alike < likeness_needed - IN_LINE * bool(in_line or not child.applies):
            return None
        return Match(parent, child, alike, _same_number(parent, child), in_line)

    @staticmethod
    def _few(found: Sequence[int]) -> Sequence[int]:
        return found if len(found) <= COMMON else ()


def assign(matches: Iterable[Match]) -> list[Match]:
    """Each child with its best parent.

    A parent whose number a child repeats is not given to a second one of that place that does.
    """
    taken: set[tuple[str, str | None]] = set()
    children: set[str] = set()
    out = []
    for match in sorted(matches, key=lambda m: (-m.score, m.parent.start, m.child.start)):
        repeated = match.parent.id, match.child.place
        if match.child.id in children or (match.same_number and repeated in taken):
            continue
        children.add(match.child.id)
        if match.same_number:
            taken.add(repeated)
        out.append(match)
    return sorted(out, key=lambda m: (m.child.start, m.child.end))


def _title(task: str) -> str:
    """The first sentence of a task: 建设“四好农村路”。"""
    return task.partition("。")[0]


def _needed(parent: End, child: End, alone: bool) -> float | None:
    """How alike the words of two ends have to be; ``None`` where they measure different things."""
    one, other = parent.statement, child.statement
    if other is None:  # a task without a number may take up one with or without
        return OTHER_NUMBER
    if one is None or not one_measure(parent, child):
        return None
    if _same_number(parent, child):
        if alone and one.value >= FEW_THINGS:
            return ONLY_NUMBER
        return SAME_NUMBER if _telling(parent) and one.unit == other.unit else SAME_ROUND_NUMBER
    if differ(parent.words, child.words):
        return None
    return 0.0 if one.indicator_id == other.indicator_id else OTHER_NUMBER


def one_measure(parent: End, child: End) -> bool:
    """Whether two numbers have one unit and kind of change, and leave out the same (不含农户投资)."""
    one, other = parent.statement, child.statement
    if one is None or other is None or parent.without != child.without:
        return False
    return _one_unit(one, other) and one.change == other.change


def _one_indicator(parent: End, child: End) -> bool:
    """Whether two statements measure one thing by words that are like enough for indicators to be one."""
    one, other = parent.statement, child.statement
    if one is None or other is None:
        return False
    alike = indicators.likeness(wording(one.indicator, one.unit), wording(other.indicator, other.unit))
    return alike >= indicators.THRESHOLD


@lru_cache(maxsize=200_000)
def wording(indicator: str, unit: str) -> indicators.Wording:
    return indicators.wording(canonical(indicator, unit), unit)


def _same_number(parent: End, child: End) -> bool:
    one, other = parent.statement, child.statement
    return one is not None and other is not None and (one.value, one.value_max) == (other.value, other.value_max)


def _telling(end: End) -> bool:
    value = end.value
    return value is not None and (abs(value) >= LARGE or len(value.normalize().as_tuple().digits) >= TELLING)


def number_of(end: End) -> tuple[object, ...]:
    """Value and unit of a statement, units of one kind as one."""
    statement = end.statement
    assert statement is not None
    return (statement.value.normalize(), statement.value_max, _unit(statement.unit))


def _one_unit(one: Statement, other: Statement) -> bool:
    """Whether two numbers have one unit; 每人每年5800元 and 5800元/人·年 do."""
    a, b = _unit(one.unit), _unit(other.unit)
    return a == b or (one.value == other.value and a.partition("/")[0] == b.partition("/")[0])


def _unit(unit: str) -> str:
    return _UNITS.get(unit, unit)
