"""``kg diff``: what changed between two documents or two graphs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.diff.compare import Change
    from kg.model import Extraction

EPILOG = """\b
Examples:
  kg diff list-2020.txt list-2021.txt
  kg diff outputs-of-may outputs --format csv
  kg diff draft.txt final.txt --format json

OLD and NEW are both documents, or both folders that `kg build` wrote. Exit code 0 whether or not there are changes.
"""

COLUMNS = ("change", "indicator", "old", "old_deadline", "new", "new_deadline", "old_document", "new_document")


@click.command(epilog=EPILOG)
@click.argument("old", type=click.Path(path_type=Path, exists=True))
@click.argument("new", type=click.Path(path_type=Path, exists=True))
@click.option("--format", "style", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@options.verbosity
def command(old: Path, new: Path, style: str) -> None:
    """Tell what changed between two versions: targets added, dropped, raised, lowered, moved, or bound otherwise."""
    from kg.cli.output import show_table
    from kg.diff.compare import changes

    if old.is_dir() != new.is_dir():
        raise click.UsageError("OLD and NEW must both be documents or both be graphs.")
    found = changes(_read(old), _read(new))
    rows = [_row(change) for change in found]
    match style:
        case "json":
            from kg.link.records import end_record

            told = [
                {
                    "change": list(c.kinds),
                    "old": end_record(c.old) if c.old else None,
                    "new": end_record(c.new) if c.new else None,
                }
                for c in found
            ]
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        case "csv":
            import csv

            from kg.export.spreadsheet import cell

            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerows([COLUMNS, *([cell(value) for value in row] for row in rows)])
        case _:
            show_table(COLUMNS, rows)
            if not rows:
                options.note("No target differs.")


def _read(path: Path) -> Iterable[Extraction]:
    if path.is_dir():
        from kg.building.cache import load_extractions

        return load_extractions(path)
    from kg.pipeline import extract_document
    from kg.read import read

    return [extract_document(read(path, path.name))]


def _row(change: Change) -> list[str]:
    from kg.link.records import end_record
    from kg.trace.tree import quantity

    def told(name: str) -> list[str]:
        end = getattr(change, name)
        return [quantity(end_record(end)), end.deadline or ""] if end else ["", ""]

    end = change.new or change.old
    assert end is not None
    docs = [side.doc if side else "" for side in (change.old, change.new)]
    return [", ".join(change.kinds), end.words, *told("old"), *told("new"), *docs]
