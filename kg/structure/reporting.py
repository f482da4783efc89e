"""The day that a document reports for, and whether it is a bulletin though its title does not say so."""

from __future__ import annotations

from calendar import monthrange

from kg.data import pattern
from kg.structure.blocks import Block
from kg.structure.numerals import whole_number
from kg.structure.tense import looks_back
from kg.structure.view import View

_AS_OF = pattern("as-of")
_PART_OF_YEAR = pattern("part-of-year-told")
_TO_DATE = pattern("to-date")
_PROGRAMME = pattern("programme-told")
_LAST_MONTH = {"一季度": 3, "上半年": 6, "二季度": 6, "三季度": 9, "前三季度": 9}
HEAD = 8  # blocks that can tell the part of the year a bulletin is about
FRONT = 60  # blocks in which the day may be told


def told_kind(view: View, blocks: list[Block]) -> str | None:
    """What a text tells that reports on part of a year in its first paragraphs; ``None`` when it does not.

    ``achievement`` is statistics of the economy, ``progress`` how a programme is going.
    """
    for block in blocks[:HEAD]:
        part = _AS_OF.search(view.text, block.start, block.end) or _PART_OF_YEAR.search(
            view.text, block.start, block.end
        )
        if part and looks_back(view.text, block.start, block.end):
            head = blocks[min(len(blocks), HEAD) - 1].end
            return "progress" if _PROGRAMME.search(view.text, 0, head) else "achievement"
    return None


def reported_day(view: View, blocks: list[Block], year: int | None, issued: str | None) -> str | None:
    """The ISO date of the day that the document reports for: 截至6月底, 1-8月, else of 截至目前 when it was issued."""
    told = [m for b in blocks[:FRONT] if (m := _AS_OF.search(view.text, b.start, b.end))]
    told += [m for b in blocks[:HEAD] if (m := _PART_OF_YEAR.search(view.text, b.start, b.end))]
    for match in told:
        found = match.groupdict()
        named = int(found["year"] or year or 0)
        month = _month(found["month"] or found.get("months"), found.get("part"))
        if named and 1 <= month <= 12:
            days = monthrange(named, month)[1]
            day = int(found.get("day") or days)
            return f"{named}-{month:02}-{day:02}" if 1 <= day <= days else None
    to_date = any(_TO_DATE.search(view.text, b.start, b.end) for b in blocks[:FRONT])
    return issued if to_date and issued and issued[:4] == str(year) else None


def _month(number: str | None, part: str | None) -> int:
    if part:
        return _LAST_MONTH[part]
    return int(number) if number and number.isdigit() else whole_number(number or "") or 0
