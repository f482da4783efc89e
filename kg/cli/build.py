"""``kg build``: documents in, an output folder out."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.output import show_table
from kg.iri import DEFAULT_BASE
from kg.read.limits import DEFAULT

if TYPE_CHECKING:
    from kg.building.report import Failure
    from kg.building.run import Progress

EPILOG = """\b
Examples:
  kg build corpus/
  kg build notice.txt report.html -o outputs --jobs 4
  kg build reports.csv --text-column full_text --title-column title --id-column id
  kg build archive.db --table documents

Reads text and Markdown in any Chinese charset, HTML, Word, Excel and PDF, older Office files where LibreOffice is
installed. Folders are searched through. Only what changed since the last build is read again; when nothing has, the
outputs are left as they are. New outputs take the place of the old ones when all of them are ready; a build that is
interrupted changes nothing.

An archive (.csv, .tsv, .jsonl, .parquet, .db, .sqlite) holds one document a row. Its columns are guessed by their
headers and the guess is printed; a guess that is not certain is not made. An archive in a folder in which no column is
surely the text is passed over with a note.

What a corpus.toml in a folder says of its files counts before what a column or the text says. 'kg metadata PATH' prints
one to edit.

\b
Exit codes: 0 everything built, or nothing to do; 1 some inputs or rows failed (the others are built) or nothing could
be written; 2 wrong usage, no such file, no certain text column, or a manifest that makes no sense; 130 interrupted.
"""

LINES = 100
"""About how many lines of progress are printed where there is no terminal."""

SHOWN = 20
"""How many failures of one file are printed."""


@click.command(cls=options.Grouped, epilog=EPILOG)
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
@options.archives
@options.manifest
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Worker processes.  [default: as many as pay]")
@click.option("--force", is_flag=True, help="Read and write everything again, unchanged or not.")
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
    /,
    paths: tuple[Path, ...],
    output: Path,
    manifest: Path | None,
    jobs: int | None,
    force: bool,
    base_iri: str,
    max_megabytes: int,
    max_pages: int,
    max_cells: int,
    **archives: Any,
) -> None:
    """Build a graph from documents (files, folders, archives with one document a row)."""
    from kg.building import build

    signal.signal(signal.SIGTERM, _leave)
    size = max_megabytes * 1_000_000
    limits = replace(DEFAULT, bytes=size, inflated=size, pages=max_pages, cells=max_cells)
    with _progress() as progress:
        report = build(
            paths,
            output,
            jobs=jobs,
            force=force,
            base_iri=base_iri,
            manifest=manifest,
            limits=limits,
            progress=progress,
            **archives,
        )
    if ctx.meta[options.VERBOSE] and report.skipped:
        options.note(f"{report.skipped} files of other types passed over")
    if report.excluded:
        options.note(f"{report.excluded} documents excluded by a manifest")
    for note in report.notes:
        options.note(note)
    for warning in report.warnings:
        options.note(f"Warning: {warning}")
    _tell(report.failures, ctx.meta[options.VERBOSE], report.output)
    if not report.rewritten:
        options.note(f"{report.unchanged} of {report.unchanged} documents unchanged; the outputs are left as they are")
    elif report.unchanged:
        options.note(f"{report.unchanged} of {report.unchanged + report.extracted} documents unchanged")
    show_table(["in the graph", "number"], report.counts.items())
    options.note(f"Open {report.output / 'index.html'}")
    if report.failures:
        ctx.exit(1)


def _tell(failures: Sequence[Failure], verbose: bool, output: Path) -> None:
    """Print failures; of many rows of one file only the first, unless all are wanted."""
    told: Counter[str] = Counter()
    for failure in failures:
        told[failure.path] += 1
        if told[failure.path] <= SHOWN or verbose:
            click.echo(f"Error: {failure}", err=True)
        if verbose and failure.trace:
            click.echo(failure.trace, err=True)
    for path, number in told.items():
        if number > SHOWN and not verbose:
            click.echo(f"Error: {path}: {number - SHOWN} more; {output / 'build.json'} lists all", err=True)


def _leave(number: int, _: FrameType | None) -> None:
    """End in good order, so that nothing half done and no worker process is left."""
    sys.exit(128 + number)


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, else a line for each document (for each hundredth part of many); nothing with ``-q``."""
    if click.get_current_context().meta[options.QUIET] or not sys.stderr.isatty():

        def tell(done: int, total: int, what: str) -> None:
            if done == total or done % max(1, total // LINES) == 0:
                options.note(f"[{done}/{total}] {what}")

        yield tell
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
