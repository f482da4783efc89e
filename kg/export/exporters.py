"""Each format of ``kg export`` from the documents, or parts of documents, that are to be exported."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.errors import UsageError
from kg.export.records import read_records, write_jsonl
from kg.export.spreadsheet import write_csv
from kg.export.tasks import task_record
from kg.graph.quads import graph_quads
from kg.graph.store import base_iri
from kg.iri import Minter
from kg.link.records import LinkRecord
from kg.model import Extraction
from kg.query.prefixes import prefixes

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from kg.export.records import Record

LONGEST_NAME = 200
"""Bytes of a document's name in the name of a file; file systems take 255 with what is added to it."""

PAGE = "index.html"
"""The page of a build, to which the identifiers of a workbook lead."""


def page_from(folder: Path, beside: Path) -> str:
    """Where the page of a build is, as a relative address for a file that lies in ``beside``."""
    page = (folder / PAGE).resolve()
    try:
        return quote(Path(os.path.relpath(page, beside.resolve())).as_posix())
    except ValueError:  # another drive
        return page.as_uri()


def export(
    style: str,
    parts: Sequence[Extraction],
    folder: Path,
    bodies: Sequence[str] = (),
    years: Sequence[int] = (),
    page: str = PAGE,
) -> bytes:
    """The content of one file.

    Args:
        style: a format of one file.
        parts: documents in name order.
        folder: of the build, whose base IRI holds.
        bodies: parts of names of those that a report is about; all when empty.
        years: those that a report is about, for its title.
        page: where the page of the build is, as seen from a workbook.

    Raises:
        UsageError: the format needs a package that is not installed, or the part is too large for it.
    """
    base = base_iri(folder)
    match style:
        case "turtle" | "trig" | "nquads" | "ntriples" | "rdfxml":
            from kg.export.rdf import to_rdf

            return to_rdf(_quads(parts, base, folder), style, prefixes(base))
        case "jsonld":
            from kg.export.jsonld import to_jsonld
            from kg.export.rdf import store_of

            told = to_jsonld(store_of(_quads(parts, base, folder)), base)
            return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
        case "graphml" | "gexf" | "dot" | "mermaid":
            return _network(style, parts, base, folder)
        case "csv":
            out = StringIO()
            write_csv(_statements(parts), out)
            return out.getvalue().encode("utf-8")
        case "jsonl":
            out = StringIO()
            write_jsonl(_statements(parts), out)
            return out.getvalue().encode("utf-8")
        case "xlsx":
            from kg.export.tables import to_xlsx

            return to_xlsx(_statements(parts), _tasks(parts), page)
        case "parquet":
            from kg.export.tables import to_parquet

            return to_parquet(_statements(parts))
        case "markdown" | "docx":
            return _report(style, parts, bodies, years)
    raise UsageError(f"no format {style!r}")


def export_files(style: str, parts: Sequence[Extraction], folder: Path) -> dict[str, bytes]:
    """The files of a format that is a folder, by name.

    Raises:
        UsageError: there is no such format.
    """
    if style == "neo4j":
        from kg.export.networks import to_neo4j

        return to_neo4j(_graph(parts, base_iri(folder), folder))
    if style == "stratml":
        from kg.export.stratml import to_stratml

        return {name: to_stratml(part) for name, part in zip(_file_names(parts), parts, strict=True)}
    raise UsageError(f"no format {style!r}")


def _file_names(parts: Sequence[Extraction]) -> list[str]:
    """A file name for each document: its own where that can be one and is alone, else cut, with the document's key."""
    plain = ["".join("_" if c in '/\\:*?"<>|' or c < " " else c for c in part.name) for part in parts]
    often = Counter(name.casefold() for name in plain)
    return [
        f"{name}.xml"
        if often[name.casefold()] == 1 and len(name.encode()) <= LONGEST_NAME
        else f"{name.encode()[:LONGEST_NAME].decode('utf-8', 'ignore')}-{part.metadata.key}.xml"
        for name, part in zip(plain, parts, strict=True)
    ]


def _quads(parts: Sequence[Extraction], base: str, folder: Path) -> list[str]:
    """The quads of some parts, and of the links between them."""
    here = {s.id for part in parts for s in part.statements} | {t.id for part in parts for t in part.tasks}
    here |= {part.name for part in parts}
    links = [link for link in read_records(folder / "links.jsonl") if _ends(link) <= here]
    return graph_quads(parts, Minter(base), links)


def _ends(link: LinkRecord) -> set[str]:
    """The statements and tasks that a link joins; of a clause, which is neither, its document."""
    ends = (end for end in (link["parent"], link["child"]) if end)
    return {end["id"] if end["number"] is not None or end["task"] else end["doc"] for end in ends}


def _graph(parts: Sequence[Extraction], base: str, folder: Path) -> MultiDiGraph[str]:
    from kg.export.rdf import store_of
    from kg.graph.networkx import to_networkx

    return to_networkx(store_of(_quads(parts, base, folder)))


def _network(style: str, parts: Sequence[Extraction], base: str, folder: Path) -> bytes:
    from kg.export import networks

    graph = _graph(parts, base, folder)
    match style:
        case "graphml":
            return networks.to_graphml(graph)
        case "gexf":
            return networks.to_gexf(graph)
        case "dot":
            return networks.to_dot(graph).encode("utf-8")
        case _:
            return networks.to_mermaid(graph).encode("utf-8")


def _report(style: str, parts: Sequence[Extraction], bodies: Sequence[str], years: Sequence[int]) -> bytes:
    from kg.export.duties import duty_lines, to_docx, to_markdown

    title = f"{'、'.join(map(str, years))}年责任清单" if years else "责任清单"
    titles = {part.name: part.metadata.title or part.name for part in parts}
    lines = duty_lines(_tasks(parts), _statements(parts), titles, title, bodies)
    return to_docx(lines) if style == "docx" else to_markdown(lines).encode("utf-8")


def _statements(parts: Sequence[Extraction]) -> list[Record]:
    return [statement.record() for part in parts for statement in part.statements]


def _tasks(parts: Sequence[Extraction]) -> list[Record]:
    return [task_record(task, part.name) for part in parts for task in part.tasks]
