"""``kg audit``: what does not add up."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options

if TYPE_CHECKING:
    from kg.audit.rules import Finding

EPILOG = """\b
Examples:
  kg audit
  kg audit --rule not-passed-down --rule discrepancy
  kg audit --format xlsx -o findings.xlsx
  kg audit --fail-on error
  kg audit --language zh

`kg audit --rules` tells every rule with an example. Exit code 1 with --fail-on when there is a finding of that level
or a graver one.
"""

FORMATS = ("table", "json", "csv", "xlsx", "html", "markdown")
LEVELS = ("note", "warning", "error")


@click.command(epilog=EPILOG)
@click.option("--rule", "rules", multiple=True, metavar="R", help="Only this rule; may be given several times.")
@click.option("--rules", "listing", is_flag=True, help="Tell the rules and stop.")
@click.option("--format", "style", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--fail-on", type=click.Choice(LEVELS), help="Exit code 1 from this level on.")
@click.option(
    "--language",
    type=click.Choice(("en", "zh")),
    default="en",
    show_default=True,
    help="Of the sentences in the table; the other formats have both.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@options.graph
@options.verbosity
def command(
    rules: tuple[str, ...],
    listing: bool,
    style: str,
    fail_on: str | None,
    language: str,
    output: Path | None,
    folder: Path,
) -> None:
    """Find what does not add up between documents: totals passed down without a share, targets that nobody takes up,
    shares that do not sum, discrepancies, deadlines later than the parent's, targets missed, behind, or dropped."""
    from kg.audit.run import audit
    from kg.export.material import load_material

    if listing:
        _tell_rules()
        return
    if style == "xlsx" and output is None:
        raise click.UsageError("--format xlsx needs -o FILE.")
    findings = audit(load_material(folder), rules)
    _write(findings, style, language, output)
    if fail_on and any(LEVELS.index(finding.level) >= LEVELS.index(fail_on) for finding in findings):
        click.get_current_context().exit(1)


def _write(findings: list[Finding], style: str, language: str, output: Path | None) -> None:
    from kg.audit import report
    from kg.cli.output import inert, show_table
    from kg.export.files import replace_file

    if style == "table" and output is None:
        sentence = "sentence_zh" if language == "zh" else "sentence"
        show_table(("level", "rule", "finding", "where"), [
            (f.level, f.rule, getattr(f, sentence), "; ".join(map(report.where, f.passages))) for f in findings
        ])  # fmt: skip
        return
    renderers = {"json": report.to_json, "csv": report.to_csv, "html": report.to_html, "markdown": report.to_markdown}
    data = report.to_xlsx(findings) if style == "xlsx" else renderers.get(style, report.to_markdown)(findings).encode()
    if output:
        replace_file(output, data)
    else:
        sys.stdout.write(inert(data.decode()))


def _tell_rules() -> None:
    from kg.audit import run  # noqa: F401  (registers the rules)
    from kg.audit.rules import RULES

    for rule in RULES.values():
        click.echo(f"{rule.code} ({rule.level})\n    {rule.title}\n    {rule.example}")
