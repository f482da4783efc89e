"""What ``import kg`` offers: every name is there, the examples run, and importing stays quick."""

from __future__ import annotations

import doctest
import subprocess
import sys
from importlib import import_module

import pytest

import kg

HEAVY = ("spacy", "numpy", "pyoxigraph", "rdflib", "lxml", "networkx", "click", "kg.extraction.pipeline")


def test_every_name_is_there() -> None:
    assert len(kg.__all__) == len(set(kg.__all__))
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing


@pytest.mark.parametrize("module", ["kg.spans.quantities", "kg.spans.periods", "kg.evaluation.documents"])
def test_examples(module: str) -> None:
    tried = doctest.testmod(import_module(module))
    assert tried.attempted
    assert not tried.failed


@pytest.mark.parametrize(
    "work", ["kg.quantities('增长5%')", "kg.periods('到2025年')", "kg.evaluate([], [])", "kg.Quantity, kg.Period"]
)
def test_light_imports(work: str) -> None:
    code = f"""import sys, kg
try:
    {work}
except kg.KgError:
    pass
print(*(set({HEAVY!r}) & set(sys.modules)))"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
