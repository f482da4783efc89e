"""PDF with a text layer: paragraphs put together from lines, ruled tables, pages.

Lines that stand at the top or bottom of most pages and page numbers are left out. A table that goes on over a page is
one, without its repeated header. Tables without ruled lines are found where they have a header of known words. A
paragraph that a page breaks is one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from kg.read.layout import Content, Layout, Slot
from kg.read.limits import Limits
from kg.read.pdf_lines import Line, Margins, cell_text, continues, joined, line_of, rows_of
from kg.read.pdf_page import Char, Page, read_page
from kg.read.pdf_tables import PageTable, continued
from kg.read.pdf_unruled import unruled
from kg.read.ruled import Grid, grids

EDGE_LINES = 2
"""So many lines at the top and at the bottom of a page can be a header or footer."""
TITLE = 6
"""Characters of a running title that stands beside a table without ruled lines."""
RUNNING = 2
"""So many pages back, a running title stands again: there may be one for pages on the left and one for the right."""
FEWEST_CHARACTERS = 5
"""A page, on average: what has fewer has no text layer."""
UNREADABLE = 0.3
"""The share of characters without a meaning that makes a text layer useless."""

_PAGE_NUMBER = re.compile(
    r"[-—–－·•_~ ]+(?:\d{1,4}|[ivxIVX]{1,6})[-—–－·•_~ ]+|\d{1,4} ?/ ?\d{1,4}"
    r"|第 ?\d{1,4} ?页(?:[,，/ ]*共 ?\d{1,4} ?页)?"
    r"|(?:https?|file)://\S{1,200}(?: \d{1,4}/\d{1,4})?"  # what a browser prints below a page, and above it:
    r"|\d{1,4}/\d{1,2}/\d{1,4},? ?(?:[上下]午)?\d{1,2}:\d\d(?: ?[AP]M)?(?: .{1,200})?"
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_DIGITS = re.compile(r"\d+")
_MEANINGLESS = re.compile("[\ufffd\ue000-\uf8ff\x00-\x1f]")


@dataclass(slots=True)
class _Sheet:
    """A page on its way: lines and tables from top to bottom.

    Attributes:
        open: its last table without ruled lines.
        edges: its first and last lines outside ruled tables: index from the top or bottom; words, # for numbers.
    """

    height: float
    lines: list[Line]
    tables: list[PageTable] = field(default_factory=list)
    open: PageTable | None = None
    edges: frozenset[tuple[int, str]] = frozenset()


def extract(data: bytes, limits: Limits) -> Content:
    """The text of a PDF with its tables and pages.

    Raises:
        ValueError: it is damaged, encrypted, scanned, or beyond the limits.
    """
    sheets = _sheets(data, limits)
    _drop_furniture(sheets)
    return _written(sheets, limits)


def _sheets(data: bytes, limits: Limits) -> list[_Sheet]:
    import pypdfium2
    import pypdfium2.raw as pdfium

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(error):
            raise ValueError("is encrypted; save it without a password") from error
        raise ValueError(f"is damaged: no complete PDF ({error})") from error
    try:
        if len(document) > limits.pages:
            raise ValueError(f"has {len(document):,} pages, at most {limits.pages:,} are read (--max-pages raises it)")
        sheets: list[_Sheet] = []
        characters = meaningless = 0
        pictures = False
        for number in range(len(document)):
            try:
                source = document[number]
            except pypdfium2.PdfiumError:
                sheets.append(_Sheet(0, []))
                continue
            page = read_page(source, limits)
            source.close()
            characters += len(page.chars)
            meaningless += sum(bool(_MEANINGLESS.match(c.text)) for c in page.chars)
            pictures = pictures or page.pictures
            sheets.append(_sheet(page, sheets[-RUNNING:]))
    finally:
        document.close()
    if not characters and not pictures:
        return sheets
    if characters < FEWEST_CHARACTERS * len(sheets):
        raise ValueError("has no text layer: its pages are pictures (scanned); recognise their text (OCR) first")
    if meaningless > UNREADABLE * characters:
        raise ValueError("has a text layer without readable characters (its fonts do not say what they mean)")
    return sheets


def _sheet(page: Page, before: list[_Sheet]) -> _Sheet:
    """The page's tables with their words, and the lines outside them.

    Args:
        before: the last pages.
    """
    found = grids(page)
    inside: list[dict[tuple[int, int, int, int], list[Char]]] = [{} for _ in found]
    rest: list[Char] = []
    for char in page.chars:
        x, y = (char.left + char.right) / 2, char.middle
        for grid, cells in zip(found, inside, strict=True):
            if grid.ys[0] <= y <= grid.ys[-1] and (place := grid.place(x, y)):
                cells.setdefault(place, []).append(char)
                break
        else:
            rest.append(char)
    tables = [_table(grid, cells) for grid, cells in zip(found, inside, strict=True) if cells]
    rows = rows_of(rest)
    edges = {n: (n - len(rows) * (n >= EDGE_LINES), _text(rows[n])) for n in _edges(len(rows))}
    known = frozenset().union(*(sheet.edges for sheet in before))
    running = {n: _is_page_number(rows[n]) for n in edges}
    running = {n: sure for n, sure in running.items() if sure or (edges[n] in known and len(edges[n][1]) >= TITLE)}
    others, rows = unruled(rows, page, before[-1].open if before else None, running)
    lines = [line_of(row) for row in rows]
    last = others[-1] if others else None
    return _Sheet(page.height, lines, [*tables, *others], last, frozenset(edges.values()))


def _edges(count: int) -> list[int]:
    """The indices of the first and last ones of so many lines."""
    return sorted({*range(min(EDGE_LINES, count)), *range(max(0, count - EDGE_LINES), count)})


def _text(row: list[Char]) -> str:
    """The words of a line, ``#`` for numbers."""
    return _DIGITS.sub("#", "".join(char.text for char in row))


def _is_page_number(row: list[Char]) -> bool:
    text = "".join(char.text for char in row)
    return bool(_BARE_NUMBER.fullmatch(text) or _PAGE_NUMBER.fullmatch(text))


def _table(grid: Grid, cells: dict[tuple[int, int, int, int], list[Char]]) -> PageTable:
    slots = []
    for place in grid.cells:
        row, column, rows, columns = place
        text = cell_text(cells.get(place, []), grid.xs[column], grid.xs[column + columns])
        slots.append(Slot(row, column, text, rows, columns))
    return PageTable(grid.ys[0], grid.ys[-1], grid.xs, len(grid.ys) - 1, slots)


def _drop_furniture(sheets: list[_Sheet]) -> None:
    """Take out page numbers, and lines that most pages have at their top or bottom."""
    seen: Counter[tuple[bool, str]] = Counter()
    edges = [_edge_lines(sheet) for sheet in sheets]
    for page in edges:
        seen.update({(top, _DIGITS.sub("#", line.text)) for top, line in page})
    first = Counter(
        int(line.text) - n for n, page in enumerate(edges) for _, line in page if _BARE_NUMBER.fullmatch(line.text)
    )
    least = max(2, len(sheets) * 3 // 10)
    for n, (sheet, page) in enumerate(zip(sheets, edges, strict=True)):
        for top, line in page:
            if not _in_margin(sheet, line) or line not in sheet.lines:
                continue
            if _BARE_NUMBER.fullmatch(line.text):
                furniture = first[int(line.text) - n] >= least or int(line.text) == len(sheets) == 1
            else:
                furniture = seen[top, _DIGITS.sub("#", line.text)] >= least or bool(_PAGE_NUMBER.fullmatch(line.text))
            if furniture:
                sheet.lines.remove(line)


def _edge_lines(sheet: _Sheet) -> list[tuple[bool, Line]]:
    """The first and last lines of a page outside its tables, each with whether it is at the top."""
    top = min((t.top for t in sheet.tables), default=sheet.height)
    bottom = max((t.bottom for t in sheet.tables), default=0)
    first = [(True, line) for line in sheet.lines[:EDGE_LINES] if line.top < top]
    return first + [(False, line) for line in sheet.lines[-EDGE_LINES:] if line.bottom > bottom]


def _in_margin(sheet: _Sheet, line: Line) -> bool:
    """Whether a line is in the upper or lower eighth of its page."""
    return line.bottom < sheet.height * 0.125 or line.top > sheet.height * 0.875


@dataclass(slots=True)
class _Paragraph:
    text: str
    first: Line
    last: Line
    page: int
    starts: list[int] = field(default_factory=list)  # where further pages begin in it


def _written(sheets: list[_Sheet], limits: Limits) -> Content:
    layout = Layout(limits)
    margins = Margins.of(line for sheet in sheets for line in sheet.lines)
    paragraph: _Paragraph | None = None
    table: PageTable | None = None

    def close() -> None:
        nonlocal paragraph, table
        if paragraph is not None:
            for ahead in paragraph.starts:
                layout.page(ahead)
            layout.paragraph(paragraph.text)
        if table is not None:
            layout.table(table.slots, pages=table.breaks)
        paragraph = table = None

    for number, sheet in enumerate(sheets):
        new_page = True
        items: list[Line | PageTable] = [*sheet.lines, *sheet.tables]
        for item in sorted(items, key=lambda i: i.top):
            if isinstance(item, PageTable):
                if new_page and number and table is not None and continued(table, item):
                    new_page = False
                    continue
                close()
                table = item
                if new_page:
                    table.breaks.add(min(s.row for s in item.slots))
            elif paragraph is not None and continues(paragraph.last, item, margins, paragraph.first, new_page=new_page):
                text = joined(paragraph.text, item.text)
                if new_page:
                    paragraph.starts.append(len(text) - len(item.text))
                paragraph.text, paragraph.last = text, item
            else:
                close()
                paragraph = _Paragraph(item.text, item, item, number, [0] if new_page else [])
            new_page = False
        if new_page:
            close()
            layout.page()  # an empty page
    close()
    return layout.content()
