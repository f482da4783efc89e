"""Canonical N-Quads: one line a quad, no blank nodes, the escapes of RDF's canonical form and no others."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from kg.graph import terms

_SPECIAL: Final = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_ESCAPES: Final[dict[int, str]] = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    ord("\b"): "\\b",
    ord("\t"): "\\t",
    ord("\n"): "\\n",
    ord("\f"): "\\f",
    ord("\r"): "\\r",
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}


def escape(text: str) -> str:
    """``text`` as it stands between the quotation marks of a literal.

    A lone surrogate, which no RDF literal can hold, becomes U+FFFD; the number of code points stays the same.
    """
    return text.translate(_ESCAPES) if _SPECIAL.search(text) else text


def lexical(value: Decimal) -> str:
    """The canonical ``xsd:decimal`` form of a finite ``value``: no exponent, no closing zeros, no ``-0``."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class Writer:
    """Collects the quads of one named graph as N-Quads lines, without their line ends.

    Each method adds one quad, or none when the value is ``None`` or an empty string: what a document does not say is
    not stated.

    Args:
        graph: IRI of the named graph.
    """

    def __init__(self, graph: str) -> None:
        self.lines: list[str] = []
        self._tail = f" <{graph}> ."

    def iri(self, subject: str, predicate: str, value: str | None) -> None:
        if value:
            self.lines.append(f"<{subject}> <{predicate}> <{value}>{self._tail}")

    def string(self, subject: str, predicate: str, value: str | None) -> None:
        """A plain ``xsd:string``: codes, file names, verbatim passages."""
        if value:
            self.lines.append(f'<{subject}> <{predicate}> "{escape(value)}"{self._tail}')

    def text(self, subject: str, predicate: str, value: str | None, language: str = "zh") -> None:
        """A text in a language, Chinese unless told."""
        if value:
            self.lines.append(f'<{subject}> <{predicate}> "{escape(value)}"@{language}{self._tail}')

    def typed(self, subject: str, predicate: str, value: object, datatype: str) -> None:
        """A literal whose ``str`` needs no escape: an integer, an ISO date, a canonical decimal."""
        if value is not None:
            self.lines.append(f'<{subject}> <{predicate}> "{value}"^^<{datatype}>{self._tail}')

    def boolean(self, subject: str, predicate: str, value: bool) -> None:
        self.typed(subject, predicate, "true" if value else "false", terms.XSD_BOOLEAN)

    def decimal(self, subject: str, predicate: str, value: Decimal | None) -> None:
        if value is not None:
            self.typed(subject, predicate, lexical(value), terms.XSD_DECIMAL)
