"""``kg info``: what is in a graph."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.cli.output import show_table

EPILOG = """\b
Examples:
  kg info
  kg info -g elsewhere
"""

COLUMNS = ("name", "genre", "place", "issued", "number", "tasks", "statements", "title")


@click.command(epilog=EPILOG)
@options.graph
@options.verbosity
def command(folder: Path) -> None:
    """Tell what is in a graph: its documents, and how much was read from them."""
    from kg._api import load
    from kg.graph.store import read_manifest

    show_table(["in the graph", ""], load(folder).info().items())
    manifest = read_manifest(folder)
    show_table(COLUMNS, ([_cell(entry[column]) for column in COLUMNS] for entry in manifest["inputs"]))
    for warning in manifest["warnings"]:
        options.note(f"Warning: {warning}")
    for failed in manifest["failed"]:
        options.note(f"Not in it: {failed['name']}: {failed['reason']}")


def _cell(value: object) -> object:
    return "" if value is None else value
