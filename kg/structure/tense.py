"""Whether a paragraph looks back or ahead, by its words, where neither title nor heading tells."""

from __future__ import annotations

from kg.data import pattern

_PAST = pattern("tells-of-the-past")
_FUTURE = pattern("tells-of-the-future")
_PROMISES = pattern("promises")


def promises(text: str, start: int, end: int) -> bool:
    """Whether a sentence promises, and tells nothing that is done."""
    return _PROMISES.search(text, start, end) is not None and _PAST.search(text, start, end) is None


def looks_back(text: str, start: int, end: int, margin: int = 1) -> bool | None:
    """Whether ``text[start:end]`` tells what is done (``True``) or what is promised; ``None`` if neither is clear.

    Args:
        margin: by how many words the one must outnumber the other.
    """
    past = sum(1 for _ in _PAST.finditer(text, start, end))
    future = sum(1 for _ in _FUTURE.finditer(text, start, end))
    if past >= future + margin:
        return True
    return False if future >= past + margin else None
