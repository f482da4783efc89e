"""Whether the outputs in a folder are those of the same inputs already, and nobody has touched them since.

``.state`` in the output folder holds two digests: one of everything that the outputs depend on, one of the names, sizes
and times of the files. It is not part of the outputs, and deleting it does no harm.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from kg.building import cache
from kg.building.inputs import Inputs
from kg.graph.store import MANIFEST, QUADS, STORE

NAME = ".state"
PARTS = ("index.html", "targets.csv", "targets.jsonl", "text", MANIFEST, QUADS, STORE, cache.FOLDER)
_ENGINE = ("LOG", "LOCK", "OPTIONS-", "IDENTITY")  # files of the store that opening it may renew


def wanted(inputs: Inputs, base: str) -> str:
    """The digest of everything that the outputs depend on."""
    digest = sha256(f"{cache.fingerprint()}\0{cache.digest_of('.')}\0{base}".encode())
    for item in inputs.files:
        digest.update(f"\n{item.name}\0{item.sha256}\0{item.variant}\0{item.path.suffix}".encode("utf-8", "replace"))
    rest = [inputs.duplicates, inputs.warnings, [(f.name, f.reason) for f in inputs.failures]]
    digest.update(json.dumps([rest, [str(e) for e in inputs.errors], list(map(str, inputs.missing))]).encode())
    return digest.hexdigest()


def is_current(output: Path, state: str) -> bool:
    """Whether the outputs are those of ``state`` and complete."""
    try:
        return (output / NAME).read_text(encoding="ascii") == _line(output, state)
    except (OSError, ValueError):
        return False


def note(output: Path, state: str) -> None:
    """Remember that the outputs are those of ``state``."""
    (output / NAME).write_text(_line(output, state), encoding="ascii")


def forget(output: Path) -> None:
    """The outputs are about to change."""
    (output / NAME).unlink(missing_ok=True)


def _line(output: Path, state: str) -> str:
    digest = sha256()
    for part in PARTS:
        digest.update(f"\n{part}".encode())
        for path, status in _files(output / part):
            digest.update(f"\n{path}\0{status.st_size}\0{status.st_mtime_ns}".encode("utf-8", "surrogateescape"))
    return f"{state} {digest.hexdigest()}\n"


def _files(path: Path) -> Iterator[tuple[str, os.stat_result]]:
    if not path.is_dir():
        yield path.name, path.stat()
        return
    with os.scandir(path) as entries:
        for entry in sorted(entries, key=lambda e: e.name):
            if entry.is_dir():
                yield from _files(Path(entry.path))
            elif path.name != STORE or not entry.name.startswith(_ENGINE):
                yield entry.name, entry.stat()
