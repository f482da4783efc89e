"""Tables: drawn on a terminal, plain in a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.query.results import QueryResult

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def inert(text: str) -> str:
    """``text`` without characters that could steer a terminal; each becomes U+FFFD. Tabs and line feeds stay."""
    return CONTROL.sub("\ufffd", text)


def show_answer(answer: QueryResult, style: str) -> None:
    """Print the answer to a query in one of the formats of :mod:`kg.query.results`."""
    if style == "table" and sys.stdout.isatty():
        from rich.console import Console

        from kg.query.table import draw

        draw(answer, Console())
    else:
        click.echo(answer.serialize(style).rstrip("\n"))


def show_table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows on standard output, tab-separated in a pipe."""
    if sys.stdout.isatty():
        _draw(columns, rows)
        return
    for row in (columns, *rows):
        click.echo("\t".join(inert(" ".join(str(cell).split())) for cell in row))


def _draw(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(inert(str(cell))) for cell in row))
    Console().print(table)
