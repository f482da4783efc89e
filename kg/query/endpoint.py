"""Sends queries to a SPARQL 1.1 server."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from pyoxigraph import QueryResultsFormat, RdfFormat, Store, parse, parse_query_results

from kg._version import __version__
from kg.errors import QueryError, UsageError
from kg.query.prefixes import prefixes as known_prefixes
from kg.query.results import Answer, QueryResult
from kg.query.run import checked

TIMEOUT: Final = 60.0
"""Seconds without an answer before giving up."""

_ROWS: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.9"
_GRAPH: Final = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8"
_COPY: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"


def run_endpoint(
    url: str,
    query: str,
    *,
    prefixes: Mapping[str, str] | None = None,
    allow_service: bool = False,
    timeout: float = TIMEOUT,
) -> QueryResult:
    """Sends a query by HTTP POST to a server that speaks the SPARQL 1.1 protocol.

    Args:
        url: of the endpoint, ``http`` or ``https``.
        prefixes: those that the query uses and does not declare are sent along, on its first line.
        timeout: in seconds.

    Raises:
        UsageError: ``url`` is not an HTTP address.
        QueryError: the query may not run, the server cannot be reached, refuses, or answers something else than
            SPARQL results or RDF.
    """
    if not _is_http(url):
        raise UsageError(f"{url!r} is not the http or https address of a SPARQL endpoint")
    known = known_prefixes() if prefixes is None else prefixes
    parsed = checked(query, allow_service=allow_service)
    missing = sorted(parsed.used_prefixes & known.keys() - parsed.declared_prefixes)
    declarations = "".join(f"PREFIX {prefix}: <{known[prefix]}> " for prefix in missing)
    accept = _GRAPH if parsed.form in ("CONSTRUCT", "DESCRIBE") else _ROWS
    body, media_type = _post(url, declarations + query, accept, timeout)

    def execute() -> Answer:
        return _parsed(body, media_type, url)

    return QueryResult(execute, known)


def _is_http(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _post(url: str, query: str, accept: str, timeout: float) -> tuple[bytes, str]:
    request = Request(
        url,
        data=urlencode({"query": query}).encode(),
        headers={
            "Accept": accept,
            "Content-Type": "application/x-www-form-urlencoded",
            "User-Agent": f"policykg/{__version__}",
        },
    )
    try:
        with urlopen(request, timeout=timeout) as response:
            return response.read(), response.headers.get_content_type()
    except HTTPError as error:
        said = " ".join(error.read(400).decode("utf-8", "replace").split())
        raise QueryError(f"{url}: the server answered {error.code} {error.reason}: {said}") from error
    except TimeoutError as error:
        raise QueryError(f"{url}: no answer within {timeout:g} seconds") from error
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            raise QueryError(f"{url}: no answer within {timeout:g} seconds") from error
        raise QueryError(f"{url}: cannot be reached: {error.reason}") from error
    except (OSError, HTTPException) as error:
        raise QueryError(f"{url}: the answer broke off: {error!r}") from error


def _parsed(body: bytes, media_type: str, url: str) -> Answer:
    """What a server sent, in the same form as an answer of the engine."""
    results = QueryResultsFormat.from_media_type(media_type)
    rdf = RdfFormat.from_media_type(media_type)
    try:
        if results is not None:
            return parse_query_results(body, format=results)
        if rdf is not None:
            store = Store()
            store.extend(parse(body, format=rdf, base_iri=url, without_named_graphs=True))
            return store.query(_COPY)
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"{url}: the answer is not valid {media_type}: {error}") from error
    raise QueryError(f"{url}: answered {media_type}, which is neither SPARQL results nor RDF")
