"""The options that select part of a graph."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from kg.export.selection import Selection
from kg.model import KINDS

HELP = "Filters match parts of words. Given twice, a filter accepts either; different filters must all hold."

_OPTIONS = (
    click.option("--doc", "docs", multiple=True, metavar="NAME", help="Documents whose file name contains NAME."),
    click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Statements of this kind."),
    click.option("--body", "bodies", multiple=True, metavar="NAME", help="Led, carried out or supervised by NAME."),
    click.option("--indicator", "indicators", multiple=True, metavar="WORDS", help="Indicators that contain WORDS."),
    click.option("--place", "places", multiple=True, metavar="NAME", help="About NAME, or in a document of NAME."),
    click.option(
        "--year", "years", multiple=True, type=click.IntRange(1900, 2999), help="Due or reached in this year."
    ),
)


def filters(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options to a command, which gets them as one :class:`Selection` named ``selection``."""

    @wraps(function)
    def command(
        *args: Any,
        docs: tuple[str, ...],
        kinds: tuple[str, ...],
        bodies: tuple[str, ...],
        indicators: tuple[str, ...],
        places: tuple[str, ...],
        years: tuple[int, ...],
        **kwargs: Any,
    ) -> Any:
        return function(*args, selection=Selection(docs, kinds, bodies, indicators, places, years), **kwargs)

    for option in reversed(_OPTIONS):
        command = option(command)
    return command
