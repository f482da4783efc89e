"""Gold records of any number of documents against what was read from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import KgError, ReadError, UsageError
from kg.evaluation.measures import Comparison, Counts, compare
from kg.evaluation.records import Record, flaw, lacking, read_records, within
from kg.model import Statement

Source = str | Path | Iterable[Record | Statement]
"""A JSONL file, a folder of them, or the records themselves."""

_Grouped = dict[str, list[dict[str, Any]]]


@dataclass(slots=True)
class Evaluation:
    """The comparison of one or more documents.

    Attributes:
        documents: by name, in name order.
    """

    documents: dict[str, Comparison] = field(default_factory=dict)

    @property
    def counts(self) -> Counts:
        """All documents added up."""
        return sum((found.counts for found in self.documents.values()), Counts())

    @property
    def pairs(self) -> list[tuple[Record, Record, tuple[str, ...]]]:
        """Gold record, predicted record and the names of the fields that differ, of all documents."""
        return [pair for found in self.documents.values() for pair in found.pairs]

    @property
    def missed(self) -> list[Record]:
        """Gold records without a prediction, of all documents."""
        return [record for found in self.documents.values() for record in found.missed]

    @property
    def false(self) -> list[Record]:
        """Predictions without a gold record, of all documents."""
        return [record for found in self.documents.values() for record in found.false]


def evaluate(gold: Source, predicted: Source, *, bounds: tuple[int, int] | None = None) -> Evaluation:
    """Compare records made by hand with predicted ones.

    >>> by_hand = [{"start": 5, "end": 9, "kind": "target", "indicator": "新建学校", "value": 20, "value_max": None,
    ...             "unit": "所", "comparator": ">=", "change": "level", "deadline": "2025-12-31"}]
    >>> result = evaluate(by_hand, [{**by_hand[0], "comparator": "="}])
    >>> result.counts.mention, result.counts.tuple, result.pairs[0][2]
    (1.0, 0.0, ('comparator',))

    Records belong to the document that their ``doc`` names, or else that their file is called after. A gold file may
    be called after the document with or without its suffix. Predictions for documents without gold records do not
    count; a gold document without predictions counts as missed. When both sides hold one document each, the two are
    taken for the same one, whatever they are called.

    Args:
        gold: a JSONL file, a folder of them (not searched deeper), or records.
        predicted: the same, a folder that ``kg build`` wrote, or statements as :func:`kg.extract` gives them.
        bounds: compare only records that start at these offsets, end excluded.

    Raises:
        ReadError: a file cannot be read, or holds something that is no record.
        UsageError: something given is no record, or a gold document fits several predicted ones.
        KgError: there are no gold records.
    """
    by_hand = _grouped(gold, bounds)
    read = _grouped(predicted, bounds)
    for records in by_hand.values():
        for record in records:
            if name := lacking(record):
                raise UsageError(f"a gold record at {record['start']} has no {name}")
    if not by_hand:
        raise KgError("there are no gold records" + (f" from {bounds[0]} to {bounds[1]}" if bounds else ""))
    found: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
    for name, records in by_hand.items():
        home = next(iter(read)) if len(by_hand) == len(read) == 1 else _home(name, read)
        entry = found.setdefault(home or name, ([], read.get(home or name, [])))
        entry[0].extend(records)
    return Evaluation({name: compare(within(g, None), p) for name, (g, p) in sorted(found.items())})


def _grouped(source: Source, bounds: tuple[int, int] | None) -> _Grouped:
    """Records in text order, by document."""
    grouped: _Grouped = {}
    for name, records in _named(source).items():
        for record in within(records, bounds):
            grouped.setdefault(record.get("doc") or name, []).append(record)
    return grouped


def _named(source: Source) -> Mapping[str, list[dict[str, Any]]]:
    """Records by the name of their file; those that come from no file have the name ``text``."""
    if not isinstance(source, str | Path):
        return {"text": [_record(n, item) for n, item in enumerate(source)]}
    path = Path(source)
    if not path.is_dir():
        return {path.stem: read_records(path)}
    if (path / "targets.jsonl").is_file():
        path = path / "targets.jsonl"
        return {path.stem: read_records(path)}
    files = sorted(path.glob("*.jsonl"))
    if not files:
        raise ReadError(path, "holds no .jsonl file")
    return {file.stem: read_records(file) for file in files}


def _record(n: int, item: Record | Statement) -> dict[str, Any]:
    record = item.record() if isinstance(item, Statement) else dict(item)
    problem = flaw(record)
    if problem:
        raise UsageError(f"record {n}: {problem}")
    return record


def _home(name: str, documents: Collection[str]) -> str | None:
    """The document that gold records called ``name`` are for."""
    if name in documents:
        return name
    fitting = [d for d in documents if name in (PurePosixPath(d).name, PurePosixPath(d).stem)]
    if len(fitting) > 1:
        raise UsageError(f"gold records of {name} fit several documents ({', '.join(fitting)}): give them a doc")
    return fitting[0] if fitting else None
