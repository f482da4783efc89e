"""Queries to a server: a small one on this machine, with a mind of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs

import pytest

from kg.errors import QueryError, UsageError
from kg.query.endpoint import run_endpoint

ROWS = b'{"head":{"vars":["n"]},"results":{"bindings":[{"n":{"type":"literal","value":"7"}}]}}'
JSON = "application/sparql-results+json"


class Server(ThreadingHTTPServer):
    """Answers every POST with :attr:`reply` and keeps the request."""

    daemon_threads = True
    reply: tuple[int, str, bytes] = (200, JSON, ROWS)
    query = ""
    accept = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.release = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/query"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.server.query, self.server.accept = form["query"][0], self.headers["Accept"]
        status, media_type, body = self.server.reply
        if status == 0:
            self.server.release.wait(10)
            return
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.release.set()
        server.shutdown()


def test_rows(server: Server) -> None:
    result = run_endpoint(server.url, "SELECT ?n\n{ ?s pk:value ?n ; rdfs:label 'd:x' }")
    assert [row.n for row in result] == ["7"] == [row.n for row in result]
    assert server.query.splitlines()[0].startswith("PREFIX pk: <https://w3id.org/policykg/ontology#> PREFIX rdfs: <")
    assert server.query.splitlines()[0].endswith("SELECT ?n")
    assert "PREFIX d:" not in server.query
    assert JSON in server.accept


def test_own_declarations_are_left_alone(server: Server) -> None:
    query = "PREFIX pk: <urn:pk:> SELECT ?n { ?s pk:value ?n }"
    run_endpoint(server.url, query)
    assert server.query == query


def test_truth(server: Server) -> None:
    server.reply = (200, JSON + ";charset=utf-8", b'{"head":{},"boolean":false}')
    assert run_endpoint(server.url, "ASK {}").serialize() == "false\n"


@pytest.mark.parametrize(
    ("media_type", "body"),
    [("text/turtle", "<urn:s> <urn:p> '中' ."), ("application/n-triples", '<urn:s> <urn:p> "\\u4E2D" .')],
)
def test_a_graph(server: Server, media_type: str, body: str) -> None:
    server.reply = (200, media_type, body.encode())
    result = run_endpoint(server.url, "CONSTRUCT WHERE { ?s ?p ?o }")
    assert "text/turtle" in server.accept
    assert result.kind == "graph"
    assert [(row.subject, row.predicate, row.object) for row in result] == [("urn:s", "urn:p", "中")]


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ((400, "text/plain", b"parse error\n at line 1"), "answered 400 Bad Request: parse error at line 1"),
        ((503, "text/plain", b""), "answered 503"),
        ((200, "text/html", b"<html>"), "answered text/html, which is neither"),
        ((200, JSON, b"{"), "not valid"),
        ((200, JSON, ROWS[:40]), "not valid|failed"),
        ((200, "text/turtle", b"<urn:s> <"), "not valid text/turtle"),
    ],
)
def test_answers_that_are_none(server: Server, reply: tuple[int, str, bytes], words: str) -> None:
    server.reply = reply
    with pytest.raises(QueryError, match=words):
        list(run_endpoint(server.url, "SELECT * {}"))


def test_no_answer_in_time(server: Server) -> None:
    server.reply = (0, "", b"")
    with pytest.raises(QueryError, match=r"no answer within 0\.2 seconds"):
        run_endpoint(server.url, "ASK {}", timeout=0.2)


def test_nobody_there() -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(QueryError, match="cannot be reached"):
        run_endpoint(f"http://127.0.0.1:{port}/", "ASK {}")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "localhost:80", "http://", "ftp://x/", "http://[::1"])
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(UsageError, match="not the http or https address"):
        run_endpoint(url, "ASK {}")


def test_what_may_not_run_is_not_sent(server: Server) -> None:
    for query in ("INSERT DATA {}", "ASK { SERVICE <urn:x> {} }"):
        with pytest.raises(QueryError):
            run_endpoint(server.url, query)
    assert server.query == ""
    run_endpoint(server.url, "ASK { SERVICE <urn:x> {} }", allow_service=True)
    assert "SERVICE" in server.query
