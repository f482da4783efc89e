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


COLUMNS = {
    "text": "the text of a document",
    "title": "its title",
    "date": "the day it was issued",
    "id": "what it is called; unique, and the same from build to build",
    "number": "its document number (文号)",
    "issuer": "the body that issued it",
    "place": "the place it governs",
}


def archives(function: Decorated) -> Decorated:
    """Add the options that say where the documents of an archive are."""
    for field, meaning in reversed(COLUMNS.items()):
        option = click.option(f"--{field}-column", metavar="NAME", help=f"Column that holds {meaning}.")
        function = option(function)
    return click.option("--table", metavar="NAME", help="Table or view of a database that holds the documents.")(
        function
    )


manifest = click.option(
    "--manifest",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="What is known of the documents, beside the corpus.toml of their folders and before it.",
)

_GROUPS = {
    "Archives (one document a row)": {"table", *(f"{field}_column" for field in COLUMNS)},
    "What is known of the documents": {"manifest"},
}


class Grouped(click.Command):
    """A command whose help shows its options in groups."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        grouped = set().union(*_GROUPS.values())
        parameters = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        rest = [p for p in parameters if p.name not in grouped]
        groups = {name: [p for p in parameters if p.name in members] for name, members in _GROUPS.items()}
        for name, members in {"Options": rest, **groups}.items():
            if records := [record for p in members if (record := p.get_help_record(ctx)) is not None]:
                with formatter.section(name):
                    formatter.write_dl(records)


def note(text: str) -> None:
    """Tell the user something that is no result, on standard error; ``-q`` silences it."""
    if not click.get_current_context().meta.get(QUIET):
        click.echo(text, err=True)
