"""The notebooks run, and say what they show.

    UPDATE_DOCS=1 pytest tests/test_notebooks.py

executes them and keeps their outputs, to be read before they are committed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def told(cell: Any) -> list[tuple[str, str]]:
    """What a cell prints and shows as text; a picture counts as one, whatever its pixels."""
    out = []
    for output in cell.get("outputs", ()):
        if output["output_type"] == "stream":
            out.append((output["name"], output["text"]))
        elif output["output_type"] in ("execute_result", "display_data"):
            picture = "image/png" in output["data"]
            out.append(("picture", "") if picture else ("result", output["data"].get("text/plain", "")))
    return out


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_says_what_it_shows(path: Path) -> None:
    kept = nbformat.read(path, as_version=4)
    run = nbformat.reads(nbformat.writes(kept), as_version=4)
    NotebookClient(run, timeout=120, resources={"metadata": {"path": str(path.parent)}}).execute()
    if "UPDATE_DOCS" in os.environ:
        for cell in run.cells:
            cell.metadata.pop("execution", None)
        nbformat.write(run, path)
        return
    for before, after in zip(kept.cells, run.cells, strict=True):
        assert told(after) == told(before)


def test_there_are_four() -> None:
    assert len(NOTEBOOKS) == 4
