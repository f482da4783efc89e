"""The part of a graph that a query selects."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.graph.store import base_iri, open_store
from kg.query.prefixes import prefixes
from kg.query.run import run_query


def iris_of(folder: Path, query: str) -> frozenset[str]:
    """Every IRI in the answer of a SELECT query.

    Raises:
        GraphError: the folder holds no graph.
        QueryError: the query is not valid.
        UsageError: it is no SELECT query.
    """
    result = run_query(open_store(folder), query, prefixes=prefixes(base_iri(folder)))
    if result.kind != "solutions":
        raise UsageError("only the answer of a SELECT query selects; ASK, CONSTRUCT and DESCRIBE do not")
    terms = (row.term(column) for row in result for column in result.columns)
    return frozenset(term.value for term in terms if isinstance(term, NamedNode))
