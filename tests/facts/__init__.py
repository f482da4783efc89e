"""Facts: texts of our own with what they say, read with the package's own functions."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

import kg
from kg.extraction.changes import comparator, early_comparator
from kg.extraction.periods import periods
from kg.extraction.quantities import quantities
from kg.extraction.wording import read_after, read_tail
from kg.model import Document
from kg.pipeline import extract_document
from kg.structure.numerals import numeral
from kg.structure.view import fold

FOLDER = Path(__file__).parent
OPEN = "open"  # the file of the cases that the package still gets wrong
STATUSES = ("agree", "differ", "out-of-scope")
HEADING = "2021年甲市政府工作报告\n\n三、2021年工作安排\n\n"

Row = list[Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a file; the fields are described in README.md."""

    input: str
    category: str
    read: str
    expected: list[Row] | None
    source: str
    status: str
    note: str | None = None
    year: int | None = None

    @property
    def negative(self) -> bool:
        """Whether nothing is to be found in it."""
        return not self.expected


def cases(*names: str) -> list[Case]:
    """The cases of the files ``names``, or of all files but the open one."""
    known = {field.name for field in fields(Case)}
    out = []
    for path in sorted(FOLDER.glob("*.jsonl")):
        if path.stem in names if names else path.stem != OPEN:
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line, parse_float=Decimal)
                assert row.keys() <= known, row
                out.append(Case(**row))
    return out


def told(case: Case) -> list[Row]:
    """What the package finds in the text of ``case``, in the form of its ``expected``."""
    return READERS[case.read](case)


def right(case: Case) -> bool:
    """Whether the package says what is expected; where nothing is expected of it, that it says anything at all."""
    found = told(case)
    return case.expected is None or found == case.expected


def _quantities(case: Case) -> list[Row]:
    text = fold(case.input)
    found = quantities(text)
    rows: list[Row] = []
    start = 0
    for n, q in enumerate(found):
        stop = found[n + 1].start if n + 1 < len(found) else len(text)
        before = read_tail(text, start, q.start).comparator or early_comparator(text, start, q.start)
        after, _ = read_after(text, q.end, stop)
        rows.append([case.input[q.start : q.end], q.value, q.upper, q.unit, comparator(q, before, after)])
        start = q.end
    return rows


def _any_text(case: Case) -> list[Row]:
    found = kg.quantities(case.input)
    return [[case.input[q.start : q.end], q.value, q.value_max, q.unit, q.comparator] for q in found]


def _numeral(case: Case) -> list[Row]:
    value = numeral(fold(case.input))
    return [] if value is None else [[case.input, value, None, "", "="]]


def _periods(case: Case) -> list[Row]:
    found = periods(fold(case.input), case.year)
    return [[case.input[p.start : p.end], p.first, p.last or None] for p in found if not p.base]


def _statements(case: Case) -> list[Row]:
    found = extract_document(Document("a.txt", f"{HEADING}{case.input}\n")).statements
    return [[s.number, s.indicator, s.comparator, s.change, s.deadline] for s in found]


READERS = {
    "quantities": _quantities,
    "any-text": _any_text,
    "numeral": _numeral,
    "periods": _periods,
    "statements": _statements,
}
WIDTHS = {"quantities": 5, "any-text": 5, "numeral": 5, "periods": 3, "statements": 5}
