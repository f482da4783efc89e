"""One page of a PDF: its characters and its ruled lines, in points from the top left corner as it is seen."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.read.limits import Limits

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

THIN = 3.0
"""Points: what is no thicker is a line, and lines that are no further apart are one."""
SHORTEST = 5.0
MAX_DEPTH = 5
"""Of drawings inside drawings."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Char:
    """A visible character.

    Attributes:
        left, right, top, bottom: of its font's box, ``top < bottom``.
        pen, base: where it begins on its baseline, which the box does not tell where the font gives no box of its own.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    pen: float
    base: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Edge:
    """A horizontal or vertical line: where it is across its direction, and from where to where it goes along it."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """Attributes:
    width, height: of the page as it is seen.
    across, down: its horizontal and vertical lines.
    pictures: whether it has any.
    """

    width: float
    height: float
    chars: list[Char]
    across: list[Edge]
    down: list[Edge]
    pictures: bool


def read_page(page: PdfPage, limits: Limits) -> Page:
    """The characters and lines of a page.

    Raises:
        ValueError: it has more of them than are read.
    """
    place = _seen(page)
    chars = list(_chars(page, place, limits))
    width, height = page.get_size()
    out = Page(width, height, chars, [], [], False)
    left = limits.characters
    for kind, subpath in _drawn(page):
        if kind == "picture":
            out.pictures = True
            continue
        left -= len(subpath)
        if left < 0:
            raise ValueError(f"has a page with more than {limits.characters:,} lines, which is the most that is read")
        _add_edges([place(*point) for point in subpath], kind == "stroke", out)
    return out


def _seen(page: PdfPage) -> Callable[[float, float], Point]:
    """From the page's own coordinates to those of its picture: turned, and down from the top."""
    left, bottom, right, top = page.get_cropbox()
    turned = page.get_rotation()
    if turned == 90:
        return lambda x, y: (y - bottom, x - left)
    if turned == 180:
        return lambda x, y: (right - x, y - bottom)
    if turned == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _chars(page: PdfPage, place: Callable[[float, float], Point], limits: Limits) -> Iterator[Char]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    count = text.count_chars()
    if count > limits.characters:
        raise ValueError(f"has a page of more than {limits.characters:,} characters, which is the most that is read")
    box = pdfium.FS_RECTF()
    unicode, loose = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    generated, reference = pdfium.FPDFText_IsGenerated, ctypes.byref(box)
    origin, x, y = pdfium.FPDFText_GetCharOrigin, ctypes.c_double(), ctypes.c_double()
    before: Char | None = None
    for n in range(count):
        code = unicode(text.raw, n)
        if code <= 0x20 or code in (0xA0, 0xFFFE, 0xFFFF, 0x3000) or generated(text.raw, n) == 1:
            continue
        if not loose(text.raw, n, reference) or 0xD800 <= code <= 0xDFFF:
            continue
        (x1, y1), (x2, y2) = place(box.left, box.top), place(box.right, box.bottom)
        origin(text.raw, n, x, y)
        char = Char(chr(code), min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2), *place(x.value, y.value))
        if before and before.text == char.text and abs(before.left - char.left) + abs(before.top - char.top) < 1.5:
            continue  # printed twice to look bold
        yield char
        before = char
    text.close()


def _drawn(page: PdfPage) -> Iterator[tuple[str, list[Point]]]:
    """``picture``, or ``stroke`` or ``fill`` with the points of each part of each path, in the page's coordinates."""
    import pypdfium2.raw as pdfium

    wanted = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    stack = [(pdfium.FPDFPage_GetObject(page.raw, n), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
             for n in reversed(range(pdfium.FPDFPage_CountObjects(page.raw)))]  # fmt: skip
    matrix = pdfium.FS_MATRIX()
    while stack:
        item, outer, depth = stack.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind not in wanted:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            yield "picture", []
            continue
        if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
            continue
        whole = _times((matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f), outer)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth < MAX_DEPTH:
                inner = range(max(0, pdfium.FPDFFormObj_CountObjects(item)))
                stack += [(pdfium.FPDFFormObj_GetObject(item, n), whole, depth + 1) for n in reversed(inner)]
            continue
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
        if fill.value or stroke.value:
            for points in _subpaths(item, whole):
                yield ("stroke" if stroke.value else "fill"), points


def _subpaths(path: object, matrix: tuple[float, ...]) -> Iterator[list[Point]]:
    import pypdfium2.raw as pdfium

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for n in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, n)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _times(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, float, float, float, float, float]:
    """The matrix that does ``first`` and then ``second``."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _add_edges(points: list[Point], stroked: bool, page: Page) -> None:
    """A thin shape is one line; of a larger one that is drawn in outline, every straight side is."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if bottom - top <= THIN:
        if right - left >= SHORTEST:
            page.across.append(Edge((top + bottom) / 2, left, right))
    elif right - left <= THIN:
        if bottom - top >= SHORTEST:
            page.down.append(Edge((left + right) / 2, top, bottom))
    elif stroked:
        for (x1, y1), (x2, y2) in pairwise(points):
            if abs(y1 - y2) < 1 and abs(x1 - x2) >= SHORTEST:
                page.across.append(Edge(y1, min(x1, x2), max(x1, x2)))
            elif abs(x1 - x2) < 1 and abs(y1 - y2) >= SHORTEST:
                page.down.append(Edge(x1, min(y1, y2), max(y1, y2)))
