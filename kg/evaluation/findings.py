"""What an evaluation found at each place of a document: right, wrong in some field, missed or false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.evaluation.measures import SLOTS, Comparison
from kg.evaluation.records import Record

STATES = ("right", "wrong", "missed", "false")
NOTHING = "–"
"""What stands for a field without a value."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One number: what is said of it by hand and what was read.

    Attributes:
        state: one of :data:`STATES`; ``wrong`` is a number that was found with some field wrong.
        gold, predicted: the records; one of them is ``None`` when the number is missed or false.
        wrong: names of the fields that differ.
    """

    state: str
    gold: Record | None
    predicted: Record | None
    wrong: tuple[str, ...] = ()

    @property
    def record(self) -> Record:
        """The gold record where there is one, else the predicted one."""
        return self._both[0]

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last character of the number, as either side has it."""
        return min(r["start"] for r in self._both), max(r["end"] for r in self._both)

    @property
    def _both(self) -> list[Record]:
        return [record for record in (self.gold, self.predicted) if record is not None]

    def number(self, text: str | None) -> str:
        """The number as printed, as far as a record or ``text`` tells."""
        own = next((str(r["number"]) for r in self._both if r.get("number")), None)
        return own or (NOTHING if text is None else _line(text[slice(*self.span)]))

    def clause(self, text: str | None) -> str:
        """The words that state it, on one line: a record's quote, or else from ``text``, or else the indicator."""
        quote = next((str(r["quote"]) for r in self._both if r.get("quote")), None)
        if quote is not None or text is None:
            return _line(quote or shown(self.record, "indicator"))
        start, end = self.record.get("quote_start"), self.record.get("quote_end")
        return _line(text[slice(*self.span) if start is None or end is None else slice(start, end)])

    def differences(self) -> list[tuple[str, str, str]]:
        """Each field that differs, as it is by hand and as it was read."""
        gold, predicted = self.gold or {}, self.predicted or {}
        return [(name, shown(gold, name), shown(predicted, name)) for name in self.wrong]

    def fields(self) -> list[tuple[str, str]]:
        """The fields of :attr:`record` that are set."""
        said = [(name, shown(self.record, name)) for name in SLOTS]
        return [(name, value) for name, value in said if value != NOTHING]


def findings(comparison: Comparison) -> list[Finding]:
    """Everything about one document in text order."""
    found = [Finding("wrong" if wrong else "right", g, p, wrong) for g, p, wrong in comparison.pairs]
    found += [Finding("missed", record, None) for record in comparison.missed]
    found += [Finding("false", None, record) for record in comparison.false]
    return sorted(found, key=lambda f: f.span)


def shown(record: Record, name: str) -> str:
    """A field's value for people; a range as its two ends."""
    value = record.get(name)
    if value in (None, "", []):
        return NOTHING
    upper = record.get("value_max") if name == "value" else None
    return _plain(value) if upper is None else f"{_plain(value)}–{_plain(upper)}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)
