"""Turtle in one canonical form, so that a change of a term is a change of its lines.

Prefixes by name; subjects by section, then by name; predicates in the order people read them; objects sorted. What has
no IRI stands inside the subject that uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

PREFIXES: Final = {
    "pk": "https://w3id.org/policykg/ontology#",
    "pks": "https://w3id.org/policykg/schemes#",
    "pksh": "https://w3id.org/policykg/shapes#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "quantitykind": "http://qudt.org/vocab/quantitykind/",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "unit": "http://qudt.org/vocab/unit/",
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every prefix that the files of this folder may declare."""

_SECTIONS: Final = {
    "owl:Ontology": "",
    "skos:ConceptScheme": "",
    "owl:Class": "Classes",
    "owl:ObjectProperty": "Object properties",
    "owl:DatatypeProperty": "Datatype properties",
    "owl:AnnotationProperty": "Annotation properties",
    "skos:Concept": "Concepts",
    "org:ChangeEvent": "Changes",
    "org:Organization": "Organisations",
    "sh:NodeShape": "Shapes",
    "sh:PropertyShape": "Property shapes",
}
_ORDER: Final = (
    "rdf:type rdfs:subClassOf rdfs:subPropertyOf rdfs:domain rdfs:range owl:inverseOf owl:disjointUnionOf "
    "owl:disjointWith skos:inScheme skos:topConceptOf skos:broader skos:notation rdfs:label skos:prefLabel "
    "skos:altLabel sh:name sh:targetClass sh:targetSubjectsOf sh:path dcterms:title skos:definition skos:example "
    "dcterms:source skos:scopeNote skos:exactMatch skos:closeMatch skos:relatedMatch"
).split()
_LAST: Final = ("skos:changeNote", "rdfs:isDefinedBy")
_PLAIN: Final = re.compile(r"[A-Za-z_\u4e00-\u9fff][\w\-]*\Z")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RDF: Final = PREFIXES["rdf"]


def canonical(graph: Graph) -> str:
    """The graph in canonical Turtle, with the prefixes that it uses."""
    return _Writer(graph).run()


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.used: set[str] = set()

    def run(self) -> str:
        from rdflib import URIRef

        own = [name for name, iri in PREFIXES.items() if name.startswith("pk")]
        blocks: dict[tuple[int, int, str], list[str]] = {}
        for subject in {s for s in self.graph.subjects() if isinstance(s, URIRef)}:
            name = self._term(subject)
            types = [self._term(o) for o in self.graph.objects(subject, _rdf("type"))]
            section = min((list(_SECTIONS).index(t) for t in types if t in _SECTIONS), default=len(_SECTIONS))
            foreign = int(name.partition(":")[0] not in own and section > 1)
            blocks[(foreign, section, name)] = [self._block(subject, name)]
        out: list[str] = []
        last = ""
        for (foreign, section, _), block in sorted(blocks.items()):
            title = self._title(foreign, section)
            if title and title != last:
                out.append(f"# {title}\n")
            last = title
            out += block
        declared = sorted(self.used, key=lambda p: (not p.startswith("pk"), p))
        head = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in declared)
        return head + "\n" + "\n".join(out)

    @staticmethod
    def _title(foreign: int, section: int) -> str:
        if foreign:
            return "Terms of other vocabularies, as far as this one leans on them"
        titles = list(_SECTIONS.values())
        return titles[section] if section < len(titles) else "Others"

    def _block(self, subject: Node, name: str) -> str:
        return f"{name} {self._facts(subject, '    ')} .\n"

    def _facts(self, subject: Node, indent: str) -> str:
        by_predicate: dict[str, list[str]] = {}
        for predicate, value in self.graph.predicate_objects(subject):
            by_predicate.setdefault(self._term(predicate), []).append(self._value(value, indent))
        lines = []
        for name in sorted(by_predicate, key=_rank):
            values = sorted(by_predicate[name])
            joint = f",\n{indent}    " if len(values) > 1 and any(v[0] in '"[' for v in values) else ", "
            lines.append(f"{'a' if name == 'rdf:type' else name} " + joint.join(values))
        return f" ;\n{indent}".join(lines)

    def _value(self, value: Node, indent: str) -> str:
        from rdflib import BNode

        if not isinstance(value, BNode):
            return self._term(value)
        if (value, _rdf("first"), None) in self.graph:
            return "( " + " ".join(self._value(item, indent) for item in self.graph.items(value)) + " )"
        return f"[ {self._facts(value, indent + '    ')} ]"

    def _term(self, term: Node) -> str:
        from rdflib import Literal

        if not isinstance(term, Literal):
            return self._name(str(term))
        text = '"' + "".join(_ESCAPES.get(c, c) for c in str(term)) + '"'
        if term.language:
            return f"{text}@{term.language}"
        kind = self._name(str(term.datatype)) if term.datatype else "xsd:string"
        if kind in ("xsd:integer", "xsd:boolean"):
            return str(term)
        return text if kind == "xsd:string" else f"{text}^^{kind}"

    def _name(self, iri: str) -> str:
        for prefix, namespace in PREFIXES.items():
            rest = iri.removeprefix(namespace)
            if rest != iri and _PLAIN.match(rest):
                self.used.add(prefix)
                return f"{prefix}:{rest}"
        return f"<{iri}>"


def _rank(predicate: str) -> tuple[int, str]:
    if predicate in _LAST:
        return len(_ORDER) + 1 + _LAST.index(predicate), predicate
    return (_ORDER.index(predicate) if predicate in _ORDER else len(_ORDER)), predicate


def _rdf(name: str) -> Node:
    from rdflib import URIRef

    return URIRef(_RDF + name)


def read_all(texts: Iterable[str]) -> Graph:
    """Turtle files as one graph."""
    from rdflib import Graph

    graph = Graph()
    for text in texts:
        graph.parse(data=text, format="turtle")
    return graph
