"""Word's ``.docx``: paragraphs, heading styles, the printed numbers of lists, tables, text boxes and notes.

Tracked changes are read as accepted. Headers, footers, comments, hidden text, field codes and tables of contents are
left out. The parts are those of ISO/IEC 29500-1, 17.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.read.layout import Content, Layout, Slot
from kg.read.limits import Limits
from kg.read.numbering import Numbering, W
from kg.read.zipped import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DELETED = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_UNSEEN = frozenset(f"{W}{name}" for name in ("instrText", "delText", "delInstrText", "rPr", "pPr", "rt", "rtl",
                                              "sdtPr", "sdtEndPr", "commentReference"))  # fmt: skip
_SIGNS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def extract(data: bytes, limits: Limits) -> Content:
    """The text of a Word document with its tables and headings.

    Raises:
        ValueError: it is damaged, encrypted, no Word document, or beyond the limits.
    """
    package = Package(data, limits)
    name = _main_part(package)
    folder = name.rpartition("/")[0]
    root = package.xml(name)
    body = root.find(f"{W}body")
    if body is None:
        raise ValueError("is damaged or no Word document: it has no body")

    def part(which: str) -> _Element | None:
        path = f"{folder}/{which}.xml" if folder else f"{which}.xml"
        return package.xml(path) if path in package else None

    reader = _Reader(Layout(limits), _Styles(part("styles")), Numbering(part("numbering")))
    reader.flow(body)
    for kind in ("footnote", "endnote"):
        if reader.noted[kind] and (notes := part(f"{kind}s")) is not None:
            reader.notes(kind, notes)
    return reader.layout.content()


def _main_part(package: Package) -> str:
    if "word/document.xml" in package:
        return "word/document.xml"
    types = package.xml("[Content_Types].xml")
    for override in types:
        if "wordprocessingml" in override.get("ContentType", "") and override.get("ContentType", "").endswith(
            "main+xml"
        ):
            return str(override.get("PartName", "")).lstrip("/")
    raise ValueError("is no Word document: it has no text part")


@dataclass(slots=True)
class _Style:
    name: str = ""
    base: str = ""
    outline: int | None = None
    number: str | None = None
    level: int | None = None
    hidden: bool = False


class _Styles:
    """Paragraph styles, each with what it inherits."""

    def __init__(self, root: _Element | None) -> None:
        self._own: dict[str, _Style] = {}
        self.default = ""
        for element in () if root is None else root.iterfind(f"{W}style"):
            key = element.get(f"{W}styleId", "")
            if element.get(f"{W}type") == "paragraph":
                self._own[key] = _style(element)
                if element.get(f"{W}default") in ("1", "true"):
                    self.default = key
        self._known: dict[str, _Style] = {}

    def get(self, key: str) -> _Style:
        if key not in self._known:
            out = _Style()
            seen: set[str] = set()
            at = key
            while at in self._own and at not in seen:
                seen.add(at)
                own = self._own[at]
                out.name = out.name or own.name
                out.outline = own.outline if out.outline is None else out.outline
                out.number = own.number if out.number is None else out.number
                out.level = own.level if out.level is None else out.level
                at = own.base
            self._known[key] = out
        return self._known[key]


def _style(element: _Element) -> _Style:
    properties = element.find(f"{W}pPr")
    number, level = _number(properties)
    return _Style(_val(element, "name").lower(), _val(element, "basedOn"), _outline(properties), number, level)


def _outline(properties: _Element | None) -> int | None:
    value = "" if properties is None else _val(properties, "outlineLvl")
    return int(value) if value.isascii() and value.isdigit() else None


def _number(properties: _Element | None) -> tuple[str | None, int | None]:
    """List and level; list ``0`` says that there is none."""
    element = None if properties is None else properties.find(f"{W}numPr")
    if element is None:
        return None, None
    level = _val(element, "ilvl")
    return _val(element, "numId") or None, int(level) if level.isascii() and level.isdigit() else None


def _val(element: _Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _off(element: _Element | None) -> bool:
    return element is None or element.get(f"{W}val", "1") in ("0", "false", "off")


@dataclass(slots=True)
class _Reader:
    layout: Layout
    styles: _Styles
    numbering: Numbering
    noted: dict[str, list[str]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    carried: str = ""

    def flow(self, parent: _Element) -> None:
        """Write the paragraphs and tables of the body or of a text box."""
        for element in _blocks(parent):
            if element.tag == f"{W}tbl":
                self.table(element)
            else:
                self.paragraph(element)

    def paragraph(self, element: _Element) -> None:
        boxes: list[_Element] = []
        text, level = self.line(element, boxes)
        if level is not None:
            self.layout.heading(text, level)
        else:
            self.layout.paragraph(text)
        for box in boxes:
            self.flow(box)

    def line(self, element: _Element, boxes: list[_Element]) -> tuple[str, int | None]:
        """A paragraph's text with its number, and its heading level or ``None``; its text boxes go into ``boxes``."""
        properties = element.find(f"{W}pPr")
        key = "" if properties is None else _val(properties, "pStyle")
        style = self.styles.get(key or self.styles.default)
        if style.name.startswith("toc ") and style.name[4:].isdigit():
            return "", None
        text = self.carried + "".join(self.words(element, boxes))
        self.carried = ""
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None and any(mark.find(tag) is not None for tag in _DELETED):
            self.carried = text  # its end is deleted: it runs on into the next one
            return "", None
        if text.strip():
            text = self.label(properties, key, style) + text
        outline = _outline(properties)
        outline = style.outline if outline is None else outline
        if style.name == "title":
            return text, 0
        return text, outline + 1 if outline is not None and outline < 9 else None

    def label(self, properties: _Element | None, key: str, style: _Style) -> str:
        number, level = _number(properties)
        if number is None and level is None and style.number is None and key in self.numbering.style_levels:
            number, level = self.numbering.style_levels[key]
        number = style.number if number is None else number
        if number is None:
            return ""
        if level is None:
            of_style = self.numbering.style_levels.get(key, (number, 0))
            level = style.level if style.level is not None else of_style[1] if of_style[0] == number else 0
        label = self.numbering.label(number, level)
        return label + " " if label and label[-1].isalnum() else label

    def words(self, parent: _Element, boxes: list[_Element]) -> Iterator[str]:
        """The visible words under an element."""
        for element in parent:
            tag = element.tag
            if tag == f"{W}t":
                yield element.text or ""
            elif tag == f"{W}r":
                properties = element.find(f"{W}rPr")
                if properties is None or _off(properties.find(f"{W}vanish")):
                    yield from self.words(element, boxes)
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag in _DELETED or tag in _UNSEEN:
                continue
            elif tag == f"{_MATH}t":
                yield element.text or ""
            elif tag == f"{W}txbxContent":
                boxes.append(element)
            elif tag == f"{_MC}AlternateContent":
                shown = next((c for c in element if c.tag == f"{_MC}Choice" and _has_box(c)), None)
                fallback = element.find(f"{_MC}Fallback")
                if (chosen := shown if shown is not None else fallback) is not None:
                    yield from self.words(chosen, boxes)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.noted[tag[len(W) :].removesuffix("Reference")].append(element.get(f"{W}id", ""))
            elif len(element):
                yield from self.words(element, boxes)

    def notes(self, kind: str, root: _Element) -> None:
        """Write the notes that the text refers to, each with its number in brackets."""
        by_id = {note.get(f"{W}id", ""): note for note in root.iterfind(f"{W}{kind}")}
        for n, key in enumerate(dict.fromkeys(self.noted[kind]), 1):
            if key in by_id:
                text = self.cell_text(by_id[key]).strip()
                self.layout.paragraph(f"[{n}]{text}" if text else "")

    def table(self, element: _Element) -> None:
        cells = [cell for row in _rows(element) for cell in _inner(row, f"{W}tc")]
        if len(cells) == 1:  # a box around text
            self.flow(cells[0])
        else:
            self.layout.table(self.slots(element))

    def slots(self, table: _Element) -> list[Slot]:
        """The cells of a table, merged ones once."""
        out: list[Slot] = []
        above: dict[int, Slot] = {}  # column to the cell that is being merged downwards
        for n, row in enumerate(_rows(table)):
            properties = row.find(f"{W}trPr")
            column = 0
            if properties is not None and (before := _val(properties, "gridBefore")).isdigit():
                column = min(int(before), 1000)
            below: dict[int, Slot] = {}
            for cell in _inner(row, f"{W}tc"):
                own = cell.find(f"{W}tcPr")
                span = "1" if own is None else _val(own, "gridSpan")
                columns = max(1, min(int(span), 1000)) if span.isascii() and span.isdigit() else 1
                merge = None if own is None else own.find(f"{W}vMerge")
                across = None if own is None else own.find(f"{W}hMerge")
                if across is not None and across.get(f"{W}val", "continue") == "continue" and out:
                    out[-1].columns += columns
                    column += columns
                    continue
                open_above = above.get(column)
                if merge is not None and merge.get(f"{W}val", "continue") == "continue" and open_above:
                    open_above.rows = n - open_above.row + 1
                    below[column] = open_above
                else:
                    slot = Slot(n, column, self.cell_text(cell), 1, columns)
                    out.append(slot)
                    if merge is not None:
                        below[column] = slot
                column += columns
            above = below
        return out

    def cell_text(self, cell: _Element) -> str:
        """The paragraphs of a cell; a table inside it gives a line a row."""
        lines: list[str] = []
        for element in _blocks(cell):
            if element.tag == f"{W}tbl":
                rows: dict[int, list[str]] = {}
                for slot in self.slots(element):
                    rows.setdefault(slot.row, []).append(slot.text.replace("\n", " "))
                lines += (" ".join(filter(None, row)) for row in rows.values())
            else:
                boxes: list[_Element] = []
                lines.append(self.line(element, boxes)[0])
                lines += (self.cell_text(box) for box in boxes)
        return "\n".join(lines)


def _blocks(parent: _Element) -> Iterator[_Element]:
    """The paragraphs and tables directly in a container, inside content controls and insertions too."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(element)


def _rows(table: _Element) -> Iterator[_Element]:
    for row in _inner(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}del") is None:
            yield row


def _inner(parent: _Element, tag: str) -> Iterator[_Element]:
    """The rows of a table or cells of a row, inside content controls too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _inner(element, tag)


def _has_box(element: _Element) -> bool:
    return next(element.iter(f"{W}txbxContent"), None) is not None
