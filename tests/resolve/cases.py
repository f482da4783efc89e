"""How the tests make the places and bodies of a document from a few particulars."""

from __future__ import annotations

from kg.iri import Minter
from kg.resolve.bodies import Bodies
from kg.resolve.places import Places
from kg.structure.metadata import Particulars

MINTER = Minter("")


def places(place: str | None, text: str = "", number: str | None = None, title: str | None = None) -> Places:
    """The places of a document that governs ``place``, with relative IRIs."""
    return Places(Particulars(place=place, number=number, title=title), text, "0", MINTER)


def bodies(place: str | None, text: str = "") -> Bodies:
    """The bodies of such a document."""
    return Bodies(places(place, text), MINTER)
