"""Which places lie in which, over all documents."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Extraction, Place


class Hierarchy:
    """The places that the documents of a corpus name, with what each is part of."""

    def __init__(self, extractions: Iterable[Extraction]) -> None:
        self._places: dict[str, Place] = {}
        for extraction in extractions:
            for place in extraction.places:
                known = self._places.get(place.id)
                if known is None or (known.parent is None and place.parent):
                    self._places[place.id] = place

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
