"""Which document of the corpus a citation means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Protocol

from kg.iri import Minter
from kg.model import Citation, Metadata
from kg.structure.metadata import DOCUMENT_NUMBER


class Cites(Protocol):
    """A document with what it cites."""

    @property
    def metadata(self) -> Metadata: ...
    @property
    def citations(self) -> tuple[Citation, ...]: ...
    @property
    def implements(self) -> tuple[str, ...]: ...


_SPACE: Final = re.compile(r"\s+")
_BRACKETS: Final = str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕")


def resolve_citations(extractions: Iterable[Cites]) -> dict[str, str]:
    """Maps the IRI of a cited document to the IRI of the document of the corpus that it is.

    A citation with a number is decided by its number, else its title decides; white space and the shape of brackets
    do not count. A citation that fits no document, or more than one, is left out.
    """
    return index_citations(extractions).resolved()


def index_citations(extractions: Iterable[Cites]) -> CitationIndex:
    """The names of some documents, and what they cite."""
    index = CitationIndex()
    for extraction in extractions:
        index.add(extraction)
    return index


class CitationIndex:
    """Collects the names of one document after another, and what they cite."""

    def __init__(self) -> None:
        self._by_number: dict[str, str | None] = {}
        self._by_title: dict[str, str | None] = {}
        self._cited: dict[str, tuple[str, str]] = {}
        self._titles: dict[str, str] = {}

    def add(self, extraction: Cites) -> None:
        meta = extraction.metadata
        _note(self._by_number, plain(meta.number), meta.id)
        _note(self._by_title, plain(meta.title), meta.id)
        for citation in (*extraction.citations, *implemented(extraction)):
            self._cited[citation.id] = (plain(citation.number), plain(citation.title))
            if citation.title:
                known = self._titles.get(citation.id, citation.title)
                self._titles[citation.id] = min(known, citation.title, key=lambda title: (len(title), title))

    def title(self, cited: str) -> str | None:
        """The title of a cited document, as one of its citations tells it: the shortest, where they differ."""
        return self._titles.get(cited)

    def resolved(self) -> dict[str, str]:
        """The documents of the corpus that citations mean: see :func:`resolve_citations`."""
        return {
            cited: target
            for cited, (number, title) in self._cited.items()
            if (target := self._by_number.get(number) if number else self._by_title.get(title))
        }


def _note(index: dict[str, str | None], name: str, document: str) -> None:
    """A name of two documents means neither."""
    if name:
        index[name] = document if index.get(name, document) == document else None


def implemented(extraction: Cites) -> tuple[Citation, ...]:
    """What the user says that a document implements, as citations that stand nowhere in the text (``[0, 0)``)."""
    base = extraction.metadata.id.removesuffix(f"document-{extraction.metadata.key}")
    citations = []
    for name in extraction.implements:
        name = name.strip("《》 ")
        number = name if DOCUMENT_NUMBER.fullmatch(name.translate(_BRACKETS)) else None
        cited = Minter(base).cited(name)
        citations.append(Citation(0, 0, None if number else name, number, "implements", cited))
    return tuple(citations)


def plain(name: str | None) -> str:
    return _SPACE.sub("", name or "").translate(_BRACKETS)
