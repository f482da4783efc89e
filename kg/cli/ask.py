"""``kg ask``: ready questions, each with the parameters that its header names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import click
from click.shell_completion import CompletionItem

from kg.cli import options
from kg.cli.output import show_answer
from kg.errors import UsageError
from kg.query.parameters import Parameter
from kg.query.questions import USERS, Question, find, names, questions
from kg.query.results import FORMATS

EPILOG = """\b
Examples:
  kg ask
  kg ask body-duties --body 区教育局 --year 2021
  kg ask due-in-quarter --quarter 2021Q4 --format csv > due.csv
  kg ask body-duties --body 区教育局 --show > mine.rq

Without NAME the questions are listed, with their parameters; `kg ask NAME --help` explains one. --show prints the
query with its values, to be changed and run with `kg query -f`.
"""

_ASKED: Final = "kg.ask.question"


class Ask(click.Command):
    """A command whose options depend on its first argument, the name of a question."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        name = self._name(ctx, args)
        if name is not None:
            try:
                ctx.meta[_ASKED] = find(name)
            except UsageError as error:
                if not ctx.resilient_parsing:
                    raise click.UsageError(f"There is no question {name!r}. `kg ask` lists them.", ctx) from error
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            question = _asked(ctx)
            if question is not None:
                message = f"{error.format_message().rstrip('.?')}; {question.usage()}"
                raise click.UsageError(message, ctx) from error
            raise

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        question = _asked(ctx)
        return [*(map(_option, question.parameters) if question else ()), *super().get_params(ctx)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        question = _asked(ctx)
        if question is None:
            super().format_help_text(ctx, formatter)
            return
        for text in (question.title, question.title_zh, question.description):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(text)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if _asked(ctx) is None:
            super().format_epilog(ctx, formatter)

    def _name(self, ctx: click.Context, args: list[str]) -> str | None:
        """The question's name among the arguments: the first word that is one, else the first word at all."""
        takes_value = {
            opt: not param.is_flag
            for param in super().get_params(ctx)
            if isinstance(param, click.Option)
            for opt in param.opts
        }
        words, rest, known = [], iter(args), names()
        for word in rest:
            if takes_value.get(word):
                next(rest, None)
            elif not word.startswith("-"):
                words.append(word)
        return next((word for word in words if word in known), words[0] if words else None)


def _asked(ctx: click.Context) -> Question | None:
    return ctx.meta.get(_ASKED)


def _option(parameter: Parameter) -> click.Option:
    default = f"  [default: {parameter.default}]" if parameter.default else "  [required]" if parameter.required else ""
    return click.Option(
        [f"--{parameter.name}", f"_{parameter.keyword}"],
        metavar=parameter.metavar,
        help=f"{parameter.description[0].upper()}{parameter.description[1:]}.{default}",
    )


def _complete(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=find(name).title) for name in names() if name.startswith(incomplete)]


@click.command(cls=Ask, epilog=EPILOG)
@click.argument("name", required=False, shell_complete=_complete)
@options.graph
@click.option(
    "--format", "style", type=click.Choice([f for f in FORMATS if f != "turtle"]), default="table", show_default=True
)
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 server instead of the graph in the folder.")
@click.option("--show", is_flag=True, help="Print the SPARQL query, with the values in it, and do not run it.")
@options.verbosity
def command(name: str | None, folder: Path, style: str, endpoint: str | None, show: bool, **values: str | None) -> None:
    """Ask the graph a ready question, or list the questions."""
    if name is None:
        for line in _list():
            click.echo(line)
        return
    sparql = find(name).bind(**{keyword.removeprefix("_"): value for keyword, value in values.items()})
    if show:
        click.echo(f"# {find(name).title}\n{sparql.rstrip()}")
        return
    if endpoint is None:
        from kg._api import load

        answer = load(folder).query(sparql)
    else:
        from kg.query.endpoint import run_endpoint

        answer = run_endpoint(endpoint, sparql)
    show_answer(answer, style)


def _list() -> Iterator[str]:
    """The questions by user, each with its title in both languages and its parameters."""
    for user, group in groupby(questions(), key=lambda question: question.user):
        yield click.style(f"{user} {USERS[user]}", bold=True)
        for question in group:
            yield f"  {click.style(question.name, bold=True)}"
            yield f"      {question.title}"
            yield f"      {question.title_zh}"
            if question.parameters:
                yield f"      {question.usage().removeprefix('its parameters: ')}"
        yield ""
