"""HTML: the text that a reader of the page would call its content.

Blocks, table cells and lines broken by ``<br>`` each become one line, in reading order, which is how a page looks when
it is copied into a text file. The page's title is the first line unless the content begins with it. Scripts, styles,
forms, hidden parts and menus are dropped; a menu is what the page marks as one (``<nav>``, ``<aside>``, ``<footer>``,
``role=navigation``) or a block that is nothing but three or more short links.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

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
_MENU_LINKS = 3
_MENU_LINK_LENGTH = 12

_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_GB = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}
_XML = re.compile(r"\s{0,99}<\?xml[^>]{0,200}\?>")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)


def extract(data: bytes) -> str:
    """The readable text of a page, lines separated by ``\\n``.

    Raises:
        ValueError: the page's encoding is unknown or its bytes do not fit it, or it is no HTML.
    """
    from lxml import etree, html

    source = _XML.sub("", decode(data), count=1)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(source.encode("utf-8"), parser=parser)
    except etree.ParserError as error:
        raise ValueError(f"is no HTML page ({error})") from error
    if limits := [entry.message for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"]:
        raise ValueError(f"is beyond what is read of a page: {limits[0]}")
    lines = _lines(root, _menus(root))
    title = _SPACE.sub(" ", root.findtext(".//title") or "").strip()
    if title and (not lines or lines[0] not in title):
        lines.insert(0, title)
    return "\n".join(lines)


def decode(data: bytes) -> str:
    """The characters of a page, by its byte order mark or its declaration, else UTF-8.

    GB2312 and GBK are read as GB18030, which contains them.

    Raises:
        ValueError: the bytes do not fit the encoding, or it has no known name.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    else:
        found = _CHARSET.search(data, 0, 4096)
        encoding = found[1].decode("ascii").lower() if found else "utf-8"
    try:
        text = data.decode(_GB.get(encoding, encoding))
    except LookupError as error:
        raise ValueError(f"declares an unknown charset {encoding!r}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"is not {encoding}, which it should be (position {error.start})") from error
    if "\0" in text:
        raise ValueError("is a binary file, not a page")
    return text


def _lines(root: HtmlElement, menus: set[HtmlElement]) -> list[str]:
    """The page's visible lines in reading order."""
    from lxml import etree

    lines: list[str] = []
    parts: list[str] = []
    preformatted = 0

    def end_line() -> None:
        text = "".join(parts)
        parts.clear()
        for line in text.split("\n") if preformatted else [_SPACE.sub(" ", text)]:
            if line := line.strip(" \t\r\f"):
                lines.append(line)

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        skipped = element in menus or _is_dropped(element)
        if element.tag in _BLOCKS:
            end_line()
        if element.tag == "pre" and not skipped:
            preformatted += 1 if event == "start" else -1
        if event == "end":
            parts.append(element.tail or "")
        elif skipped:
            walk.skip_subtree()
        else:
            parts.append(element.text or "")
    end_line()
    return lines


def _is_dropped(element: HtmlElement) -> bool:
    if element.tag in _DROPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return element.get("role") in _DROPPED_ROLES or bool(_HIDDEN.search(element.get("style") or ""))


def _menus(root: HtmlElement) -> set[HtmlElement]:
    """The blocks that hold nothing but short links, found in one pass from the leaves up."""
    from lxml import etree

    found: set[HtmlElement] = set()
    counts: dict[HtmlElement, tuple[int, int, int]] = {}  # characters, characters in links, links
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
        counts[element] = (characters, linked, links)
    return found


def _is_menu(characters: int, linked: int, links: int) -> bool:
    """Whether a block is short links and, between them, no more than separators such as ``|`` and ``>``."""
    return links >= _MENU_LINKS and characters - linked <= 2 * links and linked <= links * _MENU_LINK_LENGTH


def _length(text: str | None) -> int:
    return sum(not c.isspace() for c in text) if text else 0
