"""From a finished reading to the typed records of :mod:`kg.model`: source offsets, IRIs, canonical names."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import Any, Literal

from kg.data import pattern
from kg.extraction.reading import Cited, Duty, Found, Mention, Reading, State
from kg.extraction.responsibilities import owners
from kg.extraction.row_duties import state_of
from kg.iri import Minter, document_key
from kg.model import Citation, Document, Extraction, Metadata, Responsibility, Statement, Task
from kg.resolve.bodies import Bodies
from kg.resolve.indicators import canonical
from kg.resolve.places import Places
from kg.structure.blocks import Block
from kg.structure.metadata import LISTS
from kg.structure.nesting import Nested
from kg.structure.numerals import whole_number
from kg.structure.rows import Row

MAX_DIGITS = 10  # digits of a number that a table prints for a row
_MARKS = re.compile(r"[ 、.()第项条]")
_NOT_OURS = pattern("not-ours")
_ROLE_ORDER = {"lead": 0, "responsible": 1, "cooperating": 2, "supervising": 3}


def resolve(document: Document, reading: Reading, minter: Minter, shift: int = 0) -> Extraction:
    """The extraction of one document.

    Args:
        shift: where the text that ``reading`` was made from begins in the document's text.
    """
    return _Resolver(document, reading, minter, shift).extraction()


def merge(parts: list[Extraction]) -> Extraction:
    """The extractions of the parts of one document, in text order, as one; it describes itself in the first part."""
    first = parts[0]
    if len(parts) == 1:
        return first
    return replace(
        first,
        tasks=tuple(t for p in parts for t in p.tasks),
        statements=tuple(s for p in parts for s in p.statements),
        citations=tuple(c for p in parts for c in p.citations),
        warnings=tuple(dict.fromkeys(w for p in parts for w in p.warnings)),
        places=_distinct(parts, "places"),
        bodies=_distinct(parts, "bodies"),
    )


def _distinct(parts: list[Extraction], field: Literal["places", "bodies"]) -> Any:
    """The places or bodies of all parts, each once, in order of their IRIs."""
    things = {thing.id: thing for part in reversed(parts) for thing in getattr(part, field)}
    return tuple(things[iri] for iri in sorted(things))


class _Resolver:
    def __init__(self, document: Document, reading: Reading, minter: Minter, shift: int) -> None:
        self._shift = shift
        self._document = document
        self._reading = reading
        self._minter = minter
        self._key = document_key(document.text)
        self._owner = owners(reading.blocks)
        self._block_at = {block.start: n for n, block in reversed(list(enumerate(reading.blocks)))}
        self._duty_starts = [d.start for d in reading.duties]
        self._covered = set(self._duty_starts)
        self._section_duties = Nested((d.start, d.end, d) for d in reading.section_duties)
        about = reading.particulars
        self._places = Places(about, reading.view.plain(document.text), self._key, minter)
        self._bodies = Bodies(self._places, minter)
        self._reports = reading.particulars.genre == "progress"
        self._lists = reading.particulars.genre in LISTS
        self._row_at = {(row.start, row.end): n for n, row in enumerate(reading.rows)}

    def extraction(self) -> Extraction:
        tasks = self._tasks()
        statements = tuple(self._statement(f, tasks) for f in self._reading.found)
        ordered = sorted(tasks.values(), key=lambda t: (t.start, t.end))
        metadata = self._metadata()
        return Extraction(
            name=self._document.name,
            text=self._document.text,
            media_type=self._document.media_type,
            sha256=self._document.sha256,
            metadata=metadata,
            tasks=tuple(ordered),
            statements=statements,
            citations=tuple(self._citation(c) for c in self._reading.citations),
            implements=self._document.given.implements,
            warnings=self._warnings(),
            places=self._places.used(),
            bodies=self._bodies.used(),
        )

    def _span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the view as offsets in the document's text."""
        first, last = self._reading.view.span(start, end)
        return first + self._shift, last + self._shift

    # tasks ----------------------------------------------------------------------------------------------------------

    def _tasks(self) -> dict[tuple[int, int], Task]:
        """By span in the view: every numbered item under a label, with a target or, in a bulletin, with a state, and
        every sentence and row with a target."""
        spans: dict[tuple[int, int], tuple[int | None, tuple[str, ...], bool]] = {}
        numbers: dict[tuple[int, int], list[int]] = {}
        for n, block in enumerate(self._reading.blocks):
            stands = block.start in self._covered or n in self._reading.not_applicable
            if block.kind == "item" and (stands or self._told((block.body, block.end))):
                applies = n not in self._reading.not_applicable
                spans[(block.body, block.end)] = (block.number, block.section, applies)
            elif n in self._reading.not_applicable and self._is_entry(block):
                spans[(block.text, block.end)] = (self._printed(block), block.section, False)
        for found in self._reading.found:
            span = self._task_span(found)
            if span is not None:
                spans.setdefault(span, (self._number(found), found.section, self._is_ours(found)))
                numbers.setdefault(span, []).append(found.number[0])
        for row in self._reading.rows:
            if row.table is not None and not row.total and _does_something(row):
                ours = _NOT_OURS.search(self._reading.view.text, row.start, row.end) is None
                spans.setdefault((row.start, row.end), (self._row_number(row), row.section, ours))
        starts = sorted(a for a, _ in spans)
        for duty in self._reading.duties:
            first = self._block_at.get(duty.start)
            if first is None:
                continue
            block = self._reading.blocks[first]
            if (block.body, block.end) not in spans and not _holds(starts, duty.start, duty.end):
                spans[(block.body, block.end)] = (block.number, block.section, True)
        return {
            span: self._task(span, [*(numbers.get(span) or span[:1]), span[1] - 1], *rest)
            for span, rest in spans.items()
            if span[0] < span[1]
        }

    def _is_ours(self, found: Found) -> bool:
        """Whether the numbered part that a number stands in concerns the document's place."""
        if found.block is None:
            return True
        block = self._owner[found.block]
        return not (self._reading.blocks[block].level and block in self._reading.not_applicable)

    def _number(self, found: Found) -> int | None:
        if found.row is not None:
            return self._row_number(self._reading.rows[found.row])
        return None if found.block is None else self._printed(self._reading.blocks[self._owner[found.block]])

    def _is_entry(self, block: Block) -> bool:
        """Whether a paragraph is an entry of a list whose entries are numbered 一、二、 and have a title."""
        return block.kind == "paragraph" and bool(block.level and block.title) and self._lists

    def _printed(self, block: Block) -> int | None:
        """The number that the document prints for a block."""
        if block.number is not None or not (self._lists and block.level):
            return block.number
        return whole_number(_MARKS.sub("", self._reading.view.text[block.start : block.text])) or None

    def _row_number(self, row: Row) -> int | None:
        """The number that a table prints for a row."""
        for cell in row.of("number"):
            digits = self._reading.view.text[cell.start : cell.end].strip(".、()")
            return int(digits) if digits.isdigit() and len(digits) < MAX_DIGITS else None
        return None

    def _row_words(self, row: Row) -> str:
        """The task of a table row: its task cell, or what stands beside one that several rows share."""
        own = [cell for cell in row.of("task", "indicator", "goal") if row.own(cell)]
        cells = own or row.of("task", "indicator", "goal", "place", "responsible")
        if row.table is None or not cells:
            return self._reading.view.words[row.start : row.end].strip()
        words = self._reading.view.words[cells[0].start : cells[0].end].replace("\n", "")
        if own or not row.places:
            return words
        return words + "：" + "、".join(dict.fromkeys(c.words for c, _ in row.cells if c.role == "measure" and c.words))

    def _task_span(self, found: Found) -> tuple[int, int] | None:
        """An item is one task; elsewhere a sentence or table row that holds a target is one."""
        if found.block is None:
            return found.sentence
        block = self._reading.blocks[self._owner[found.block]]
        if block.kind == "item" and (block.start in self._covered or self._reports):
            return block.body, block.end
        if block.kind == "item" and self._owner[found.block] in self._reading.not_applicable:
            return block.body, block.end
        return found.sentence if found.kind == "target" else None

    def _task(
        self,
        span: tuple[int, int],
        positions: list[int],
        number: int | None,
        section: tuple[str, ...],
        applies: bool,
    ) -> Task:
        """The task of a span; ``positions`` are those of its numbers and its end, whose duties are its own."""
        start, end = self._span(*span)
        n = self._row_at.get(span)
        row = self._reading.rows[n] if n is not None else None
        state = self._reading.states.get(n) if n is not None else self._told(span)
        state_start, state_end = self._span(state.start, state.end) if state else (None, None)
        return Task(
            id=self._minter.task(self._key, start, end),
            start=start,
            end=end,
            number=number,
            text=self._row_words(row) if row else self._reading.view.words[span[0] : span[1]].strip(),
            section=section,
            applies=applies,
            responsibilities=tuple(self._responsibility(m) for m in self._mentions(positions)),
            state=self._document.text[state_start:state_end] if state else None,
            state_start=state_start,
            state_end=state_end,
            status=state.status if state else None,
            as_of=state.as_of if state else None,
        )

    def _told(self, span: tuple[int, int]) -> State | None:
        """How far a bulletin says that the task of a passage is."""
        found = state_of(self._reading.view.text, *span) if self._reports else None
        return State(*found, self._reading.particulars.as_of) if found else None

    def _mentions(self, positions: list[int]) -> list[Mention]:
        """The names in roles that hold at some positions of the view, each name once a role.

        What an item or sentence does not say, its section does: bodies and persons apart.
        """
        seen: dict[tuple[str, str], Mention] = {}
        for position in positions:
            told: set[bool] = set()
            for duties in (self._covering(position), *([d] for d in self._section_duties.around(position))):
                mentions = [m for d in duties for m in d.mentions if _is_person(m) not in told]
                for mention in mentions:
                    seen.setdefault((mention.role, mention.name), mention)
                told |= {_is_person(m) for m in mentions}
        return sorted(seen.values(), key=lambda m: (_ROLE_ORDER[m.role], m.start))

    def _covering(self, position: int) -> list[Duty]:
        """Label lines cover their item, brackets the text before them; no two duties of a kind overlap."""
        last = bisect_right(self._duty_starts, position)
        return [d for d in self._reading.duties[max(0, last - 4) : last] if d.start <= position < d.end]

    def _responsibility(self, mention: Mention) -> Responsibility:
        start, end = self._span(mention.start, mention.end)
        if _is_person(mention):
            person = self._bodies.person(mention.name)
            return Responsibility(mention.role, mention.name, mention.name, person, True, start, end)
        body = self._bodies.body(self._reading.view.plain(mention.body or mention.name))
        return Responsibility(mention.role, mention.name, body.label, body.id, False, start, end)

    # statements -----------------------------------------------------------------------------------------------------

    def _statement(self, found: Found, tasks: dict[tuple[int, int], Task]) -> Statement:
        text = self._document.text
        start, end = self._span(*found.number)
        quote_start, quote_end = self._span(*found.clause)
        span = self._task_span(found)
        task = tasks.get(span) if span else None
        own = self._mentions([found.number[0]])
        mentions = [self._responsibility(m) for m in own] or (task.responsibilities if task else ())
        by_role = {role: [r for r in mentions if r.role == role] for role in _ROLE_ORDER}
        responsible = by_role["responsible"] + by_role["cooperating"]
        row = self._reading.rows[found.row] if found.row is not None else None
        cell = found.cell
        return Statement(
            doc=self._document.name,
            start=start,
            end=end,
            quote_start=quote_start,
            quote_end=quote_end,
            quote=text[quote_start:quote_end],
            number=text[start:end],
            kind=found.kind,
            indicator=found.indicator,
            indicator_id=self._indicator_id(found),
            value=found.quantity.value,
            value_max=found.quantity.upper,
            unit=found.quantity.unit,
            comparator=found.comparator,
            change=found.change,
            basis=found.basis,
            deadline=found.deadline,
            deadline_explicit=found.explicit,
            per=found.per,
            cumulative=found.cumulative,
            lead=tuple(r.name for r in by_role["lead"]),
            responsible=tuple(r.name for r in responsible),
            supervisor=tuple(r.name for r in by_role["supervising"]),
            lead_ids=tuple(r.agent for r in by_role["lead"]),
            responsible_ids=tuple(r.agent for r in responsible),
            supervisor_ids=tuple(r.agent for r in by_role["supervising"]),
            nature=found.nature,
            scope=found.scope,
            section=found.section,
            task=task.id if task else None,
            sheet=row.sheet if row else None,
            table=row.table if row else None,
            row=cell.row + 1 if cell and cell.row is not None else None,
            column=cell.column + 1 if cell and cell.column is not None else None,
            page=bisect_right(self._document.pages, start) or None,
            rule=found.rule,
            confidence=found.confidence,
            id=self._minter.statement(self._key, start, end),
            scope_ids=tuple(p.id for p in self._places.resolve(found.scope)) if found.scope else (),
        )

    def _indicator_id(self, found: Found) -> str:
        return self._minter.indicator(canonical(self._reading.view.plain(found.indicator), found.quantity.unit))

    # the document ---------------------------------------------------------------------------------------------------

    def _metadata(self) -> Metadata:
        about = self._reading.particulars
        issuer = self._bodies.body(about.issuer) if about.issuer else None
        home = self._places.home
        return Metadata(
            key=self._key,
            id=self._minter.document(self._key),
            title=about.title,
            number=about.number,
            issuer=about.issuer,
            issuer_id=issuer.id if issuer else None,
            issued=about.issued,
            place=home.label if home else None,
            place_id=home.id if home else None,
            genre=about.genre,
            year=about.year,
            period_start=about.period_start,
            period_end=about.period_end,
            addressees=tuple(about.addressees),
            place_evidence=home.evidence if home else "",
            place_candidates=home.candidates if home else self._places.home_candidates,
        )

    def _citation(self, cited: Cited) -> Citation:
        start, end = self._span(cited.start, cited.end)
        name = self._reading.view.plain(cited.number or cited.title or "")
        return Citation(start, end, cited.title, cited.number, cited.relation, self._minter.cited(name))

    def _warnings(self) -> tuple[str, ...]:
        about, out = self._reading.particulars, []
        if about.year is None and self._reading.found:
            out.append("no year found: statements without a date of their own have no deadline")
        return tuple(out)


def _is_person(mention: Mention) -> bool:
    return mention.role == "supervising"


def _does_something(row: Row) -> bool:
    """Whether a table's row names a task; one of numbers alone is a task when it has numbers."""
    return bool(row.of("task", "goal")) and (len(row.cells) > 1)


def _holds(starts: list[int], low: int, high: int) -> bool:
    """Whether one of the sorted ``starts`` is in ``[low, high]``."""
    return bisect_right(starts, high) > bisect_left(starts, low)
