"""A cleaned view of a document's text that remembers where every character came from.

The grammar reads the view; records point into the text. In the view full-width forms are folded to ASCII one for one,
dashes to ``-``, traditional characters to simplified ones; lines that a copy or a page broke are joined, and white
space is gone except where it separates words or the parts of a headline. Paragraphs end with ``\\n``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from kg.structure.traditional import is_traditional, simplified

_SPACE = "\\s\u200b\u200c\u200d\u2060\ufeff\xad"
_PIECE = re.compile(f"[^{_SPACE}]+")
LINE = re.compile("[^\\r\\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")

_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= {ord(c): ord("-") for c in "—–－─−‒―"}
_FOLD |= {ord(c): ord(":") for c in "∶﹕︰"} | {ord("﹐"): ord(","), ord("﹔"): ord(";")}
_FOLD |= {ord("〜"): ord("~"), ord("＂"): ord('"'), ord("\u3000"): ord(" "), 0xA0: ord(" ")}


def fold(text: str) -> str:
    """``text`` with full-width forms, dashes and wide spaces folded to ASCII; the length stays the same."""
    return text.translate(_FOLD)


def as_read(text: str) -> str:
    """``text`` as the grammar reads it, position for position: folded, traditional characters simplified."""
    return simplified(fold(text)) if is_traditional(text) else fold(text)


class View:
    """The cleaned text and the way back.

    Attributes:
        text: the cleaned text, folded: what the grammar reads.
        words: the same characters as the document has them, position for position: what is shown to people.
        traditional: whether the document is in traditional characters.
    """

    __slots__ = ("_source", "_view", "text", "traditional", "words")

    def __init__(self, text: str, words: str, view: list[int], source: list[int], traditional: bool = False) -> None:
        self.text = text
        self.words = words
        self.traditional = traditional
        self._view = view
        self._source = source

    def unfold(self, phrase: str, start: int, end: int) -> str:
        """``phrase``, put together from the view's ``[start, end)``, with the document's own full-width forms."""
        folded, own = self.text[start:end], self.words[start:end]
        if folded == own:
            return phrase
        at = folded.find(phrase)
        if at >= 0:
            return own[at : at + len(phrase)]
        return phrase.translate({ord(f): w for f, w in zip(folded, own, strict=True) if f != w})

    def plain(self, words: str) -> str:
        """The document's own words in simplified characters, as things are named by."""
        return simplified(words) if self.traditional else words

    def source(self, position: int) -> int:
        """The offset in the document's text of the view's character at ``position``."""
        i = bisect_right(self._view, position) - 1
        return self._source[i] + position - self._view[i]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span in the document's text of the view's ``[start, end)``; ``end`` must exceed ``start``."""
        return self.source(start), self.source(end - 1) + 1


class ViewBuilder:
    """Collects paragraphs, each a list of line spans, into one :class:`View`.

    Attributes:
        folded: the text with full-width forms and traditional characters folded; positions are those of the text.
    """

    def __init__(self, text: str) -> None:
        self._traditional = is_traditional(text)
        self.folded = simplified(fold(text)) if self._traditional else fold(text)
        self._text = text
        self._parts: list[str] = []
        self._words: list[str] = []
        self._view: list[int] = [0]
        self._source: list[int] = [0]
        self._length = 0

    def add(self, lines: Iterable[tuple[int, int]], *, keep_gaps: bool) -> tuple[int, int]:
        """Add one paragraph and return its half-open span in the view.

        Args:
            lines: the spans of its lines in the text.
            keep_gaps: keep one space where white space stands between Han characters (headlines, label lines).
        """
        start = self._length
        last = ""
        for n, (begin, end) in enumerate(lines):
            for piece in _PIECE.finditer(self.folded, begin, end):
                text = piece.group()
                if last and _gap(last, text[0], keep_gaps and (n == 0 or piece.start() > begin)):
                    self._append(" ", piece.start() - 1)
                self._append(text, piece.start())
                last = text[-1]
        span = (start, self._length)
        self._append("\n", self._source[-1])
        self._words[-1] = "\n"
        return span

    def _append(self, text: str, source: int) -> None:
        self._view.append(self._length)
        self._source.append(source)
        self._parts.append(text)
        self._words.append(" " if text == " " else self._text[source : source + len(text)])
        self._length += len(text)

    def build(self) -> View:
        return View("".join(self._parts), "".join(self._words), self._view, self._source, self._traditional)


def _gap(before: str, after: str, keep: bool) -> bool:
    if before.isascii() and after.isascii() and before.isalpha() and after.isalpha():
        return True
    if not keep or before.isdigit() or after.isdigit():
        return False
    return _han(before) and _han(after)


def _han(c: str) -> bool:
    return "\u4e00" <= c <= "\u9fff"
