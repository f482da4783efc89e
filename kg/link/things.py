"""The things that documents share: which indicators, agents and places there are, and all their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from kg.iri import Minter
from kg.link.lines import Lines
from kg.link.places import Hierarchy
from kg.model import Body, Extraction, Place
from kg.resolve.places import NATION


@dataclass(slots=True)
class Thing:
    """Something that several documents may name.

    Attributes:
        kind: ``indicator``, ``body``, ``person`` or ``place``.
        label: its one canonical name; ``names`` all the others that documents use.
        jurisdiction: IRI of the place whose body or person it is, where known.
        place: of a place what is known of it; ``body`` of a body.
        evidence: what made the documents' words this thing, one line a word.
        guides: of a body, IRIs of those that stand in line right above it.
    """

    kind: str
    label: str = ""
    names: set[str] = field(default_factory=set)
    jurisdiction: str | None = None
    place: Place | None = None
    body: Body | None = None
    evidence: set[str] = field(default_factory=set)
    guides: tuple[str, ...] = ()


def collect_things(extractions: Iterable[Extraction], minter: Minter) -> dict[str, Thing]:
    """Everything that the documents name, by IRI; the same whatever the order of the documents."""
    collector = ThingCollector(minter)
    for extraction in extractions:
        collector.add(extraction)
    return collector.finish()


class ThingCollector:
    """Collects the things of one document after another; :meth:`finish` tells them, by IRI."""

    def __init__(self, minter: Minter) -> None:
        self.minter = minter
        self.things: dict[str, Thing] = {}
        self.labels: dict[str, Counter[str]] = {}

    def add(self, extraction: Extraction) -> None:
        meta = extraction.metadata
        if meta.place_id and meta.place:
            self._name(meta.place_id, "place", meta.place)
        if meta.issuer_id and meta.issuer:
            self._name(meta.issuer_id, "body", meta.issuer)
            self._jurisdiction(meta.issuer_id, meta.place, meta.place_id)
        for task in extraction.tasks:
            for duty in task.responsibilities:
                thing = self._name(duty.agent, "person" if duty.person else "body", duty.label)
                thing.names.add(duty.name)
                self._jurisdiction(duty.agent, meta.place, meta.place_id)
        for place in extraction.places:
            thing = self._name(place.id, "place", place.label)
            thing.place = thing.place or place
            thing.names |= {place.name, *place.former}
            thing.evidence |= {place.evidence} - {""}
        for body in extraction.bodies:
            thing = self._name(body.id, "body", body.label)
            thing.jurisdiction = body.place
            known = thing.body or body
            thing.body = replace(known, members=tuple(sorted({*known.members, *body.members})))
            thing.evidence |= set(body.evidence)
        for statement in extraction.statements:
            if statement.indicator:
                self._name(statement.indicator_id, "indicator", statement.indicator)

    def finish(self) -> dict[str, Thing]:
        for iri, thing in self.things.items():
            counts = self.labels[iri]
            thing.names.update(counts)
            known = thing.place or thing.body
            label = known.label if known else self._minted_label(iri)
            thing.label = label or min(counts, key=lambda name: (-counts[name], len(name), name))
            thing.names.discard(thing.label)
        self._line_up()
        return self.things

    def _line_up(self) -> None:
        known = self.things.values()
        places = Hierarchy.of(thing.place for thing in known if thing.place)
        lines = Lines((thing.body for thing in known if thing.body), places, self.minter.place(NATION))
        for iri, guides in lines.guides().items():
            self.things[iri].guides = guides

    def _name(self, iri: str, kind: str, label: str) -> Thing:
        thing = self.things.get(iri)
        if thing is None:
            thing = self.things[iri] = Thing(kind)
            self.labels[iri] = Counter()
        self.labels[iri][label] += 1
        return thing

    def _jurisdiction(self, agent: str, place: str | None, place_id: str | None) -> None:
        """An agent whose IRI is minted within a document's place belongs to that place."""
        if place and agent.startswith((self.minter.body(place, ""), self.minter.person(place, ""))):
            self.things[agent].jurisdiction = place_id

    def _minted_label(self, iri: str) -> str | None:
        """The label an indicator's IRI was minted from: its canonical name, whatever the documents call it."""
        prefix = self.minter.indicator("")
        return unquote(iri.removeprefix(prefix)) if iri.startswith(prefix) else None
