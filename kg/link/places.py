"""Which places lie in which, over all documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from kg.model import Place


class HasPlaces(Protocol):
    """A document with the places that it names."""

    @property
    def places(self) -> tuple[Place, ...]: ...


class Hierarchy:
    """The places that the documents of a corpus name, with what each is part of."""

    def __init__(self, documents: Iterable[HasPlaces]) -> None:
        self._places: dict[str, Place] = {}
        for document in documents:
            self._add(document.places)

    @classmethod
    def of(cls, places: Iterable[Place]) -> Hierarchy:
        """The same of places from wherever."""
        hierarchy = cls(())
        hierarchy._add(places)
        return hierarchy

    def _add(self, places: Iterable[Place]) -> None:
        for place in places:
            known = self._places.get(place.id)
            if known is None or (known.parent is None and place.parent):
                self._places[place.id] = place

    def assume(self, place: str, above: str) -> None:
        """Takes a place that no table knows, and that nothing says of what it is part, to lie in another one."""
        known = self._places.get(place)
        if known and known.code is None and known.parent is None and place != above and place not in self.above(above):
            self._places[place] = replace(known, parent=above)

    def above(self, place: str) -> tuple[str, ...]:
        """The IRIs of the places that a place lies in, the nearest first."""
        out: list[str] = []
        at = self._places.get(place)
        while at and at.parent and at.parent not in out and at.parent != place:
            out.append(at.parent)
            at = self._places.get(at.parent)
        return tuple(out)

    def is_unit(self, place: str) -> bool:
        """Whether a place is one of its own with a level, not a part of one (市区) and not open between several."""
        known = self._places.get(place)
        return known is not None and known.level is not None and not known.candidates

    def name(self, place: str) -> str:
        """The name that is one in China."""
        known = self._places.get(place)
        return known.label if known else place
