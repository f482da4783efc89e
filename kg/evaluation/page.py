"""An evaluation as one HTML file: each document's text with what was found in it, missed, invented or got wrong.

The page needs nothing but itself and runs no script: its Content-Security-Policy allows the one style sheet in it, by
its hash, and nothing else. Every string of a document is escaped.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template

from kg.evaluation.documents import Evaluation
from kg.evaluation.findings import STATES, Finding, findings
from kg.evaluation.records import Record
from kg.evaluation.report import MEASURE_COLUMNS, SLOT_COLUMNS, details, measure_rows, slot_rows

NAMES = {"right": "正确 right", "wrong": "字段有误 wrong field", "missed": "漏标 missed", "false": "误标 false"}
"""What each state is called on the page."""


class _Errors:
    """Numbers the errors of a page, so that each can lead to the one before and behind it."""

    def __init__(self, total: int) -> None:
        self.total = total
        self._n = 0

    def next(self) -> int:
        self._n += 1
        return self._n

    def links(self, n: int) -> str:
        """Links to the error before and the error behind error ``n``."""
        before = f'<a href="#e{n - 1}" title="previous">‹</a>' if n > 1 else ""
        behind = f'<a href="#e{n + 1}" title="next">›</a>' if n < self.total else ""
        return f'<span class="jump">{before}{behind}</span>'


def render_page(evaluation: Evaluation, text_of: Callable[[str], str | None], *, title: str = "kg evaluate") -> str:
    """The page of an evaluation.

    Args:
        text_of: the text of a document by its name, or ``None`` where it is not at hand; the page then shows the
            records' own quotes.
        title: what the page is called.
    """
    found = {name: findings(comparison) for name, comparison in evaluation.documents.items()}
    errors = _Errors(sum(f.state != "right" for several in found.values() for f in several))
    style = _asset("page.css")
    documents = [
        _document(n, name, several, text_of(name), errors) for n, (name, several) in enumerate(found.items(), 1)
    ]
    return Template(_asset("page.html")).substitute(
        policy=f"default-src 'none'; style-src {_source(style)}; base-uri 'none'; form-action 'none'",
        style=style,
        title=_text(title),
        measures=_table(MEASURE_COLUMNS, measure_rows(evaluation), len(found)),
        slots=_table(SLOT_COLUMNS, slot_rows(evaluation), len(found)),
        legend="".join(f'<li><mark class="{state}">{NAMES[state]}</mark></li>' for state in STATES),
        first='<a href="#e1">第一处错误 first error</a>' if errors.total else "没有错误 no errors",
        documents="".join(documents),
    )


def misfits(text: str, records: Iterable[Record]) -> int:
    """How many records name a number that does not stand at their place in ``text``."""
    return sum(
        record["end"] > len(text) or record.get("number") not in (None, text[record["start"] : record["end"]])
        for record in records
    )


def _table(columns: Sequence[str], rows: Iterable[Sequence[object]], documents: int) -> str:
    """A table whose first column leads to each document."""
    head = "".join(f"<th>{_text(column)}</th>" for column in columns)
    body = []
    for n, (name, *cells) in enumerate(rows, 1):
        title = f'<a href="#d{n}">{_text(str(name))}</a>' if n <= documents else _text(str(name))
        body.append(f"<tr><th>{title}</th>" + "".join(f"<td>{_text(str(cell))}</td>" for cell in cells) + "</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _document(n: int, name: str, found: Sequence[Finding], text: str | None, errors: _Errors) -> str:
    """One document: its errors as a list of links, and its text or quotes with every number marked."""
    numbered = [(finding, errors.next() if finding.state != "right" else 0) for finding in found]
    listed = "".join(
        f'<li><a href="#e{e}">{NAMES[f.state]}</a> <b>{_text(f.number(text))}</b> <q>{_text(f.clause(text))}</q> '
        f"<small>{_text(details(f))}</small></li>"
        for f, e in numbered
        if e
    )
    told = ", ".join(f"{NAMES[state]} {sum(f.state == state for f in found)}" for state in STATES)
    if listed:
        listed = f"<details><summary>错误清单 list of errors</summary><ol>{listed}</ol></details>"
    body = _quotes(numbered, errors) if text is None else _marked(text, numbered, errors)
    return f'<section id="d{n}"><h2>{_text(name)}</h2><p>{told}</p>{listed}{_warning(text, found)}{body}</section>'


def _warning(text: str | None, found: Sequence[Finding]) -> str:
    if text is None:
        return '<p class="warning">原文不在手边，只显示摘句。 The text is not at hand; only quotes are shown.</p>'
    wrong = misfits(text, [r for f in found for r in (f.gold, f.predicted) if r is not None])
    if not wrong:
        return ""
    return (
        f'<p class="warning">{wrong} 条记录与此文本对不上，标记可能错位。 '
        f"{wrong} records do not fit this text; marks may stand in the wrong place.</p>"
    )


def _marked(text: str, numbered: Sequence[tuple[Finding, int]], errors: _Errors) -> str:
    """The text with a mark on every number and a note behind every error; marks may overlap."""
    starts: dict[int, list[Finding]] = {}
    ends: dict[int, list[tuple[Finding, int]]] = {}
    for finding, e in numbered:
        start, end = (min(at, len(text)) for at in finding.span)
        starts.setdefault(start, []).append(finding)
        ends.setdefault(end, []).append((finding, e))
    out, active, at = [], Counter[str](), 0
    for position in sorted({*starts, *ends, len(text)}):
        if position > at:
            piece = _text(text[at:position])
            states = " ".join(state for state in STATES if active[state])
            out.append(f'<mark class="{states}">{piece}</mark>' if states else piece)
            at = position
        for finding, e in ends.get(position, ()):
            active[finding.state] -= finding.span[0] < position
            if e:
                out.append(_note(finding, e, errors))
        for finding in starts.get(position, ()):
            active[finding.state] += 1
    return f'<div class="text">{"".join(out)}</div>'


def _quotes(numbered: Sequence[tuple[Finding, int]], errors: _Errors) -> str:
    rows = []
    for finding, e in numbered:
        number = f'<mark class="{finding.state}">{_text(finding.number(None))}</mark>'
        quote = f"{number} <q>{_text(finding.clause(None))}</q>"
        note = _note(finding, e, errors) if e else ""
        rows.append(f"<li><small>{finding.span[0]}</small> {quote}{note}</li>")
    return f'<ol class="quotes">{"".join(rows)}</ol>'


def _note(finding: Finding, e: int, errors: _Errors) -> str:
    """What is wrong here, with links to the neighbours."""
    if finding.wrong:
        said = "".join(
            f"<span>{_text(name)} <del>{_text(gold)}</del> → <ins>{_text(read)}</ins></span>"
            for name, gold, read in finding.differences()
        )
    else:
        said = f"<span>{_text(details(finding))}</span>"
    label = NAMES[finding.state]
    return f'<span class="note {finding.state}" id="e{e}"><b>{label}</b>{said}{errors.links(e)}</span>'


def _text(value: str) -> str:
    return escape(value.encode("utf-8", "replace").decode("utf-8"))


def _asset(name: str) -> str:
    return (files("kg.evaluation") / "assets" / name).read_text(encoding="utf-8")


def _source(content: str) -> str:
    """A Content-Security-Policy source that allows exactly this inline style."""
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
