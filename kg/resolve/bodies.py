"""Bodies and persons: 区人社局 in a Zhongyuan document is the 人力资源和社会保障局 of Zhongyuan District.

A body is the pair of its place and its canonical name. The place is told by the name's beginning (中原区人社局,
市教育局, 林山寨街道办事处), else it is the document's own; the canonical name by a row of ``kg/data/bodies.csv``, else
it is the name as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.data import pattern, rows
from kg.iri import Minter
from kg.model import Body, Place
from kg.resolve.gazetteer import MUNICIPALITIES
from kg.resolve.places import NATION, Places
from kg.structure.metadata import Particulars

_LEVELS = "省市区县州盟旗镇乡"
_COLLECTIVE = pattern("all-bodies")
GOVERNMENT = {"政府": "人民政府", "人民政府": "人民政府", "管委会": "管理委员会", "管理委员会": "管理委员会"}
_KINDS = {"party": "party", "enterprise": "enterprise"}
_OTHERS = {"enterprise": pattern("enterprise"), "institution": pattern("institution")}


@dataclass(frozen=True, slots=True)
class Row:
    """What a name means by ``kg/data/bodies.csv``: canonical name at its level, system, and the row's own words."""

    name: str
    system: str
    kind: str


@cache
def _rows() -> dict[str, dict[str, Row]]:
    """By level (``local``, ``province``, ``nation``), canonical name and system of every name and alias."""
    branches = {row["system"]: row["branch"] for row in rows("systems")}
    out: dict[str, dict[str, Row]] = {"local": {}, "province": {}, "country": {}}
    for row in rows("bodies"):
        system = row["system"]
        for level, names in (
            ("local", [row["name"], *row["aliases"].split()]),
            ("province", row["province"].split()),
            ("country", row["national"].split()),
        ):
            for alias in names:
                found = Row(names[0], system, _KINDS.get(branches[system], "department"))
                out[level].setdefault(alias, found)
    return out


def look_up(name: str, level: str | None = None) -> Row | None:
    """The row of a name without its place, at the level of that place first."""
    first = {"province": "province", "country": "country"}.get(level or "", "local")
    order = [first, *(other for other in ("local", "province") if other != first)]
    return next((found for at in order if (found := _rows()[at].get(name))), None)


class Bodies:
    """The bodies and persons of one document.

    Args:
        places: the places of the same document.
    """

    def __init__(self, places: Places, minter: Minter) -> None:
        self._places, self._minter = places, minter
        self._bodies: dict[str, Body] = {}
        self._known: dict[str, Body] = {}

    def body(self, name: str) -> Body:
        """The body that ``name`` stands for; an unknown name stays itself, within the place it is of."""
        known = self._known.get(name)
        if known is None:
            known = self._known[name] = self._keep(self._resolve(name))
        return known

    def person(self, name: str) -> str:
        """The IRI of a person, who is known by name within the document's place."""
        home = self._places.home
        return self._minter.person(self._places.key_of(home) if home else "", name)

    def used(self) -> tuple[Body, ...]:
        """Every body that was resolved, with the members of collective ones, in order of their IRIs."""
        return tuple(self._bodies[iri] for iri in sorted(self._bodies))

    def _keep(self, body: Body) -> Body:
        had = self._bodies.get(body.id)
        if had:
            evidence = tuple(sorted({*had.evidence, *body.evidence}))
            body = replace(had, evidence=evidence)
        self._bodies[body.id] = body
        return body

    # names ----------------------------------------------------------------------------------------------------------

    def _resolve(self, name: str) -> Body:
        home = self._places.home
        if _COLLECTIVE.search(name):
            return self._collective(name, home)
        plain = re.sub(r"\([^()]*\)|（[^（）]*）", "", name) or name
        national = _rows()["country"].get(plain)
        if national:
            nation = self._places.nation()
            return self._make(name, nation, plain, national, f"{NATION}: a national body by its name")
        governed = self._places.governed(plain)
        if governed:
            return self._make(name, governed, _government(governed), None, f"the government of {governed.label}")
        place, rest, why = self._holder(plain, home)
        return self._make(name, place, rest, look_up(rest, _column(place)), why)

    def _holder(self, name: str, home: Place | None) -> tuple[Place | None, str, str]:
        """The place a body belongs to, the rest of its name, and why: 市教育局 in a district is of the city."""
        begun = self._places.begins(name)
        if begun:
            place, rest = begun
            return place, rest, f"{name[: len(name) - len(rest)]} is {place.label}"
        league = pattern("youth-league").fullmatch(name)
        own_place = self._places.own(league.group(1)) if league else None
        if league and own_place:
            return own_place, "团委", f"{league.group(1)} is {own_place.label} here"
        if name.startswith("自治") and len(name) > 4 and (own_place := self._places.own(name[:3])):
            return own_place, name[3:], f"{name[:3]} is {own_place.label} here"
        if name[0] in _LEVELS and (len(name) > 2 or name[1:] == "委"):
            own_place = self._places.own(name[0])
            if own_place:
                return own_place, name[1:], f"{name[0]} is {own_place.label} here"
        told = self._places.prefix_of(name)
        if told:
            place, rest = told
            return place, rest, f"{name[: len(name) - len(rest)]} is {place.label}"
        return home, name, f"of the document's place {home.label}" if home else ""

    def _make(self, word: str, place: Place | None, rest: str, row: Row | None, why: str) -> Body:
        name, system, kind = rest, None, _kind(rest)
        if rest in GOVERNMENT:
            name, kind = _government(place) if place else GOVERNMENT[rest], "government"
        elif rest == "办事处" and place and place.level == "township":
            kind = "government"
        elif rest in ("委", "党委"):
            name, kind = "委", "party"
        elif row:
            name, system, kind = row.name, row.system, row.kind
            if rest != name:
                why = f"{why}; {rest} is an alias of {name}" if why else f"{rest} is an alias of {name}"
        holder = self._places.key_of(place) if place else ""
        label = (place.label if place and place.level != "country" else "") + name
        evidence = (f"{word}: {why}",) if why else ()
        return Body(
            id=self._minter.body(holder, name),
            label=label,
            name=name,
            place=place.id if place else None,
            level=place.level if place else None,
            system=system,
            kind=kind,
            evidence=evidence,
        )

    def _collective(self, name: str, home: Place | None) -> Body:
        """All bodies of a kind: a body of its own, whose members are those that the tables of places know."""
        place = home
        if home and name[0] in _LEVELS:
            place = self._places.own(name[0]) or home
        members: list[Body] = []
        below = pattern("collective-below").search(name)
        if place and below:
            for unit in self._places.below(place, below.group(1)):
                title = _government(unit)
                members.append(self._keep(self._make(unit.name + title, unit, title, None, f"one of {name}")))
        holder = self._places.key_of(place) if place else ""
        why = f"{name}: all of a kind in {place.label}" if place else f"{name}: all of a kind"
        return Body(
            id=self._minter.body(holder, name),
            label=(place.label if place else "") + name,
            name=name,
            place=place.id if place else None,
            level=place.level if place else None,
            system=None,
            kind="collective",
            members=tuple(sorted(m.id for m in members)),
            evidence=(why,),
        )


def _government(place: Place) -> str:
    """What the body is called that governs a place."""
    if place.level == "development-zone":
        return "管理委员会"
    return "办事处" if place.name.endswith("街道") else "人民政府"


def _kind(name: str) -> str:
    """What sort of body an unknown name is, by its end."""
    return next((kind for kind, ending in _OTHERS.items() if ending.search(name)), "other")


def _column(place: Place | None) -> str | None:
    """The level whose names a place's bodies have: a municipality's are called as a city's."""
    return None if place is None or place.code in MUNICIPALITIES else place.level


def explain(name: str, place: str) -> str:
    """What a name means in a document of a place, and why: ``区人社局: 区 is 郑州市中原区 here; …``."""
    minter = Minter("")
    body = Bodies(Places(Particulars(place=place), "", "", minter), minter).body(name)
    return f"{body.label} ({'; '.join(body.evidence)})"
