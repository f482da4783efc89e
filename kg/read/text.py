"""Plain text in UTF-8."""

from __future__ import annotations

import codecs


def decode(data: bytes) -> str:
    """The characters of a UTF-8 file, every one of them kept.

    Raises:
        ValueError: the bytes are not text in UTF-8; the message says why and how to convert.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ValueError("is UTF-16, not UTF-8; to convert it: iconv -f UTF-16 -t UTF-8")
    if b"\0" in data:
        raise ValueError("is a binary file, not text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02X} at position {error.start}"
        if _looks_like_gb18030(data):
            raise ValueError(f"is not UTF-8 ({where}); to convert it: iconv -f GB18030 -t UTF-8") from error
        raise ValueError(f"is not UTF-8 ({where}): binary, or text in another encoding") from error


def _looks_like_gb18030(data: bytes) -> bool:
    """Whether the first lines decode as GB18030 to mostly Han characters."""
    text = codecs.getincrementaldecoder("gb18030")("replace").decode(data[:4096])
    return sum("\u4e00" <= c <= "\u9fff" for c in text) * 2 > len(text) and "\ufffd" not in text
