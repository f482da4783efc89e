"""``kg show``: one statement explained."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.output import inert
from kg.errors import GraphError

if TYPE_CHECKING:
    from kg._api import Explanation

EPILOG = """\b
Examples:
  kg show statement-76d80224611f-120-124
  kg show d:statement-76d80224611f-120-124
  kg show body-中原区-教育局

ID is what a record carries as id (the whole IRI, or its end). What is no statement (a task, a body, an indicator, a
document) is shown as its triples.
"""

BREAK = re.compile(r"[。！？!?]|\r?\n[ \t\u3000]*\r?\n")


@click.command(epilog=EPILOG)
@click.argument("name", metavar="ID")
@options.graph
@options.verbosity
def command(name: str, folder: Path) -> None:
    """Explain one statement: its sentence, heading path, every field, the rule that produced it, its triples."""
    from kg._api import load

    graph = load(folder)
    iri = _iri(name, graph.base)
    triples = graph.query(f"CONSTRUCT {{ <{iri}> ?p ?o }} WHERE {{ <{iri}> ?p ?o }}")
    if not triples:
        raise GraphError(f"{folder}: nothing in the graph is called {name}")
    if iri.startswith(f"{graph.base}statement-"):
        explanation = graph.explain(iri)
        _explain(explanation)
        click.echo(inert(explanation.turtle.strip()))
    else:
        click.echo(inert(triples.serialize("turtle").strip()))


def _iri(name: str, base: str) -> str:
    """The IRI that an ID stands for: itself, or the end of one under the base IRI."""
    iri = name.removeprefix("<").removesuffix(">")
    if "://" not in iri and not iri.startswith(base):
        iri = base + iri.removeprefix("d:")
    if re.search(r'[\x00-\x20<>"{}|^`\\]', iri):
        raise click.BadParameter(f"{name!r} is no IRI.", param_hint="ID")
    return iri


def _explain(explanation: Explanation) -> None:
    before, number, after = _sentence(explanation)
    click.echo(f"{inert(before)}{click.style(f'【{inert(number)}】', bold=True)}{inert(after)}\n")
    record = explanation.statement.record()
    click.echo(inert(" › ".join([explanation.document, *record["section"]])) + "\n")
    width = max(map(len, record))
    for field, value in record.items():
        click.echo(f"{field:{width}}  {_plain(value, ' › ' if field == 'section' else '、')}".rstrip())
    click.echo()


def _sentence(explanation: Explanation) -> tuple[str, str, str]:
    """The sentence that holds the number: what stands before it, the number, and what stands after it."""
    start, end = explanation.mark
    before, after = explanation.passage[:start], explanation.passage[end:]
    ends = [found.end() for found in BREAK.finditer(before)]
    stop = BREAK.search(after)
    before, after = before[ends[-1] if ends else 0 :], after[: stop.end() if stop else len(after)]
    return _joined(before).lstrip(), _joined(explanation.passage[start:end]), _joined(after).rstrip()


def _joined(text: str) -> str:
    """Text on one line; a line break inside Chinese is no space."""
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", "", text)


def _plain(value: object, joint: str) -> str:
    return inert(joint.join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value))
