"""What a build says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that is not in the graph.

    Attributes:
        name: what its records would carry as ``doc``.
        path: as the user named it.
        reason: one readable sentence.
        trace: the traceback of an error in policykg itself, else empty.
    """

    name: str
    path: str
    reason: str
    trace: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """The result of :func:`kg.build`.

    Attributes:
        output: the folder that holds the graph.
        counts: ``documents``, ``tasks``, ``targets``, ``achievements``, ``bodies``, ``places``, ``indicators``, ... in
            the order in which they are shown.
        extracted: how many documents were read in this run; ``unchanged`` how many came from the cache.
        skipped: how many files in folders were passed over because of their type.
        excluded: how many files and rows were left out because a manifest says so.
        rewritten: whether the outputs were written; ``False`` when they were those of the same inputs already.
        notes: what was taken from archives, and what else is worth telling.
        warnings: each one readable sentence that names its document.
        failures: the inputs that could not be built.
    """

    output: Path
    counts: Mapping[str, int] = field(default_factory=dict)
    extracted: int = 0
    unchanged: int = 0
    skipped: int = 0
    excluded: int = 0
    rewritten: bool = True
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
