"""The real documents and gold records, which are not part of the project; CI has them beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

needs_real = pytest.mark.skipif(
    not SHARED.is_dir() and not os.environ.get("CI"),
    reason="the real documents (../shared/corpus) are not part of the project",
)


def documents() -> list[Path]:
    """Every real document."""
    return sorted((SHARED / "corpus").rglob("*.txt")) if SHARED.is_dir() else []
