"""Tables: drawn on a terminal, tab-separated in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import click


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows on standard output."""
    if sys.stdout.isatty():
        _draw(columns, rows)
        return
    for row in (columns, *rows):
        click.echo("\t".join(" ".join(str(cell).split()) for cell in row))


def _draw(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    Console().print(table)
