"""Tables as an Excel workbook that opens ready to filter, and in which no text computes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import UsageError
from kg.export.printable import printable
from kg.export.spreadsheet import cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int | float | None

WIDEST, NARROWEST = 60, 8  # characters of a column
LONGEST = 32_767  # UTF-16 code units of a cell; what is longer is cut and ends in …
MOST_ROWS, MOST_LINKS = 1_048_575, 65_530  # of a sheet, below its header
_LOOKED_AT = 200  # rows that decide how wide a column is
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_NEVER = rb"\g<1>2000-01-01T00:00:00Z"
_MADE = datetime(2000, 1, 1)  # no clock: the same tables, the same bytes


class Sheet(NamedTuple):
    """A table of a workbook.

    Attributes:
        links: by row (from 0) and column (from 0), where a cell leads.
    """

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]
    links: dict[tuple[int, int], str] = {}  # noqa: RUF012


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The bytes of an ``.xlsx`` file: bold frozen headers, filters, wrapped text.

    Raises:
        UsageError: a sheet would have more rows than Excel opens.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name[:31]), sheet)
    book.properties.created = book.properties.modified = _MADE
    out = BytesIO()
    book.save(out)
    return _undated(out.getvalue())


def _fill(page: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    if len(sheet.rows) > MOST_ROWS:
        raise UsageError(f"{len(sheet.rows):,} rows are too many for a sheet (at most {MOST_ROWS:,}); select a part")
    page.append(list(sheet.columns))
    for row in sheet.rows:
        page.append([_held(value) for value in row])
    for top in page[1]:
        top.font = Font(bold=True)
    for line in page.iter_rows(min_row=2):
        for box in line:
            box.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(box.value, str):
                box.data_type = "s"
    for (below, right), target in islice(sheet.links.items(), MOST_LINKS):
        linked = page.cell(below + 2, right + 1)
        linked.hyperlink = target
        linked.style = "Hyperlink"
    for n, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(n)].width = width
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions


def _held(value: Value) -> Value:
    """A value as a cell holds it: no formula, no character that XML has not, no text that Excel would refuse."""
    held = None if value is None else cell(value)
    if not isinstance(held, str):
        return held
    text = printable(held)
    if len(text.encode("utf-16-le")) > 2 * LONGEST:
        text = text.encode("utf-16-le")[: 2 * LONGEST - 2].decode("utf-16-le", "ignore") + "…"
    return text


def _widths(sheet: Sheet) -> list[float]:
    """How wide each column is: a Han character takes two places."""
    out = []
    for n, name in enumerate(sheet.columns):
        texts = [str(name), *(str(row[n]) for row in sheet.rows[:_LOOKED_AT] if row[n] is not None)]
        longest = max(sum(1 if c.isascii() else 2 for c in text) for text in texts)
        out.append(float(min(WIDEST, max(NARROWEST, longest + 2))))
    return out


def _undated(data: bytes) -> bytes:
    """The same archive with one fixed time on all its members."""
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name), _SAVED.sub(_NEVER, old.read(name)), ZIP_DEFLATED)
    return out.getvalue()
