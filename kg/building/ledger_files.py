"""CSV and TSV files that are a filled ledger, told from all others before anything else."""

from __future__ import annotations

from pathlib import Path

from kg.building.task_tables import SUFFIXES, head
from kg.read.limits import Limits
from kg.structure.grid import Grid
from kg.structure.ledger import is_ledger
from kg.structure.view import fold


def is_ledger_file(path: Path, limits: Limits) -> bool:
    """Whether a file has the columns of a ledger, the identifier among them; options on archives do not matter."""
    content = head(path, limits) if path.suffix.lower() in SUFFIXES else None
    if content is None:
        return False
    folded = fold(content.text)
    return any(is_ledger(Grid(folded, table)) for table in content.tables)
