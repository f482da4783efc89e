"""A sentence that only says by when what stands before it is done: …新增学位3000个。8月底前完成。"""

from __future__ import annotations

from kg.data import pattern
from kg.extraction.clauses import sentences
from kg.extraction.periods import periods
from kg.extraction.reading import Reading, TimeLimit

LONGEST = 40  # characters of such a sentence
_OPENING = pattern("opening-of-a-closing-date")
_DONE_BY_THEN = pattern("done-by-then")
_SKIPPED = ("furniture", "label", "table", "grid", "heading")


def read_closing_dates(reading: Reading) -> None:
    """Add a time limit for the sentences before such a one in its block, back to the last one of its kind."""
    text = reading.view.text
    for n, block in enumerate(reading.blocks):
        context = reading.contexts[n]
        if block.kind in _SKIPPED or n in reading.table_blocks or context.kind != "target":
            continue
        at = block.start
        for start, end in sentences(text, block.text, block.end):
            last = _date(text, start, end, context.year) if at < start and end - start <= LONGEST else None
            if last:
                reading.limits.append(TimeLimit(at, start, last))
                at = end


def _date(text: str, start: int, end: int, year: int | None) -> str | None:
    """The last day by which the sentence ``[start, end)`` says that things are done; ``None`` if it says more."""
    opening = _OPENING.match(text, start, end)
    begin = opening.end() if opening else start
    dates = [period for period in periods(text, year, begin, end) if not period.base]
    if len(dates) != 1 or dates[0].start != begin:
        return None
    done = _DONE_BY_THEN.match(text, dates[0].end, end)
    return dates[0].last if done and done.end() == end else None
