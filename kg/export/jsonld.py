"""The graph as JSON-LD that reads like plain JSON, with the context of the ontology inside; it needs no network."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg import ontology
from kg.graph import terms as t

_NATIVE: Final[Mapping[str, Callable[[str], Any]]] = {
    t.XSD_INTEGER: int,
    t.XSD_NON_NEGATIVE_INTEGER: int,
    t.XSD_BOOLEAN: "true".__eq__,
}


def to_jsonld(quads: Iterable[Quad], base: str) -> dict[str, Any]:
    """A JSON-LD 1.1 document: a list of named graphs, each a list of nodes, in order of their IRIs.

    Names are those of ``ontology/context.jsonld``. Integers and booleans are JSON's own; decimals stay strings, so that
    no digit is lost. IRIs of the data are relative to ``base``, when that ends with a slash.

    Args:
        quads: of named graphs, without blank nodes, in any order.
        base: the base IRI of the data.
    """
    context = json.loads(ontology.read("context.jsonld"))["@context"]
    if base.endswith("/"):
        context = {**context, "@base": base}
    compact = _Compactor(context, base)
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in quads:
        name, subject = quad.graph_name.value, quad.subject.value  # type: ignore[union-attr]
        node = graphs.setdefault(name, {}).setdefault(subject, {"id": compact.iri(subject)})
        key, value = compact.fact(quad.predicate.value, quad.object)
        node.setdefault(key, []).append(value)
    return {
        "@context": context,
        "graph": [
            {"id": compact.iri(name), "graph": [_tidy(nodes[subject]) for subject in sorted(nodes)]}
            for name, nodes in sorted(graphs.items())
        ],
    }


def _tidy(node: dict[str, Any]) -> dict[str, Any]:
    """One value on its own, several as a list; ``id`` and ``type`` first, then by name."""
    out = {"id": node.pop("id")}
    for key in sorted(node, key=lambda key: (key != "type", key)):
        values = sorted(node[key], key=lambda value: json.dumps(value, ensure_ascii=False))
        out[key] = values[0] if len(values) == 1 else values
    return out


class _Compactor:
    """Finds the shortest way to say a fact that the context has."""

    def __init__(self, context: Mapping[str, Any], base: str) -> None:
        self._base = base if base.endswith("/") else None
        prefixes = {name: iri for name, iri in context.items() if isinstance(iri, str) and iri.endswith(("#", "/"))}
        self._classes: dict[str, str] = {}
        self._properties: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
        self._values: dict[str, dict[str, str]] = {}
        for name, entry in context.items():
            if isinstance(entry, str) and not entry.startswith("@") and name not in prefixes:
                self._classes[_expand(entry, prefixes)] = name
            elif isinstance(entry, Mapping):
                kind = _expand(entry["@type"], prefixes) if "@type" in entry else None
                known = {"language": entry.get("@language"), "type": kind}
                self._properties.setdefault(_expand(entry["@id"], prefixes), []).append((name, known))
                values = entry.get("@context", {})
                self._values[name] = {_expand(iri, prefixes): word for word, iri in values.items()}

    def iri(self, iri: str) -> str:
        """``iri`` relative to the base of the data, where it is below it."""
        rest = iri.removeprefix(self._base) if self._base else iri
        return rest if rest and ":" not in rest.partition("/")[0] else iri

    def fact(self, predicate: str, value: Any) -> tuple[str, Any]:
        if predicate == t.RDF_TYPE:
            return "type", self._classes.get(value.value, value.value)
        for name, known in self._properties.get(predicate, ()):
            plain = self._plain(name, known, value)
            if plain is not None:
                return name, plain
        return predicate, self._explicit(value)

    def _plain(self, name: str, known: Mapping[str, Any], value: Any) -> Any:
        """The value without its language or type, when the context tells them; else ``None``."""
        kind = known["type"]
        if isinstance(value, NamedNode):
            if kind == "@vocab":
                return self._values[name].get(value.value) or self._classes.get(value.value, value.value)
            return self.iri(value.value) if kind == "@id" else None
        if not isinstance(value, Literal) or value.language != known["language"]:
            return None
        if value.language:
            return value.value
        datatype = value.datatype.value
        # The store, which knows one type of integers, gives back the smaller types as the larger one.
        if kind == t.XSD_NON_NEGATIVE_INTEGER and datatype == t.XSD_INTEGER:
            datatype = kind
        if datatype != (kind or t.XSD + "string"):
            return None
        native = _NATIVE.get(datatype)
        return native(value.value) if native else value.value

    def _explicit(self, value: Any) -> Any:
        if isinstance(value, NamedNode):
            return {"id": self.iri(value.value)}
        if value.language:
            return {"@value": value.value, "@language": value.language}
        return {"@value": value.value, "@type": value.datatype.value}


def _expand(name: str, prefixes: Mapping[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes else name
