"""The typed records that pass from step to step.

All offsets are half-open ``[start, end)`` Unicode code points into :attr:`Document.text`; slicing that text with them
gives back, character for character, what the record says it was read from.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

KINDS = ("target", "achievement", "baseline", "progress")
COMPARATORS = ("=", ">=", "<=", ">", "<", "~", "range")
CHANGES = ("level", "increase", "decrease")
BASES = ("同比", "年均", "累计")
STATES = ("not-started", "ongoing", "on-schedule", "ahead", "behind", "completed", "stopped")
ROLES = ("lead", "responsible", "cooperating", "supervising")
LEVELS = ("country", "province", "prefecture", "county", "township", "village", "development-zone")
BODY_KINDS = ("department", "government", "party", "collective", "enterprise", "institution", "other")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that the format itself marks as a heading (a Word style, ``<h2>``, ``##``).

    Attributes:
        start, end: the line in :attr:`Document.text`.
        level: 1 is the outermost; 0 is the document's title, where the format has one.
    """

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, a merged one once.

    Attributes:
        row, column: of its first row and column, from 0.
        start, end: its words in :attr:`Document.text`; equal for an empty cell. A cell may hold several lines.
        rows, columns: how many it spans.
    """

    row: int
    column: int
    start: int
    end: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table that the format itself has (Word, Excel, HTML, ruled lines of a PDF, tabs or bars in a text).

    In the text a row is a line and its cells are separated by ``\\t``, except that a cell may hold line breaks.

    Attributes:
        number: from 1, over the whole document.
        start, end: what it takes up of :attr:`Document.text`.
        cells: in row order, then column order.
        sheet: the name of its sheet, in a workbook.
    """

    number: int
    start: int
    end: int
    cells: tuple[Cell, ...]
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a document from elsewhere than its text: a page's table of particulars, a column, the user.

    What is given stands; ``None`` leaves it to the text. The fields are those of :class:`Metadata`.

    Attributes:
        issued, period_start, period_end: ISO dates.
        implements: titles or numbers of the documents that it carries out.
    """

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issued: str | None = None
    place: str | None = None
    genre: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    implements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One input after reading.

    Attributes:
        name: the file name that records carry as ``doc``, unique in a build.
        text: the text that every offset refers to. For a ``.txt`` file the file's own characters, untouched.
        media_type: ``text/plain``, ``text/html``, ...
        sha256: of the file's bytes, hexadecimal.
        tables, headings: those that the format itself marks, in text order.
        pages: where each page begins in the text, for formats that have pages; else empty.
        given: what is known of it from elsewhere.
        saved: ISO date, the day on which the file says that it was last saved (UTC); ``None`` where it does not say.
    """

    name: str
    text: str
    media_type: str = "text/plain"
    sha256: str = ""
    tables: tuple[Table, ...] = ()
    headings: tuple[Heading, ...] = ()
    pages: tuple[int, ...] = ()
    given: Given = field(default_factory=Given)
    saved: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document that another one names.

    Attributes:
        title: as printed between 《》, or ``None`` when only the number is given.
        number: the document number (文号), or ``None``.
        relation: ``implements`` when the citing document carries it out (按照…要求), else ``references``.
        id: IRI of the cited document.
    """

    start: int
    end: int
    title: str | None
    number: str | None
    relation: str
    id: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says about itself; ``None`` or empty where it does not say.

    Attributes:
        key: twelve hexadecimal digits of the text's SHA-256.
        id: IRI of the document.
        number: document number (文号).
        issuer: issuing body in the document's words; ``issuer_id`` its IRI.
        issued: ISO date.
        place: full name of the place the document governs; ``place_id`` its IRI.
        genre: a key of ``kg/data/genres.toml`` (``task-decomposition``, ``work-report``, ``plan``, ``news``, ...).
        year: the year the document plans or reports.
        period_start, period_end: ISO dates of its planning period.
        addressees: bodies it is addressed to.
        place_evidence: what decided ``place_id``, in one line; empty without a place.
        place_candidates: IRIs of the places that it may be, when that stays open.
    """

    key: str
    id: str
    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    issuer_id: str | None = None
    issued: str | None = None
    place: str | None = None
    place_id: str | None = None
    genre: str | None = None
    year: int | None = None
    period_start: str | None = None
    period_end: str | None = None
    addressees: tuple[str, ...] = ()
    place_evidence: str = ""
    place_candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a document names, governs or lies in.

    Attributes:
        id: IRI.
        name: its own name (中原区); ``label`` the name that is one in China (郑州市中原区).
        level: one of :data:`LEVELS`; ``None`` where it is unknown, and for a part of a place (市区).
        code: of GB/T 2260 (six digits; nine of a town), or of the statistical office for zones; ``None`` if no table
            knows the place.
        parent: IRI of the place that it is part of, where known.
        former: what it was called before.
        candidates: IRIs of the places that the name may mean, when that stays open.
        evidence: what decided that the words mean this place.
    """

    id: str
    name: str
    label: str
    level: str | None
    code: str | None = None
    parent: str | None = None
    former: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A body that a document names.

    Attributes:
        id: IRI.
        label: canonical name with its place (郑州市中原区教育局); ``name`` the same without (教育局).
        place: IRI of the place whose body it is; ``None`` where the document governs no place.
        level: that of the place.
        system: the functional system (教育), a row of ``kg/data/systems.csv``, or ``None``.
        kind: one of :data:`BODY_KINDS`.
        members: IRIs of the bodies that a collective body stands for, where known.
        evidence: for each word of the document, what made it this body, in one line.
    """

    id: str
    label: str
    name: str
    place: str | None
    level: str | None
    system: str | None
    kind: str
    members: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Responsibility:
    """A body or person in a role for a task.

    Attributes:
        role: one of :data:`ROLES`.
        name: in the document's words, white space removed.
        agent: IRI of the body or person; ``label`` its canonical name; ``person`` tells which of the two it is.
        start, end: where the name stands.
    """

    role: str
    name: str
    label: str
    agent: str
    person: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody undertakes: a numbered item, a sentence, a table row.

    Attributes:
        id: IRI.
        number: the number the document prints before it, or ``None``.
        text: the task in the document's words, line breaks removed.
        section: heading path, outermost first.
        applies: ``False`` when the document says that it does not concern its own place, else ``True``.
        state: how far it is, in the document's words (未开工, 正常推进), ``[state_start, state_end)`` of the text.
        status: the state that these words name, one of :data:`STATES`.
        as_of: ISO date, the day that the state is of.
        about: of a row of a filled ledger, IRI of the statement or task that it reports on; ``row`` where it stands in
            the sheet, from 1.
    """

    id: str
    start: int
    end: int
    number: int | None
    text: str
    section: tuple[str, ...]
    applies: bool
    responsibilities: tuple[Responsibility, ...] = ()
    state: str | None = None
    state_start: int | None = None
    state_end: int | None = None
    status: str | None = None
    as_of: str | None = None
    about: str | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A quantified statement: one number that is promised, reported or given as a start value.

    The fields are those of the record that ``kg targets --format jsonl`` prints; ``docs/records.md`` defines each.
    """

    doc: str
    start: int
    end: int
    quote_start: int
    quote_end: int
    quote: str
    number: str
    kind: str
    indicator: str
    indicator_id: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: str
    change: str
    basis: str | None
    deadline: str | None
    deadline_explicit: bool
    per: str | None
    cumulative: bool
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    supervisor: tuple[str, ...]
    lead_ids: tuple[str, ...]
    responsible_ids: tuple[str, ...]
    supervisor_ids: tuple[str, ...]
    nature: str | None
    scope: str | None
    section: tuple[str, ...]
    task: str | None
    sheet: str | None = field(default=None, kw_only=True)
    table: int | None = field(default=None, kw_only=True)
    row: int | None = field(default=None, kw_only=True)
    column: int | None = field(default=None, kw_only=True)
    page: int | None = field(default=None, kw_only=True)
    rule: str
    confidence: float
    id: str
    scope_ids: tuple[str, ...] = ()
    about: str | None = field(default=None, kw_only=True)

    def record(self) -> dict[str, Any]:
        """The statement as a JSON-ready mapping in field order; decimals become int or float."""
        out: dict[str, Any] = {}
        for name in _FIELDS:
            value = getattr(self, name)
            if isinstance(value, Decimal):
                value = int(value) if value == value.to_integral_value() else float(value)
            elif isinstance(value, tuple):
                value = list(value)
            out[name] = value
        return out


_FIELDS = tuple(f.name for f in fields(Statement))


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read from one document; the unit of caching and of parallel work.

    Attributes:
        text: the document's text (what offsets refer to).
        keep_text: whether a build writes the text beside the graph (for inputs that are not ``.txt``).
        tasks, statements, citations: in text order.
        implements: titles or numbers of documents that it carries out, as somebody says who is not the text.
        places, bodies: those that the document names, each once, with what they are part of; in order of their IRIs.
        warnings: for the user, each one readable sentence.
    """

    name: str
    text: str
    media_type: str
    sha256: str
    metadata: Metadata
    tasks: tuple[Task, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    implements: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    places: tuple[Place, ...] = ()
    bodies: tuple[Body, ...] = ()

    @property
    def keep_text(self) -> bool:
        return self.media_type != "text/plain"
