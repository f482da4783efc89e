"""Which files a build reads, and what each is called in the records."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kg.errors import ReadError
from kg.graph.store import MANIFEST, QUADS, STORE
from kg.read import SUFFIXES, read_bytes
from kg.read.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    Attributes:
        name: unique in the build; the file's base name, or as much of its path as tells it from its namesakes.
        sha256: of the file's bytes, hexadecimal.
        size: in bytes.
    """

    path: Path
    name: str
    sha256: str
    size: int


@dataclass(slots=True)
class Inputs:
    """What was found under the paths of a build.

    Attributes:
        files: in name order, no two with the same content.
        duplicates: name of each file left out, and of the one that is kept for it.
        skipped: how many files in folders were passed over because of their type.
        errors: files that cannot be read, in path order.
        missing: paths that do not exist.
    """

    files: list[Input] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    skipped: int = 0
    errors: list[ReadError] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)


def find_inputs(paths: Iterable[Path], output: Path, limits: Limits = DEFAULT) -> Inputs:
    """Find and hash the files of a build; their order and that of ``paths`` does not matter.

    Folders are searched through, symbolic links followed once. Passed over in folders are hidden files, files of
    unknown type and READMEs (counted), ``output`` and the output folders of other builds. A file that is named is
    always tried.
    """
    inputs = Inputs()
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            inputs.missing.append(path)
        elif path.is_dir():
            for file in _walk(path, output, inputs.errors):
                if file.suffix.lower() in SUFFIXES and file.stem.upper() != "README":
                    found.setdefault(_real(file), file)
                else:
                    inputs.skipped += 1
        else:
            found.setdefault(_real(path), path)

    hashed: list[tuple[Path, Path, str, int]] = []
    for resolved, path in sorted(found.items()):
        try:
            data = read_bytes(path, limits)
        except ReadError as error:
            inputs.errors.append(error)
        else:
            hashed.append((resolved, path, sha256(data).hexdigest(), len(data)))

    names = _names([resolved for resolved, *_ in hashed])
    kept: dict[tuple[str, str], str] = {}
    for resolved, path, digest, size in sorted(hashed, key=lambda h: names[h[0]]):
        name = names[resolved]
        first = kept.setdefault((digest, path.suffix.lower()), name)
        if first == name:
            inputs.files.append(Input(path, name, digest, size))
        else:
            inputs.duplicates.append((name, first))
    return inputs


def _real(path: Path) -> Path:
    """The path without symbolic links; a link that leads back to itself stays as it is."""
    return Path(os.path.realpath(path))


def _walk(folder: Path, output: Path, errors: list[ReadError]) -> Iterator[Path]:
    """The files under a folder that are not hidden, each real folder entered once; ``errors`` gets what cannot be."""

    def note(error: OSError) -> None:
        errors.append(ReadError(error.filename, f"cannot be read: {error.strerror or error}"))

    seen = {output.resolve()}
    for root, folders, files in os.walk(folder, followlinks=True, onerror=note):
        here = Path(root).resolve()
        if here in seen or {MANIFEST, QUADS, STORE} <= {*folders, *files}:
            folders.clear()
            continue
        seen.add(here)
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        yield from (Path(root, file) for file in sorted(files) if not file.startswith("."))


def _names(paths: list[Path]) -> dict[Path, str]:
    """The base name of each path; namesakes get the shortest ends of their paths that differ."""
    by_end: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        by_end[_end(path, 1)].append(path)
    names: dict[Path, str] = {}
    for namesakes in by_end.values():
        length = 1
        while len({_end(path, length) for path in namesakes}) < len(namesakes):
            length += 1
        names.update((path, _end(path, length)) for path in namesakes)
    return names


def _end(path: Path, length: int) -> str:
    """The last parts of a path, ``/`` between them; bytes of a name that are no UTF-8 become U+FFFD."""
    return os.fsencode("/".join(path.parts[-length:])).decode("utf-8", "replace")
