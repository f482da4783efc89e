"""Which encoding the bytes of a text are in: Unicode by its marks and rules, else GB18030 or Big5 by their characters.

GB2312 and GBK are read as GB18030, which contains them.
"""

from __future__ import annotations

import codecs
import re

GB = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "chinese": "gb18030",
      "cp936": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs",
      "unicode": "utf-16"}  # fmt: skip
"""Names that pages declare to the codec that reads them."""

_SAMPLE = 200_000  # bytes that tell GB18030 from Big5
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\xfe]")
_GB_COMMON = re.compile(rb"[\xb0-\xd7][\xa1-\xfe]")  # level 1 of GB 2312, the 3 755 commonest characters
_BIG5_COMMON = re.compile(rb"[\xa4-\xc6][\x40-\xfe]")  # level 1 of Big5


def detect(data: bytes) -> tuple[str, str]:
    """The characters of a text and the name of its encoding; a byte order mark stays as U+FEFF.

    Raises:
        ValueError: the bytes are no text in any of the known encodings.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        name = "utf-16-le" if data.startswith(codecs.BOM_UTF16_LE) else "utf-16-be"
        return _checked(_strict(data, name)), name
    try:
        whole = data.decode("utf-8")
        if "\0" in whole:
            raise ValueError("is a binary file, not text")
        return whole, "utf-8"
    except UnicodeDecodeError as error:
        where = f"byte 0x{data[error.start]:02X} at position {error.start}"
    if b"\0" in data[:_SAMPLE]:
        raise ValueError("is a binary file, not text")
    _refuse_damaged_utf8(data, where)
    found = [(_common(data, name), name, text) for name in ("gb18030", "big5hkscs") if (text := _decoded(data, name))]
    if not found:
        raise ValueError(f"is not UTF-8 ({where}): binary, or text in another encoding")
    share, name, text = max(found)
    if share < 0.5:
        raise ValueError(f"is not UTF-8 ({where}): binary, or text in another encoding")
    return _checked(text), name


def declared(data: bytes, name: str) -> str | None:
    """The characters by a declared encoding; ``None`` when the bytes do not fit it or nobody knows it."""
    try:
        return _decoded(data, GB.get(name.lower(), name))
    except LookupError:
        return None


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8 with Han characters or the like, which other encodings hardly ever look like."""
    text = _decoded(data, "utf-8")
    return text is not None and not text.isascii() and max(text) >= "\u0800"


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise ValueError(f"is not {name.upper()}, which it should be (position {error.start})") from error


def _decoded(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _checked(text: str) -> str:
    """``text``, unless its control characters say that it is none."""
    controls = len(_CONTROLS.findall(text, 0, _SAMPLE))
    if "\0" in text or controls > 2 + len(text[:_SAMPLE]) // 100:
        raise ValueError("is a binary file, not text")
    return text


def _refuse_damaged_utf8(data: bytes, where: str) -> None:
    """Say so where the bytes are UTF-8 but for a few, rather than read them as another encoding."""
    text = data[:_SAMPLE].decode("utf-8", "replace")
    bad, han = text.count("\ufffd"), sum("\u4e00" <= c <= "\u9fff" for c in text)
    if han and bad * 2 <= han:
        raise ValueError(f"is not UTF-8 ({where}): damaged or cut off")


def _common(data: bytes, name: str) -> float:
    """The share of the commonest characters of an encoding, and of its punctuation, in what is not ASCII."""
    sample = data[:_SAMPLE]
    pairs = _PAIR.findall(sample)
    common = _GB_COMMON if name == "gb18030" else _BIG5_COMMON
    punctuation = (0xA1, 0xA3) if name == "gb18030" else (0xA1, 0xA2)
    fitting = sum(bool(common.match(pair)) or pair[0] in punctuation for pair in pairs)
    return fitting / len(pairs) if pairs else 0.0
