"""SQLite databases, opened for reading only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from kg.errors import ReadError
from kg.read.rows import MAX_CELL, BadRow, Row

_MAGIC = b"SQLite format 3\0"
_STEPS = 10_000_000
_MOST_STEPS = 300  # times _STEPS for one row; a view can compute for ever


class SqliteTable:
    """One table or view. A table is read in the order of its row ids, a view in its own.

    Raises:
        ReadError: the file is not SQLite, is damaged, or has no such table.
        OSError: it cannot be read.
    """

    def __init__(self, path: Path, table: str) -> None:
        self._path = path
        self._table = table
        found = tables(path)
        if table not in found:
            raise ReadError(path, f"has no table or view {table!r}; it has {', '.join(map(repr, found)) or 'none'}")
        self.columns: Sequence[str] = found[table]

    def rows(self, names: Sequence[str]) -> Iterator[Row | BadRow]:
        cells = ", ".join(map(_quoted, names))
        query = f"SELECT {cells} FROM {_quoted(self._table)}"
        number, steps = 0, 0

        def tick() -> bool:
            nonlocal steps
            steps += 1
            return steps > _MOST_STEPS

        with closing(_connect(self._path)) as database:
            database.text_factory = bytes
            database.set_progress_handler(tick, _STEPS)
            try:
                try:
                    cursor = database.execute(f"{query} ORDER BY rowid")
                except sqlite3.OperationalError:  # a view, or a table without row ids
                    cursor = database.execute(query)
                for row in cursor:
                    number, steps = number + 1, 0
                    try:
                        yield Row(number, tuple(map(_text, row)))
                    except ValueError as error:
                        yield BadRow(number, f"row {number}", str(error))
            except sqlite3.Error as error:
                reason = "takes too long to compute" if steps > _MOST_STEPS else f"cannot be read: {error}"
                raise ReadError(self._path, f"{self._table!r} {reason} (after row {number})") from error


def tables(path: Path) -> dict[str, list[str]]:
    """The tables and views of a database, in name order, each with its columns.

    Raises:
        ReadError: the file is not SQLite, or is damaged.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ReadError(path, "is not an SQLite database")
    found: dict[str, list[str]] = {}
    with closing(_connect(path)) as database:
        try:
            names = database.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
            ).fetchall()
            for name in (name for (name,) in names if not name.startswith("sqlite_")):
                try:
                    found[name] = [row[1] for row in database.execute(f"PRAGMA table_info({_quoted(name)})")]
                except sqlite3.OperationalError:  # a view of what is not there
                    continue
        except sqlite3.Error as error:
            raise ReadError(path, f"cannot be read as SQLite: {error}") from error
    return found


def _connect(path: Path) -> sqlite3.Connection:
    """A connection that cannot write. A database in WAL mode whose folder is read-only is read as it lies on disk."""
    name = f"file:{quote(str(path.absolute()))}?mode=ro"
    try:
        database = sqlite3.connect(name, uri=True)
        try:
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            database.close()
            if path.with_name(path.name + "-wal").exists():
                raise  # what is in there would be missing
            database = sqlite3.connect(f"{name}&immutable=1", uri=True)
            database.execute("SELECT 1 FROM sqlite_master").fetchone()
        return database
    except sqlite3.Error as error:
        raise ReadError(path, f"cannot be read as SQLite: {error}") from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, bytes):
        return str(value)
    if len(value) > 4 * MAX_CELL:
        raise ValueError("is too large")
    for encoding in ("utf-8", "gb18030"):
        try:
            return value.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise ValueError("holds bytes that are no text")
