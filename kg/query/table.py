"""Answers as tables for reading: aligned plain text, or drawn on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.query.prefixes import shorten
from kg.query.syntax import visible

if TYPE_CHECKING:
    from rich.console import Console

    from kg.graph.values import Term
    from kg.query.results import QueryResult


def width(text: str) -> int:
    """Columns that ``text`` takes in a monospaced font: two for a Han character or full-width sign."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def plain(result: QueryResult) -> str:
    """The answer as lines of text, columns aligned by two spaces, IRIs as prefixed names."""
    if result.kind == "boolean":
        return f"{'true' if result else 'false'}\n"
    lines = [result.columns, *rows(result)]
    widths = [max(map(width, column)) for column in zip(*lines, strict=True)]
    ruled = [lines[0], ["-" * wide for wide in widths], *lines[1:]]
    return "".join(_aligned(line, widths).rstrip() + "\n" for line in ruled)


def draw(result: QueryResult, console: Console) -> None:
    """The answer drawn by rich, folded to the terminal's width."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if result.kind == "boolean":
        console.print("true" if result else "false", markup=False)
        return
    table = Table(box=box.SIMPLE_HEAD)
    for column in result.columns:
        table.add_column(column, overflow="fold")
    for row in rows(result):
        table.add_row(*map(Text, row))
    console.print(table)


def rows(result: QueryResult) -> Iterator[list[str]]:
    """The rows as short texts on one line each."""
    for row in result:
        yield [cell(row.term(column), result.prefixes) for column in result.columns]


def cell(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """A term for reading: a prefixed name, or the bare text of a literal with control characters as spaces."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shorten(term.value, prefixes)
    text = term.value if isinstance(term, Literal | BlankNode) else str(term)
    return " ".join(visible(text).split())


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(text + " " * (wide - width(text)) for text, wide in zip(cells, widths, strict=True))
