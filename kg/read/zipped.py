"""Compressed Office files: parts are inflated only within limits, and their XML may not declare anything."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from kg.read.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARATIONS = [
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
]
_ENCRYPTED = 1


class Package:
    """The parts of a ``.docx``, ``.xlsx`` or other zip file.

    Raises:
        ValueError: the file is damaged or beyond the limits; the message says how.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        self._left = limits.inflated
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ValueError(f"is damaged: no complete zip file ({error})") from error
        self._parts = {info.filename: info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        """The parts, in the order of the file."""
        return list(self._parts)

    def check(self, name: str) -> None:
        """Count a part against the limits without inflating it.

        Raises:
            ValueError: the part would inflate to more than is read.
        """
        info = self._parts[name]
        self._left -= info.file_size
        ratio = info.file_size // max(info.compress_size, 1)
        if info.file_size > 1_000_000 and ratio > self._limits.ratio:
            raise ValueError(f"looks like a zip bomb: its part {name} inflates {ratio:,} times")
        if self._left < 0:
            raise ValueError(
                f"inflates to more than {self._limits.inflated // 1_000_000} MB, which is the most that is read "
                "(--max-megabytes raises it)"
            )

    def read(self, name: str) -> bytes:
        """The bytes of a part; the sizes that the file states are not exceeded, whatever it holds.

        Raises:
            ValueError: it is not there, damaged, encrypted or beyond the limits.
        """
        if name not in self._parts:
            raise ValueError(f"is damaged: it has no part {name}")
        self.check(name)
        if self._parts[name].flag_bits & _ENCRYPTED:
            raise ValueError("is encrypted; save it without a password")
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise ValueError(f"is damaged: its part {name} cannot be read ({error})") from error

    def xml(self, name: str) -> _Element:
        """The root of an XML part.

        Raises:
            ValueError: as :meth:`read`, or it is no plain XML.
        """
        from lxml import etree

        data = self.read(name)
        refuse_declarations(data, name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
                                 remove_pis=True)  # fmt: skip
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise ValueError(f"is damaged: its part {name} is no XML ({error.msg})") from error


def refuse_declarations(data: bytes, name: str) -> None:
    """Refuse XML that declares a document type or entities, which no Office program writes.

    Raises:
        ValueError: it does.
    """
    if any(word in data for word in _DECLARATIONS):
        raise ValueError(f"is refused: its part {name} declares XML entities, which no Office program writes")
