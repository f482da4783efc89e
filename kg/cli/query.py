"""``kg query``: SPARQL."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import click

from kg.cli import options
from kg.cli.output import show_answer
from kg.query.results import FORMATS

EPILOG = """\b
Examples:
  kg query 'SELECT ?kind (COUNT(*) AS ?n) { ?s a ?kind } GROUP BY ?kind'
  kg query -f question.rq --format csv > answer.csv
  kg query --endpoint http://localhost:7878/query 'ASK { ?t a pk:Target }'

Prefixes pk:, dcterms:, skos:, prov:, xsd: and others are declared, and d: for the data. Without GRAPH a query sees all
graphs together.
"""


@click.command(epilog=EPILOG)
@click.argument("query", required=False)
@click.option(
    "-f", "--file", type=click.File("rb"), metavar="FILE.rq", help="Read the query from a file (- for stdin)."
)
@options.graph
@click.option("--format", "style", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 server instead of the graph in the folder.")
@click.option("--allow-service", is_flag=True, help="Allow SERVICE, which makes network requests.")
@options.verbosity
def command(
    query: str | None,
    file: BinaryIO | None,
    folder: Path,
    style: str,
    endpoint: str | None,
    allow_service: bool,
) -> None:
    """Ask the graph a SPARQL query."""
    text = _text(query, file)
    if endpoint is None:
        from kg.graph.store import base_iri, open_store
        from kg.query.prefixes import prefixes
        from kg.query.run import run_query

        store = open_store(folder)
        result = run_query(store, text, prefixes=prefixes(base_iri(folder)), allow_service=allow_service)
    else:
        from kg.query.endpoint import run_endpoint

        result = run_endpoint(endpoint, text, allow_service=allow_service)
    show_answer(result, style)


def _text(query: str | None, file: BinaryIO | None) -> str:
    if (query is None) == (file is None):
        raise click.UsageError("Give a query, or -f FILE.rq.")
    if file is None:
        return query or ""
    try:
        return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file.name} is not UTF-8 (position {error.start}).") from error
