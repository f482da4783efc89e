"""The concept schemes of ``schemes/``, compiled from the rows of ``kg/data`` that the extractor reads.

    python -m kg.ontology.compile

writes them, and brings the Turtle files that are written by hand into canonical form. A test holds files and rows
equal; nothing of the extraction reads Turtle.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.data import rows, table
from kg.iri import local
from kg.ontology.context import compile_context
from kg.ontology.turtle import PREFIXES, canonical

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

HAND_WRITTEN: Final = ("policykg.ttl", "shapes.ttl")
_VALUES: Final = ("comparators", "changes", "bases", "natures", "roles", "states", "relations", "kinds", "levels")
_IN_ONTOLOGY: Final = frozenset(("comparators", "changes", "bases", "natures", "roles", "states", "relations"))
_DIMENSIONS: Final = {
    "age": "Time",
    "area": "Area",
    "count": "Count",
    "data": "InformationEntropy",
    "energy": "Energy",
    "length": "Length",
    "mass": "Mass",
    "money": "Currency",
    "multiple": "DimensionlessRatio",
    "noise": "SoundPressureLevel",
    "people": "Count",
    "points": "DimensionlessRatio",
    "power": "Power",
    "share": "DimensionlessRatio",
    "temperature": "Temperature",
    "time": "Time",
    "volume": "Volume",
}
"""Dimensions of ``units.csv`` and the quantity kinds of QUDT that they are; others are none of QUDT's."""


_SI: Final = frozenset("1 平方米 立方米 米 千克 焦耳 瓦 伏安 秒".split())
"""Bases that QUDT's multipliers are to, too."""


def compile_schemes() -> dict[str, str]:
    """The Turtle of each scheme by file name."""
    makers: dict[str, Callable[[_Scheme], None]] = {
        **dict.fromkeys(_VALUES, _values),
        "units": _units,
        "genres": _genres,
        "themes": _themes,
        "systems": _systems,
        "bodies": _bodies,
    }
    out = {}
    for row in rows("schemes"):
        scheme = _Scheme(row)
        makers[row["scheme"]](scheme)
        out[f"{row['scheme']}.ttl"] = canonical(scheme.graph)
    return out


def term(name: str) -> Node:
    """A prefixed name as a node."""
    from rdflib import URIRef

    prefix, _, rest = name.partition(":")
    return URIRef(PREFIXES[prefix] + rest)


class _Scheme:
    """One scheme while it is written."""

    def __init__(self, row: Mapping[str, str]) -> None:
        from rdflib import Graph

        self.name = row["scheme"]
        self.space = "pk" if self.name in _IN_ONTOLOGY else "pks"
        self.graph: Graph = Graph()
        self.node = term(f"{self.space}:{self.name}")
        self.add(self.node, "rdf:type", term("skos:ConceptScheme"))
        self.both(self.node, "rdfs:label", row["label"], row["en"])
        self.both(self.node, "skos:definition", row["definition"], row["definition_en"])
        self._home(self.node)

    def add(self, subject: Node, predicate: str, value: Node) -> None:
        self.graph.add((subject, term(predicate), value))

    def text(self, subject: Node, predicate: str, value: str, language: str | None = "zh") -> None:
        from rdflib import Literal

        if value:
            self.add(subject, predicate, Literal(value, lang=language))

    def both(self, subject: Node, predicate: str, chinese: str, english: str) -> None:
        self.text(subject, predicate, chinese)
        self.text(subject, predicate, english, "en")

    def concept(self, key: str, label: str, english: str, notation: str) -> Node:
        node = term(f"{self.space}:{key}")
        self.add(node, "rdf:type", term("skos:Concept"))
        self.add(node, "skos:inScheme", self.node)
        self.both(node, "skos:prefLabel", label, english)
        self.both(node, "rdfs:label", label, english)
        self.text(node, "skos:notation", notation, None)
        self._home(node)
        return node

    def _home(self, node: Node) -> None:
        from rdflib import URIRef

        self.add(node, "rdfs:isDefinedBy", URIRef(PREFIXES[self.space].removesuffix("#")))


def _values(scheme: _Scheme) -> None:
    for row in rows("concepts"):
        if row["scheme"] == scheme.name:
            node = scheme.concept(row["key"], row["label"], row["en"], row["notation"])
            scheme.both(node, "skos:definition", row["definition"], row["definition_en"])


def _units(scheme: _Scheme) -> None:
    measures = {row["unit"]: row for row in rows("measures")}
    for row in rows("units"):
        node = scheme.concept(f"unit-{local(row['unit'])}", row["unit"], "", row["unit"])
        scheme.text(node, "skos:example", row["example"])
        if kind := _DIMENSIONS.get(row["dimension"]):
            scheme.add(node, "qudt:hasQuantityKind", term(f"quantitykind:{kind}"))
        if row["dimension"] in ("count", "people"):
            scheme.add(node, "skos:broadMatch", term("unit:NUM"))
        measure = measures.get(row["unit"])
        if measure and measure["qudt"]:
            scheme.add(node, "skos:exactMatch", term(f"unit:{measure['qudt']}"))
        if measure and measure["factor"]:
            _multiplier(scheme, node, Fraction(measure["factor"]), measure["base"])


def _multiplier(scheme: _Scheme, node: Node, factor: Fraction, base: str) -> None:
    """The exact factor (1 亩 = 2000/3 平方米), and QUDT's multiplier where its base is this one and it is a decimal."""
    from rdflib import Literal
    from rdflib.namespace import OWL, XSD

    name = str(scheme.graph.value(node, term("skos:notation")))
    scheme.text(node, "skos:scopeNote", f"1 {name} = {factor} {base}" if base != "1" else f"1 {name} = {factor}")
    scheme.add(node, "rdf:value", Literal(str(factor), datatype=OWL.rational))
    if base in _SI and (multiplier := _decimal(factor)):
        scheme.add(node, "qudt:conversionMultiplier", Literal(multiplier, datatype=XSD.decimal))


def _decimal(factor: Fraction) -> str | None:
    """A fraction in decimal digits, or ``None`` where they have no end."""
    for digits in range(20):
        scaled = factor * 10**digits
        if scaled.denominator == 1:
            text = str(scaled.numerator).rjust(digits + 1, "0")
            return f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return None


def _genres(scheme: _Scheme) -> None:
    for row in table("genres")["genre"]:
        node = scheme.concept(f"genre-{row['name']}", row["label"], row["label_en"], row["name"])
        for example in row["examples"]:
            scheme.text(node, "skos:example", example)


def _themes(scheme: _Scheme) -> None:
    for row in rows("themes"):
        node = scheme.concept(f"theme-{row['key']}", row["theme"], row["en"], row["key"])
        for word in row["keywords"].split():
            scheme.text(node, "skos:hiddenLabel", word)


def _systems(scheme: _Scheme) -> None:
    for row in rows("systems"):
        node = scheme.concept(f"system-{row['key']}", row["system"], row["en"], row["key"])
        scheme.add(node, "skos:relatedMatch", term(f"pks:theme-{row['theme']}"))
        if row["broader"]:
            scheme.add(node, "skos:broader", term(f"pks:system-{row['broader']}"))


def _bodies(scheme: _Scheme) -> None:
    """Each department as the concept of its local name; the ministries, and what reforms made of them."""
    keys = {row["system"]: row["key"] for row in rows("systems")}
    homes: dict[str, str] = {}
    ministries: dict[str, Node] = {}
    for row in rows("bodies"):
        system = term(f"pks:system-{keys[row['system']]}")
        node = scheme.concept(f"body-{local(row['name'])}", row["name"], "", "")
        scheme.add(node, "skos:broadMatch", system)
        for name in [*row["aliases"].split(), *row["province"].split()]:
            if name != row["name"]:
                scheme.text(node, "skos:altLabel", name)
        homes |= dict.fromkeys([row["name"], *row["aliases"].split()], row["name"])
        if row["national"]:
            ministries[row["name"]] = _organization(scheme, row["national"].split(), system)
    for row in rows("predecessors"):
        _predecessor(scheme, row, homes[row["successor"]], ministries)


def _organization(scheme: _Scheme, names: list[str], system: Node | None = None) -> Node:
    node = term(f"pks:organization-{local(names[0])}")
    scheme.add(node, "rdf:type", term("org:Organization"))
    scheme.text(node, "rdfs:label", names[0])
    scheme.text(node, "skos:prefLabel", names[0])
    for name in names[1:]:
        scheme.text(node, "skos:altLabel", name)
    if system:
        scheme.add(node, "org:purpose", system)
    return node


def _predecessor(scheme: _Scheme, row: Mapping[str, str], home: str, ministries: Mapping[str, Node]) -> None:
    from rdflib import Literal
    from rdflib.namespace import XSD

    reform = next(r for r in rows("reforms") if r["reform"] == row["reform"])
    old = scheme.concept(f"former-{local(row['name'])}", row["name"], "", "")
    for name in row["aliases"].split():
        scheme.text(old, "skos:altLabel", name)
    scheme.add(old, "dcterms:isReplacedBy", term(f"pks:body-{local(home)}"))
    scheme.text(old, "skos:historyNote", f"{row['name']}→{row['successor']}（{reform['title']}）")
    change = term(f"pks:change-{local(row['name'])}-{row['reform']}")
    scheme.add(change, "rdf:type", term("org:ChangeEvent"))
    scheme.both(change, "rdfs:label", f"{row['name']}：{reform['title']}", f"{row['name']}: {reform['en']}")
    scheme.add(change, "dcterms:date", Literal(reform["date"], datatype=XSD.date))
    scheme.text(change, "dcterms:source", reform["source"])
    scheme.add(change, "dcterms:subject", old)
    if row["national"]:
        before = _organization(scheme, [row["national"]])
        scheme.add(change, "org:originalOrganization", before)
        scheme.add(before, "org:changedBy", change)
        after = next((r["national"] for r in rows("predecessors") if r["name"] == row["successor"]), None)
        if after:
            scheme.add(change, "org:resultingOrganization", _organization(scheme, [after]))
        elif home in ministries:
            scheme.add(change, "org:resultingOrganization", ministries[home])


def main() -> None:
    from kg.ontology.turtle import read_all

    folder = Path(__file__).parent
    (folder / "schemes").mkdir(exist_ok=True)
    for name, text in compile_schemes().items():
        (folder / "schemes" / name).write_text(text, encoding="utf-8", newline="\n")
    for name in HAND_WRITTEN:
        path = folder / name
        path.write_text(canonical(read_all([path.read_text(encoding="utf-8")])), encoding="utf-8", newline="\n")
    (folder / "context.jsonld").write_text(compile_context(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
