"""``kg export``: the graph, or a part of it, in other formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.filters import HELP, filters
from kg.errors import KgError, OutputError

if TYPE_CHECKING:
    from kg.export.selection import Selection
    from kg.model import Extraction

FORMATS = {
    "turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "ntriples": ".nt", "jsonld": ".jsonld", "rdfxml": ".rdf",
    "graphml": ".graphml", "gexf": ".gexf", "csv": ".csv", "jsonl": ".jsonl", "xlsx": ".xlsx", "parquet": ".parquet",
    "neo4j": "/", "stratml": "/", "mermaid": ".mmd", "dot": ".dot", "markdown": ".md", "docx": ".docx",
}  # fmt: skip

EPILOG = f"""\b
Examples:
  kg export turtle -o graph.ttl
  kg export xlsx -o targets.xlsx --kind target --year 2025
  kg export gexf -o education.gexf --body 教育
  kg export docx -o duties.docx --body 区教育局 --year 2021
  kg export neo4j -o neo4j/

\b
RDF:       turtle trig nquads ntriples jsonld rdfxml (trig, nquads and jsonld keep the named graphs)
Networks:  graphml gexf neo4j (a folder of two files); mermaid and dot for small parts
Records:   csv jsonl xlsx (a sheet a kind) parquet (needs policykg[parquet])
Plans:     stratml (StratML Part 2, a folder, one file a document)
Reports:   markdown docx (what bodies owe; docx needs policykg[office])

{HELP}
"""


@click.command(epilog=EPILOG)
@click.argument("style", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="File to write; a folder for neo4j and stratml.",
)
@click.option("--query", metavar="SPARQL", help="Only what the IRIs in the answer of a SELECT query stand for.")
@options.graph
@filters
@options.verbosity
def command(style: str, output: Path, query: str | None, folder: Path, selection: Selection) -> None:
    """Write the graph in other formats, or the part of it that the options select."""
    from kg.building.cache import load_extractions
    from kg.query.parts import iris_of

    if query is not None:
        selection = replace(selection, iris=iris_of(folder, query))
    parts = [part for extraction in load_extractions(folder) if (part := selection.narrow(extraction))]
    if not parts:
        raise KgError("nothing in the graph is selected; nothing written")
    if FORMATS[style] == "/":
        _write_folder(output, _files(style, parts, folder))
    else:
        from kg.export.files import replace_file

        replace_file(output, _data(style, parts, folder, output, selection))
    options.note(f"Wrote {output}")


def _data(style: str, parts: list[Extraction], folder: Path, output: Path, selection: Selection) -> bytes:
    from kg.export import exporters

    page = exporters.page_from(folder, output.parent)
    return exporters.export(style, parts, folder, selection.bodies, selection.years, page)


def _files(style: str, parts: list[Extraction], folder: Path) -> dict[str, bytes]:
    from kg.export import exporters

    return exporters.export_files(style, parts, folder)


def _write_folder(folder: Path, files: dict[str, bytes]) -> None:
    from kg.export.files import replace_file

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(folder, f"cannot be written: {error.strerror or error}") from error
    for name, data in files.items():
        replace_file(folder / name, data)
