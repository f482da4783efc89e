"""``kg evaluate``: how well records agree with records made by hand."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from kg.cli import options
from kg.cli.output import show_table
from kg.errors import GraphError
from kg.export.files import replace_file

EPILOG = """\b
Examples:
  kg evaluate gold/ -g outputs
  kg evaluate gold/plan.jsonl --range 0 16846 --errors 20
  kg evaluate gold/ predicted.jsonl --html errors.html --text corpus/

GOLD is a JSONL file of records made by hand, called after its document (plan.jsonl for plan.txt) or naming it in doc;
or a folder of such files. PREDICTED holds records as `kg targets --format jsonl` prints them.
"""


@click.command(epilog=EPILOG)
@click.argument("gold", type=click.Path(exists=True, path_type=Path))
@click.argument("predicted", type=click.Path(exists=True, path_type=Path), required=False)
@options.graph
@click.option(
    "--range", "bounds", type=(int, int), metavar="START END", help="Only records that start here, END excluded."
)
@click.option("--errors", "limit", type=click.IntRange(0), default=0, help="List the first N errors of each sort.")
@click.option(
    "--html", type=click.Path(path_type=Path), metavar="FILE", help="Write a page that shows the errors in the text."
)
@click.option(
    "--text",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="The document, or the folder of documents, that the records are about.",
)
@click.option("--format", "style", type=click.Choice(["table", "json"]), default="table", show_default=True)
@options.verbosity
def command(
    gold: Path,
    predicted: Path | None,
    folder: Path,
    bounds: tuple[int, int] | None,
    limit: int,
    html: Path | None,
    text: Path | None,
    style: str,
) -> None:
    """Compare records with records made by hand.

    Without PREDICTED, those of the graph are compared. Prints for each document and for all of them pooled how many
    numbers were found (mention), how many records are right as a whole (tuple), and how many with the bodies in charge
    as well (duty), as precision, recall and F1; and for each field the share of matched records that have it right.
    """
    from kg.evaluation import evaluate, render_page
    from kg.evaluation.report import (
        ERROR_COLUMNS,
        MEASURE_COLUMNS,
        SLOT_COLUMNS,
        errors,
        measure_rows,
        slot_rows,
        to_json,
    )

    if bounds is not None and not 0 <= bounds[0] < bounds[1]:
        raise click.BadParameter("END has to come after START.", param_hint="--range")
    if predicted is None:
        predicted = folder / "targets.jsonl"
        if not predicted.is_file():
            raise GraphError(f"{folder}: no graph here; 'kg build PATH... -o {folder}' makes one")
    result = evaluate(gold, predicted, bounds=bounds)
    for name, comparison in result.documents.items():
        if not comparison.counts.predicted:
            options.note(f"Warning: nothing predicted for {name}; all of its gold records count as missed")
    text_of = _texts(text, folder)
    found = list(errors(result, limit, text_of)) if limit else []
    if style == "json":
        listed = {"errors": [dict(zip(ERROR_COLUMNS, error, strict=True)) for error in found]} if limit else {}
        click.echo(json.dumps({**to_json(result), **listed}, ensure_ascii=False, indent=1))
    else:
        show_table(MEASURE_COLUMNS, measure_rows(result))
        click.echo()
        show_table(SLOT_COLUMNS, slot_rows(result))
        if limit:
            click.echo()
            show_table(ERROR_COLUMNS, found)
    if html is not None:
        _write(html, render_page(result, text_of, title=f"kg evaluate {gold.name}"))


def _texts(given: Path | None, folder: Path) -> Callable[[str], str | None]:
    """The text of a document by its name: from what is given, from the graph, or from what its build remembers."""
    from kg.evaluation.texts import Texts

    texts = Texts(given, folder)
    remembered: dict[str, str] | None = None

    def text_of(name: str) -> str | None:
        nonlocal remembered
        text = texts.of(name)
        if text is not None or given is not None:
            return text
        if remembered is None:
            remembered = _remembered(folder)
        return remembered.get(name)

    return text_of


def _remembered(folder: Path) -> dict[str, str]:
    from kg.building.cache import load_extractions

    try:
        return {extraction.name: extraction.text for extraction in load_extractions(folder)}
    except GraphError:
        return {}


def _write(path: Path, page: str) -> None:
    replace_file(path, page.encode("utf-8"))
    options.note(f"Open {path}")
