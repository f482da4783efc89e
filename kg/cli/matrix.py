"""``kg matrix``: who answers for what."""

from __future__ import annotations

import csv
import sys
from io import StringIO
from pathlib import Path

import click

from kg.cli import options
from kg.errors import GraphError

EPILOG = """\b
Examples:
  kg matrix --document zhongyuan
  kg matrix --body 教育局 --format csv
  kg matrix --format xlsx -o matrix.xlsx
"""


@click.command(epilog=EPILOG)
@click.option("--document", "documents", multiple=True, metavar="NAME", help="Documents whose name contains NAME.")
@click.option("--body", "bodies", multiple=True, metavar="NAME", help="Only tasks that NAME has a part in.")
@click.option("--format", "style", type=click.Choice(["table", "csv", "xlsx"]), default="table", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@options.graph
@options.verbosity
def command(documents: tuple[str, ...], bodies: tuple[str, ...], style: str, output: Path | None, folder: Path) -> None:
    """Show who answers for what: a row a task, a column a body or person, in each cell the role."""
    from kg.cli.output import show_table
    from kg.export.files import replace_file
    from kg.export.records import read_records
    from kg.export.spreadsheet import BOM, cell
    from kg.export.workbook import Sheet, workbook
    from kg.matrix.build import matrix

    if style == "xlsx" and output is None:
        raise click.UsageError("--format xlsx needs -o FILE.")
    columns, rows = matrix(read_records(folder / "tasks.jsonl"), documents=documents, bodies=bodies).table()
    if not rows:
        raise GraphError(f"{folder}: no task of these has a body that answers for it")
    if style == "xlsx" and output:
        replace_file(output, workbook([Sheet("matrix", columns, rows)]))
        return
    if style == "table" and output is None:
        show_table(columns, rows)
        return
    out = StringIO()
    csv.writer(out).writerows([columns, *([cell(value) for value in row] for row in rows)])
    if output:
        replace_file(output, (BOM + out.getvalue()).encode())
    else:
        sys.stdout.write(out.getvalue())
