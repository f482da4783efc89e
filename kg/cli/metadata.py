"""``kg metadata``: what is recognised of documents, as a ``corpus.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kg.cli import options
from kg.cli.output import inert

EPILOG = """\b
Examples:
  kg metadata corpus/ > corpus/corpus.toml
  kg metadata reports.csv --text-column full_text > reports.toml

Every line that is no comment can be edited; kg build takes it from there, from a corpus.toml in the folder or from a
file named with --manifest. Unedited, it changes nothing. An empty text says that there is none.

\b
Exit codes: 0 done; 1 some inputs failed (the others are printed); 2 wrong usage.
"""


@click.command(cls=options.Grouped, epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@options.archives
@options.manifest
@options.verbosity
@click.pass_context
def command(
    ctx: click.Context, /, paths: tuple[Path, ...], manifest: Path | None, table: str | None, **columns: Any
) -> None:
    """Print what is recognised of documents, ready to edit: title, number, issuer, date, place, genre and period."""
    from kg.building.archives import Selected
    from kg.building.recognition import as_manifest, find, recognise
    from kg.building.report import Failure

    named = {name.removesuffix("_column"): header for name, header in columns.items() if header is not None}
    inputs = find(list(paths), manifest, Selected(named, table))
    for note in inputs.notes:
        options.note(note)
    for warning in inputs.warnings:
        options.note(f"Warning: {warning}")
    failed = False
    for each in recognise(inputs):
        if isinstance(each, Failure):
            failed = True
            click.echo(f"Error: {each}", err=True)
        else:
            click.echo(inert(as_manifest(each)))
    if failed:
        ctx.exit(1)
