"""Runs SPARQL queries, on a store or on a server."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pyoxigraph import Store

from kg.errors import QueryError
from kg.query.prefixes import prefixes as known_prefixes
from kg.query.results import Answer, QueryResult
from kg.query.syntax import Query, visible

DEEPEST: Final = 256
"""How many brackets may be open at a time in a query."""

_SHOWN: Final = 40
_OPENING: Final = frozenset("([{")
_CLOSING: Final = frozenset(")]}")
_POSITION: Final = r"error at (\d+):\d+: "
_REASON: Final = r"[A-Z][a-z]+(?: [\w']+){3,}"


def run_query(
    store: Store,
    query: str,
    *,
    prefixes: Mapping[str, str] | None = None,
    allow_service: bool = False,
) -> QueryResult:
    """Runs a SPARQL 1.1 query.

    Without ``GRAPH`` or ``FROM`` the query sees the union of all named graphs.

    Args:
        prefixes: declared beforehand; the query's own declarations win. The fixed ones unless told.
        allow_service: let ``SERVICE`` make network requests.

    Raises:
        QueryError: the query is no valid query (the message names line and column), is an update, or holds
            ``SERVICE`` without leave.
    """
    known = known_prefixes() if prefixes is None else prefixes
    parsed = checked(query, allow_service=allow_service)

    def execute() -> Answer:
        return store.query(parsed.layout, prefixes=dict(known), use_default_graph_as_union=not parsed.has_dataset)

    try:
        return QueryResult(execute, known)
    except SyntaxError as error:
        raise _explained(parsed, str(error), known) from error
    except (OSError, RuntimeError) as error:
        raise QueryError(f"the query failed: {error}") from error


def checked(text: str, *, allow_service: bool) -> Query:
    """``text`` as a query that may run here: no update, and no ``SERVICE`` without leave.

    Raises:
        QueryError: it may not run, holds half a character, or is nested so deeply that the engine would crash.
    """
    query = Query(text)
    _check_characters(query)
    _check_depth(query)
    if query.is_update:
        raise QueryError("this is an update; a graph is only read here: SELECT, ASK, CONSTRUCT or DESCRIBE")
    if query.has_service and not allow_service:
        service = next(token for token in query.tokens if token.kind == "word" and token.text.upper() == "SERVICE")
        raise query.error("SERVICE makes requests to other hosts and is not allowed (--allow-service)", service.start)
    return query


def _check_characters(query: Query) -> None:
    broken = re.search("[\ud800-\udfff]", query.text)
    if broken:
        raise QueryError(f"character {broken.start() + 1} of the query is not a character of Unicode")


def _check_depth(query: Query) -> None:
    depth = 0
    for token in query.tokens:
        depth += (token.text in _OPENING) - (token.text in _CLOSING)
        if depth > DEEPEST:
            raise query.error(f"brackets are nested deeper than {DEEPEST}", token.start)


def _explained(query: Query, message: str, known: Mapping[str, str]) -> QueryError:
    """The engine's complaint about the layout of a query as an error about the user's text."""
    position = re.match(_POSITION, message)
    token = query.at_layout_line(int(position[1])) if position else None
    if token is None:
        reason = re.search(_REASON, message)
        return query.error(f"the query is not valid: {reason[0]}" if reason else "the query ends too early")
    if "Prefix not found" in message and token.kind == "name":
        prefix = token.text.partition(":")[0]
        reason_text = f"prefix '{prefix}:' is not declared; predeclared are {', '.join(f'{p}:' for p in known)}"
    elif token.kind == "iri" and ":" not in token.text:
        reason_text = f"{token.text} is relative; write the whole IRI"
    elif token.text in ("'", '"'):
        reason_text = "the text that begins here does not end on its line"
    else:
        reason_text = f"did not expect '{visible(token.text[:_SHOWN])}' here"
    return query.error(reason_text, token.start)
