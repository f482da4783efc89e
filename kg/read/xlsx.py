"""Excel's ``.xlsx``: every visible sheet as a table, numbers as the sheet shows them.

Rows and columns count as in the sheet (A1 is row 0, column 0). Hidden sheets are left out; hidden rows and columns are
read, since a filter hides rows that the document has. Formulas are read by the values that were saved with them.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from kg.read.displayed import CHINESE_DATES, displayed
from kg.read.layout import Content, Layout, Slot
from kg.read.limits import Limits
from kg.read.zipped import Package, refuse_declarations

_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\b[^>]{0,200}?\bref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)
_PLAIN_NAME = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_PROPERTIES = "docProps/core.xml"
_MODIFIED = "{http://purl.org/dc/terms/}modified"
_BLANK = " \t\r\n\u3000\xa0"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def extract(data: bytes, limits: Limits) -> Content:
    """The sheets of a workbook.

    Raises:
        ValueError: it is damaged, encrypted, no workbook, or beyond the limits.
    """
    from openpyxl import load_workbook

    package = Package(data, limits)
    merged = _merged_ranges(package)
    layout = Layout(limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                sheet.reset_dimensions()
                cells = _cells(sheet, book.epoch, limits.cells)
                if cells:
                    if not _PLAIN_NAME.fullmatch(sheet.title.strip()):
                        layout.heading(sheet.title, 1)
                    layout.table(_slots(cells, merged.get(sheet.title, []), limits), sheet.title)
    except ValueError as error:
        if str(error).startswith("has "):
            raise
        raise ValueError(f"is damaged: {error}") from error
    except (ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError, RecursionError) as error:
        raise ValueError(f"is damaged: {type(error).__name__} in the workbook ({error})") from error
    return replace(layout.content(), saved=_saved(package))


def _saved(package: Package) -> str | None:
    """The day on which the workbook says that it was last saved."""
    if _PROPERTIES not in package:
        return None
    said = next((e.text or "" for e in package.xml(_PROPERTIES).iter(_MODIFIED)), "")[:10]
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        return None


def _merged_ranges(package: Package) -> dict[str, list[tuple[int, int, int, int]]]:
    """Sheet name to its merged ranges (first row, first column, last row, last column); all parts are checked."""
    relations = package.xml("xl/_rels/workbook.xml.rels")
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    paths: dict[str, str] = {}
    for sheet in package.xml("xl/workbook.xml").iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        paths[target.lstrip("/") if target.startswith("/") else f"xl/{target}"] = sheet.get("name", "")
    for name in package.names():
        if not name.endswith((".xml", ".rels")) or name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
            continue
        part = package.read(name)
        refuse_declarations(part, name)
        if name in paths:
            found[paths[name]] = [_range(*match.groups()) for match in _MERGED.finditer(part)]
    return found


def _range(left: bytes, top: bytes, right: bytes, bottom: bytes) -> tuple[int, int, int, int]:
    return int(top) - 1, _column(left), int(bottom) - 1, _column(right)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _cells(sheet: Any, epoch: datetime, most: int) -> dict[tuple[int, int], str]:
    """Row and column to words, for the cells that have any."""
    out: dict[tuple[int, int], str] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            text = _shown(cell, epoch).strip(_BLANK)
            if text:
                out[cell.row - 1, cell.column - 1] = text
        if len(out) > most:
            raise ValueError(f"has tables of more than {most:,} cells, which is the most that is read "
                             "(--max-cells raises it)")  # fmt: skip
    return out


def _shown(cell: Any, epoch: datetime) -> str:
    value = cell.value
    if isinstance(value, str):
        return "" if cell.data_type == "e" else value
    form = cell.number_format
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        chinese = CHINESE_DATES.get(cell.style_array.numFmtId) if form == "General" else None
        if chinese:
            from openpyxl.utils.datetime import from_excel

            value, form = from_excel(value, epoch), chinese
    if isinstance(value, (bool, int, float, date, datetime, time, timedelta)):
        return displayed(value, form)
    return str(value)


def _slots(
    cells: dict[tuple[int, int], str], merged: list[tuple[int, int, int, int]], limits: Limits
) -> Iterator[Slot]:
    """The used range, empty cells included, without what merged cells cover; rows without a word are left out."""
    rows = sorted({row for row, _ in cells})
    first, last = min(column for _, column in cells), max(column for _, column in cells)
    if len(rows) * (last - first + 1) > limits.cells:
        raise ValueError(f"has tables of more than {limits.cells:,} cells, which is the most that is read "
                         "(--max-cells raises it)")  # fmt: skip
    starts: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    used = set(rows)
    for top, left, bottom, right in merged[: limits.cells]:
        right, bottom = min(right, last), min(bottom, rows[-1])
        if (top, left) not in cells or right < left or bottom < top:
            continue
        starts[top, left] = bottom - top + 1, right - left + 1
        for row in range(top, bottom + 1):
            if row in used:
                covered.update((row, column) for column in range(left, right + 1))
    for row in rows:
        for column in range(first, last + 1):
            if (row, column) in starts:
                yield Slot(row, column, cells[row, column], *starts[row, column])
            elif (row, column) not in covered:
                yield Slot(row, column, cells.get((row, column), ""))
