"""``kg targets``: the records, filtered."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import options
from kg.cli.filters import HELP, filters
from kg.cli.output import show_table
from kg.export import Selection, read_records, write_csv, write_jsonl

EPILOG = f"""\b
Examples:
  kg targets --kind target --year 2025
  kg targets --body 教育局 --format csv > education.csv
  kg targets --indicator 新增就业 --place 中原区 --format jsonl

{HELP}
"""

COLUMNS = ("doc", "kind", "indicator", "comparator", "number", "deadline", "lead", "responsible")


@click.command(epilog=EPILOG)
@options.graph
@click.option("--format", "style", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
@filters
@options.verbosity
def command(folder: Path, style: str, selection: Selection) -> None:
    """List the quantified statements: every number that is promised, reported or given as a start value.

    Documents in name order, statements in the order of their text.
    """
    home = _places(folder) if selection.places else {}
    records = (r for r in read_records(folder / "targets.jsonl") if selection.accepts(r, home.get(r["doc"], "")))
    match style:
        case "jsonl":
            write_jsonl(records, sys.stdout)
        case "csv":
            write_csv(records, sys.stdout, bom=False)
        case _:
            show_table(COLUMNS, ([_cell(record[column]) for column in COLUMNS] for record in records))


def _places(folder: Path) -> dict[str, str]:
    """The place that each document governs."""
    from kg.graph.store import read_manifest

    return {entry["name"]: entry["place"] or "" for entry in read_manifest(folder).get("inputs", [])}


def _cell(value: object) -> object:
    return "、".join(value) if isinstance(value, list) else "" if value is None else value
