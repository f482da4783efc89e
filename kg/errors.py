"""Errors that end in one clear message, never in a traceback.

The command line prints ``str(error)`` and leaves with ``exit_code``: 1 for a failure, 2 for wrong usage.
"""

from __future__ import annotations

from pathlib import Path


class KgError(Exception):
    """Anything that policykg can explain to its user."""

    exit_code = 1


class UsageError(KgError):
    """The call itself is wrong: an unknown value, a missing argument."""

    exit_code = 2


class ReadError(KgError):
    """One input file cannot be read; the rest of a batch goes on."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason


class TooManyStatements(KgError):
    """A document states more numbers than its reader takes."""


class OutputError(KgError):
    """An output cannot be written (folder missing, not writable, disk full)."""

    def __init__(self, path: str | Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = str(path)
        self.reason = reason


class GraphError(KgError):
    """A folder holds no graph, or one that this version cannot read."""


class QueryError(KgError):
    """A SPARQL query cannot be parsed or run; the message names line and column where known."""
