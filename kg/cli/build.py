"""``kg build``: documents in, an output folder out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.output import show_table
from kg.iri import DEFAULT_BASE
from kg.read.limits import DEFAULT

if TYPE_CHECKING:
    from kg.building.run import Progress

EPILOG = """\b
Examples:
  kg build corpus/
  kg build notice.txt report.html -o outputs --jobs 4

Reads text and Markdown in any Chinese charset, HTML, Word, Excel and PDF, older Office files where LibreOffice is
installed; folders are searched through. Only what changed since the last build is read again. The
new outputs take the place of the old ones when all of them are ready; a build that is interrupted changes nothing.

\b
Exit codes: 0 everything built; 1 some inputs failed (the others are built) or nothing could be written; 2 wrong usage,
or no such file; 130 interrupted.
"""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("outputs"),
    show_default=True,
    metavar="DIR",
    help="Folder to write the graph into.",
)
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: as many as pay]")
@click.option("--force", is_flag=True, help="Read every document again, unchanged or not.")
@click.option(
    "--base-iri", default=DEFAULT_BASE, show_default=True, metavar="IRI", help="What the data's IRIs begin with."
)
@click.option(
    "--max-megabytes",
    type=click.IntRange(min=1),
    default=DEFAULT.bytes // 1_000_000,
    show_default=True,
    metavar="N",
    help="Largest file to read, also when it is unpacked.",
)
@click.option(
    "--max-pages",
    type=click.IntRange(min=1),
    default=DEFAULT.pages,
    show_default=True,
    metavar="N",
    help="Longest PDF to read.",
)
@click.option(
    "--max-cells",
    type=click.IntRange(min=1),
    default=DEFAULT.cells,
    show_default=True,
    metavar="N",
    help="Most cells of tables to read in one file.",
)
@options.verbosity
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    output: Path,
    jobs: int | None,
    force: bool,
    base_iri: str,
    max_megabytes: int,
    max_pages: int,
    max_cells: int,
) -> None:
    """Build a graph from documents (files and folders)."""
    from kg.building import build

    signal.signal(signal.SIGTERM, _leave)
    size = max_megabytes * 1_000_000
    limits = replace(DEFAULT, bytes=size, inflated=size, pages=max_pages, cells=max_cells)
    with _progress() as progress:
        report = build(paths, output, jobs=jobs, force=force, base_iri=base_iri, limits=limits, progress=progress)
    if ctx.meta[options.VERBOSE] and report.skipped:
        options.note(f"{report.skipped} files of other types passed over")
    for warning in report.warnings:
        options.note(f"Warning: {warning}")
    for failure in report.failures:
        click.echo(f"Error: {failure}", err=True)
        if ctx.meta[options.VERBOSE] and failure.trace:
            click.echo(failure.trace, err=True)
    if report.unchanged:
        options.note(f"{report.unchanged} of {report.unchanged + report.extracted} documents unchanged")
    show_table(["in the graph", "number"], report.counts.items())
    options.note(f"Open {report.output / 'index.html'}")
    if report.failures:
        ctx.exit(1)


def _leave(number: int, _: FrameType | None) -> None:
    """End in good order, so that nothing half done and no worker process is left."""
    sys.exit(128 + number)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, else a line for each document; nothing with ``-q``."""
    if click.get_current_context().meta[options.QUIET] or not sys.stderr.isatty():
        yield lambda done, total, what: options.note(f"[{done}/{total}] {what}")
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.description}", markup=False),
    )
    # No thread that refreshes the bar: worker processes are forked while it is shown.
    with progress.Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total, what: bar.update(task, completed=done, total=total, description=what, refresh=True)
