"""Records as they come from files and from people: read, checked, told apart by document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import ReadError

Record = Mapping[str, Any]
"""The fields of one statement; ``start`` and ``end`` are always there."""

CORE = ("kind", "value", "unit", "comparator", "change", "deadline", "indicator")
NAMES = ("lead", "responsible", "supervisor")
_WORDS = ("doc", "quote", "number", "kind", "unit", "comparator", "change", "deadline", "indicator")
_NUMBERS = ("value", "value_max")


def read_records(path: Path, bounds: tuple[int, int] | None = None) -> list[dict[str, Any]]:
    """The records of a JSONL file in text order, those that start within ``bounds`` if given.

    Raises:
        ReadError: the file cannot be read, or a line is no JSON object with ``start`` and ``end``.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(path, str(error)) from error
    records = []
    for number, line in enumerate(text.split("\n"), 1):  # a quote may hold other line ends, as U+2028
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ReadError(path, f"line {number} is no JSON") from error
        problem = flaw(record)
        if problem:
            raise ReadError(path, f"line {number}: {problem}")
        records.append(record)
    return within(records, bounds)


def within(records: Iterable[dict[str, Any]], bounds: tuple[int, int] | None) -> list[dict[str, Any]]:
    """The records that start in ``[bounds[0], bounds[1])``, in text order."""
    kept = (r for r in records if bounds is None or bounds[0] <= r["start"] < bounds[1])
    return sorted(kept, key=lambda r: (r["start"], r["end"]))


def flaw(record: Any) -> str | None:
    """Why something is no record, or ``None`` when it is one."""
    if not isinstance(record, dict):
        return "a record is a JSON object"
    start, end = record.get("start"), record.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        return "a record has a span: start and end, whole numbers, end after start"
    if not all(isinstance(record.get(name), int | None) for name in ("quote_start", "quote_end")):
        return "quote_start and quote_end are whole numbers"
    for name in _WORDS:
        if not isinstance(record.get(name), str | None):
            return f"{name} is text or null"
    for name in _NUMBERS:
        if not _number(record.get(name)):
            return f"{name} is a number or null"
    for name in NAMES:
        names = record.get(name)
        if names is not None and not (isinstance(names, list) and all(isinstance(n, str) for n in names)):
            return f"{name} is a list of names"
    return None


def lacking(record: Record) -> str | None:
    """The first field that a gold record needs and this one has not."""
    return next((name for name in CORE if name not in record), None)


def _number(value: Any) -> bool:
    if value is None:
        return True
    try:
        return not isinstance(value, bool) and isinstance(value, int | float) and float(value) == value
    except OverflowError:
        return False
