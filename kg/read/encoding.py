"""The encoding of a large text file, found without holding it: by its byte order mark, else by what its bytes fit."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file.

    Attributes:
        name: of Python's codec.
        damaged: some of its bytes do not fit; decoded with ``replace`` they become U+FFFD.
    """

    name: str
    damaged: bool


def encoding_of(path: Path) -> Encoding:
    """The encoding of a file: that of its mark, UTF-8, or GB18030 (which contains GB2312 and GBK).

    A file that neither fits entirely has the encoding that fits more of its pieces.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return Encoding(name, True)
        errors = dict.fromkeys(("utf-8", "gb18030"), 0)
        decoders = {name: codecs.getincrementaldecoder(name)("replace") for name in errors}
        file.seek(0)
        while piece := file.read(_PIECE):
            for name, decoder in decoders.items():
                errors[name] += decoder.decode(piece).count("\ufffd")
        for name, decoder in decoders.items():
            errors[name] += decoder.decode(b"", True).count("\ufffd")
    best = min(errors, key=lambda name: errors[name])
    return Encoding(best, errors[best] > 0)
