"""The shapes run over a graph, with pyshacl."""

from __future__ import annotations

from collections import defaultdict
from contextlib import redirect_stderr
from io import StringIO
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode, Store, Triple
from pyoxigraph import Literal as StoredLiteral

from kg import ontology
from kg.errors import GraphError, UsageError
from kg.graph import terms as t
from kg.validation.report import Finding, Offender, Report

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

FIRST: Final = 5
"""How many offenders a finding lists."""

_SH: Final = "http://www.w3.org/ns/shacl#"


def validate(store: Store, shapes: str | None = None, *, first: int = FIRST) -> Report:
    """Checks the union of all graphs of a store, which stays as it is.

    Args:
        shapes: SHACL in Turtle; the shapes of the ontology unless given.
        first: how many offenders each finding lists.

    Raises:
        UsageError: ``shapes`` is not Turtle, or pyshacl cannot make shapes of it.
        GraphError: the validation cannot be carried out.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError
    from rdflib import Graph

    demanded = Graph()
    try:
        demanded.parse(data=ontology.read("shapes.ttl") if shapes is None else shapes, format="turtle")
    except Exception as error:  # rdflib's parsers raise errors of many kinds
        raise UsageError(f"the shapes are not valid Turtle: {str(error).splitlines()[0]}") from error
    data = _union(store)
    try:
        # What pyshacl writes beside raising an error would be a second message.
        with redirect_stderr(StringIO()):
            _, results, _ = pyshacl.validate(
                data, shacl_graph=demanded, inference="none", advanced=False, inplace=False, meta_shacl=False
            )
    except ReportableRuntimeError as error:
        raise UsageError(f"the shapes make no sense: {str(error).splitlines()[0]}") from error
    if not isinstance(results, Graph):
        raise GraphError(f"the graph cannot be validated: {results}")
    findings = _findings(results, demanded, data, first)
    conforms = all(finding.severity != "Violation" for finding in findings)
    return Report(conforms, _count_shapes(demanded), len(data), findings)


def _union(store: Store) -> Graph:
    """The triples of all graphs, each once, as an rdflib graph."""
    from rdflib import BNode, Graph, Literal, URIRef

    known: dict[object, Node] = {}

    def node(term: NamedNode | BlankNode | StoredLiteral | Triple) -> Node:
        made = known.get(term)
        if made is None:
            if isinstance(term, NamedNode):
                made = URIRef(term.value)
            elif isinstance(term, StoredLiteral):
                plain = term.language or term.datatype.value == t.XSD + "string"
                made = Literal(term.value, lang=term.language, datatype=None if plain else term.datatype.value)
            elif isinstance(term, BlankNode):
                made = BNode(term.value)
            else:
                raise GraphError("the graph cannot be validated: it has a triple about a triple")
            known[term] = made
        return made

    graph = Graph()
    for quad in store:
        graph.add((node(quad.subject), node(quad.predicate), node(quad.object)))
    return graph


def _count_shapes(shapes: Graph) -> int:
    from rdflib import RDF, URIRef

    return len({s for kind in ("NodeShape", "PropertyShape") for s in shapes.subjects(RDF.type, URIRef(_SH + kind))})


def _findings(results: Graph, shapes: Graph, data: Graph, first: int) -> tuple[Finding, ...]:
    from rdflib import RDF, URIRef

    found: dict[tuple[str, str], list[tuple[Node, Node | None]]] = defaultdict(list)
    sources: dict[str, Node] = {}
    for result in results.subjects(RDF.type, URIRef(_SH + "ValidationResult")):
        shape = results.value(result, URIRef(_SH + "sourceShape"))
        focus = results.value(result, URIRef(_SH + "focusNode"))
        severity = str(results.value(result, URIRef(_SH + "resultSeverity"))).removeprefix(_SH)
        if shape is None or focus is None:
            raise GraphError("the graph cannot be validated: a result without its shape or its node")
        sources[str(shape)] = shape
        found[(str(shape), severity)].append((focus, results.value(result, URIRef(_SH + "value"))))
    findings = []
    for (shape_iri, severity), offences in found.items():
        offenders = [_offender(data, focus, value) for focus, value in offences]
        offenders.sort(key=lambda o: (o.file or "\uffff", _place(data, o.node), o.node, o.value or ""))
        chinese, english = _label(shapes, sources[shape_iri])
        findings.append(Finding(shape_iri, chinese, english, severity, len(offenders), tuple(offenders[:first])))
    return tuple(sorted(findings, key=lambda f: (-f.count, f.shape)))


def _label(shapes: Graph, shape: Node) -> tuple[str, str]:
    """What a shape demands, in both languages: its own label, message or name; else its path."""
    from rdflib import URIRef

    for predicate in (t.LABEL, _SH + "message", _SH + "name"):
        texts = {getattr(o, "language", None): str(o) for o in shapes.objects(shape, URIRef(predicate))}
        if texts:
            english = texts.get("en") or next(iter(texts.values()))
            return texts.get("zh", english), english
    name = str(shapes.value(shape, URIRef(_SH + "path")) or shape)
    return name, name


def _offender(data: Graph, focus: Node, value: Node | None) -> Offender:
    from rdflib import URIRef

    document = _document(data, focus)
    file = data.value(document, URIRef(t.FILE_NAME)) if document is not None else None
    words = None
    for predicate in (t.QUOTE, t.LABEL, t.EXACT):
        words = data.value(focus, URIRef(predicate)) if words is None else words
    return Offender(str(focus), _text(value), _text(file), _text(words))


def _text(node: Node | None) -> str | None:
    return None if node is None else str(node)


def _document(data: Graph, node: Node) -> Node | None:
    """The document that says something of a node, through its task or source where need be."""
    from rdflib import URIRef

    if (node, URIRef(t.FILE_NAME), None) in data:
        return node
    for predicate in (t.STATED_IN, t.HAS_SOURCE):
        if (found := data.value(node, URIRef(predicate))) is not None:
            return found
    for predicate in (t.HAS_RESPONSIBILITY, t.HAS_SELECTOR):
        if (owner := data.value(predicate=URIRef(predicate), object=node)) is not None:
            return _document(data, owner)
    return None


def _place(data: Graph, node: str) -> int:
    """Where in its document a node was read, as far as it is known."""
    from rdflib import URIRef

    source = data.value(URIRef(node), URIRef(t.WAS_DERIVED_FROM))
    for selector in data.objects(source, URIRef(t.HAS_SELECTOR)) if source is not None else ():
        start = data.value(selector, URIRef(t.START))
        if start is not None and str(start).isdigit():
            return int(str(start))
    return 0
