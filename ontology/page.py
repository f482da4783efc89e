"""The documentation of the ontology as one HTML file, in Chinese and English, made from the Turtle files.

python -m kg.ontology.page docs/ontology/index.html
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg import ontology
from kg.ontology.diagram import diagram, short
from kg.ontology.turtle import PREFIXES, read_all

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_STYLE: Final = """
:root{--ink:#1b1f24;--soft:#5b6570;--line:#d8dee4;--own:#e8f1fb;--other:#f4f4f1;--link:#0b5cad;--back:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ec;--soft:#9aa5b1;--line:#3a424b;--own:#1d3247;--other:#2a2b2c;
--link:#7ab7ff;--back:#15181c}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1180px;padding:24px;color:var(--ink);background:var(--back);
font:15px/1.6 "Noto Sans CJK SC","Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}
h1{margin:0 0 4px;font-size:28px}h2{margin:40px 0 8px;padding-bottom:4px;border-bottom:1px solid var(--line)}
h3{margin:28px 0 4px;font-size:17px}h3 small{color:var(--soft);font-weight:400;margin-left:8px}
.both{display:grid;grid-template-columns:1fr 1fr;gap:0 28px}.both p{margin:2px 0}
.facts{display:grid;grid-template-columns:180px 1fr;gap:1px 12px;margin:6px 0 0;color:var(--soft);font-size:14px}
.facts dt{margin:0}.facts dd{margin:0;overflow-wrap:anywhere}
nav{columns:5;font-size:14px;margin:8px 0}nav a{display:block}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:4px 10px 4px 0;overflow-wrap:anywhere;
border-bottom:1px solid var(--line)}
summary{cursor:pointer;font-weight:600;padding:6px 0}
svg{width:100%;min-width:900px;height:auto;font-size:13px}
svg rect{stroke:var(--soft)}svg .own{fill:var(--own)}svg .other{fill:var(--other);stroke-dasharray:4 3}
svg text{text-anchor:middle;fill:var(--ink)}svg .title{font-weight:600}svg .words{font-size:12px;fill:var(--soft)}
svg .edge{fill:none;stroke:var(--soft)}svg marker path{fill:var(--soft)}
svg .name{font-size:12px;paint-order:stroke;stroke:var(--back);stroke-width:5px;stroke-linejoin:round}
@media(max-width:720px){.both{grid-template-columns:1fr}nav{columns:2}.facts{grid-template-columns:1fr}}
"""
_KINDS: Final = (
    ("owl:Class", "classes", "类", "Classes"),
    ("owl:ObjectProperty", "object-properties", "对象属性", "Object properties"),
    ("owl:DatatypeProperty", "datatype-properties", "数据属性", "Datatype properties"),
)
_FACTS: Final = (
    ("rdfs:subClassOf", "上位类 subclass of"),
    ("rdfs:subPropertyOf", "上位属性 subproperty of"),
    ("rdfs:domain", "定义域 domain"),
    ("rdfs:range", "值域 range"),
    ("owl:disjointUnionOf", "不相交并 disjoint union of"),
    ("skos:closeMatch", "近似 close match"),
    ("skos:relatedMatch", "相关 related match"),
    ("dcterms:source", "来源 source"),
    ("skos:changeNote", "变更 change"),
)
_MAPPINGS: Final = ("skos:exactMatch", "skos:broadMatch", "skos:broader", "skos:relatedMatch", "dcterms:isReplacedBy")
_OPEN: Final = 20
"""Schemes of more concepts than this are folded."""


def page() -> str:
    """The whole page; the same bytes for the same ontology."""
    graph = read_all([ontology.read()])
    home = _node("pk:").removesuffix("#")
    version = _words(graph, home, "owl:versionInfo")[0]
    parts = [
        "<!DOCTYPE html>",
        '<html lang="zh">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>policykg ontology {escape(version)}</title><style>{_STYLE}</style></head>",
        "<body>",
        _head(graph, home, version),
        '<h2 id="core">核心 Core</h2>',
        f'<div class="scroll">{diagram(graph)}</div>',
        *(_terms(graph, *kind) for kind in _KINDS),
        _schemes(),
        _shapes(),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _node(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest


def _objects(graph: Graph, subject: object, name: str) -> list[Node]:
    from rdflib import URIRef

    return sorted(graph.objects(URIRef(str(subject)), URIRef(_node(name))), key=str)


def _words(graph: Graph, subject: object, name: str, language: str | None = None) -> list[str]:
    return [str(o) for o in _objects(graph, subject, name) if getattr(o, "language", None) == language]


def _both(graph: Graph, subject: object, name: str, leads: tuple[str, str] = ("", "")) -> str:
    """A text in both languages, side by side."""
    cells = "".join(
        f'<p lang="{language}">{lead}{escape("；".join(words))}</p>'
        for language, lead in zip(("zh", "en"), leads, strict=True)
        if (words := _words(graph, subject, name, language))
    )
    return f'<div class="both">{cells}</div>'


def _link(node: object) -> str:
    iri = str(node)
    name = short(iri)
    if name.startswith("pk:") and "-" not in name:
        return f'<a href="#{name[3:]}">{escape(name)}</a>'
    return f'<a href="{escape(iri)}">{escape(name)}</a>' if iri.startswith("http") else escape(iri)


def _head(graph: Graph, home: str, version: str) -> str:
    titles = [_words(graph, home, "dcterms:title", language)[0] for language in ("zh", "en")]
    changes = [word for language in ("zh", "en") for word in _words(graph, home, "skos:changeNote", language)]
    rows = [
        ("IRI", _link(home)),
        ("版本 version", f"{escape(version)} · {_link(_objects(graph, home, 'owl:versionIRI')[0])}"),
        ("前缀 prefix", f"<code>pk: &lt;{escape(PREFIXES['pk'])}&gt;</code>"),
        ("许可 licence", _link(_objects(graph, home, "dcterms:license")[0])),
        ("作者 creator", escape(_words(graph, home, "dcterms:creator")[0])),
        (
            "变更 changes",
            "<br>".join(map(escape, changes)),
        ),
    ]
    facts = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows)
    links = " · ".join(
        f'<a href="#{anchor}">{text}</a>'
        for anchor, text in [
            ("core", "核心 Core"),
            *((anchor, f"{chinese} {english}") for _, anchor, chinese, english in _KINDS),
            ("schemes", "概念体系 Schemes"),
            ("shapes", "形状 Shapes"),
        ]
    )
    return (
        f"<h1>{escape(titles[0])} <small>{escape(titles[1])}</small></h1>"
        f'{_both(graph, home, "dcterms:description")}<dl class="facts">{facts}</dl><p>{links}</p>'
    )


def _terms(graph: Graph, kind: str, anchor: str, chinese: str, english: str) -> str:
    from rdflib import RDF, URIRef

    own = sorted(str(s) for s in graph.subjects(RDF.type, URIRef(_node(kind))) if str(s).startswith(PREFIXES["pk"]))
    index = "".join(f"<div>{_link(term)}</div>" for term in own)
    return f'<h2 id="{anchor}">{chinese} {english}</h2><nav>{index}</nav>' + "".join(_term(graph, term) for term in own)


def _term(graph: Graph, term: str) -> str:
    local = term.removeprefix(PREFIXES["pk"])
    labels = [_words(graph, term, "rdfs:label", language)[0] for language in ("zh", "en")]
    facts = "".join(
        f"<dt>{name}</dt><dd>{', '.join(values)}</dd>"
        for predicate, name in _FACTS
        if (values := [text for value in _objects(graph, term, predicate) for text in _value(graph, value)])
    )
    return (
        f'<section id="{local}"><h3>pk:{local} <small>{escape(labels[0])} · {escape(labels[1])}</small></h3>'
        f"{_both(graph, term, 'skos:definition')}{_both(graph, term, 'skos:example', ('例：', 'For example: '))}"
        f'<dl class="facts">{facts}</dl></section>'
    )


def _value(graph: Graph, value: Node) -> Iterable[str]:
    """A value as links; a union or list as its members."""
    from rdflib import OWL, RDF, BNode, Literal

    if isinstance(value, Literal):
        return [escape(str(value))]
    if not isinstance(value, BNode):
        return [_link(value)]
    members = value if (value, RDF.first, None) in graph else graph.value(value, OWL.unionOf)
    return [_link(member) for member in graph.items(members)] if members else []


def _schemes() -> str:
    from rdflib import RDF, SKOS

    out = ['<h2 id="schemes">概念体系 Concept schemes</h2>']
    for name in ontology.scheme_names():
        graph = read_all([ontology.read(name)])
        scheme = str(next(graph.subjects(RDF.type, SKOS.ConceptScheme)))
        labels = [_words(graph, scheme, "rdfs:label", language)[0] for language in ("zh", "en")]
        concepts = sorted(str(s) for s in graph.subjects(RDF.type, SKOS.Concept))
        rows = "".join(_concept(graph, concept) for concept in concepts)
        table = (
            '<div class="scroll"><table><thead><tr><th>IRI</th><th>notation</th><th>名称</th><th>label</th>'
            "<th>定义、别名 definition, other names</th><th>映射 mappings</th></tr></thead>"
            f"<tbody>{rows}</tbody></table></div>"
        )
        opened = " open" if len(concepts) <= _OPEN else ""
        out.append(
            f'<details{opened}><summary id="{short(scheme).replace(":", "-")}">{escape(short(scheme))} '
            f"{escape(labels[0])} · {escape(labels[1])} ({len(concepts)})</summary>"
            f"{_both(graph, scheme, 'skos:definition')}{table}</details>"
        )
    return "\n".join(out)


def _concept(graph: Graph, concept: str) -> str:
    notes = [
        "；".join(words)
        for name in (
            "skos:definition",
            "skos:scopeNote",
            "skos:altLabel",
            "skos:hiddenLabel",
            "skos:historyNote",
            "skos:example",
        )
        for language in ("zh", "en")
        if (words := _words(graph, concept, name, language))
    ]
    cells = [
        escape(short(concept)),
        escape("".join(_words(graph, concept, "skos:notation"))),
        escape("".join(_words(graph, concept, "skos:prefLabel", "zh"))),
        escape("".join(_words(graph, concept, "skos:prefLabel", "en"))),
        "<br>".join(map(escape, notes)),
        ", ".join(_link(o) for name in _MAPPINGS for o in _objects(graph, concept, name)),
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _shapes() -> str:
    from rdflib import RDF, URIRef

    graph = read_all([ontology.read("shapes.ttl")])
    rows = []
    for shape in sorted(str(s) for s in graph.subjects(RDF.type, URIRef(_node("sh:NodeShape")))):
        labels = [_words(graph, shape, "rdfs:label", language)[0] for language in ("zh", "en")]
        rows.append(f"<tr><th>{escape(short(shape))}</th><th>{escape(labels[0])}</th><th>{escape(labels[1])}</th></tr>")
        for each in _objects(graph, shape, "sh:property"):
            words = [escape("".join(_words(graph, each, "rdfs:label", language))) for language in ("zh", "en")]
            rows.append(f"<tr><td>{escape(short(str(each)))}</td><td>{words[0]}</td><td>{words[1]}</td></tr>")
    return f'<h2 id="shapes">形状 Shapes</h2><div class="scroll"><table>{"".join(rows)}</table></div>'


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
