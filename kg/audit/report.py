"""Findings for a terminal, for programs, for a spreadsheet, and for reading."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from html import escape
from io import StringIO
from itertools import groupby

from kg.audit.rules import RULES, Finding, Passage
from kg.export.spreadsheet import BOM, cell
from kg.export.workbook import Sheet, workbook

COLUMNS = ("level", "rule", "finding", "document", "item", "start", "end", "quote", "confidence", "ids", "finding_zh")


def rows(findings: Iterable[Finding]) -> list[list[str | int | float]]:
    """One row a finding, in the order of :data:`COLUMNS`; several passages are separated by line breaks."""
    return [[cell(value) for value in _row(finding)] for finding in findings]


def _row(finding: Finding) -> list[str | float]:
    def joined(*names: str) -> list[str]:
        return ["\n".join(_plain(getattr(p, name)) for p in finding.passages) for name in names]

    return [
        finding.level,
        finding.rule,
        finding.sentence,
        *joined("doc", "item", "start", "end", "quote"),
        finding.confidence,
        "\n".join(finding.ids),
        finding.sentence_zh,
    ]


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def to_json(findings: Iterable[Finding]) -> str:
    """A list of findings, one object each."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1) + "\n"


def to_csv(findings: Iterable[Finding]) -> str:
    """One line a finding, with a byte order mark, without which Excel does not show Chinese."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(rows(findings))
    return BOM + out.getvalue()


def to_xlsx(findings: Sequence[Finding]) -> bytes:
    """A workbook with a sheet of findings and one of the rules."""
    described = [[rule.code, rule.level, rule.title, rule.example] for rule in RULES.values()]
    rules = Sheet("rules", ("rule", "level", "title", "example"), described)
    return workbook([Sheet("findings", COLUMNS, rows(findings)), rules])


def to_markdown(findings: Sequence[Finding]) -> str:
    """A chapter a rule, its findings as a list with their passages."""
    if not findings:
        return "# Audit\n\nNothing was found.\n"
    lines = ["# Audit", ""]
    for code, group in groupby(findings, key=lambda finding: finding.rule):
        found = list(group)
        lines += [f"## {code} ({found[0].level}, {len(found)})", "", RULES[code].title, ""]
        for finding in found:
            lines.append(f"- {_markdown(finding.sentence)} {_markdown(finding.sentence_zh)}")
            lines += [f"  - {_markdown(where(p))}: “{_markdown(p.quote)}”" for p in finding.passages]
        lines.append("")
    return "\n".join(lines)


def to_html(findings: Sequence[Finding]) -> str:
    """One page without scripts or requests."""
    parts = []
    for code, group in groupby(findings, key=lambda finding: finding.rule):
        found = list(group)
        parts.append(f'<h2 class="{found[0].level}">{code} <small>{found[0].level}, {len(found)}</small></h2>')
        parts.append(f"<p>{escape(RULES[code].title)}</p><ol>")
        for finding in found:
            passages = "".join(
                f"<blockquote>{escape(p.quote)}<cite>{escape(where(p))}</cite></blockquote>" for p in finding.passages
            )
            chinese = f'<p lang="zh">{escape(finding.sentence_zh)}</p>'
            parts.append(f"<li>{escape(finding.sentence)}{chinese}{passages}</li>")
        parts.append("</ol>")
    return _PAGE.replace("%BODY%", "".join(parts) or "<p>Nothing was found.</p>")


def where(passage: Passage) -> str:
    """File, item and position of a passage."""
    item = f" item {passage.item}" if passage.item is not None else ""
    return f"{passage.doc}{item} [{passage.start}, {passage.end})"


def _markdown(text: str) -> str:
    """Text that Markdown takes as it is."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in " ".join(text.split()))


_PAGE = """<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><title>policykg: audit</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;margin:2em auto;max-width:60em}
h2{border-left:.4em solid #777;padding-left:.5em}h2.error{border-color:#b30000}h2.warning{border-color:#c77700}
small{font-weight:normal;color:#555}blockquote{margin:.3em 0 .3em 1em;color:#333}cite{display:block;color:#666;
font-size:.85em;font-style:normal}li{margin-bottom:.8em}</style></head>
<body><h1>Audit</h1>%BODY%</body></html>
"""
