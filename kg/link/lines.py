"""Bodies in line: 市教育局 above 区教育局, bodies of one functional system in places of which one lies in the other.

The departments of a place work under the guidance or leadership of those of the place above (业务指导或者领导): article
83 of the Organic Law of Local People's Congresses and Local People's Governments, as amended in 2022.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.link.ends import End
from kg.link.places import Hierarchy
from kg.model import Body

Counterparts = tuple[tuple[str, str], ...]
"""Pairs of names, in the documents' words: the body above, the one below that stands in line with it."""

_ROLES = ("lead", "responsible")


class Lines:
    """Which bodies stand in line.

    Args:
        bodies: of all documents.
        places: with what each is part of.
        nation: IRI of the whole country, above all of them.
    """

    def __init__(self, bodies: Iterable[Body], places: Hierarchy, nation: str) -> None:
        self._bodies = {body.id: body for body in bodies if body.system and body.place and body.kind != "collective"}
        self._places = places
        self._nation = nation

    def guides(self) -> dict[str, tuple[str, ...]]:
        """For each body those right above it: of its system, in the nearest place above that has any; by IRI."""
        at: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
        for body in self._bodies.values():
            at[body.place, body.system].append(body.id)
        out = {}
        for iri, body in sorted(self._bodies.items()):
            nearest = next((found for place in self._above(body) if (found := at.get((place, body.system)))), None)
            if nearest:
                out[iri] = tuple(sorted(nearest))
        return out

    def in_line(self, above: str, below: str) -> bool:
        """Whether a body stands in line above another one, both by IRI."""
        one, other = self._bodies.get(above), self._bodies.get(below)
        return one is not None and other is not None and one.system == other.system and one.place in self._above(other)

    def counterparts(self, parent: End, child: End) -> Counterparts:
        """Those who answer for two ends and stand in line: the ones that lead, else all."""
        for roles in (_ROLES[:1], _ROLES):
            above, below = _agents(parent, roles), _agents(child, roles)
            pairs = [(one, other) for a, one in above.items() for b, other in below.items() if self.in_line(a, b)]
            if pairs:
                return tuple(dict.fromkeys(pairs))
        return ()

    def _above(self, body: Body) -> tuple[str, ...]:
        place = body.place or ""
        return (*self._places.above(place), *([self._nation] if place != self._nation else []))


def _agents(end: End, roles: Iterable[str]) -> Mapping[str, str]:
    """IRI and name of the bodies in some roles."""
    statement, task = end.statement, end.task
    if statement:
        lists = [(getattr(statement, f"{role}_ids"), getattr(statement, role)) for role in roles]
        return {iri: name for iris, names in lists for iri, name in zip(iris, names, strict=True)}
    duties = task.responsibilities if task else ()
    as_told = {"lead": ("lead",), "responsible": ("responsible", "cooperating")}
    return {duty.agent: duty.name for role in roles for duty in duties if duty.role in as_told[role]}
