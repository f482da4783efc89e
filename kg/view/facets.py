"""What the page filters by besides kinds and documents: places, themes and functional systems, as numbered lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from kg.data import rows, table
from kg.model import LEVELS, Body, Extraction, Place, Statement


class Facets:
    """The places and bodies of some documents, and the theme of each statement.

    Args:
        extractions: the documents of the page.

    Attributes:
        places: ``[label, level, number of the place that it is part of, code]`` of each place, -1 where it is unknown.
        bodies, known: the bodies and the places by IRI.
    """

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        self.known: dict[str, Place] = {}
        self.bodies: dict[str, Body] = {}
        for extraction in extractions:
            for place in extraction.places:
                self.known.setdefault(place.id, place)
            for body in extraction.bodies:
                self.bodies.setdefault(body.id, body)
            meta = extraction.metadata
            if meta.place_id and meta.place and meta.place_id not in self.known:
                self.known[meta.place_id] = Place(meta.place_id, meta.place, meta.place, None)
        self._number = {iri: number for number, iri in enumerate(sorted(self.known))}
        self.places: list[list[Any]] = [
            [p.label, p.level, self.place(p.parent), p.code] for p in (self.known[iri] for iri in self._number)
        ]

    def place(self, iri: str | None) -> int:
        """The number of a place, -1 where it is none of these."""
        return self._number.get(iri or "", -1)

    def scope(self, statement: Statement) -> list[int]:
        """The numbers of the places that a statement says it is about."""
        return [number for iri in statement.scope_ids if (number := self.place(iri)) >= 0]

    def theme(self, statement: Statement) -> int:
        """The number of a statement's theme among :func:`themes`, -1 where nothing tells it.

        The longest keyword that stands in the indicator decides, else the first of its bodies that has a functional
        system.
        """
        found = _theme_of_words(statement.indicator)
        if found >= 0:
            return found
        for iri in (*statement.lead_ids, *statement.responsible_ids):
            body = self.bodies.get(iri)
            if body is not None and body.system:
                return _theme_of_system(body.system)
        return -1


def themes() -> list[list[str]]:
    """``[Chinese, English]`` of each theme, in the order of ``kg/data/themes.csv``."""
    return [[row["theme"], row["en"]] for row in rows("themes")]


def systems() -> list[list[str]]:
    """``[Chinese, English]`` of each functional system, in the order of ``kg/data/systems.csv``."""
    return [[row["system"], row["en"]] for row in rows("systems")]


def levels() -> list[list[str]]:
    """``[level, Chinese, English]`` of each administrative level, the highest first."""
    names = {
        row["key"].removeprefix("level-"): (row["label"], row["en"])
        for row in rows("concepts")
        if row["scheme"] == "levels"
    }
    return [[level, *names.get(level, (level, level))] for level in LEVELS]


def value_names() -> dict[str, dict[str, list[str]]]:
    """``[Chinese, English]`` of each genre, basis and nature, by what the records hold."""
    concepts = {"basis": "bases", "nature": "natures"}
    names = {
        field: {row["notation"]: [row["label"], row["en"]] for row in rows("concepts") if row["scheme"] == scheme}
        for field, scheme in concepts.items()
    }
    names["genre"] = {genre["name"]: [genre["label"], genre["label_en"]] for genre in table("genres")["genre"]}
    return names


@cache
def system_number(system: str | None) -> int:
    """The number of a functional system among :func:`systems`, -1 for none."""
    return next((number for number, row in enumerate(rows("systems")) if row["system"] == system), -1)


@cache
def _theme_of_system(system: str) -> int:
    key = next((row["theme"] for row in rows("systems") if row["system"] == system), None)
    return next((number for number, row in enumerate(rows("themes")) if row["key"] == key), -1)


@cache
def _keywords() -> list[tuple[str, int]]:
    """The keywords with the numbers of their themes, the longest first."""
    found = [(word, number) for number, row in enumerate(rows("themes")) for word in row["keywords"].split()]
    return sorted(found, key=lambda pair: -len(pair[0]))


@cache
def _theme_of_words(indicator: str) -> int:
    return next((number for word, number in _keywords() if word in indicator), -1)
