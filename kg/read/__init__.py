"""Bytes to a :class:`~kg.model.Document`: one module a format.

The text of a ``.txt`` file is the file's own decoded characters, untouched: line ends stay as they are (``\\r\\n`` is
two characters) and a byte order mark stays as the one character U+FEFF, so that every offset counts what is on disk.
The text of every other format is extracted, and offsets refer to what was extracted.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from kg.errors import ReadError
from kg.model import Document

MAX_BYTES = 200_000_000
"""The largest input that is read; four characters of memory a byte, and then the extraction, have to fit."""


def _text(data: bytes) -> str:
    from kg.read.text import decode

    return decode(data)


def _html(data: bytes) -> str:
    from kg.read.html import extract

    return extract(data)


_FORMATS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    ".txt": ("text/plain", _text),
    ".html": ("text/html", _html),
    ".htm": ("text/html", _html),
}

SUFFIXES = frozenset(_FORMATS)
"""The file name endings that :func:`read` knows, lower case."""


def read(path: Path, name: str) -> Document:
    """Read one file.

    Args:
        path: the file.
        name: what records of this document carry as ``doc``.

    Raises:
        ReadError: the file's type is unknown, or it cannot be opened, is too large, empty, binary or wrongly encoded.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReadError(path, f"unknown file type {suffix or '(no suffix)'}; known are {', '.join(sorted(SUFFIXES))}")
    media_type, to_text = _FORMATS[suffix]
    data = read_bytes(path)
    try:
        text = to_text(data)
    except ValueError as error:
        raise ReadError(path, str(error)) from error
    if not text.strip("\ufeff \t\r\n\u3000"):
        raise ReadError(path, "holds no text")
    return Document(name=name, text=text, media_type=media_type, sha256=sha256(data).hexdigest())


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ReadError: it cannot be opened, is empty or larger than :data:`MAX_BYTES`.
    """
    try:
        if not path.is_file():
            raise ReadError(path, "is not a file" if path.exists() else "does not exist")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ReadError(path, f"is too large: {size // 1_000_000} MB, at most {MAX_BYTES // 1_000_000} are read")
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(path, f"cannot be read: {error.strerror or error}") from error
    if not data:
        raise ReadError(path, "is empty")
    return data
