"""Which document of the corpus a citation means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from kg.model import Citation, Extraction

_SPACE: Final = re.compile(r"\s+")
_BRACKETS: Final = str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕")


def resolve_citations(extractions: Iterable[Extraction]) -> dict[str, str]:
    """Maps the IRI of a cited document to the IRI of the document of the corpus that it is.

    A citation with a number is decided by its number, else its title decides; white space and the shape of brackets
    do not count. A citation that fits no document, or more than one, is left out.
    """
    batch = list(extractions)
    by_number = _index((_plain(e.metadata.number), e.metadata.id) for e in batch)
    by_title = _index((_plain(e.metadata.title), e.metadata.id) for e in batch)
    return {c.id: target for e in batch for c in e.citations if (target := _target(c, by_number, by_title))}


def _target(citation: Citation, by_number: Mapping[str, set[str]], by_title: Mapping[str, set[str]]) -> str | None:
    number = _plain(citation.number)
    found = by_number.get(number, set()) if number else by_title.get(_plain(citation.title), set())
    return next(iter(found)) if len(found) == 1 else None


def _index(names: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for name, document in names:
        if name:
            index.setdefault(name, set()).add(document)
    return index


def _plain(name: str | None) -> str:
    return _SPACE.sub("", name or "").translate(_BRACKETS)
