"""Which numbers are statements: the rules of ``kg/data/not_statements.toml`` against a quantity in its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.data import table
from kg.extract.quantities import Quantity

REACH = 14  # characters before a number that a rule may look at


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

    def holds(self, text: str, quantity: Quantity, start: int, end: int) -> bool:
        """Whether the rule rejects ``quantity``; the rule sees ``text[start:end]`` only."""
        if self.han and not quantity.han:
            return False
        left = max(start, quantity.start - REACH)
        if self.before is not None and not self.before.search(text, left, quantity.start):
            return False
        if self.after is not None and not self.after.match(text, quantity.end, end):
            return False
        return self.unless_before is None or not self.unless_before.search(text, left, quantity.start)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order of the file."""
    return tuple(
        Rule(
            name=row["name"],
            before=_ending(row.get("before")),
            after=re.compile(row["after"]) if "after" in row else None,
            unless_before=_ending(row.get("unless_before")),
            dimensions=frozenset(row.get("dimensions", ())),
            units=frozenset(row.get("units", ())),
            han=row.get("han", False),
        )
        for row in table("not_statements")["rule"]
    )


def _ending(pattern: str | None) -> re.Pattern[str] | None:
    """``pattern`` tied to the end of the stretch that is searched."""
    return None if pattern is None else re.compile(f"(?:{pattern})\\Z")


@cache
def _rules_for(unit: str, dimension: str) -> tuple[Rule, ...]:
    return tuple(
        rule
        for rule in rules()
        if (not rule.dimensions or dimension in rule.dimensions) and (not rule.units or unit in rule.units)
    )


def rejected_by(text: str, quantity: Quantity, start: int, end: int) -> str | None:
    """The name of the first rule by which ``quantity`` is no statement, or ``None``.

    Args:
        start, end: the sentence the quantity stands in.
    """
    for rule in _rules_for(quantity.unit, quantity.dimension):
        if rule.holds(text, quantity, start, end):
            return rule.name
    return None
