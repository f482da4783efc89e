"""Chains as JSON, CSV, Mermaid and one HTML page."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from html import escape
from io import StringIO

from kg.export.spreadsheet import cell
from kg.link.records import LinkRecord
from kg.trace.chains import EndRecord
from kg.trace.tree import draw, number

_OF_AN_END = ("indicator", "doc", "item", "number", "deadline")
COLUMNS = (
    "relation",
    "confidence",
    *(f"parent_{name}" for name in _OF_AN_END),
    *(f"child_{name}" for name in _OF_AN_END),
    "child_lead",
    "evidence",
)


def to_json(links: Sequence[LinkRecord]) -> str:
    """A list of links, one object each."""
    return json.dumps(list(links), ensure_ascii=False, indent=1) + "\n"


def to_csv(links: Sequence[LinkRecord]) -> str:
    """One line a link."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for link in links:
        parent, child = link["parent"] or {}, link["child"] or {}
        row = [link["relation"], link["confidence"]]
        row += [parent.get(name) for name in _OF_AN_END]
        row += [child.get(name) for name in _OF_AN_END]
        row += ["、".join(child.get("lead", ())), "; ".join(link["evidence"])]
        writer.writerow([cell(value) for value in row])
    return out.getvalue()


def to_mermaid(links: Sequence[LinkRecord]) -> str:
    """A flow chart: higher ends above, an arrow a link."""
    names: dict[str, str] = {}
    lines = ["flowchart TD"]
    for link in links:
        ids = []
        for end in (link["parent"], link["child"]):
            if end and end["id"] not in names:
                names[end["id"]] = f"n{len(names)}"
                lines.append(f'  {names[end["id"]]}["{_label(end)}"]')
            ids.append(names[end["id"]] if end else None)
        if ids[0] and ids[1]:
            lines.append(f"  {ids[0]} -->|{link['relation']}| {ids[1]}")
        else:
            lines.append(f"  {ids[0] or ids[1]}:::{link['relation'].replace('-', '_')}")
    lines += ["  classDef no_source stroke:#b30000", "  classDef not_passed_down stroke:#b30000,stroke-dasharray:4"]
    lines += ["  classDef not_reported stroke:#b30000,stroke-dasharray:4", "  classDef not_applicable stroke:#777"]
    return "\n".join(lines) + "\n"


def to_html(links: Sequence[LinkRecord], titles: dict[str, str]) -> str:
    """One page without scripts or requests."""
    return _PAGE.replace("%TREE%", escape(draw(links, titles)))


def _label(end: EndRecord) -> str:
    """Mermaid takes HTML entities in a quoted label; nothing of a document may end it."""
    lines = [number(end), "、".join(end["lead"])]
    return "<br/>".join("".join(f"#{ord(c)};" if c in '"#<>&`\\{}[]|' else c for c in line) for line in lines if line)


_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>policykg: trace</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:15px/1.5 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:2em}
pre{font-family:"Noto Sans Mono CJK SC","Sarasa Mono SC",monospace;white-space:pre-wrap}</style></head>
<body><pre>%TREE%</pre></body></html>
"""
