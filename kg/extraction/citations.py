"""Documents named in the text, by title between 《》, by number (文号), or both."""

from __future__ import annotations

import re

from kg.data import pattern
from kg.extraction.reading import Cited, Reading
from kg.structure.metadata import DOCUMENT_NUMBER
from kg.structure.nesting import Nested

_TITLE = re.compile(r"《([^《》\n]{3,120})》(?:\(([^()\n]{0,12}[〔\[(【](?:19|20)\d\d[〕\])】]第?\d{1,5}号)\))?")
_DOCUMENT_WORD = pattern("document-word")
_BASIS = pattern("on-the-basis-of")
_PURPOSE = pattern("purpose")
_BEFORE_A_NUMBER = pattern("before-a-number")


def read_citations(reading: Reading) -> list[Cited]:
    """All citations in text order; the document's own title and number are left out."""
    text, own = reading.view.text, reading.particulars
    title = (own.title or "").replace(" ", "")
    found: list[Cited] = []
    for match in _TITLE.finditer(text):
        name = match.group(1)
        if name in title or not (match.group(2) or _DOCUMENT_WORD.search(name)):
            continue
        cited = Cited(
            match.start(), match.end(), _own(reading, match, 1), _own(reading, match, 2), _relation(text, *match.span())
        )
        found.append(cited)
    titles = Nested((c.start, c.end, c) for c in found)
    for match in DOCUMENT_NUMBER.finditer(text):
        verb = _BEFORE_A_NUMBER.match(text, match.start(), match.end())
        start = verb.end() if verb else match.start()
        if text[start : match.end()] == own.number or titles.innermost(start):
            continue
        number = reading.view.words[start : match.end()]
        found.append(Cited(start, match.end(), None, number, _relation(text, start, match.end())))
    return sorted((c for c in found if c.number != own.number or own.number is None), key=lambda c: c.start)


def _own(reading: Reading, match: re.Match[str], group: int) -> str | None:
    """A group of a match in the document's own characters."""
    start, end = match.span(group)
    return reading.view.words[start:end] if start >= 0 else None


def _relation(text: str, start: int, end: int) -> str:
    """``implements`` for the document that this one is written to carry out, else ``references``."""
    before = _BASIS.search(text, max(0, start - 60), start)
    return "implements" if before and _PURPOSE.match(text, end) else "references"
