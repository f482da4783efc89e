"""CSV (RFC 4180) and its relatives with tabs or semicolons between the cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.errors import ReadError
from kg.read.encoding import encoding_of
from kg.read.rows import MAX_CELL, BadRow, Row

_DELIMITERS = ",\t;|"


class DelimitedFile:
    """One table; its first row that is not blank is the header.

    NUL characters, which some programs leave in text, are dropped. Blank rows do not count.

    Args:
        delimiter: between the cells, unless the header plainly has another one.

    Raises:
        ReadError: the file is binary, has no header, or a column twice without a name to tell them apart.
        OSError: it cannot be read.
    """

    def __init__(self, path: Path, delimiter: str) -> None:
        self._path = path
        self._encoding = encoding_of(path)
        self._delimiter = delimiter
        with self._lines() as lines:
            first = next((line for line in lines if line.strip("\ufeff \t\r\n")), "")
        if first.count("\0") > 2:
            raise ReadError(path, "is a binary file, not a table of text")
        if first.count(delimiter) == 0:
            self._delimiter = max(_DELIMITERS, key=lambda mark: (first.count(mark), mark == delimiter))
        header = next(self._records(), None)
        if header is None:
            raise ReadError(path, "holds no text")
        if isinstance(header, str):
            raise ReadError(path, header)
        self.columns: Sequence[str] = [cell.strip("\ufeff \t\r\n") for cell in header[1]]

    def rows(self, names: Sequence[str]) -> Iterator[Row | BadRow]:
        places = [self.columns.index(name) for name in names]
        width = len(self.columns)
        records = self._records()
        next(records, None)
        for number, record in enumerate(records, 1):
            if isinstance(record, str):
                raise ReadError(self._path, record)
            line, cells = record
            if any(cell.strip() for cell in cells[width:]):
                yield BadRow(number, f"line {line}", f"has {len(cells)} cells, the header has {width}")
                continue
            chosen = tuple(cells[place] if place < len(cells) else "" for place in places)
            if self._encoding.damaged and any("\ufffd" in cell for cell in chosen):
                yield BadRow(number, f"line {line}", f"is not {self._encoding.name.upper()}, as the rest is")
                continue
            yield Row(number, chosen)

    def _records(self) -> Iterator[tuple[int, list[str]] | str]:
        """The rows that are not blank, each with the number of its first line; last of all, what stops the reading."""
        csv.field_size_limit(MAX_CELL)
        with self._lines() as lines:
            reader = csv.reader((line.replace("\0", "") for line in lines), delimiter=self._delimiter)
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    yield f"line {line}: cannot be read from here on ({error}); is a quotation mark never closed?"
                    return
                if cells is None:
                    return
                if any(cell.strip("\ufeff \t\r\n\u3000") for cell in cells):
                    yield line, cells

    @contextmanager
    def _lines(self) -> Iterator[Iterator[str]]:
        with self._path.open(encoding=self._encoding.name, errors="replace", newline="") as file:
            yield iter(lambda: file.readline(MAX_CELL), "")
