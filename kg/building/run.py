"""One build, start to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.building.cache import Cache
from kg.building.folder import replacing
from kg.building.inputs import Input, Inputs, find_inputs
from kg.building.outputs import write_outputs
from kg.building.report import BuildReport, Failure
from kg.building.workers import extract_all
from kg.errors import KgError, UsageError
from kg.iri import DEFAULT_BASE
from kg.model import Extraction
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
        limits: what one file may hold at most.
        progress: told how far the build is.

    Returns:
        counts, warnings, and the inputs that failed: one bad file does not stop the others.

    Raises:
        UsageError: none of the paths exists, or ``jobs`` or ``base_iri`` makes no sense.
        KgError: there is no document among the paths that can be read; the outputs are left as they were.
        OutputError: ``output`` cannot be written; what was in it is left as it was.
    """
    _check(jobs, base_iri)
    folder = Path(output)
    named = [Path(paths)] if isinstance(paths, (Path, str)) else [Path(path) for path in paths]
    inputs = find_inputs(named, folder, limits)
    failures = [Failure(path.name, str(path), "does not exist") for path in inputs.missing]
    failures += [Failure(Path(error.path).name, error.path, error.reason) for error in inputs.errors]
    if not inputs.files:
        raise _nothing_to_build(named, inputs, failures)

    with replacing(folder) as staging:
        done = _extract(inputs.files, Cache(folder, base_iri), base_iri, jobs, force, progress, limits)
        failures += done.failures
        if not done.extractions:
            raise KgError("\n".join(map(str, failures)))
        if progress:
            progress(len(inputs.files), len(inputs.files), "writing the graph")
        warnings = _duplicates(inputs.duplicates)
        extractions, repeated = _distinct(done.extractions)
        warnings += repeated + [f"{e.name}: {warning}" for e in extractions for warning in e.warnings]
        counts = write_outputs(staging, extractions, base_iri, failures, warnings)
    return BuildReport(
        output=folder,
        counts=counts,
        extracted=done.extracted,
        unchanged=done.unchanged,
        skipped=inputs.skipped,
        warnings=tuple(warnings),
        failures=tuple(sorted(failures, key=str)),
    )


@dataclass(slots=True)
class _Done:
    extractions: list[Extraction]
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
    files: Sequence[Input],
    cache: Cache,
    base: str,
    jobs: int | None,
    force: bool,
    progress: Progress | None,
    limits: Limits,
) -> _Done:
    """Read what is not in the cache; extractions come back in name order."""
    extractions: dict[str, Extraction] = {}
    failures: list[Failure] = []
    changed: list[Input] = []
    for item in files:
        cached = None if force else cache.get(item.name, item.sha256)
        if cached is None:
            changed.append(item)
        else:
            extractions[item.name] = cached
    unchanged = len(extractions)
    if progress:
        progress(unchanged, len(files), "reading")
    for number, (item, result) in enumerate(extract_all(changed, base, jobs, limits), unchanged + 1):
        if isinstance(result, Failure):
            failures.append(result)
        else:
            cache.put(result)
            extractions[item.name] = result
        if progress:
            progress(number, len(files), item.name)
    cache.prune()
    return _Done([extractions[name] for name in sorted(extractions)], failures, len(files) - unchanged, unchanged)


def _duplicates(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{name}: has the same content as {kept}, which is kept" for name, kept in pairs]


def _distinct(extractions: Iterable[Extraction]) -> tuple[list[Extraction], list[str]]:
    """The first extraction of each text (files can differ and hold the same text), and a warning for each other one."""
    kept: dict[str, Extraction] = {}
    pairs: list[tuple[str, str]] = []
    for extraction in extractions:
        first = kept.setdefault(extraction.metadata.key, extraction)
        if first is not extraction:
            pairs.append((extraction.name, first.name))
    return list(kept.values()), _duplicates(pairs)
