"""Bodies and persons: 区人社局 in a Zhongyuan document is the 人力资源和社会保障局 of Zhongyuan District."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.data import pattern, rows
from kg.iri import Minter

_UNIT = pattern("place-of-a-body")
_LEVELS = "省市区县州盟旗镇乡"
_COLLECTIVE = pattern("all-bodies")


@dataclass(frozen=True, slots=True)
class Agent:
    """A body or person: IRI and canonical label."""

    id: str
    label: str


@cache
def _canonical() -> dict[str, str]:
    """Alias to canonical name; every canonical name is its own alias."""
    out = {}
    for row in rows("bodies"):
        for alias in [row["name"], *row["aliases"].split()]:
            out[alias] = row["name"]
    return out


def units(place: str | None) -> list[str]:
    """The administrative units in a full place name, outermost first: 郑州市中原区 is [郑州市, 中原区]."""
    return _UNIT.findall(place or "")


def resolve_body(name: str, place: str | None, minter: Minter) -> Agent:
    """The body that ``name`` stands for in a document of ``place``; an unknown name stays itself, within the place."""
    if not place:
        return Agent(minter.body("", name), name)
    if _COLLECTIVE.search(name):
        return Agent(minter.body(place, name), place + name)
    holder, rest = _holder(name, place)
    plain = re.sub(r"\([^()]*\)|（[^（）]*）", "", rest)
    own = _canonical().get(plain, rest)
    return Agent(minter.body(holder, own), holder + own)


def resolve_person(name: str, place: str | None, minter: Minter) -> Agent:
    """A person is known by name within a place."""
    return Agent(minter.person(place or "", name), name)


def _holder(name: str, place: str) -> tuple[str, str]:
    """The place a body belongs to and the rest of its name: 市教育局 in a district is (郑州市, 教育局)."""
    if name.startswith(place):
        return place, name[len(place) :] or name
    parts = units(place)
    for n, part in enumerate(parts):
        if name.startswith(part) and len(name) > len(part):
            return "".join(parts[: n + 1]), name[len(part) :]
    if name[0] in _LEVELS and len(name) > 2:
        for n, part in enumerate(parts):
            if part.endswith(name[0]):
                return "".join(parts[: n + 1]), name[1:]
    return place, name
