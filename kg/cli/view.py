"""``kg view``: the interactive page, of all or of part of a graph."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from kg.cli import options
from kg.cli.filters import HELP, filters
from kg.errors import KgError
from kg.export import Selection

EPILOG = f"""\b
Examples:
  kg view -o education.html --body 教育局
  kg view -o plan.html --doc plan --kind target --title 规划
  kg view -o large.html --query 'SELECT ?t {{ ?t pk:value ?v FILTER(?v > 10000) }}'

{HELP}
The page of the whole graph is index.html in the folder of the build.
"""


@click.command(epilog=EPILOG)
@options.graph
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("graph.html"),
    show_default=True,
    metavar="FILE.html",
    help="File to write.",
)
@click.option("--title", default="policykg", show_default=True, help="What the page is called.")
@click.option("--query", metavar="SPARQL", help="Only what the IRIs in the answer of a SELECT query stand for.")
@filters
@options.verbosity
def command(folder: Path, output: Path, title: str, query: str | None, selection: Selection) -> None:
    """Write the interactive page of a graph, or of the part of it that the options select."""
    from kg.audit.run import audit
    from kg.building.cache import load_extractions
    from kg.export.files import replace_file
    from kg.export.material import load_material
    from kg.query.parts import iris_of
    from kg.view import render_page
    from kg.view.fitting import fitting

    extractions = load_extractions(folder)
    if query is not None:
        selection = replace(selection, iris=iris_of(folder, query))
    parts, whole = fitting(part for extraction in extractions if (part := selection.narrow(extraction)))
    if not parts:
        raise KgError("nothing in the graph is selected; no page written")
    material = load_material(folder)
    page = render_page(parts, title=title, links=material.links, findings=audit(material), whole=extractions)
    replace_file(output, page.encode("utf-8"))
    if not whole:
        options.note(f"The page shows the first {len(parts)} of the documents selected; select less for others")
    options.note(f"Open {output}")
