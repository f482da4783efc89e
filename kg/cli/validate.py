"""``kg validate``: whether a graph holds to the shapes of the ontology."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.errors import UsageError
from kg.validation.report import Finding, Offender, Report

EPILOG = """\b
Examples:
  kg validate
  kg validate -g elsewhere --shapes my-shapes.ttl --first 20
"""

WIDTH = 40


@click.command(epilog=EPILOG)
@options.graph
@click.option(
    "--shapes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="SHACL in Turtle; the shapes of the ontology unless given.",
)
@click.option("--first", type=click.IntRange(min=0), default=5, show_default=True, help="Offenders to list a shape.")
@options.verbosity
@click.pass_context
def command(ctx: click.Context, folder: Path, shapes: Path | None, first: int) -> None:
    """Check a graph against the shapes of the ontology, or against your own in SHACL.

    Says in words which shapes are not held to, how often, and by what: the node, its file and its words. The graph is
    only read. Exit code 1 tells of violations; warnings do not count.
    """
    import kg

    graph = kg.load(folder)
    report = graph.validate(_read(shapes), first=first)
    for finding in report.findings:
        _show(finding, graph.base)
    click.echo(_summary(report))
    if not report.conforms:
        ctx.exit(1)


def _read(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8") from error


def _show(finding: Finding, base: str) -> None:
    label = finding.label if finding.label == finding.label_en else f"{finding.label} / {finding.label_en}"
    click.echo(f"{finding.severity}: {label}: {finding.count}")
    for offender in finding.offenders:
        click.echo(f"  {_line(offender, base)}")
    if finding.count > len(finding.offenders):
        click.echo(f"  and {finding.count - len(finding.offenders)} more")


def _line(offender: Offender, base: str) -> str:
    """``file: words (node): value``, as far as each is known."""
    from kg.query.prefixes import prefixes, shorten

    node = shorten(offender.node, prefixes(base))
    parts = [offender.file, _cut(offender.quote), node]
    if offender.value is not None and offender.value != offender.node:
        parts.append("has " + _cut(shorten(offender.value, prefixes(base))))
    return "  ".join(part for part in parts if part)


def _cut(words: str | None) -> str:
    line = " ".join((words or "").split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def _summary(report: Report) -> str:
    broken = sum(f.severity == "Violation" for f in report.findings)
    looked = f"{report.triples} triples, {report.shapes} shapes"
    if report.conforms:
        return f"The graph conforms ({looked})."
    return f"The graph does not conform: {broken} of {report.shapes} shapes violated ({looked.partition(',')[0]})."
