"""JSON lines: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.read.encoding import encoding_of
from kg.read.rows import MAX_CELL, BadRow, Row, plain

_SAMPLE = 100  # lines whose keys are the columns


class JsonLines:
    """One object a line; its columns are the keys of the first hundred objects.

    A row is called by its line. Blank lines are no rows.

    Raises:
        ReadError: none of these lines is an object.
        OSError: the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = encoding_of(path)
        keys: dict[str, None] = {}
        reason = "holds no text"
        for number, line in self._lines():
            try:
                keys |= dict.fromkeys(_parse(line))
            except ValueError as error:
                reason = f"line {number}: {error}"
            if number >= _SAMPLE:
                break
        if not keys:
            raise ReadError(path, reason)
        self.columns: Sequence[str] = list(keys)

    def rows(self, names: Sequence[str]) -> Iterator[Row | BadRow]:
        for number, line in self._lines():
            try:
                record = _parse(line)
                cells = tuple(_cell(name, record.get(name)) for name in names)
            except ValueError as error:
                yield BadRow(number, f"line {number}", str(error))
                continue
            if self._encoding.damaged and any("\ufffd" in cell for cell in cells):
                yield BadRow(number, f"line {number}", f"is not {self._encoding.name.upper()}, as the rest is")
                continue
            yield Row(number, cells)

    def _lines(self) -> Iterator[tuple[int, str | None]]:
        """Lines that are not blank, with their numbers; ``None`` for one that is too long to be a row."""
        with self._path.open(encoding=self._encoding.name, errors="replace", newline="\n") as file:
            number = 0
            while line := file.readline(2 * MAX_CELL):
                number += 1
                if len(line) == 2 * MAX_CELL and not line.endswith("\n"):
                    while line and not line.endswith("\n"):
                        line = file.readline(MAX_CELL)
                    yield number, None
                elif line.strip("\ufeff \t\r\n\0"):
                    yield number, line


def _parse(line: str | None) -> dict[str, Any]:
    if line is None:
        raise ValueError(f"is longer than {2 * MAX_CELL // 1_000_000} million characters")
    try:
        record = json.loads(line.strip("\ufeff \t\r\n\0"))
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON ({error.msg} at character {error.pos})") from error
    except (ValueError, RecursionError) as error:
        raise ValueError("is JSON beyond what is read (nested too deeply, or a number too long)") from error
    if not isinstance(record, dict):
        raise ValueError("is not a JSON object")
    return record


def _cell(name: str, value: Any) -> str:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "\n".join(value)
    if isinstance(value, (list, dict)):
        raise ValueError(f"has no text as {name!r}, but a JSON {'list' if isinstance(value, list) else 'object'}")
    # A lone half of a surrogate pair can stand in JSON, but not in a file of text.
    return plain(value).replace("\0", "").encode("utf-8", "replace").decode("utf-8")
