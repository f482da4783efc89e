"""Chinese government documents in, one RDF graph of commitments out.

    >>> import kg
    >>> [s.number for s in kg.extract("2021年，全市新增城镇就业12万人以上。")]  # doctest: +SKIP
    ['12万人']

:func:`build` makes a graph, :func:`load` opens one, :func:`extract` reads one document without any output folder.
:func:`evaluate` compares records with those made by hand; :func:`quantities` and :func:`periods` read the numbers and
dates of any text.
Importing the package costs next to nothing: each name below loads its module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg._version import __version__

if TYPE_CHECKING:
    from kg._api import Graph, load
    from kg._extract import extract
    from kg.building import BuildReport, build, metadata
    from kg.errors import GraphError, KgError, OutputError, QueryError, ReadError, UsageError
    from kg.evaluation import Evaluation, evaluate
    from kg.model import Citation, Document, Extraction, Metadata, Responsibility, Statement, Task
    from kg.spans import Period, Quantity, periods, quantities

__all__ = [
    "BuildReport",
    "Citation",
    "Document",
    "Evaluation",
    "Extraction",
    "Graph",
    "GraphError",
    "KgError",
    "Metadata",
    "OutputError",
    "Period",
    "Quantity",
    "QueryError",
    "ReadError",
    "Responsibility",
    "Statement",
    "Task",
    "UsageError",
    "__version__",
    "build",
    "evaluate",
    "extract",
    "load",
    "metadata",
    "periods",
    "quantities",
]

_HOME = {
    "Graph": "kg._api",
    "load": "kg._api",
    "BuildReport": "kg.building",
    "build": "kg.building",
    "metadata": "kg.building",
    "extract": "kg._extract",
    "GraphError": "kg.errors",
    "KgError": "kg.errors",
    "OutputError": "kg.errors",
    "QueryError": "kg.errors",
    "ReadError": "kg.errors",
    "UsageError": "kg.errors",
    "Evaluation": "kg.evaluation",
    "evaluate": "kg.evaluation",
    "Citation": "kg.model",
    "Document": "kg.model",
    "Extraction": "kg.model",
    "Metadata": "kg.model",
    "Responsibility": "kg.model",
    "Statement": "kg.model",
    "Task": "kg.model",
    "Period": "kg.spans",
    "Quantity": "kg.spans",
    "periods": "kg.spans",
    "quantities": "kg.spans",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
