"""One build, start to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.building.archives import BadDocument, Selected
from kg.building.cache import Cache, Stored
from kg.building.folder import holding, staged
from kg.building.inputs import Input, Inputs, find_inputs
from kg.building.outputs import duplicate, write_outputs
from kg.building.report import BuildReport, Failure
from kg.building.state import forget, is_current, note, wanted
from kg.building.workers import Work, extract_all
from kg.errors import KgError, ReadError, UsageError
from kg.given import digest, merge
from kg.graph.store import read_manifest
from kg.iri import DEFAULT_BASE
from kg.read.limits import DEFAULT, Limits

Progress = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the name of the last one or what is done next."""


def build(
    paths: Iterable[Path | str] | Path | str,
    output: Path | str = "outputs",
    *,
    jobs: int | None = None,
    force: bool = False,
    base_iri: str = DEFAULT_BASE,
    manifest: Path | str | None = None,
    text_column: str | None = None,
    title_column: str | None = None,
    date_column: str | None = None,
    id_column: str | None = None,
    number_column: str | None = None,
    issuer_column: str | None = None,
    place_column: str | None = None,
    table: str | None = None,
    limits: Limits = DEFAULT,
    progress: Progress | None = None,
) -> BuildReport:
    """Build a graph from documents; its files do not depend on the order of ``paths``, on ``jobs`` or on the day.

    Args:
        paths: files and folders; folders are searched through.
        output: the folder to write; what an earlier build left there is replaced when everything is ready.
        jobs: number of worker processes; ``None`` for one a processor when there is enough to do.
        force: read every document again, unchanged or not.
        base_iri: what the IRIs of the data begin with; ends with ``/`` or ``#``.
        manifest: what is known of the documents, beside the ``corpus.toml`` of their folders and before it.
        text_column: the column of archives (CSV, TSV, JSON lines, Parquet, SQLite) that holds the text of a document;
            ``title_column`` and so on what is known of it. Columns that are not named are guessed by their headers.
        table: the table or view of a database.
        limits: what one file may hold at most.
        progress: told how far the build is.

    Returns:
        counts, warnings, and the inputs that failed: one bad file does not stop the others.

    Raises:
        UsageError: none of the paths exists, an argument or manifest makes no sense, or an archive does not say which
            column is the text.
        KgError: there is no document among the paths that can be read; the outputs are left as they were.
        OutputError: ``output`` cannot be written; what was in it is left as it was.
    """
    _check(jobs, base_iri)
    folder = Path(output)
    named = [Path(paths)] if isinstance(paths, (Path, str)) else [Path(path) for path in paths]
    columns = {
        "text": text_column,
        "title": title_column,
        "date": date_column,
        "id": id_column,
        "number": number_column,
        "issuer": issuer_column,
        "place": place_column,
    }
    selected = Selected({field: header for field, header in columns.items() if header is not None}, table)
    inputs = find_inputs(named, folder, selected, None if manifest is None else Path(manifest), limits)
    failures = [Failure(path.name, str(path), "does not exist") for path in inputs.missing]
    failures += [Failure(Path(error.path).name, error.path, error.reason) for error in inputs.errors]
    failures += inputs.failures
    if not inputs.files:
        raise _nothing_to_build(named, inputs, failures)

    with holding(folder):
        cache = Cache(folder, base_iri)
        state = wanted(inputs, base_iri)
        if not force and is_current(folder, state):
            return _as_it_was(folder, inputs, failures)
        with staged(folder) as staging:
            done = _extract(inputs, cache, base_iri, jobs, force, progress, limits)
            failures += done.failures
            if not done.documents:
                raise KgError("\n".join(map(str, failures)))
            if progress:
                progress(len(inputs.files), len(inputs.files), "writing the graph")
            warnings = inputs.warnings + [duplicate(*pair) for pair in inputs.duplicates]
            entries = [(item.name, item.sha256, item.variant) for item in done.documents]
            stored = Stored(cache, entries, KgError(f"{folder}: what was read before is gone; build again"))
            variants = {name: variant for name, _, variant in entries if variant}
            written = write_outputs(staging, stored, base_iri, failures, warnings, variants)
            forget(folder)
        if not done.failures:
            note(folder, state)
    return BuildReport(
        output=folder,
        counts=written.counts,
        extracted=done.extracted,
        unchanged=done.unchanged,
        skipped=inputs.skipped,
        excluded=inputs.excluded,
        notes=(*inputs.notes, *written.notes),
        warnings=tuple(written.warnings),
        failures=tuple(sorted(failures, key=str)),
    )


def _as_it_was(folder: Path, inputs: Inputs, failures: Sequence[Failure]) -> BuildReport:
    """The report of a build that has nothing to do."""
    manifest = read_manifest(folder)
    return BuildReport(
        output=folder,
        counts=manifest["counts"],
        unchanged=len(inputs.files),
        skipped=inputs.skipped,
        excluded=inputs.excluded,
        rewritten=False,
        notes=tuple(inputs.notes),
        warnings=tuple(manifest["warnings"]),
        failures=tuple(sorted(failures, key=str)),
    )


@dataclass(slots=True)
class _Done:
    documents: list[Input]
    failures: list[Failure]
    extracted: int
    unchanged: int


def _check(jobs: int | None, base_iri: str) -> None:
    if jobs is not None and jobs < 1:
        raise UsageError(f"jobs must be at least 1, not {jobs}")
    scheme, colon, rest = base_iri.partition(":")
    if not (scheme.isalnum() and colon and rest and base_iri.endswith(("/", "#"))) or set(base_iri) & set(
        ' <>"{}|\\^`'
    ):
        raise UsageError(f"base IRI {base_iri!r} must be absolute and end with / or #")


def _nothing_to_build(paths: Sequence[Path], inputs: Inputs, failures: Sequence[Failure]) -> KgError:
    if failures:
        only_missing = len(inputs.missing) == len(failures)
        return (UsageError if only_missing else KgError)("\n".join(map(str, failures)))
    return KgError(f"no documents in {', '.join(map(str, paths))} ({inputs.skipped} files of other types)")


def _extract(
    inputs: Inputs, cache: Cache, base: str, jobs: int | None, force: bool, progress: Progress | None, limits: Limits
) -> _Done:
    """Read into the cache what is not there; the documents that can be read come back in name order."""
    files = inputs.files
    changed = {item.name: item for item in files if force or not cache.holds(item.name, item.sha256, item.variant)}
    unchanged = len(files) - len(changed)
    failures: list[Failure] = []
    if progress:
        progress(unchanged, len(files), "reading")
    alone = [item for item in changed.values() if not item.row]
    size = sum(item.size for item in changed.values())
    failed: set[str] = set()
    waiting = set(changed)
    results = extract_all(alone, _rows(inputs, changed), size, base, jobs, limits)
    for number, (item, result) in enumerate(results, unchanged + 1):
        waiting.discard(item.name)
        if not isinstance(result, Failure) and result.sha256 != item.sha256:
            result = Failure(item.name, str(item.path), "changed while it was being read")
        if isinstance(result, Failure):
            failures.append(result)
            failed.add(item.name)
        else:
            cache.put(result, item.variant)
        if progress:
            progress(number, len(files), item.name)
    for name in sorted(waiting):
        failures.append(Failure(name, str(changed[name].path), f"{name} changed while it was being read"))
    cache.prune()
    gone = failed | waiting
    return _Done([item for item in files if item.name not in gone], failures, len(changed), unchanged)


def _rows(inputs: Inputs, changed: Mapping[str, Input]) -> Iterator[Work]:
    """The documents of archives that have to be read; one that is not what it was when it was found is left out."""
    for archive in inputs.archives:
        if not any(item.row and item.path == archive.path for item in changed.values()):
            continue
        try:
            for document in archive.documents():
                item = None if isinstance(document, BadDocument) else changed.get(document.name)
                if item is None or isinstance(document, BadDocument):
                    continue
                row = document.name.removeprefix(archive.name)
                document = replace(document, given=merge(inputs.given(archive.path, row), document.given))
                if (document.sha256, digest(document.given)) == (item.sha256, item.variant):
                    yield item, document
        except ReadError:
            continue  # known since the archive was gone through for the first time
