"""A group whose commands are imported when called, and whose errors end in one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from kg.cli.options import VERBOSE
from kg.errors import KgError

INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group of commands that each live in a module of their own, as its attribute ``command``.

    Args:
        package: where the modules are.
        lazy_commands: the name of each command (and of its module) and the line about it in the help.
    """

    def __init__(self, *args: Any, package: str, lazy_commands: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._package = package
        self._lazy = lazy_commands

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._lazy:
            return None
        command: click.Command = import_module(f"{self._package}.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self._lazy.items()))

    def invoke(self, ctx: click.Context) -> Any:
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        if isinstance(sys.stdout, TextIOWrapper) and not sys.stdout.isatty():
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except KgError as error:
            if ctx.meta.get(VERBOSE):
                raise
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            raise
        except OSError as error:
            # What a command writes to a file it answers for itself; this is standard output, on a full disk perhaps.
            click.echo(f"Error: the output cannot be written: {error.strerror or error}", err=True)
            ctx.exit(KgError.exit_code)
        return result
