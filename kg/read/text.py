"""Plain text and Markdown: the file's own characters, untouched, and the tables and headings that they mark."""

from __future__ import annotations

from kg.read import charset
from kg.read.layout import Content
from kg.read.limits import DEFAULT, Limits
from kg.read.text_tables import headings, tables


def decode(data: bytes) -> str:
    """The characters of a text in UTF-8, UTF-16, GB18030 or Big5, every one of them kept.

    Raises:
        ValueError: the bytes are no text; the message says why.
    """
    return charset.detect(data)[0]


def extract(data: bytes, limits: Limits = DEFAULT, *, markdown: bool = False) -> tuple[Content, str]:
    """The content of a text and its encoding.

    Args:
        markdown: whether lines with ``#`` are headings; tables of bars are found in any text.

    Raises:
        ValueError: it is no text, or has more cells than are read.
    """
    text, encoding = charset.detect(data)
    return Content(text, tables(text, limits.cells), headings(text) if markdown else ()), encoding
