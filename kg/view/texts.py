"""The documents' texts as the reader shows them, with what was read from each and the numbers that were not.

Spans are half-open code points of the document's text, as everywhere; they travel as flat lists of numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from kg.extraction.quantities import Quantity, quantities
from kg.model import Extraction
from kg.structure.view import fold

BUDGET = 3_000_000
"""How many characters of text a page holds; the documents after that, in name order, go without theirs."""

_DIGITS = re.compile(r"\d[\d,.]*(?<![,.])")

Span = tuple[int, int]


def texts(extractions: Iterable[Extraction], numbers: Mapping[str, int], whole: Mapping[str, Extraction]) -> list[Any]:
    """For each document its node, text, duties, citations, and numbers that became no record.

    Args:
        extractions: the documents in name order, with the records that the page shows.
        numbers: the number of each node.
        whole: all that was read from a document, by its IRI, where ``extractions`` hold only a part of it.

    Returns:
        ``[node, text, [start, end, node, role, ...], [start, end, node, ...], [start, end, counted, ...]]``, where
        ``counted`` is 1 for a number with a unit and 0 for other figures (dates, item and document numbers); the text
        is ``None`` and the lists are empty for documents beyond :data:`BUDGET`.
    """
    out: list[Any] = []
    room = BUDGET
    for extraction in extractions:
        node = numbers[extraction.metadata.id]
        room -= len(extraction.text)
        if room < 0:
            out.append([node, None, [], [], []])
            continue
        everything = whole.get(extraction.metadata.id, extraction)
        out.append(
            [
                node,
                extraction.text,
                [
                    value
                    for task in extraction.tasks
                    for duty in task.responsibilities
                    for value in (duty.start, duty.end, numbers.get(duty.agent, -1), duty.role)
                ],
                [
                    value
                    for citation in extraction.citations
                    for value in (citation.start, citation.end, numbers.get(citation.id, node))
                ],
                list(chain.from_iterable((*span, counted) for span, counted in left_out(everything))),
            ]
        )
    return out


def left_out(extraction: Extraction) -> list[tuple[Span, int]]:
    """The numbers of a text that are in none of its statements, in text order, and whether each has a unit (1, 0).

    Found by the scanner that the grammar starts from, in the whole text; figures that it does not take for a quantity
    (dates, item numbers, document numbers) by their digits.
    """
    text = fold(extraction.text)
    taken = sorted((statement.start, statement.end) for statement in extraction.statements)
    counted = _free([(q.start, q.end) for q in quantities(text) if not _is_date(q)], taken)
    figures = _free([match.span() for match in _DIGITS.finditer(text)], sorted([*taken, *counted]))
    return sorted([*((span, 1) for span in counted), *((span, 0) for span in figures)])


def _is_date(q: Quantity) -> bool:
    """Whether a quantity reads as a year, a month or a day of the calendar: 2020年, 6月."""
    least, most = {"年": (1900, 2100), "月": (1, 12), "日": (1, 31)}.get(q.unit, (1, 0))
    return least <= q.value <= most


def _free(spans: list[Span], taken: list[Span]) -> list[Span]:
    """Those of some spans in text order that overlap none of others in text order."""
    out = []
    at = reach = 0
    for start, end in spans:
        while at < len(taken) and taken[at][0] < end:
            reach = max(reach, taken[at][1])
            at += 1
        if reach <= start:
            out.append((start, end))
    return out
