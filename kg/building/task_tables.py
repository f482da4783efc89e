"""CSV and TSV files that are one table of tasks, told from those with one document a row."""

from __future__ import annotations

from pathlib import Path

from kg.building.archives import Selected
from kg.read import csv_table, kinds
from kg.read.columns import NoTextColumn, choose
from kg.read.layout import Content
from kg.read.limits import Limits
from kg.structure.headers import header_cell
from kg.structure.layout import Layout
from kg.structure.tables import layouts
from kg.structure.view import as_read

SUFFIXES = (".csv", ".tsv")
_HEAD = 200_000  # bytes that tell
_ROWS = 40
_LONGEST = 4_000_000  # bytes more, when the first rows are long
_OF_ARCHIVES = frozenset(("title", "date", "number", "issuer"))


def is_task_table(path: Path, selected: Selected, limits: Limits) -> bool:
    """Whether a file is one document that is a table of tasks, by its header.

    It is an archive when the user names a column, or when a column holds the texts of documents. 内容 may be such a
    column or say what is to be done: it is the former where title, date, number or issuer stand beside it.
    """
    if path.suffix.lower() not in SUFFIXES or selected.columns or selected.table:
        return False
    content = head(path, limits)
    if content is None:
        return False
    found = next((table for table in layouts(as_read(content.text), content.tables) if isinstance(table, Layout)), None)
    if found is None:
        return False
    headers = [content.text[cell.start : cell.end] for cell in found.grid.row(found.first).values()]
    try:
        taken = choose(headers, {}).taken
    except NoTextColumn:
        return True
    return bool(header_cell(as_read(taken["text"])).role) and not _OF_ARCHIVES & taken.keys()


def head(path: Path, limits: Limits) -> Content | None:
    """The first rows of a file; ``None`` when it cannot be read as a table."""
    try:
        with path.open("rb") as file:
            data = file.read(_HEAD)
            if data.count(b"\n") < _ROWS:
                data += file.read(_LONGEST)
            cut = bool(file.read(1))
        if cut:
            data = data[: data.rfind(b"\n") + 1] + (b"\0" if data.startswith(b"\xff\xfe") else b"")
        if kinds.kind_of(data, path.suffix.lower()) != "csv":
            return None
        return csv_table.extract(data, path.suffix.lower(), limits, rows=_ROWS)
    except (OSError, ValueError):
        return None
