"""Records as JSON lines: the file that ``kg build`` writes and every other output of records is made from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TextIO

from kg.errors import GraphError
from kg.model import Statement

Record = Mapping[str, Any]
"""What :meth:`kg.model.Statement.record` returns."""

FIELDS = tuple(field.name for field in fields(Statement))
"""The fields of a record, in order."""


def write_jsonl(records: Iterable[Record], stream: TextIO) -> None:
    """One JSON object a line, fields in the record's order, Chinese as it is."""
    for record in records:
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_records(path: Path) -> Iterator[Record]:
    """The records of a ``targets.jsonl``, one at a time.

    Raises:
        GraphError: there is no such file, or a line of it is no record.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except FileNotFoundError as error:
        raise GraphError(f"{path.parent}: no graph here; 'kg build PATH... -o {path.parent}' makes one") from error
    except OSError as error:
        raise GraphError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise GraphError(f"{path}: is damaged ({error}); build again") from error
