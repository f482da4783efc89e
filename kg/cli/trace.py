"""``kg trace``: chains from the higher task to the bureau that owes it, and to what became of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.output import inert
from kg.errors import GraphError

if TYPE_CHECKING:
    from kg.link.records import LinkRecord

EPILOG = """\b
Examples:
  kg trace 停车泊位
  kg trace --document zhongyuan --item 5
  kg trace --body 教育局 --up
  kg trace --document zhongyuan --format json > links.json

TEXT is part of an indicator or of the words of a task, or the IRI of a statement or task. What is given has to hold
together; the chain is then followed to what stands above (--up), below (--down), or both.
"""

FORMATS = ("tree", "json", "html", "mermaid", "csv")


@click.command(epilog=EPILOG)
@click.argument("text", required=False, default="")
@click.option("--body", default="", metavar="NAME", help="Led, carried out or supervised by NAME.")
@click.option("--item", type=int, metavar="N", help="The task with this number in its document.")
@click.option("--document", default="", metavar="NAME", help="Documents whose file name contains NAME.")
@click.option("--up", "direction", flag_value="up", help="Only to what stands above.")
@click.option("--down", "direction", flag_value="down", help="Only to what stands below.")
@click.option("--format", "style", type=click.Choice(FORMATS), default="tree", show_default=True)
@options.graph
@options.verbosity
def command(
    text: str, body: str, item: int | None, document: str, direction: str | None, style: str, folder: Path
) -> None:
    """Follow a task from city to district to bureau: number, deadline and bodies at each step, and its words.

    Without any of TEXT and the options, all chains of the graph are shown.
    """
    from kg.export.records import read_records
    from kg.trace.chains import Chains, Question

    chains = Chains(read_records(folder / "links.jsonl"))
    question = Question(text=text, body=body, item=item, document=document)
    links = chains.asked(question, up=direction != "down", down=direction != "up")
    if not links and style == "tree":
        raise GraphError(f"{folder}: no chain fits; 'kg targets' lists what there is")
    click.echo(_rendered(links, style, folder), nl=False)


def _rendered(links: list[LinkRecord], style: str, folder: Path) -> str:
    from kg.export.records import read_records
    from kg.trace import formats
    from kg.trace.tree import draw

    titles = {d["doc"]: d["title"] or d["doc"] for d in read_records(folder / "documents.jsonl")}
    match style:
        case "json":
            return formats.to_json(links)
        case "csv":
            return formats.to_csv(links)
        case "mermaid":
            return formats.to_mermaid(links)
        case "html":
            return formats.to_html(links, titles)
        case _:
            return inert(draw(links, titles))
