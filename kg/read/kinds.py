"""What a file is, by its first bytes; its suffix is only a hint."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

SUFFIXES = {
    ".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html",
    ".mht": "mhtml", ".mhtml": "mhtml", ".docx": "docx", ".docm": "docx", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".pdf": "pdf", ".doc": "office", ".wps": "office", ".rtf": "office", ".odt": "office", ".xls": "office",
    ".et": "office", ".ods": "office", ".csv": "csv", ".tsv": "csv",
}  # fmt: skip
"""File name endings, lower case, and the kind of file that they promise."""

SHEETS = frozenset([".xls", ".et", ".ods"])
"""The endings of what LibreOffice has to open as a spreadsheet."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = [name.encode("utf-16-le") for name in ("Workbook", "Book")]
_OTHERS = (
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"), (b"BM", "a picture"),
    (b"II*\0", "a picture"), (b"MM\0*", "a picture"), (b"Rar!", "an archive; unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive; unpack it"), (b"\x1f\x8b", "an archive; unpack it"),
    (b"BZh", "an archive; unpack it"), (b"\xfd7zXZ\0", "an archive; unpack it"), (b"MZ", "a program"),
    (b"\x7fELF", "a program"), (b"SQLite format 3\0", "a database"), (b"PAR1", "a Parquet table"),
)  # fmt: skip
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,999}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--[^>]{0,2000}-->\s{0,99}){0,9}"
                   rb"<(?:!doctype\s{1,9}html|html|head|body|meta|table|div)\b", re.IGNORECASE)  # fmt: skip
_MAIL = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[A-Za-z-]{2,40}: {0,9}[^\r\n]{0,900}\r?\n(?:[ \t][^\r\n]{0,900}\r?\n){0,20}){1,20}"
)
_MULTIPART = re.compile(rb"^(?:MIME-Version|Content-Type: {0,9}multipart)", re.IGNORECASE | re.MULTILINE)
_SIGNATURE_WITHIN = 1024


def kind_of(data: bytes, suffix: str) -> str:
    """``text``, ``markdown``, ``html``, ``mhtml``, ``docx``, ``xlsx``, ``pdf``, ``office`` or ``csv``.

    Args:
        suffix: of the file's name, lower case.

    Raises:
        ValueError: it is something that is not read; the message says what.
    """
    head = data[:_SIGNATURE_WITHIN]
    if b"%PDF-" in head and SUFFIXES.get(suffix) != "html":
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if head.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ValueError("is encrypted; save it without a password")
        return "office"
    if head.startswith(b"{\\rtf"):
        return "office"
    for signature, what in _OTHERS:
        if head.startswith(signature) and (len(signature) > 2 or b"\0" in head):
            raise ValueError(f"is {what}, not a document that is read")
    if _PAGE.match(head):
        return "html"
    mail = _MAIL.match(data[:20_000])
    if mail and _MULTIPART.search(mail[0]):
        return "mhtml"
    promised = SUFFIXES.get(suffix, "text")
    if promised in ("text", "markdown", "html", "csv"):
        return promised
    if not head.strip(b"\0"):
        raise ValueError("holds nothing but zero bytes")
    raise ValueError(f"is no {suffix} file, whatever its name says")


def is_sheet(data: bytes, suffix: str) -> bool:
    """Whether an older Office file is a workbook."""
    if data.startswith(_OLE):
        return any(name in data for name in _WORKBOOK) and "WordDocument".encode("utf-16-le") not in data
    return suffix in SHEETS


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValueError(f"is damaged: no complete zip file ({error})") from error
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if any(name.startswith("ppt/") for name in names):
        raise ValueError("is a presentation, which is not read; save it as PDF")
    if "content.xml" in names:
        return "office"
    if "[Content_Types].xml" in names:
        return "docx"
    raise ValueError("is an archive, not a document that is read; unpack it")
