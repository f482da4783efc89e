"""The graph as a network: GraphML and GEXF for Gephi, import files for Neo4j, DOT and Mermaid for small parts."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError
from kg.export.printable import printable

if TYPE_CHECKING:
    from networkx import MultiDiGraph

LARGEST_DRAWING = 300
"""Nodes of a DOT or Mermaid drawing; more cannot be read."""

_SHAPES = {
    "document": "note", "task": "box", "target": "ellipse", "achievement": "ellipse", "baseline": "ellipse",
    "progress": "ellipse", "indicator": "hexagon", "body": "house", "person": "octagon", "place": "diamond",
}  # fmt: skip
_MODIFIED = re.compile(rb' lastmodifieddate="[^"]*"')


def _plain(graph: MultiDiGraph[str]) -> MultiDiGraph[str]:
    """A copy with what XML can hold: no control characters, one type an attribute, a year beside each deadline."""
    copy = graph.copy()
    fractions = {name for _, facts in copy.nodes(data=True) for name, v in facts.items() if isinstance(v, float)}
    for _, facts in copy.nodes(data=True):
        for name, value in facts.items():
            if isinstance(value, str):
                facts[name] = printable(value)
            elif name in fractions:
                facts[name] = float(value)
        due = str(facts.get("deadline", ""))[:4]
        if due.isdigit():
            facts.setdefault("due_year", int(due))
    return copy


def to_graphml(graph: MultiDiGraph[str]) -> bytes:
    """GraphML, with every fact of a node as an attribute."""
    from networkx import write_graphml_lxml

    out = BytesIO()
    write_graphml_lxml(_plain(graph), out, named_key_ids=True)
    return out.getvalue()


def to_gexf(graph: MultiDiGraph[str]) -> bytes:
    """GEXF 1.2, with every fact of a node as an attribute; without the day of writing."""
    from networkx import write_gexf

    plain = _plain(graph)
    for node, facts in plain.nodes(data=True):
        facts["label"] = str(facts.get("label", node))
        for reserved in ("start", "end"):  # GEXF takes these for the lifetime of a node
            if reserved in facts:
                facts[f"text_{reserved}"] = facts.pop(reserved)
    out = BytesIO()
    write_gexf(plain, out)
    return _MODIFIED.sub(b"", out.getvalue())


def to_neo4j(graph: MultiDiGraph[str]) -> dict[str, bytes]:
    """The files of ``neo4j-admin database import``: ``nodes.csv`` and ``relationships.csv``, by name."""
    kinds: dict[str, str] = {}
    for _, facts in graph.nodes(data=True):
        for name, value in facts.items():
            kinds[name] = _wider(kinds.get(name), value)
    names = sorted(kinds)
    nodes, relations = StringIO(), StringIO()
    writer = csv.writer(nodes, lineterminator="\n")
    writer.writerow(["iri:ID", *(f"{name}:{kinds[name]}" for name in names), ":LABEL"])
    for node, facts in sorted(graph.nodes(data=True)):
        writer.writerow([node, *(_cell(facts.get(name)) for name in names), str(facts.get("kind", "")).capitalize()])
    writer = csv.writer(relations, lineterminator="\n")
    writer.writerow([":START_ID", ":END_ID", ":TYPE"])
    for source, target, relation in sorted(graph.edges(keys=True)):
        writer.writerow([source, target, relation.upper()])
    return {"nodes.csv": nodes.getvalue().encode(), "relationships.csv": relations.getvalue().encode()}


def to_dot(graph: MultiDiGraph[str]) -> str:
    """Graphviz DOT.

    Raises:
        UsageError: the part has more than :data:`LARGEST_DRAWING` nodes.
    """
    _check_size(graph)
    names = {node: f"n{n}" for n, node in enumerate(sorted(graph))}
    lines = ["digraph policykg {", '  graph [rankdir=LR]; node [fontname="Noto Sans CJK SC"];']
    for node, name in names.items():
        facts = graph.nodes[node]
        label = _short(facts).replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'  {name} [label="{label}", shape={_SHAPES.get(facts.get("kind"), "ellipse")}];')
    for source, target, relation in sorted(graph.edges(keys=True)):
        lines.append(f'  {names[source]} -> {names[target]} [label="{relation}"];')
    return "\n".join([*lines, "}"]) + "\n"


def to_mermaid(graph: MultiDiGraph[str]) -> str:
    """A Mermaid flow chart.

    Raises:
        UsageError: the part has more than :data:`LARGEST_DRAWING` nodes.
    """
    _check_size(graph)
    names = {node: f"n{n}" for n, node in enumerate(sorted(graph))}
    lines = ["flowchart LR"]
    lines += [f'  {name}["{_inert(_short(graph.nodes[node]))}"]' for node, name in names.items()]
    for source, target, relation in sorted(graph.edges(keys=True)):
        lines.append(f"  {names[source]} -->|{relation}| {names[target]}")
    return "\n".join(lines) + "\n"


def _check_size(graph: MultiDiGraph[str]) -> None:
    if len(graph) > LARGEST_DRAWING:
        raise UsageError(
            f"{len(graph)} nodes are too many for a drawing (at most {LARGEST_DRAWING}); "
            "select a part with --body, --indicator, --doc or --query"
        )


def _short(facts: Mapping[str, Any]) -> str:
    label = printable(" ".join(str(facts.get("label", "")).split()))
    return label if len(label) <= 40 else label[:39] + "…"


def _inert(text: str) -> str:
    """Text that ends no label and becomes no markup."""
    return "".join(f"#{ord(c)};" if c in '"#;<>&`\\{}[]|' else c for c in text)


def _wider(known: str | None, value: object) -> str:
    own = (
        "boolean" if isinstance(value, bool) else "long" if isinstance(value, int)
        else "double" if isinstance(value, float) else "string"
    )  # fmt: skip
    if known in (None, own):
        return own
    return "double" if {known, own} == {"long", "double"} else "string"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())
