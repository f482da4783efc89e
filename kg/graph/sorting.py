"""N-Quads lines in canonical order without holding them all: sorted runs on disk, merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from pathlib import Path

from kg.graph.quads import canonical

RUN = 30_000_000
"""How many characters of lines are sorted at a time."""


def sorted_lines(lines: Iterable[str], folder: Path) -> Iterator[str]:
    """As :func:`kg.graph.quads.canonical`: lines sorted by code point, each once.

    Args:
        folder: for the runs; it is made when there are several, and left empty.

    Raises:
        OSError: a run cannot be written.
    """
    runs: list[Path] = []
    held: list[str] = []
    length = 0
    for line in lines:
        held.append(line)
        length += len(line)
        if length >= RUN:
            runs.append(_write(folder, len(runs), canonical(held)))
            held, length = [], 0
    if not runs:
        yield from canonical(held)
        return
    runs.append(_write(folder, len(runs), canonical(held)))
    del held
    with ExitStack() as stack:
        files = [stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in runs]
        for line, _ in groupby(merge(*files)):
            yield line[:-1]
    for path in runs:
        path.unlink()


def _write(folder: Path, number: int, lines: Iterable[str]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{number}.run"
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in lines)
    return path
