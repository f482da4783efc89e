"""How much of one file is read at most, so that no file can take all memory or all day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may hold; a file that holds more is refused with a message that names the limit.

    Attributes:
        bytes: of the file itself.
        inflated: bytes of the parts of a compressed file (Word, Excel) that are read, all together.
        ratio: of inflated to compressed bytes of one part, when the part is larger than a megabyte.
        pages: of a PDF.
        characters: of one page of a PDF, and lines and curves on it.
        cells: of all tables of the document, counting each place of a sheet's used range.
        seconds: that LibreOffice may take to convert a file.
    """

    bytes: int = 200_000_000
    inflated: int = 200_000_000
    ratio: int = 500
    pages: int = 2_000
    characters: int = 200_000
    cells: int = 500_000
    seconds: int = 120


DEFAULT = Limits()
