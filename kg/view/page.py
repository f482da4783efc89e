"""The interactive page: one HTML file that needs nothing but itself.

Everything from a document travels as JSON in a data block, with the characters that could end the block escaped, and
the scripts of the page only ever write it as text. A Content-Security-Policy names the page's own scripts and style by
their hashes, so that a browser runs nothing else and fetches nothing at all.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import chain
from string import Template
from typing import Any

from kg.model import Extraction
from kg.view.cards import BODY_FIELDS, DOCUMENT_FIELDS, PLACE_FIELDS, STATEMENT_FIELDS, TASK_FIELDS, Cards
from kg.view.cascade import END_FIELDS, FINDING_FIELDS, LINK_FIELDS, Finding, LinkRecord, cascade
from kg.view.facets import Facets, levels, systems, themes, value_names
from kg.view.kinds import KINDS, RELATIONS, STATEMENT_KINDS
from kg.view.layout import arrange
from kg.view.network import distinct, project
from kg.view.pinyin import readings
from kg.view.queries import queries
from kg.view.texts import texts
from kg.view.vis import library, network

SCRIPTS = (
    "words",
    "text",
    "data",
    "pinyin",
    "facets",
    "select",
    "address",
    "graph",
    "labels",
    "save",
    "card",
    "path",
    "table",
    "reader",
    "cascade",
    "series",
    "charts",
    "print",
    "main",
)
"""The page's scripts, in the order in which they are joined."""

_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


VENDORED = ("vega", "vega-lite", "vega-interpreter")
"""The libraries for charts in ``assets/vendor``, in the order in which they need each other."""


def render_page(
    extractions: Iterable[Extraction],
    *,
    title: str,
    links: Iterable[LinkRecord] = (),
    findings: Iterable[Finding] = (),
    whole: Iterable[Extraction] = (),
) -> str:
    """The page of some documents; the same extractions in any order give the same page.

    Args:
        extractions: what was read from the documents.
        title: what the page is called.
        links: how they are linked, as :func:`kg.link.records.link_records` tells it.
        findings: of the audit.
        whole: the same documents with all that was read from them, where ``extractions`` hold only a part: what the
            reader shows as left out is what is in none of these.
    """
    script, style, vis, charts = _script(), _asset("page.css"), library(), _charts()
    policy = (
        f"default-src 'none'; script-src {_source(vis)} {_source(charts)} {_source(script)}; "
        f"style-src {_source(style)}; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return Template(_asset("page.html")).substitute(
        policy=policy,
        title=escape(title.encode("utf-8", "replace").decode("utf-8")),
        style=style,
        data=to_json(payload(extractions, title, links, findings, whole)),
        library=vis,
        charts=charts,
        script=script,
    )


def payload(
    extractions: Iterable[Extraction],
    title: str,
    links: Iterable[LinkRecord] = (),
    findings: Iterable[Finding] = (),
    whole: Iterable[Extraction] = (),
) -> dict[str, Any]:
    """What the page's scripts read."""
    documents = distinct(extractions)
    graph = project(documents)
    nodes, edges, _, _, _, options = network(graph, arrange(graph)).get_network_data()
    numbers = {name: index for index, name in enumerate(graph)}
    facets = Facets(documents)
    cards = Cards(numbers, facets)
    for extraction in documents:
        cards.add(extraction)
    cards.add_shared()
    names = {extraction.name: numbers[extraction.metadata.id] for extraction in documents}
    meta = documents[0].metadata if documents else None
    base = meta.id.removesuffix(f"document-{meta.key}") if meta else ""
    return {
        "title": title,
        "base": base,
        "iris": [None if kind == "heading" else name.removeprefix(base) for name, kind in graph.nodes(data="kind")],
        "kinds": {name: asdict(kind) for name, kind in KINDS.items()},
        "statementKinds": STATEMENT_KINDS,
        "relations": [asdict(relation) for relation in RELATIONS.values()],
        "network": {"nodes": nodes, "edges": edges, "options": json.loads(options)},
        "fields": FIELDS,
        "rows": cards.rows,
        "duties": cards.duties,
        "places": facets.places,
        "levels": levels(),
        "systems": systems(),
        "themes": themes(),
        "names": value_names(),
        "pinyin": readings(chain((node["label"] for node in nodes), (name for _, name, _ in cards.duties))),
        "queries": queries(),
        "texts": texts(documents, numbers, {extraction.metadata.id: extraction for extraction in whole}),
        **cascade(links, findings, numbers, names),
    }


FIELDS = {
    "statement": STATEMENT_FIELDS,
    "task": TASK_FIELDS,
    "document": DOCUMENT_FIELDS,
    "body": BODY_FIELDS,
    "place": PLACE_FIELDS,
    "end": END_FIELDS,
    "link": LINK_FIELDS,
    "finding": FINDING_FIELDS,
}
"""What stands where in the rows of the payload."""


def to_json(value: Any) -> str:
    """JSON that can stand in an HTML page: nothing in it ends a script block, whatever the strings hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _asset(name: str) -> str:
    return (files("kg.view") / "assets" / name).read_text(encoding="utf-8")


def _script() -> str:
    """The page's scripts as one, in a scope of their own."""
    parts = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}}})();\n'


@cache
def _charts() -> str:
    """The libraries that draw the charts, as one script. None of them needs ``eval`` in the way it is used here."""
    parts = [_asset(f"vendor/{name}.min.js") for name in VENDORED]
    return "\n".join(_SOURCE_MAP.sub("", part).rstrip().replace("</script", "<\\/script") for part in parts) + "\n"


def _source(content: str) -> str:
    """A Content-Security-Policy source that allows exactly this inline script or style."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
