"""Text as formats that are XML inside can hold it (GraphML, GEXF, RDF/XML, StratML, Excel, Word)."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What is no ``Char`` of XML 1.0, escaped or not."""


def printable(text: str) -> str:
    """Text with U+FFFD in the place of each character that XML 1.0 cannot hold, so that positions stay."""
    return _UNPRINTABLE.sub("\ufffd", text)
