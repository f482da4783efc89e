"""What links join: statements, tasks without a number, and clauses that say nothing in numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from kg.data import pattern
from kg.iri import Minter
from kg.link.places import Hierarchy
from kg.model import Body, Citation, Extraction, Metadata, Place, Statement, Task
from kg.structure.numerals import whole_number

_ORDINAL = pattern("counted-off")
REACH = 2000  # characters back to where 三是 is looked for
_SEVERAL_YEARS = pattern("told-of-several-years")
_ONE_YEAR = pattern("told-of-one-year")
_SPAN = pattern("span-of-years")
_LEFT_OUT = pattern("left-out-of-a-measure")
REACH_BACK = 60  # characters before a number that tell what its measure leaves out
_AVERAGE = "年均"
_LINE_BREAK = "\n\r"


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link.

    Attributes:
        doc: file name; ``document`` the IRI of its document.
        id: IRI of the statement or task, or of the passage, when it is a clause that is neither.
        place: IRI of the place that it is for: the document's, or one within it that the statement is about.
        place_name: its name.
        item: the number that the document prints before it.
        start, end: of the number, else of the task or clause; half-open, in the document's text.
        words: what it is about: the indicator, else the words of the task or clause.
        statement, task: ``None`` where it has none.
        paragraph: where its paragraph begins.
        several_years: it was reached over several years, or in the average of them, as the text before it says.
        without: what its measure leaves out (房地产开发投资).
        begins: the first of the years that it is for, where its sentence says so (2022—2023年).
    """

    doc: str
    document: str
    id: str
    place: str | None
    place_name: str | None
    item: int | None
    start: int
    end: int
    words: str
    paragraph: int
    section: tuple[str, ...] = ()
    statement: Statement | None = None
    task: Task | None = None
    several_years: bool = False
    begins: int | None = None
    without: str = ""

    @property
    def applies(self) -> bool:
        """``False`` when the document says that it does not concern its own place."""
        return self.task is None or self.task.applies

    @property
    def value(self) -> Decimal | None:
        return self.statement.value if self.statement else None

    @property
    def deadline(self) -> str | None:
        return self.statement.deadline if self.statement else None

    @property
    def about(self) -> str | None:
        """IRI of what a row of a filled ledger reports on."""
        return (self.statement.about if self.statement else None) or (self.task.about if self.task else None)

    @property
    def kind(self) -> str:
        """As of the statement; ``task`` without one."""
        return self.statement.kind if self.statement else "task"


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking keeps of a document.

    Attributes:
        ends: its statements and its tasks without any, in text order.
        text: reads its text, which is asked for only where a list is broken down.
    """

    name: str
    metadata: Metadata
    citations: tuple[Citation, ...]
    implements: tuple[str, ...]
    places: tuple[Place, ...]
    bodies: tuple[Body, ...]
    ends: tuple[End, ...]
    text: Callable[[], str]


def linked(extraction: Extraction, text: Callable[[], str] | None = None) -> Linked:
    """What linking keeps of a document.

    Args:
        text: reads its text again; without it the text is kept.
    """
    own = extraction.text
    return Linked(
        name=extraction.name,
        metadata=extraction.metadata,
        citations=extraction.citations,
        implements=extraction.implements,
        places=extraction.places,
        bodies=extraction.bodies,
        ends=tuple(ends_of(extraction)),
        text=text or (lambda: own),
    )


def ends_of(extraction: Extraction) -> list[End]:
    """The statements of a document and its tasks without any, in text order."""
    places = Hierarchy([extraction])
    meta, text = extraction.metadata, extraction.text
    tasks = {task.id: task for task in extraction.tasks}
    out = [_of_statement(extraction, s, tasks.get(s.task or ""), places) for s in extraction.statements]
    told = {statement.task for statement in extraction.statements}
    out += [
        End(
            doc=extraction.name,
            document=meta.id,
            id=task.id,
            place=meta.place_id,
            place_name=meta.place,
            item=task.number,
            start=task.start,
            end=task.end,
            words=task.text,
            paragraph=paragraph(text, task.start),
            section=task.section,
            task=task,
        )
        for task in extraction.tasks
        if task.id not in told
    ]
    return sorted(out, key=lambda end: (end.start, end.end))


def _of_statement(extraction: Extraction, statement: Statement, task: Task | None, places: Hierarchy) -> End:
    meta, text = extraction.metadata, extraction.text
    begin = paragraph(text, statement.start)
    within = _within(statement, meta, places)
    return End(
        doc=extraction.name,
        document=meta.id,
        id=statement.id,
        place=within or meta.place_id,
        place_name=places.name(within) if within else meta.place,
        item=_item(statement, task, text, begin),
        start=statement.start,
        end=statement.end,
        words=statement.indicator,
        paragraph=begin,
        section=statement.section,
        statement=statement,
        task=task,
        several_years=statement.kind == "achievement" and _of_several_years(statement, text, begin),
        begins=_begins(statement, text, begin),
        without=_without(statement, text, begin),
    )


def _without(statement: Statement, text: str, begin: int) -> str:
    found = _LEFT_OUT.search(text, max(begin, statement.start - REACH_BACK), statement.start)
    return found.group(1) if found else ""


def _begins(statement: Statement, text: str, begin: int) -> int | None:
    sentence = max(begin, *(text.rfind(mark, begin, statement.start) + 1 for mark in "。；;"))
    spans = _SPAN.findall(text, sentence, statement.start)
    return int(spans[-1][0]) if spans and (statement.deadline or "").startswith(spans[-1][1]) else None


def _of_several_years(statement: Statement, text: str, begin: int) -> bool:
    """Growth told of several years of which a paragraph speaks, and a yearly average that a clause opens with.

    A level (装机规模达到1亿千瓦) is that of the end of these years, a count too large for one year is told by its size.
    """
    if statement.change == "level":
        clause = max(begin, *(text.rfind(mark, begin, statement.start) + 1 for mark in "。，；,;"))
        return _AVERAGE in text[clause : statement.start]
    several = [m.end() for m in _SEVERAL_YEARS.finditer(text, begin, statement.start)]
    one = [m.end() for m in _ONE_YEAR.finditer(text, several[-1], statement.start)] if several else []
    return bool(several) and not one


def _item(statement: Statement, task: Task | None, text: str, begin: int) -> int | None:
    if task and task.number is not None:
        return task.number
    return None if statement.about else _ordinal(text, begin, statement.start)


def _within(statement: Statement, meta: Metadata, places: Hierarchy) -> str | None:
    """The place within the document's own that a statement is about: a district in a city's table."""
    if len(statement.scope_ids) != 1 or not places.is_unit(statement.scope_ids[0]):
        return None
    (scope,) = statement.scope_ids
    return scope if meta.place_id in places.above(scope) else None


def clause_end(document: Linked, text: str, start: int, end: int, minter: Minter) -> End:
    """The end that is the clause ``[start, end)`` of the document's text."""
    meta = document.metadata
    begin = paragraph(text, start)
    return End(
        doc=document.name,
        document=meta.id,
        id=minter.source(meta.key, start, end),
        place=meta.place_id,
        place_name=meta.place,
        item=_ordinal(text, begin, end),
        start=start,
        end=end,
        words=_ORDINAL.sub("", text[start:end]).strip(),
        paragraph=begin,
    )


def paragraph(text: str, position: int) -> int:
    """Where the paragraph around a position begins."""
    return max(text.rfind(mark, 0, position) for mark in _LINE_BREAK) + 1


def _ordinal(text: str, begin: int, position: int) -> int | None:
    """The number of the part that a paragraph counts off: 3 behind 三是."""
    found = _ORDINAL.findall(text, max(begin, position - REACH), position)
    return whole_number(found[-1]) if found else None
