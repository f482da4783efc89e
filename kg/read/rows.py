"""Files that hold many documents, one a row, read one row at a time: CSV, TSV, JSON lines, Parquet, SQLite.

Whatever such a file is, it has named columns, and gives the cells of some of them row by row as text. A row that cannot
be read is a :class:`BadRow` among the others; what stops the reading of the whole file is a :class:`ReadError`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.errors import ReadError

MAX_CELL = 20_000_000
"""The most characters that one cell may hold; the longest government reports have about 60,000."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        number: from 1; the header has none.
        cells: the text of the columns asked for, in their order; empty where there is none.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be read.

    Attributes:
        where: where it is, such as ``line 17``.
    """

    number: int
    where: str
    reason: str


class RowFile(Protocol):
    """An archive, opened."""

    @property
    def columns(self) -> Sequence[str]:
        """Their headers, in order."""

    def rows(self, names: Sequence[str]) -> Iterator[Row | BadRow]:
        """The rows in order, each with the cells of the columns ``names``; can be asked for several times.

        Raises:
            ReadError: from here on the file cannot be read.
        """


MEDIA_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".parquet": "application/vnd.apache.parquet",
    ".db": "application/vnd.sqlite3",
    ".sqlite": "application/vnd.sqlite3",
    ".sqlite3": "application/vnd.sqlite3",
}
"""The file name endings of archives, lower case, and their media types."""

DATABASES = frozenset({".db", ".sqlite", ".sqlite3"})


def open_rows(path: Path, table: str | None = None) -> RowFile:
    """Open an archive.

    Args:
        table: which table of a database; others have only one.

    Raises:
        ReadError: it cannot be opened, is empty, or is not what its name says.
    """
    suffix = path.suffix.lower()
    try:
        if not path.is_file():
            raise ReadError(path, "is not a file" if path.exists() else "does not exist")
        if path.stat().st_size == 0:
            raise ReadError(path, "is empty")
        if suffix in DATABASES:
            from kg.read.sqlite import SqliteTable

            return SqliteTable(path, table or "")
        if suffix == ".parquet":
            from kg.read.parquet import ParquetFile

            return ParquetFile(path)
        if suffix in (".jsonl", ".ndjson"):
            from kg.read.jsonlines import JsonLines

            return JsonLines(path)
        from kg.read.delimited import DelimitedFile

        return DelimitedFile(path, "\t" if suffix == ".tsv" else ",")
    except OSError as error:
        raise ReadError(path, f"cannot be read: {error.strerror or error}") from error


def plain(value: object) -> str:
    """A cell of any type as text; empty for what is none."""
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else str(value)
