"""Whether a paragraph looks back or ahead, by its words, where neither title nor heading tells."""

from __future__ import annotations

from kg.data import pattern

_PAST = pattern("tells-of-the-past")
_FUTURE = pattern("tells-of-the-future")
MARGIN = 1
"""By how many words the one must outnumber the other."""


def looks_back(text: str, start: int, end: int) -> bool | None:
    """Whether ``text[start:end]`` tells what is done (``True``) or what is promised; ``None`` if neither is clear."""
    past = sum(1 for _ in _PAST.finditer(text, start, end))
    future = sum(1 for _ in _FUTURE.finditer(text, start, end))
    if past >= future + MARGIN:
        return True
    return False if future >= past + MARGIN else None
