"""How much of a large graph one page can show."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Extraction

LIMIT = 20_000
"""The most tasks and statements of a page; a browser draws them at once, and the page is one file."""


def fitting(extractions: Iterable[Extraction], limit: int | None = None) -> tuple[list[Extraction], bool]:
    """The first documents that fit on a page, at least one, and whether they are all.

    Args:
        limit: of tasks and statements; :data:`LIMIT` unless told.
    """
    chosen: list[Extraction] = []
    size, limit = 0, LIMIT if limit is None else limit
    for extraction in extractions:
        size += 1 + len(extraction.tasks) + len(extraction.statements)
        if chosen and size > limit:
            return chosen, False
        chosen.append(extraction)
    return chosen, True
