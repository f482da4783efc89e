"""Which numbers are statements: not dates, names in quotation marks, slogans, ordinals, qualifiers.

Most is said by the rules of ``kg/data/not_statements.toml``; Han numerals count only where the words around them do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.data import pattern, table, words
from kg.extraction.clauses import Span, quoted
from kg.extraction.periods import Period
from kg.extraction.quantities import Quantity

REACH = 14  # characters before a number that a rule may look at

_STANDARD = pattern("of-a-standard")
_STEPS = pattern("han-steps")
_APART = re.compile(r"[,;、]")
_COUNTED = words("counted-singly")
_HAN_VERB = pattern("counting-verb")
_HAN_BIG = pattern("round-sum-verb")
_HAN_EACH = pattern("each-has")
_HAN_FLOOR = pattern("at-least-counting")
_HAN_LISTED = pattern("listed-once")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the number states nothing when the row's conditions hold around it."""

    name: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    dimensions: frozenset[str]
    units: frozenset[str]
    han: bool
    value: int | None

    def holds(self, text: str, quantity: Quantity, start: int, end: int) -> bool:
        """Whether the rule rejects ``quantity``; the rule sees ``text[start:end]`` only."""
        if (self.han and not quantity.han) or self.value not in (None, quantity.value):
            return False
        left = max(start, quantity.start - REACH)
        if self.before is not None and not self.before.search(text, left, quantity.start):
            return False
        if self.after is not None and not self.after.match(text, quantity.end, end):
            return False
        return self.unless_before is None or not self.unless_before.search(text, left, quantity.start)


@cache
def rules(name: str = "not_statements") -> tuple[Rule, ...]:
    """All rules of ``kg/data/<name>.toml`` in the order of the file."""
    return tuple(
        Rule(
            name=row["name"],
            before=_ending(row.get("before")),
            after=re.compile(row["after"]) if "after" in row else None,
            unless_before=_ending(row.get("unless_before")),
            dimensions=frozenset(row.get("dimensions", ())),
            units=frozenset(row.get("units", ())),
            han=row.get("han", False),
            value=row.get("value"),
        )
        for row in table(name)["rule"]
    )


def _ending(pattern: str | None) -> re.Pattern[str] | None:
    """``pattern`` tied to the end of the stretch that is searched."""
    return None if pattern is None else re.compile(f"(?:{pattern})\\Z")


@cache
def rules_for(unit: str, dimension: str, name: str = "not_statements") -> tuple[Rule, ...]:
    """The rules that look at quantities of this unit and dimension."""
    return tuple(
        rule
        for rule in rules(name)
        if (not rule.dimensions or dimension in rule.dimensions) and (not rule.units or unit in rule.units)
    )


def rejected_by(text: str, quantity: Quantity, start: int, end: int) -> str | None:
    """The name of the first rule by which ``quantity`` is no statement, or ``None``.

    Args:
        start, end: the sentence the quantity stands in.
    """
    for rule in rules_for(quantity.unit, quantity.dimension):
        if rule.holds(text, quantity, start, end):
            return rule.name
    return None


def doubted(text: str, quantity: Quantity, start: int, end: int) -> str | None:
    """The name of the first rule of ``kg/data/doubts.toml`` by which a reading of ``quantity`` is less sure.

    Args:
        start, end: the sentence the quantity stands in.
    """
    for rule in rules_for(quantity.unit, quantity.dimension, "doubts"):
        if rule.holds(text, quantity, start, end):
            return rule.name
    return None


def statements_only(text: str, quantities: list[Quantity], periods: list[Period]) -> list[Quantity]:
    """The quantities of the sentence ``text`` that state something; a unit that stands once is given to the others.

    Args:
        periods: the dates of the sentence.
    """
    inside = quoted(text, 0, len(text))
    kept: list[Quantity] = []
    for n, quantity in enumerate(quantities):
        _share_unit(quantities, n)
        if any(p.start < quantity.end and quantity.start < p.end for p in periods):
            continue
        if _in_a_name(text, quantity, inside) or (quantity.han and not han_counts(text, quantity)):
            continue
        if kept and _tells_a_class(text, kept[-1], quantity):
            continue
        if rejected_by(text, quantity, 0, len(text)) is None:
            kept.append(quantity)
    return kept


def _share_unit(quantities: list[Quantity], n: int) -> None:
    """分别达1.28万亿、1.18万亿、8200亿元: the unit stands at the end."""
    quantity = quantities[n]
    if n + 1 == len(quantities):
        return
    following = quantities[n + 1]
    if (
        quantity.unit == "个" and following.unit == "个百分点" and following.start - quantity.end <= 1
    ):  # 3.4个、1个百分点
        quantity.unit, quantity.dimension = following.unit, following.dimension
    if quantity.unit or not quantity.bare:
        return
    if following.dimension in ("money", "") and following.start - quantity.end <= 2:
        last = next((q for q in quantities[n + 1 :] if q.unit), None)
        if last is not None and last.dimension == "money":
            quantity.unit, quantity.dimension = last.unit, last.dimension


def _in_a_name(text: str, quantity: Quantity, inside: list[Span]) -> bool:
    """Whether it stands in quotation marks or a title; “千人口6个托位”的标准 is none but a standard."""
    mark = next((s for s in inside if s[0] < quantity.start and quantity.end <= s[1]), None)
    return mark is not None and not _STANDARD.match(text, mark[1])


def _tells_a_class(text: str, count: Quantity, amount: Quantity) -> bool:
    """191家企业营业收入超百亿元: the round sum tells which enterprises are counted."""
    if not amount.bare or amount.dimension != "money" or count.dimension != "count":
        return False
    between = text[count.end : amount.start]
    return len(between) <= 16 and not _APART.search(between)


def han_counts(text: str, quantity: Quantity) -> bool:
    """Whether a Han numeral is a count at all: 突破万人, 至少一所, 进行一次 are; 三级, 一批, 五大 are not."""
    before = text[max(0, quantity.start - 6) : quantity.start]
    if quantity.dimension in ("share", "ratio"):
        return True
    if quantity.bare and quantity.unit and text.startswith(("以上", "左右"), quantity.end):  # 演出百场以上
        return True
    if quantity.bare:
        return bool(_HAN_BIG.search(before)) or (quantity.dimension == "data" and text.startswith("到", quantity.end))
    if quantity.dimension in ("points", "multiple", "money", "area", "mass", "doublings"):
        return True
    if quantity.dimension == "time":
        return False
    if any(c in "百千万亿" for c in text[quantity.start : quantity.end]):
        return True
    if quantity.value == 1 and quantity.unit == "次" and _HAN_LISTED.search(before):
        return True
    if quantity.unit == "个" and _STEPS.match(text, quantity.end):  # 连跨两个万亿元台阶
        return True
    if quantity.value < 10 and _HAN_EACH.search(text, max(0, quantity.start - 30), quantity.start):
        return quantity.unit in _COUNTED and not text.startswith(("级", "层"), quantity.end)
    if quantity.unit in _COUNTED:
        return bool(_HAN_VERB.search(before))
    return bool(_HAN_FLOOR.search(before))
