"""Which files a build reads, and what each is called in the records."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from kg import given as known
from kg.building.archives import Archive, BadDocument, Selected, Told, is_archive, open_archive, refuse
from kg.building.ledger_files import is_ledger_file
from kg.building.manifest import NAME as CORPUS
from kg.building.manifest import Manifests
from kg.building.report import Failure
from kg.building.task_tables import SUFFIXES as TABLES
from kg.building.task_tables import is_task_table
from kg.errors import ReadError
from kg.graph.store import MANIFEST, QUADS, STORE
from kg.model import Given
from kg.read import SUFFIXES, read_bytes
from kg.read.columns import NoTextColumn
from kg.read.limits import DEFAULT, Limits


@dataclass(frozen=True, slots=True)
class Input:
    """One document to read: a file, or a row of an archive.

    Attributes:
        name: unique in the build; the file's base name, or as much of its path as tells it from its namesakes; for a
            row followed by ``#`` and what the row is called.
        sha256: of the file's bytes or the row's text, hexadecimal.
        size: in bytes.
        variant: of what is given (:func:`kg.given.digest`).
        given: what the user says of a file; rows carry theirs in the archive.
        row: whether it is a row.
    """

    path: Path
    name: str
    sha256: str
    size: int
    variant: str = ""
    given: Given = known.NOTHING
    row: bool = False


@dataclass(slots=True)
class Inputs:
    """What was found under the paths of a build.

    Attributes:
        files: documents in name order, no two with the same content.
        archives: where those that are rows come from.
        duplicates: name of each document left out, and of the one that is kept for it.
        skipped: how many files in folders were passed over because of their type; ``excluded`` how many files and
            rows because a manifest says so.
        errors: files that cannot be read, in path order; ``failures`` what cannot be read in archives.
        missing: paths that do not exist.
        notes: what was taken from archives, and what was not.
        warnings: patterns in manifests that fit nothing.
        manifests, roots: what the user says, and in which folders.
    """

    files: list[Input] = field(default_factory=list)
    archives: list[Archive] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    skipped: int = 0
    errors: list[ReadError] = field(default_factory=list)
    missing: list[Path] = field(default_factory=list)
    excluded: int = 0
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    manifests: Manifests = field(default_factory=Manifests)
    roots: list[Path] = field(default_factory=list)

    def given(self, path: Path, row: str = "") -> Given:
        """What the user says of a file, or of a row of it."""
        return self.manifests.given(path.resolve(), self.roots, row)


def find_inputs(
    paths: Iterable[Path],
    output: Path,
    selected: Selected | None = None,
    manifest: Path | None = None,
    limits: Limits = DEFAULT,
) -> Inputs:
    """Find and hash the documents of a build; the order of files and that of ``paths`` does not matter.

    Folders are searched through, symbolic links followed once. Passed over in folders are hidden files, files of
    unknown type and READMEs (counted), what a manifest excludes, archives that are no table of documents or of tasks,
    ``output`` and the output folders of other builds. A file that is named is always tried.

    Raises:
        UsageError: a manifest makes no sense, or it is not certain which column of a named archive holds the text.
    """
    inputs = Inputs(manifests=Manifests(manifest), roots=[path.resolve() for path in paths if path.is_dir()])
    found: dict[Path, Path] = {}
    named: set[Path] = set()
    for path in paths:
        if not path.exists():
            inputs.missing.append(path)
        elif path.is_dir():
            for file in _walk(path, output, inputs.errors):
                resolved = _real(file)
                if file.name == CORPUS or (manifest and resolved == _real(manifest)):
                    continue
                if not _is_document(file):
                    inputs.skipped += 1
                elif inputs.manifests.excludes(resolved, inputs.roots):
                    inputs.excluded += 1
                else:
                    found.setdefault(resolved, file)
        else:
            found.setdefault(_real(path), path)
            named.add(_real(path))

    hashed: list[tuple[Path, Path, str, int]] = []
    archives: list[tuple[Path, Path]] = []
    for resolved, path in sorted(found.items()):
        if is_archive(path):
            if is_ledger_file(path, limits):
                inputs.notes.append(f"{path}: read as a filled ledger")
            elif is_task_table(path, selected or Selected(), limits):
                inputs.notes.append(f"{path}: read as a table of tasks")
            else:
                archives.append((resolved, path))
                continue
        try:
            data = read_bytes(path, limits)
        except ReadError as error:
            inputs.errors.append(error)
        else:
            hashed.append((resolved, path, sha256(data).hexdigest(), len(data)))

    names = _names([*(resolved for resolved, *_ in hashed), *(resolved for resolved, _ in archives)])
    documents = []
    for resolved, path, digest, size in hashed:
        given = inputs.given(path)
        documents.append(Input(path, names[resolved], digest, size, known.digest(given), given))
    for resolved, path in archives:
        if archive := _open(inputs, path, names[resolved], selected or Selected(), resolved in named, limits):
            documents += _rows(inputs, archive)
    documents.sort(key=lambda document: document.name)
    kept: dict[tuple[str, str], str] = {}
    for document in documents:
        suffix = "" if document.row else document.path.suffix.lower()
        first = kept.setdefault((document.sha256, suffix), document.name)
        if first == document.name:
            inputs.files.append(document)
        else:
            inputs.duplicates.append((document.name, first))
    inputs.warnings = inputs.manifests.warnings()
    return inputs


def _is_document(file: Path) -> bool:
    """Whether a file in a folder is one to read, by its name."""
    return (file.suffix.lower() in SUFFIXES or is_archive(file)) and file.stem.upper() != "README"


def _real(path: Path) -> Path:
    """The path without symbolic links; a link that leads back to itself stays as it is."""
    return Path(os.path.realpath(path))


def _open(inputs: Inputs, path: Path, name: str, selected: Selected, named: bool, limits: Limits) -> Archive | None:
    """An archive to read; ``None`` for one that is passed over or cannot be read, which ``inputs`` is told."""
    try:
        archive = open_archive(path, name, selected, limits)
    except ReadError as error:
        inputs.errors.append(error)
        return None
    except NoTextColumn as error:
        nor = "; nor is its header that of a table of tasks (重点任务, 责任单位, 完成时限)"
        reason = f"{error}{nor if path.suffix.lower() in TABLES and not selected.columns else ''}"
        if named:
            raise refuse(path, reason) from error
        inputs.notes.append(f"{path}: passed over: {reason}")
        return None
    inputs.archives.append(archive)
    inputs.notes.append(f"{path}: {archive.columns}")
    return archive


def _rows(inputs: Inputs, archive: Archive) -> Iterator[Input]:
    """The rows of an archive, as far as it can be read."""
    told, path = Told(), archive.path
    try:
        for document in archive.documents(told):
            if isinstance(document, BadDocument):
                inputs.failures.append(Failure(f"{archive.name}#{document.key}", str(path), document.reason))
                continue
            row = document.name.removeprefix(archive.name)
            if inputs.manifests.excludes(path.resolve(), inputs.roots, row):
                inputs.excluded += 1
                continue
            variant = known.digest(known.merge(inputs.given(path, row), document.given))
            size = len(document.text.encode("utf-8"))
            yield Input(path, document.name, document.sha256, size, variant, row=True)
    except ReadError as error:
        inputs.errors.append(error)
    inputs.notes += told.notes(str(path))


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
