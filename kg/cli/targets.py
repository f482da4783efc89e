"""``kg targets``: the records, filtered."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import options
from kg.cli.output import show_table
from kg.export.records import Record, read_records, write_jsonl
from kg.model import KINDS, Statement

EPILOG = """\b
Examples:
  kg targets --kind target --year 2025
  kg targets --body 教育局 --format csv > education.csv
  kg targets --indicator 新增就业 --place 中原区 --format jsonl

Filters match parts of words. Given twice, a filter accepts either; different filters must all hold.
"""

TABLE = ("doc", "kind", "indicator", "comparator", "number", "deadline", "lead", "responsible")


@click.command(epilog=EPILOG)
@options.graph
@click.option("--format", "style", type=click.Choice(["table", "csv", "jsonl"]), default="table", show_default=True)
@click.option("--doc", "docs", multiple=True, metavar="NAME", help="Documents whose file name contains NAME.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only statements of this kind.")
@click.option(
    "--body", "bodies", multiple=True, metavar="NAME", help="Led, carried out or supervised by NAME (or IRI)."
)
@click.option("--indicator", "indicators", multiple=True, metavar="WORDS", help="Indicators that contain WORDS.")
@click.option("--place", "places", multiple=True, metavar="NAME", help="About NAME, or in a document of NAME.")
@click.option("--year", "years", multiple=True, type=click.IntRange(1900, 2999), help="Due (or reached) in this year.")
@options.verbosity
def command(
    folder: Path,
    style: str,
    docs: tuple[str, ...],
    kinds: tuple[str, ...],
    bodies: tuple[str, ...],
    indicators: tuple[str, ...],
    places: tuple[str, ...],
    years: tuple[int, ...],
) -> None:
    """List the quantified statements: every number that is promised, reported or given as a start value.

    Documents in name order, statements in the order of their text.
    """
    home = _places(folder) if places else {}

    def wanted(record: Record) -> bool:
        return (
            _any_in(docs, [record["doc"]])
            and (not kinds or record["kind"] in kinds)
            and _any_in(bodies, [name for field in _BODY_FIELDS for name in record[field]])
            and _any_in(indicators, [record["indicator"], record["indicator_id"]])
            and _any_in(places, [record["scope"] or "", home.get(record["doc"], "")])
            and (not years or int((record["deadline"] or "0")[:4]) in years)
        )

    records = (record for record in read_records(folder / "targets.jsonl") if wanted(record))
    match style:
        case "jsonl":
            write_jsonl(records, sys.stdout)
        case "csv":
            _write_csv(records)
        case _:
            show_table(TABLE, ([_cell(record[column]) for column in TABLE] for record in records))


_BODY_FIELDS = ("lead", "responsible", "supervisor", "lead_ids", "responsible_ids", "supervisor_ids")


def _any_in(needles: tuple[str, ...], texts: list[str]) -> bool:
    return not needles or any(needle in text for needle in needles for text in texts)


def _places(folder: Path) -> dict[str, str]:
    """The place that each document governs."""
    inputs = json.loads((folder / "build.json").read_text(encoding="utf-8"))["inputs"]
    return {entry["name"]: entry["place"] or "" for entry in inputs}


def _write_csv(records: Iterator[Record]) -> None:
    from dataclasses import fields

    from kg.export.spreadsheet import write_csv

    stream = click.get_text_stream("stdout", encoding="utf-8")
    write_csv(records, [field.name for field in fields(Statement)], stream, bom=False)


def _cell(value: object) -> object:
    return "、".join(value) if isinstance(value, list) else "" if value is None else value
