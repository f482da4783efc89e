"""The answer to a query: rows of Python values, or one of the standard formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, Triple, serialize

from kg.errors import QueryError, UsageError
from kg.graph.values import Term, to_python

if TYPE_CHECKING:
    import pandas
    import polars

Answer = QuerySolutions | QueryBoolean | QueryTriples

FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "turtle")

_RESULT_FORMATS: Final = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_GRAPH_COLUMNS: Final = ("subject", "predicate", "object")


class Row(Mapping[str, Any]):
    """One row of an answer: ``row["value"]``, ``row.value``, ``row[0]``, ``dict(row)``.

    IRIs and texts are ``str``, numbers ``int``, ``Decimal`` or ``float``, dates ``datetime.date``, truth ``bool``; an
    unbound variable is ``None``. :meth:`term` has the RDF term itself. A variable called like a method of a mapping
    (``?keys``) is reached by its name in brackets only.
    """

    __slots__ = ("_terms",)

    def __init__(self, values: Mapping[str, Term | None]) -> None:
        self._terms = values

    def __getitem__(self, key: str | int) -> Any:
        return to_python(self._terms[list(self._terms)[key] if isinstance(key, int) else key])

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._terms:
            raise AttributeError(f"no variable ?{name}; there are: {', '.join(self._terms)}")
        return to_python(self._terms[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __repr__(self) -> str:
        return f"Row({dict(self)!r})"

    def term(self, name: str) -> Term | None:
        """The RDF term of a variable, with its language or datatype."""
        return self._terms[name]


class QueryResult:
    """The answer to one query; it can be gone through several times.

    Attributes:
        kind: ``solutions`` (SELECT), ``boolean`` (ASK) or ``graph`` (CONSTRUCT, DESCRIBE).
        columns: the variables, in the query's order; for a graph ``subject``, ``predicate``, ``object``.
        prefixes: to write IRIs short.

    Args:
        execute: gives the engine's answer, a fresh one at each call.
    """

    def __init__(self, execute: Callable[[], Answer], prefixes: Mapping[str, str]) -> None:
        self._execute = execute
        self._answer: Answer | None = execute()
        self.prefixes = prefixes
        self.columns: tuple[str, ...] = ()
        match self._answer:
            case QuerySolutions():
                self.kind = "solutions"
                self.columns = tuple(variable.value for variable in self._answer.variables)
            case QueryTriples():
                self.kind, self.columns = "graph", _GRAPH_COLUMNS
            case _:
                self.kind = "boolean"

    def __bool__(self) -> bool:
        """The answer to ASK; for others whether there is a row."""
        answer = self._take()
        return bool(answer) if isinstance(answer, QueryBoolean) else next(iter(self), None) is not None

    def __iter__(self) -> Iterator[Row]:
        """The rows; each triple of a graph is a row, an ASK has none.

        Raises:
            QueryError: the engine cannot go on.
        """
        answer = self._take()
        with _engine_errors():
            if isinstance(answer, QuerySolutions):
                for solution in answer:
                    yield Row(dict(zip(self.columns, solution, strict=True)))
            elif isinstance(answer, QueryTriples):
                for triple in answer:
                    yield Row(dict(zip(_GRAPH_COLUMNS, triple, strict=True)))

    def to_dicts(self) -> list[dict[str, Any]]:
        """All rows as dictionaries of Python values."""
        return [dict(row) for row in self]

    def to_pandas(self) -> pandas.DataFrame:
        """All rows as a pandas ``DataFrame``; numbers are floats, dates ``datetime.date``.

        Raises:
            UsageError: pandas is not installed.
        """
        from kg.query.frames import pandas_frame

        return pandas_frame(self.to_dicts(), self.columns)

    def to_polars(self) -> polars.DataFrame:
        """All rows as a Polars ``DataFrame``; numbers are floats, dates ``datetime.date``.

        Raises:
            UsageError: Polars is not installed.
        """
        from kg.query.frames import polars_frame

        return polars_frame(self.to_dicts(), self.columns)

    def serialize(self, format: str = "table") -> str:
        """The answer in one of :data:`FORMATS`.

        ``csv``, ``tsv``, ``json`` and ``xml`` are the SPARQL 1.1 result formats, for SELECT and ASK; ``turtle`` is for
        CONSTRUCT and DESCRIBE; ``table`` is plain text for reading, for all of them.

        Raises:
            UsageError: the format is unknown or does not fit the kind of answer.
            QueryError: the engine cannot go on.
        """
        if format == "table":
            from kg.query.table import plain

            return plain(self)
        if format not in FORMATS:
            raise UsageError(f"unknown format {format!r}; one of {', '.join(FORMATS)}")
        answer = self._take()
        with _engine_errors():
            if format == "turtle":
                if not isinstance(answer, QueryTriples):
                    raise UsageError(
                        "turtle is for CONSTRUCT and DESCRIBE; this query gives rows: table, csv, tsv, json, xml"
                    )
                return _decoded(serialize(_sorted(answer), format=RdfFormat.TURTLE, prefixes=dict(self.prefixes)))
            if isinstance(answer, QueryTriples):
                raise UsageError(f"{format} is for SELECT and ASK; this query gives a graph: turtle, table")
            return _decoded(answer.serialize(format=_RESULT_FORMATS[format]))

    def _take(self) -> Answer:
        answer, self._answer = self._answer, None
        return self._execute() if answer is None else answer


def _sorted(triples: QueryTriples) -> list[Triple]:
    """The triples of a graph, each once, in an order that does not depend on the store."""
    return sorted(set(triples), key=lambda triple: (str(triple.subject), str(triple.predicate), str(triple.object)))


def _decoded(serialized: bytes | None) -> str:
    return (serialized or b"").decode()


@contextmanager
def _engine_errors() -> Iterator[None]:
    try:
        yield
    except (OSError, RuntimeError, SyntaxError) as error:
        raise QueryError(f"the query failed: {error}") from error
