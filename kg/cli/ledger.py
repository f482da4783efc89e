"""``kg ledger``: the supervision ledger, and the monitoring of a plan's indicators."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import click

from kg.cli import options
from kg.errors import GraphError

EPILOG = """\b
Examples:
  kg ledger --place 中原区 --year 2021 -o ledger.xlsx
  kg ledger --body 教育局 -o education.csv
  kg ledger --indicators --document plan -o monitoring.xlsx

Fill in 本期进展 (a number, without unit), 进展截至 (a date), 状态 and 备注, and give the file to `kg build` with the
documents: each filled row becomes progress of its task. Leave 标识（勿改） as it is.
"""

SUFFIXES = (".xlsx", ".csv", ".html")


@click.command(epilog=EPILOG)
@click.option("--body", default="", metavar="NAME", help="Tasks in which NAME has a part.")
@click.option("--place", default="", metavar="NAME", help="Of documents of NAME, or about NAME.")
@click.option("--year", type=click.IntRange(1900, 2999), help="Due in this year.")
@click.option("--document", default="", metavar="NAME", help="Of documents whose file name contains NAME.")
@click.option("--indicators", is_flag=True, help="Indicators with base, target and latest value, instead of tasks.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="File to write: .xlsx, .csv or .html.",
)
@options.graph
@options.verbosity
def command(
    body: str, place: str, year: int | None, document: str, indicators: bool, output: Path, folder: Path
) -> None:
    """Write the supervision ledger (督办台账): tasks, targets, bodies, leaders, deadlines, sources, and empty columns
    for the progress of the month."""
    from kg.export.files import replace_file
    from kg.export.material import load_material
    from kg.export.spreadsheet import BOM, cell
    from kg.export.workbook import Sheet, workbook
    from kg.ledger import write
    from kg.ledger.indicators import COLUMNS, monitoring

    suffix = output.suffix.lower()
    if suffix not in SUFFIXES:
        raise click.BadParameter(f"{output.name!r} must end in {', '.join(SUFFIXES)}.", param_hint="--output")
    material = load_material(folder)
    if indicators:
        table = monitoring(material, document=document, place=place)
    else:
        table = write.ledger(material, write.Wanted(body, place, year, document))
    if not table:
        raise GraphError(f"{folder}: nothing fits; no ledger written")
    if not indicators:
        texts = {".csv": write.to_csv, ".html": write.to_html}
        replace_file(output, texts[suffix](table).encode() if suffix in texts else write.to_xlsx(table))
    elif suffix == ".xlsx":
        replace_file(output, workbook([Sheet("指标监测", COLUMNS, [list(row.values()) for row in table])]))
    elif suffix == ".csv":
        out = StringIO()
        rows = [["" if value is None else cell(value) for value in row.values()] for row in table]
        csv.writer(out).writerows([COLUMNS, *rows])
        replace_file(output, (BOM + out.getvalue()).encode())
    else:
        raise click.BadParameter("--indicators is written as .xlsx or .csv.", param_hint="--output")
    options.note(f"{len(table)} rows in {output}")
