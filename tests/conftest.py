"""Graphs that many tests read, built once for all of them; nobody writes into these folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
PAIR = Path(__file__).parent / "link" / "pair"


def built(factory: pytest.TempPathFactory, name: str, sources: Sequence[Path]) -> Path:
    """A graph, built by the first test that asks for it, of whichever process where several share the tests."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"graph-of-{name}"
    if not folder.is_dir():
        draft = factory.mktemp(name) / "out"
        kg.build(sources, draft)
        try:
            draft.rename(folder)
        except OSError:  # another process was sooner
            assert folder.is_dir()
    return folder


@pytest.fixture(scope="session")
def corpus_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of ``corpus/``."""
    return built(tmp_path_factory, "corpus", [ROOT / "corpus"])


@pytest.fixture(scope="session")
def pair_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of an invented city's list and two documents that break it down."""
    return built(tmp_path_factory, "pair", sorted(PAIR.glob("*.txt")))
