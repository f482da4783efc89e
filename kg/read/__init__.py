"""Bytes to a :class:`~kg.model.Document`: one module a format.

The text of a ``.txt`` or ``.md`` file is the file's own decoded characters, untouched: line ends stay as they are
(``\\r\\n`` is two characters) and a byte order mark stays as the one character U+FEFF, so that every offset counts what
is on disk. The text of every other format is extracted, and offsets refer to what was extracted.

What a file is, its first bytes say (:mod:`kg.read.kinds`); what it may hold at most, :class:`~kg.read.limits.Limits`.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document
from kg.read import kinds
from kg.read.layout import Content
from kg.read.limits import DEFAULT, Limits

SUFFIXES = frozenset(kinds.SUFFIXES)
"""The file name endings that :func:`read` knows, lower case. A ``.csv`` or ``.tsv`` is one table here."""

_MEDIA_TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "mhtml": "multipart/related",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "office": "application/vnd.oasis.opendocument",
    "csv": "text/csv",
}
_BLANK = "\ufeff \t\r\n\u3000\xa0\u200b"


def read(path: Path, name: str, limits: Limits = DEFAULT) -> Document:
    """Read one file.

    Args:
        path: the file.
        name: what records of this document carry as ``doc``.
        limits: what the file may hold at most.

    Raises:
        ReadError: the file's type is unknown, or it cannot be opened, is empty, damaged, encrypted, without text or
            beyond the limits.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReadError(path, f"unknown file type {suffix or '(no suffix)'}; known are {', '.join(sorted(SUFFIXES))}")
    data = read_bytes(path, limits)
    try:
        content, media_type = extract(data, suffix, limits)
    except ValueError as error:
        raise ReadError(path, str(error)) from error
    except RecursionError as error:
        raise ReadError(path, "has parts inside one another more deeply than is read") from error
    except MemoryError as error:
        raise ReadError(path, "needs more memory than there is") from error
    if not content.text.strip(_BLANK):
        raise ReadError(path, "holds no text")
    return Document(
        name=name,
        text=content.text,
        media_type=media_type,
        sha256=sha256(data).hexdigest(),
        tables=content.tables,
        headings=content.headings,
        pages=content.pages,
        given=content.given,
        saved=content.saved,
    )


def extract(data: bytes, suffix: str, limits: Limits = DEFAULT) -> tuple[Content, str]:
    """The content of a file and its media type.

    Args:
        suffix: of its name, lower case; a hint where the bytes do not tell.

    Raises:
        ValueError: it cannot be read; the message continues the sentence that the file's name begins.
    """
    kind = kinds.kind_of(data, suffix)
    media_type = _MEDIA_TYPES[kind]
    if kind in ("text", "markdown"):
        from kg.read import text

        content, encoding = text.extract(data, limits, markdown=kind == "markdown")
        return content, media_type if encoding == "utf-8" else f"{media_type}; charset={encoding}"
    if kind == "html":
        from kg.read import html

        return html.extract(data, limits), media_type
    if kind == "mhtml":
        from kg.read import mhtml

        return mhtml.extract(data, limits), media_type
    if kind == "csv":
        from kg.read import csv_table

        return csv_table.extract(data, suffix, limits), media_type
    if kind == "pdf":
        from kg.read import pdf

        return pdf.extract(data, limits), media_type
    sheet = kind == "xlsx"
    if kind == "office":
        from kg.read import office

        sheet = kinds.is_sheet(data, suffix)
        data = office.converted(data, suffix, sheet=sheet, limits=limits)
    if sheet:
        from kg.read import xlsx

        return xlsx.extract(data, limits), media_type
    from kg.read import docx

    return docx.extract(data, limits), media_type


def read_bytes(path: Path, limits: Limits = DEFAULT) -> bytes:
    """The bytes of a file.

    Raises:
        ReadError: it cannot be opened, is empty or larger than :attr:`Limits.bytes`.
    """
    try:
        if not path.is_file():
            raise ReadError(path, "is not a file" if path.exists() else "does not exist")
        size = path.stat().st_size
        if size > limits.bytes:
            most = limits.bytes / 1_000_000
            raise ReadError(
                path,
                f"is too large: {size / 1_000_000:.0f} MB, at most {most:.0f} are read (--max-megabytes raises it)",
            )
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(path, f"cannot be read: {error.strerror or error}") from error
    if not data:
        raise ReadError(path, "is empty")
    return data
