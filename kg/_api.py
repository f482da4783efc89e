"""A built graph in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import GraphError
from kg.export.records import Record, read_records
from kg.export.selection import Selection
from kg.graph import terms as t
from kg.graph.store import base_iri, open_store, read_manifest
from kg.model import Statement
from kg.query.prefixes import prefixes
from kg.query.questions import Question, find, questions
from kg.query.results import QueryResult
from kg.query.run import run_query

if TYPE_CHECKING:
    import pandas
    import polars
    from networkx import MultiDiGraph
    from rdflib import Dataset

    from kg.audit.rules import Finding
    from kg.validation import Report

_CLASSES = {
    "documents": t.POLICY_DOCUMENT,
    "tasks": t.TASK,
    "targets": t.TARGET,
    "achievements": t.ACHIEVEMENT,
    "baselines": t.BASELINE,
    "progress": t.PROGRESS,
    "responsibilities": t.RESPONSIBILITY,
    "indicators": t.INDICATOR_CLASS,
    "bodies": t.BODY,
    "persons": t.PERSON,
    "places": t.PLACE,
}


def load(directory: str | Path = "outputs") -> Graph:
    """Opens a graph that ``kg build`` made, for reading.

    Raises:
        GraphError: the folder holds no graph, or one that this version cannot read.
    """
    return Graph(Path(directory))


@dataclass(frozen=True, slots=True)
class Explanation:
    """One statement and where it comes from.

    Attributes:
        statement: all its fields.
        document: title of its document, or its file name.
        passage: a piece of the document's text, verbatim: the whole task where the statement has one.
        mark: where the number stands in ``passage``, half-open.
        task: the task on one line, or ``None``.
        turtle: everything the graph says about the statement and its source.
    """

    statement: Statement
    document: str
    passage: str
    mark: tuple[int, int]
    task: str | None
    turtle: str


class Graph:
    """A graph on disk, open for reading.

    Attributes:
        directory: the folder that ``kg build`` wrote.
        base: the base IRI of its data.
        prefixes: what its queries may use without declaring it.
    """

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._store = open_store(directory)
        self.base = base_iri(directory)
        self.prefixes = prefixes(self.base)

    def query(self, sparql: str, *, allow_service: bool = False) -> QueryResult:
        """Runs a SPARQL 1.1 query; without ``GRAPH`` or ``FROM`` it sees the union of all graphs.

        Raises:
            QueryError: the query is not valid, is an update, or holds ``SERVICE`` without leave.
        """
        return run_query(self._store, sparql, prefixes=self.prefixes, allow_service=allow_service)

    def questions(self) -> list[Question]:
        """The ready questions, with what each has to be told; see :class:`kg.query.questions.Question`."""
        return list(questions())

    def ask(self, question: str, /, **values: Any) -> QueryResult:
        """Asks a ready question, as ``kg ask`` does: ``graph.ask("body-duties", body="区教育局", year=2021)``.

        Args:
            question: its name.
            values: its parameters, as they are typed on the command line or as ``int``, ``Decimal``, ``float`` and
                ``datetime.date``; a hyphen in a name is ``_`` here.

        Raises:
            UsageError: there is no such question or parameter, one is missing, or a value is not of its type.
        """
        return self.query(find(question).bind(**values))

    def targets(
        self,
        *,
        doc: str | Iterable[str] = (),
        kind: str | Iterable[str] = (),
        body: str | Iterable[str] = (),
        indicator: str | Iterable[str] = (),
        place: str | Iterable[str] = (),
        year: int | Iterable[int] = (),
    ) -> list[Statement]:
        """The statements, of all kinds unless told, documents in name order and statements in text order.

        Each filter takes one value or several of which one has to fit; all filters have to hold. They are those of
        ``kg targets``: parts of a file name, of a body's name or IRI, of an indicator, of a place; a kind; the year of
        the deadline.
        """
        wanted = Selection(
            docs=_several(doc),
            kinds=_several(kind),
            bodies=_several(body),
            indicators=_several(indicator),
            places=_several(place),
            years=(year,) if isinstance(year, int) else tuple(year),
        )
        places = self._places() if wanted.places else {}
        return [_statement(r) for r in self._records() if wanted.accepts(r, places.get(r["doc"], ""))]

    def to_pandas(self, **filters: Any) -> pandas.DataFrame:
        """The statements as a pandas ``DataFrame``, a column a field of the record.

        Args:
            filters: those of :meth:`targets`.

        Raises:
            UsageError: pandas is not installed.
        """
        from kg.export.records import FIELDS
        from kg.query.frames import pandas_frame

        return pandas_frame([statement.record() for statement in self.targets(**filters)], FIELDS)

    def to_polars(self, **filters: Any) -> polars.DataFrame:
        """The statements as a Polars ``DataFrame``, a column a field of the record.

        Args:
            filters: those of :meth:`targets`.

        Raises:
            UsageError: Polars is not installed.
        """
        from kg.export.records import FIELDS
        from kg.query.frames import polars_frame

        return polars_frame([statement.record() for statement in self.targets(**filters)], FIELDS)

    def explain(self, id: str) -> Explanation:
        """One statement: its fields, the passage it was read from, its triples.

        Args:
            id: its IRI, whole or short (``d:statement-...`` or ``statement-...``).

        Raises:
            GraphError: there is no such statement.
        """
        iri = id if id.startswith(self.base) else self.base + id.removeprefix("d:")
        record = next((r for r in self._records() if r["id"] == iri), None)
        if record is None:
            raise GraphError(
                f"{self.directory}: no statement {id!r}; 'kg targets --format jsonl' lists all, with their id"
            )
        statement = _statement(record)
        facts = f"VALUES ?node {{ <{iri}> }} OPTIONAL {{ ?node pk:statedIn/rdfs:label ?document }}"
        passages = f"""SELECT ?document ?text ?start ?exact {{ {facts}
            OPTIONAL {{ ?task pk:hasStatement ?node ; rdfs:label ?text ; prov:wasDerivedFrom/oa:hasSelector ?p, ?q .
                        ?p oa:start ?start . ?q oa:exact ?exact }} }}"""
        row = next(iter(self.query(passages)))
        start, passage = statement.quote_start, statement.quote
        if row.exact is not None and row.start <= statement.start and statement.end <= row.start + len(row.exact):
            start, passage = row.start, row.exact
        return Explanation(
            statement=statement,
            document=row.document,
            passage=passage,
            mark=(statement.start - start, statement.end - start),
            task=row.text,
            turtle=self.query(
                f"""CONSTRUCT {{ ?s ?p ?o }} {{
                    <{iri}> (prov:wasDerivedFrom/oa:hasSelector?)? ?s . ?s ?p ?o }}"""
            ).serialize("turtle"),
        )

    def links(self, text: str = "", *, body: str = "", item: int | None = None, document: str = "") -> list[Record]:
        """How the tasks and targets stand to each other: those of all chains that fit, or all.

        The arguments are those of ``kg trace``; ``docs/links.md`` tells the fields.
        """
        from kg.trace.chains import Chains, Question

        chains = Chains(read_records(self.directory / "links.jsonl"))
        return chains.asked(Question(text=text, body=body, item=item, document=document))

    def audit(self, rules: Iterable[str] = ()) -> list[Finding]:
        """What does not add up, the gravest first.

        Args:
            rules: codes of the rules to apply; all when empty.

        Raises:
            UsageError: there is no rule of that code.
        """
        from kg.audit.run import audit
        from kg.export.material import load_material

        return audit(load_material(self.directory), tuple(rules))

    def info(self) -> dict[str, Any]:
        """What is in the graph: ``base``, ``policykg`` (the version that built it), ``quads``, and how many there are
        of each kind of thing. Documents known only from citations count as ``cited``, not as ``documents``."""
        counts = dict.fromkeys(_CLASSES.values(), 0)
        for row in self.query("SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class"):
            counts[row["class"]] = row.n
        (read,) = self.query("SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d pk:fileName ?name }")
        named = {name: counts[iri] for name, iri in _CLASSES.items()}
        return {
            "base": self.base,
            "policykg": read_manifest(self.directory).get("policykg"),
            "quads": len(self._store),
            **named,
            "documents": read.n,
            "cited": named["documents"] - read.n,
        }

    def validate(self, shapes: str | None = None, *, first: int = 5) -> Report:
        """Whether the graph holds to SHACL shapes: see :func:`kg.validation.validate`.

        Args:
            shapes: SHACL in Turtle; the shapes of the ontology unless given.
            first: how many offenders the report lists of each shape.

        Raises:
            UsageError: ``shapes`` is not Turtle, or no shapes.
        """
        from kg.validation import validate

        return validate(self._store, shapes, first=first)

    def rdflib(self) -> Dataset:
        """An rdflib ``Dataset`` over the same store; its queries run in Oxigraph."""
        from kg.graph.rdf import to_rdflib

        return to_rdflib(self._store, self.prefixes)

    def networkx(self) -> MultiDiGraph[str]:
        """A networkx ``MultiDiGraph``: see :func:`kg.graph.networkx.to_networkx`."""
        from kg.graph.networkx import to_networkx

        return to_networkx(self._store)

    def _records(self) -> Iterable[Record]:
        return read_records(self.directory / "targets.jsonl")

    def _places(self) -> dict[str, str]:
        """The place that each document governs, by file name."""
        rows = self.query("SELECT ?name ?place { ?d pk:fileName ?name ; dcterms:spatial/rdfs:label ?place }")
        return {row["name"]: row["place"] for row in rows}


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _statement(record: Record) -> Statement:
    """The statement that a record was made from."""
    values: dict[str, Any] = {field.name: record[field.name] for field in fields(Statement)}
    for name, value in values.items():
        if isinstance(value, list):
            values[name] = tuple(value)
    for name in ("value", "value_max"):
        if values[name] is not None:
            values[name] = Decimal(str(values[name]))
    return Statement(**values)
