"""``kg show``: one statement explained."""

from __future__ import annotations

import re
from pathlib import Path

import click

from kg.cli import options
from kg.errors import GraphError
from kg.export import read_records
from kg.export.records import Record

EPILOG = """\b
Examples:
  kg show statement-76d80224611f-120-124
  kg show d:statement-76d80224611f-120-124
  kg targets --format jsonl | tail -n 1 | python -c 'import json; print(json.loads(input())["id"])' | xargs kg show

ID is what a record carries as id (the whole IRI, or its end). Tasks, bodies, indicators and whatever else has an IRI in
the graph can be shown too, as their triples.
"""

TRIPLES = """
CONSTRUCT { ?s ?p ?o } WHERE {
  <%s> (prov:wasDerivedFrom/oa:hasSelector?)? ?s .
  ?s ?p ?o
}
"""

BREAK = re.compile(r"[。！？!?]|\r?\n[ \t\u3000]*\r?\n")
CONTEXT = 300
"""How many characters before and after a number its sentence is looked for in."""


@click.command(epilog=EPILOG)
@click.argument("name", metavar="ID")
@options.graph
@options.verbosity
def command(name: str, folder: Path) -> None:
    """Explain one statement: its sentence, heading path, every field, the rule that produced it, its triples."""
    from kg.graph.store import base_iri, open_store
    from kg.query.prefixes import prefixes
    from kg.query.run import run_query

    store, base = open_store(folder), base_iri(folder)
    iri = _iri(name, base)
    triples = run_query(store, TRIPLES % iri, prefixes=prefixes(base))
    if not triples:
        raise GraphError(f"{folder}: nothing in the graph is called {name}")
    record = next((record for record in read_records(folder / "targets.jsonl") if record["id"] == iri), None)
    if record is not None:
        _explain(record, folder)
    click.echo(triples.serialize("turtle").strip())


def _iri(name: str, base: str) -> str:
    """The IRI that an ID stands for: itself, or the end of one under the base IRI."""
    iri = name.strip("<>")
    if "://" not in iri and not iri.startswith(base):
        iri = base + iri.removeprefix("d:")
    if re.search(r'[\x00-\x20<>"{}|^`\\]', iri):
        raise click.BadParameter(f"{name!r} is no IRI.", param_hint="ID")
    return iri


def _explain(record: Record, folder: Path) -> None:
    before, number, after = _sentence(record, folder)
    click.echo(f"{before}{click.style(f'【{number}】', bold=True)}{after}\n")
    if record["section"]:
        click.echo(" › ".join([record["doc"], *record["section"]]) + "\n")
    width = max(map(len, record))
    for field, value in record.items():
        click.echo(f"{field:{width}}  {_plain(value)}")
    click.echo()


def _sentence(record: Record, folder: Path) -> tuple[str, str, str]:
    """The sentence that holds a number, as what stands before it, the number, and what stands after it."""
    from kg.building.cache import load_extractions

    (extraction,) = load_extractions(folder, record["doc"])
    text, start, end = extraction.text, record["start"], record["end"]
    head, tail = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    ends = [found.end() for found in BREAK.finditer(head)]
    stop = BREAK.search(tail)
    before, after = head[ends[-1] if ends else 0 :], tail[: stop.end() if stop else len(tail)]
    return _joined(before).lstrip(), _joined(text[start:end]), _joined(after).rstrip()


def _joined(text: str) -> str:
    """Text on one line; a line break inside Chinese is no space."""
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", "", text)


def _plain(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
