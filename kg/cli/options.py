"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

QUIET, VERBOSE = "kg.quiet", "kg.verbose"

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _remember(key: str) -> Callable[[click.Context, click.Parameter, bool], None]:
    def remember(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        ctx.meta[key] = ctx.meta.get(key, False) or value

    return remember


def verbosity(function: Decorated) -> Decorated:
    """Add ``-q`` and ``-v``, which can stand before or after a command's name."""
    quiet = click.option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=_remember(QUIET),
        help="Print results and errors only.",
    )
    verbose = click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_remember(VERBOSE),
        help="Tell more, errors in full.",
    )
    return quiet(verbose(function))


graph = click.option(
    "-g",
    "--graph",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("outputs"),
    show_default=True,
    help="Folder that `kg build` wrote.",
)


def note(text: str) -> None:
    """Tell the user something that is no result, on standard error; ``-q`` silences it."""
    if not click.get_current_context().meta.get(QUIET):
        click.echo(text, err=True)
