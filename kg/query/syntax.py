"""The words of a SPARQL query: what it may do, and where in the user's text a mistake is.

The engine reads names of keywords ahead, so the position in its error message is often past the mistake. Laid out with
one word a line and wide gaps, reading ahead cannot leave the line, and the line alone tells the word. It is this layout
that runs: what is a comment or a string here is one for the engine too, so nothing hides from the checks made here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Final, NamedTuple
from unicodedata import east_asian_width

from kg.errors import QueryError

_GAP: Final = " " * 24 + "\n"
_TIGHT: Final = frozenset({"COALESCE", "CONCAT"})
"""Words that the engine knows only with their bracket right behind them."""

_SHOWN: Final = 60
_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})

# Characters of names, by exclusion. Beyond ASCII the engine decides which of them a name may hold.
_LETTER: Final = r"[^\x00-@\[-`{-\x7f]"
_LETTER_DIGIT: Final = r"[^\x00-/:-@\[-^`{-\x7f]"  # or _
_CHAR: Final = r"[^\x00-,./:-@\[-^`{-\x7f]"  # or _ or -
_CHAR_DOT: Final = r"[^\x00-,/:-@\[-^`{-\x7f]"
_CHAR_COLON: Final = r"[^\x00-,./;-@\[-^`{-\x7f]"
_CHAR_DOT_COLON: Final = r"[^\x00-,/;-@\[-^`{-\x7f]"
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_PREFIX: Final = rf"(?:{_LETTER}(?:{_CHAR_DOT}*{_CHAR})?)?:"
_LOCAL: Final = rf"(?:(?:{_CHAR_COLON}|{_ESCAPED})(?:(?:{_CHAR_DOT_COLON}|{_ESCAPED})*(?:{_CHAR_COLON}|{_ESCAPED}))?)?"

_TOKEN: Final = re.compile(
    rf"""
      (?P<skip> [ \t\r\n]+ | \#[^\r\n]* )
    | (?P<iri> <(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*> )
    | (?P<string> \'\'\'(?:'{{0,2}}(?:[^'\\]|\\.))*\'\'\' | \"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
                | '(?:[^'\\\r\n]|\\.)*' | "(?:[^"\\\r\n]|\\.)*" )
    | (?P<name> _:{_LETTER_DIGIT}(?:{_CHAR_DOT}*{_CHAR})? | {_PREFIX}{_LOCAL} )
    | (?P<variable> [?$]{_LETTER_DIGIT}+ )
    | (?P<word> [A-Za-z]\w* )
    | (?P<other> @[A-Za-z]+(?:-[A-Za-z0-9]+)*
               | [+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?
               | \^\^ | <= | >= | != | && | \|\| | << | >> | \{{\| | \|\}} | . )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)


class Token(NamedTuple):
    """One word of a query: ``text`` stands at ``start`` in the user's text; ``kind`` is a group of the pattern."""

    kind: str
    text: str
    start: int


class Query:
    """A SPARQL query as its user wrote it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            Token(match.lastgroup or "", match.group(), match.start())
            for match in _TOKEN.finditer(text)
            if match.lastgroup != "skip"
        ]
        self._words = [token.text.upper() for token in self.tokens if token.kind == "word"]

    @property
    def form(self) -> str | None:
        """``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``; ``None`` when there is no such word."""
        return next((word for word in self._words if word in _FORMS), None)

    @property
    def is_update(self) -> bool:
        return next((word in _UPDATES for word in self._words if word in _FORMS | _UPDATES), False)

    @property
    def has_service(self) -> bool:
        return "SERVICE" in self._words

    @property
    def has_dataset(self) -> bool:
        """Whether the query names its own data set with ``FROM``."""
        return "FROM" in self._words

    @property
    def used_prefixes(self) -> set[str]:
        return {token.text.partition(":")[0] for token in self.tokens if token.kind == "name"}

    @property
    def declared_prefixes(self) -> set[str]:
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return {name.text[:-1] for word, name in pairs if word.text.upper() == "PREFIX" and name.text.endswith(":")}

    @cached_property
    def layout(self) -> str:
        """The same words, one a line, apart from those that hold on to their bracket."""
        return "".join(token.text + gap for token, gap in zip(self.tokens, self._gaps, strict=True))

    @cached_property
    def _gaps(self) -> list[str]:
        """What stands behind each word in the layout."""
        following = [*(token.text for token in self.tokens[1:]), ""]
        return [
            "" if token.text.upper() in _TIGHT and after == "(" else _GAP
            for token, after in zip(self.tokens, following, strict=False)
        ]

    def at_layout_line(self, line: int) -> Token | None:
        """The word on a line (from 1) of :attr:`layout`; ``None`` behind the last word."""
        ends = [0]
        for token, gap in zip(self.tokens, self._gaps, strict=True):
            ends.append(ends[-1] + (token.text + gap).count("\n"))
        index = bisect_right(ends, line - 1) - 1
        return self.tokens[index] if index < len(self.tokens) else None

    def error(self, reason: str, start: int | None = None) -> QueryError:
        """An error that shows a place in the user's text; ``start`` is an offset into it, its end unless told."""
        start = len(self.text.rstrip()) if start is None else start
        line, begin = self.text.count("\n", 0, start) + 1, self.text.rfind("\n", 0, start) + 1
        shown = max(begin, start - _SHOWN)
        before, after = visible(self.text[shown:start]), visible(self.text[start:].partition("\n")[0][:_SHOWN])
        pad = "".join("\u3000" if east_asian_width(c) in "WF" else " " for c in before)
        return QueryError(f"line {line}, column {start - begin + 1}: {reason}\n  {before}{after}\n  {pad}^")


def visible(text: str) -> str:
    """``text`` with a space for each character that a terminal would not print or would act on."""
    return "".join(c if c.isprintable() else " " for c in text)
