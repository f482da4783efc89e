"""Parquet, through pyarrow (the extra ``parquet``)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError
from kg.read.rows import MAX_CELL, BadRow, Row, plain

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile as ArrowFile

_BATCH = 64  # rows held at a time


class ParquetFile:
    """One table. Of a row group only the columns asked for are unpacked, a batch of rows at a time.

    Raises:
        ReadError: pyarrow is not installed, or the file is not Parquet.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as file:
            self.columns: Sequence[str] = [str(name) for name in file.schema_arrow.names]

    def rows(self, names: Sequence[str]) -> Iterator[Row | BadRow]:
        from pyarrow import ArrowException

        number = 0
        try:
            with self._open() as file:
                for batch in file.iter_batches(batch_size=_BATCH, columns=list(dict.fromkeys(names))):
                    columns = [batch.column(name) for name in names]
                    for place in range(batch.num_rows):
                        number += 1
                        cells = tuple(plain(column[place].as_py()).replace("\0", "") for column in columns)
                        if any(len(cell) > MAX_CELL for cell in cells):
                            yield BadRow(number, f"row {number}", "is too large")
                        else:
                            yield Row(number, cells)
        except (ArrowException, OSError) as error:
            raise ReadError(self._path, f"cannot be read after row {number}: {_first_line(error)}") from error

    def _open(self) -> ArrowFile:
        try:
            from pyarrow import ArrowException
            from pyarrow.parquet import ParquetFile as ArrowFile
        except ImportError as error:
            raise ReadError(self._path, "needs pyarrow to be read: pip install 'policykg[parquet]'") from error
        try:
            return ArrowFile(self._path, memory_map=False, pre_buffer=False)
        except (ArrowException, OSError) as error:
            raise ReadError(self._path, f"is not Parquet, or is damaged: {_first_line(error)}") from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
