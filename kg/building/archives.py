"""Archives in a build: files with one document a row, gone through row by row as often as needed, never held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kg import given as known
from kg.errors import UsageError
from kg.iri import local
from kg.model import Document, Given
from kg.read.columns import Columns, NoTextColumn, choose
from kg.read.rows import DATABASES, MEDIA_TYPES, BadRow, Row, RowFile, open_rows

_ID = 60  # characters of an id that a name keeps; names become file names
_BLANK = "\ufeff \t\r\n\u3000"


@dataclass(frozen=True, slots=True)
class Selected:
    """What the user says about the archives of a build.

    Attributes:
        columns: the header of each field (``text``, ``title``, ...) that is not to be guessed.
        table: the table or view of a database.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    table: str | None = None


@dataclass(frozen=True, slots=True)
class BadDocument:
    """A row that gives no document: ``key`` is what it would be called within the archive."""

    key: str
    reason: str


@dataclass(slots=True)
class Told:
    """What one pass through an archive noticed: rows without text, and dates that are none."""

    blank: int = 0
    dates: list[str] = field(default_factory=list)
    bad_dates: int = 0

    def notes(self, name: str) -> Iterator[str]:
        if self.blank:
            yield f"{name}: {self.blank} rows without text passed over"
        if self.bad_dates:
            yield f"{name}: {self.bad_dates} dates not understood, such as {self.dates[0]}"


@dataclass(slots=True)
class Archive:
    """An archive whose columns are known.

    Attributes:
        name: what its documents are called before the ``#``.
    """

    path: Path
    name: str
    columns: Columns
    _file: RowFile

    def documents(self, told: Told | None = None) -> Iterator[Document | BadDocument]:
        """The documents in row order, named ``archive#id`` or, without a column of ids, ``archive#number``.

        ``sha256`` is that of the text in UTF-8, which is the file that a build keeps of it.

        Raises:
            ReadError: from here on the archive cannot be read.
        """
        told = told or Told()
        fields = list(self.columns.taken)
        first_with: dict[str, int] = {}
        for row in self._file.rows(list(self.columns.taken.values())):
            if isinstance(row, BadRow):
                yield BadDocument(str(row.number), f"{row.where} {row.reason}")
                continue
            cells = dict(zip(fields, row.cells, strict=True))
            text = cells["text"]
            if not text.strip(_BLANK):
                told.blank += 1
                continue
            key = _key(cells.get("id", "").strip(), row)
            first = first_with.setdefault(key, row.number) if "id" in cells else row.number
            if first != row.number:
                yield BadDocument(f"row-{row.number}", f"row {row.number} has the id {key!r} of row {first}")
                continue
            text = text.encode("utf-8", "replace").decode("utf-8")
            yield Document(
                name=f"{self.name}#{key}",
                text=text,
                media_type=MEDIA_TYPES[self.path.suffix.lower()],
                sha256=sha256(text.encode("utf-8")).hexdigest(),
                given=_given(cells, row, told),
            )


def open_archive(path: Path, name: str, selected: Selected) -> Archive:
    """Open an archive and decide which of its columns to take.

    Raises:
        ReadError: it cannot be read.
        NoTextColumn: it is not certain which column, or which table, holds the documents.
    """
    if path.suffix.lower() in DATABASES and not selected.table:
        return _only_table(path, name, selected)
    file = open_rows(path, selected.table)
    return Archive(path, name, choose(file.columns, selected.columns), file)


def _only_table(path: Path, name: str, selected: Selected) -> Archive:
    """The one table of a database that has a column of texts."""
    from kg.read.sqlite import SqliteTable, tables

    found = tables(path)
    fitting = []
    for table, headers in found.items():
        try:
            fitting.append((table, choose(headers, selected.columns)))
        except NoTextColumn as error:
            if len(found) == 1:
                raise
            if error.candidates:
                why = f"the text of table {table!r} could be {' or '.join(map(repr, error.candidates))}"
                raise NoTextColumn(f"{why}; say which with --text-column", headers) from error
    if len(fitting) == 1:
        return Archive(path, name, fitting[0][1], SqliteTable(path, fitting[0][0]))
    described = [f"{table} ({', '.join(headers)})" for table, headers in found.items()]
    why = "several tables could hold the documents" if fitting else "no table surely holds documents"
    raise _NoTable(f"{why}; say which with --table and --text-column; its tables are {'; '.join(described) or 'none'}")


class _NoTable(NoTextColumn):
    def __init__(self, reason: str) -> None:
        ValueError.__init__(self, reason)
        self.candidates = ()


def refuse(path: Path, reason: str) -> UsageError:
    """The error for an archive that the user names and that needs more options."""
    return UsageError(f"{path}: {reason}")


def is_archive(path: Path) -> bool:
    """Whether a file's ending is that of an archive."""
    return path.suffix.lower() in MEDIA_TYPES


def _key(identifier: str, row: Row) -> str:
    """What a document is called within its archive: its id as far as it can be part of a file name."""
    if not identifier:
        return str(row.number)
    key = local(identifier)
    if len(key) <= _ID and len(key.encode("utf-8")) <= 2 * _ID:
        return key
    return f"{key[: _ID // 2]}-{sha256(identifier.encode('utf-8', 'replace')).hexdigest()[:12]}"


def _given(cells: Mapping[str, str], row: Row, told: Told) -> Given:
    def said(field: str) -> str | None:
        return " ".join(cells.get(field, "").split()) or None

    issued = None
    if written := cells.get("date", "").strip():
        issued = known.day(written)
        if issued is None:
            told.bad_dates += 1
            if not told.dates:
                told.dates.append(f"{written[:40]!r} in row {row.number}")
    return Given(said("title"), said("number"), said("issuer"), issued, said("place"))
