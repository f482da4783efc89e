"""CSV and TSV as one table, as a spreadsheet opens it: rows and columns count as there, cells keep their line breaks.

Files with one document a row are read by :mod:`kg.read.delimited`.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from kg.read import charset
from kg.read.layout import Content, Layout, Slot
from kg.read.limits import Limits
from kg.read.rows import MAX_CELL

_BLANK = "\ufeff \t\r\n\u3000\xa0"
_DELIMITERS = {".tsv": "\t,;", ".csv": ",;\t"}
_SAMPLE = 40  # rows that tell what stands between the cells


def extract(data: bytes, suffix: str, limits: Limits, *, rows: int | None = None) -> Content:
    """The table, empty cells included; its text is put together as that of a sheet is.

    Args:
        suffix: ``.csv`` or ``.tsv``: which delimiter is the likelier one.
        rows: how many to read, all of them unless told.

    Raises:
        ValueError: it is no text, a quotation mark is never closed, or it has more cells than are read.
    """
    text = charset.detect(data)[0].removeprefix("\ufeff")
    delimiter = _delimiter(text, suffix)
    if rows is None:
        _refuse_open_quote(text, delimiter)
    records = list(islice(_records(text, delimiter, limits.cells), rows))
    width = max((n + 1 for record in records for n, cell in enumerate(record) if cell), default=0)
    layout = Layout(limits)
    layout.table(
        Slot(row, column, record[column] if column < len(record) else "")
        for row, record in enumerate(records)
        if any(record)
        for column in range(width)
    )
    return layout.content()


def _delimiter(text: str, suffix: str) -> str:
    """What parts most rows into the same number of cells, more than one."""

    def alike(mark: str) -> int:
        rows = islice(_records(text, mark, MAX_CELL), _SAMPLE)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(widths.values(), default=0)

    return max(_DELIMITERS[suffix], key=alike)


def _refuse_open_quote(text: str, delimiter: str) -> None:
    last = 0
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            last = reader.line_num
    except csv.Error as error:
        if "end of data" in str(error):
            raise ValueError(f"has a quotation mark in line {last + 1} that is never closed") from error


def _records(text: str, delimiter: str, most: int) -> Iterator[list[str]]:
    """The rows, blank ones included, cells without white space around them.

    Args:
        most: cells that are read.
    """
    csv.field_size_limit(MAX_CELL)
    left = most
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    last = 0
    try:
        for record in reader:
            left -= len(record)
            if left < 0:
                raise ValueError(
                    f"has tables of more than {most:,} cells, which is the most that is read (--max-cells raises it)"
                )
            yield [cell.strip(_BLANK) for cell in record]
            last = reader.line_num
    except csv.Error as error:
        raise ValueError(f"cannot be read from line {last + 1} on ({error})") from error
