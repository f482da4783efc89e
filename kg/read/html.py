"""HTML: the text that a reader of the page would call its content, its tables, headings and particulars.

Blocks and lines broken by ``<br>`` each become one line, in reading order; a table that places parts of the page is
none. The page's title is the first line unless the content begins with it. Scripts, styles, forms, hidden parts, menus
and the page's own words (share, print, who runs the site) are dropped; a menu is what the page marks as one
(``<nav>``, ``<aside>``, ``<footer>``, ``role=navigation``) or a block that is nothing but three or more short links.
A table or list of particulars (索引号, 发文机关, 文号, 成文日期) is given with the document and is not in its text.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import TYPE_CHECKING

from kg.data import table as vocabulary
from kg.model import Given
from kg.read import charset, html_tables
from kg.read.layout import Content, Layout, Slot
from kg.read.limits import DEFAULT, Limits
from kg.read.particulars import given, is_particulars, pairs_of_lines, pairs_of_slots

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DROPPED = frozenset(
    "aside audio button canvas datalist dialog embed footer form head iframe input map math menu nav noscript object "
    "script select style svg template textarea title video".split()
)
_DROPPED_ROLES = frozenset("banner complementary contentinfo menu menubar navigation search".split())
_BLOCKS = frozenset(
    "address article blockquote body br caption center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 "
    "h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_MENU_BLOCKS = frozenset("div dl li ol p section table tbody td tr ul".split())
_LISTS = frozenset("ul dl ol div table tbody".split())
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_MENU_LINKS = 3
_MENU_LINK_LENGTH = 12
_SMALL = (10, 1000)  # characters of a list of particulars
_NAMED_SHARE = 0.25
"""A part whose name says that it is no content is dropped when it has less than this share of the page's characters."""

_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"\s{0,99}<\?xml\b[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(r"\s{0,99}<\?xml[^>]{0,200}\?>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

_Line = tuple[str, int]  # words and heading level, 0 for none
_Item = _Line | list[Slot]


def extract(data: bytes, limits: Limits = DEFAULT, label: str | None = None) -> Content:
    """The readable content of a page.

    Args:
        label: the charset that what delivered the page declares, which goes before the page's own.

    Raises:
        ValueError: the page's encoding is unknown or its bytes do not fit it, it is no HTML, or beyond the limits.
    """
    from lxml import etree, html

    source = _XML.sub("", decode(data, label).lstrip("\ufeff"), count=1)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(f"is no HTML page ({error})") from error
    if beyond := [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]:
        raise ValueError(f"is beyond what is read of a page: {beyond[0]}")
    return _Page(root, limits).content()


def decode(data: bytes, label: str | None = None) -> str:
    """The characters of a page, by its byte order mark or what is declared, else by what the bytes look like.

    Raises:
        ValueError: no known encoding fits the bytes.
    """
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and not charset.is_utf8(data):
        found = _XML_CHARSET.match(data, 0, 4096) or _CHARSET.search(data, 0, 4096)
        for name in (label, found[1].decode("ascii") if found else None):
            text = charset.declared(data, name) if name and not name.lower().startswith("utf-16") else None
            if text is not None and "\0" not in text:
                return text
    return charset.detect(data)[0].removeprefix("\ufeff")


class _Page:
    """One page on its way to :class:`Content`."""

    def __init__(self, root: HtmlElement, limits: Limits) -> None:
        self._root = root
        self._limits = limits
        self._left = limits.cells
        self._pairs: list[tuple[str, str]] = []
        self._menus, self._small = _parts(root)

    def content(self) -> Content:
        items = [item for item in self._items(self._root) if item]
        layout = Layout(self._limits)
        title = _SPACE.sub(" ", self._root.findtext(".//title") or "").strip()
        first = next((item[0] for item in items if isinstance(item, tuple)), "")
        if title and (not first or first not in title):
            layout.paragraph(title)
        for item in items:
            if isinstance(item, list):
                layout.table(item)
            elif _is_furniture(item[0]):
                continue
            elif item[1]:
                layout.heading(*item)
            else:
                layout.paragraph(item[0])
        return layout.content(self._given())

    def _given(self) -> Given:
        meta = {m.get("name", "").lower(): m.get("content", "") for m in self._root.iter("meta")}
        pairs = [("title", meta.get("articletitle", "")), ("published", meta.get("pubdate", ""))]
        return given(self._pairs, pairs)

    def _items(self, root: HtmlElement) -> list[_Item]:
        """The visible lines and tables under an element, in reading order."""
        from lxml import etree

        items: list[_Item] = []
        parts: list[str] = []
        preformatted = level = 0

        def end_line() -> None:
            text = "".join(parts)
            parts.clear()
            for line in text.split("\n") if preformatted else [_SPACE.sub(" ", text)]:
                if line := line.strip(" \t\r\f"):
                    items.append((line, level))

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            skipped = element is not root and (element in self._menus or _is_dropped(element))
            if element.tag in _BLOCKS:
                end_line()
            if element.tag == "pre" and not skipped:
                preformatted += 1 if event == "start" else -1
            if element.tag in _HEADINGS and not skipped:
                level = _HEADINGS[element.tag] if event == "start" else 0
            if event == "end":
                parts.append((element.tail or "") if element is not root else "")
            elif skipped or (element is not root and self._taken(element, items)):
                walk.skip_subtree()
            else:
                parts.append(element.text or "")
        end_line()
        return items

    def _taken(self, element: HtmlElement, items: list[_Item]) -> bool:
        """Read an element as a whole where it is a table or the page's particulars."""
        if element.tag == "table" and html_tables.is_data(element):
            caption = element.find("caption")
            if caption is not None:
                items.append((self._text(caption), 0))
            slots = html_tables.slots(element, self._text, self._left)
            self._left -= len(slots)
            pairs = pairs_of_slots(slots)
            if is_particulars(pairs, sum(bool(slot.text) for slot in slots)):
                self._pairs += pairs
            else:
                items.append(slots)
            return True
        if element in self._small and is_particulars(pairs_of_lines(["\n".join(element.itertext())]), 0):
            lines = [item[0] for item in self._items(element) if isinstance(item, tuple)]
            pairs = pairs_of_lines(lines)
            if is_particulars(pairs, 2 * len(lines)):
                self._pairs += pairs
                return True
        return False

    def _text(self, element: HtmlElement) -> str:
        """The lines of a table cell; a table inside it gives a line a row."""
        if not len(element):
            return _SPACE.sub(" ", element.text or "").strip(" ")
        lines: list[str] = []
        for item in self._items(element):
            if isinstance(item, tuple):
                lines.append(item[0])
            else:
                rows: dict[int, list[str]] = {}
                for slot in item:
                    rows.setdefault(slot.row, []).append(slot.text.replace("\n", " "))
                lines += (" ".join(filter(None, row)) for row in rows.values())
        return "\n".join(lines)


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in vocabulary("pages")["furniture"]))


def _is_furniture(line: str) -> bool:
    return len(line) < 200 and bool(_furniture().search(line.strip("\u3000\xa0 ")))


@cache
def _names() -> frozenset[str]:
    return frozenset(vocabulary("pages")["names"]["words"])


def _is_dropped(element: HtmlElement) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return element.get("role") in _DROPPED_ROLES or bool(_HIDDEN.search(element.get("style") or ""))


def _is_named(element: HtmlElement) -> bool:
    """Whether class or id say that this is a part of the site and not of the document."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return not names.isspace() and any(part.lower() in _names() for part in _NAME_PARTS.findall(names[:200]))


def _parts(root: HtmlElement) -> tuple[set[HtmlElement], set[HtmlElement]]:
    """Two kinds of blocks, found in one pass from the leaves up.

    Returns:
        those that hold nothing but short links or are named as parts of the site, and small ones that can be a list of
        particulars.
    """
    from lxml import etree

    found: set[HtmlElement] = set()
    small: set[HtmlElement] = set()
    named: list[tuple[HtmlElement, int]] = []
    counts: dict[HtmlElement, tuple[int, int, int]] = {}  # characters, characters in links, links
    characters = 0
    for _, element in etree.iterwalk(root, events=("end",)):
        characters = _length(element.text)
        linked = links = 0
        for child in element:
            child_characters, child_linked, child_links = counts.pop(child)
            characters += child_characters + _length(child.tail)
            linked += child_linked
            links += child_links
        if element.tag == "a":
            linked, links = characters, int(characters > 0)
        elif _is_dropped(element):
            characters = linked = links = 0
        elif element.tag in _MENU_BLOCKS and _is_menu(characters, linked, links):
            found.add(element)
            characters = linked = links = 0
        elif element.tag in _BLOCKS and _is_named(element):
            named.append((element, characters))
        if element.tag in _LISTS and len(element) and _SMALL[0] <= characters <= _SMALL[1]:
            small.add(element)
        counts[element] = (characters, linked, links)
    found.update(element for element, own in named if own < characters * _NAMED_SHARE)
    return found, small


def _is_menu(characters: int, linked: int, links: int) -> bool:
    """Whether a block is short links and, between them, no more than separators such as ``|`` and ``>``."""
    return links >= _MENU_LINKS and characters - linked <= 2 * links and linked <= links * _MENU_LINK_LENGTH


def _length(text: str | None) -> int:
    return sum(not c.isspace() for c in text) if text else 0
