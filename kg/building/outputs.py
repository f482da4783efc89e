"""The files of an output folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from kg._version import __version__
from kg.building.report import Failure
from kg.export import write_csv, write_jsonl
from kg.iri import Minter
from kg.model import KINDS, Extraction, Statement

COLUMNS = tuple(field.name for field in fields(Statement))

TITLE = "policykg"


def write_outputs(
    folder: Path,
    extractions: Sequence[Extraction],
    base: str,
    failures: Sequence[Failure],
    warnings: Sequence[str],
) -> Mapping[str, int]:
    """Write everything that a build leaves behind.

    Args:
        folder: exists and is empty.
        extractions: in name order.

    Returns:
        the counts that a build ends with.

    Raises:
        OSError: a file cannot be written.
    """
    _write_graph(folder, extractions, base)
    with (folder / "targets.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
        write_jsonl(_records(extractions), stream)
    with (folder / "targets.csv").open("w", encoding="utf-8", newline="") as stream:
        write_csv(_records(extractions), COLUMNS, stream)
    _write_texts(folder / "text", extractions)
    _write_page(folder / "index.html", extractions)
    counts = _counts(extractions, warnings)
    _write_manifest(folder / "build.json", extractions, base, counts, failures, warnings)
    return counts


def _records(extractions: Iterable[Extraction]) -> Iterator[dict[str, Any]]:
    return (statement.record() for extraction in extractions for statement in extraction.statements)


def _write_graph(folder: Path, extractions: Sequence[Extraction], base: str) -> None:
    from kg.graph.quads import derived_quads, document_quads
    from kg.graph.store import load_store

    minter = Minter(base)
    lines = {line for extraction in extractions for line in document_quads(extraction, minter)}
    lines.update(derived_quads(extractions, minter))
    path = folder / "graph.nq"
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in sorted(lines))
    load_store(path, folder / "store")


def _write_texts(folder: Path, extractions: Iterable[Extraction]) -> None:
    """The text that offsets refer to, for inputs that are not their own text."""
    folder.mkdir()
    for extraction in extractions:
        if extraction.keep_text:
            path = folder / f"{extraction.name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(extraction.text.encode("utf-8"))


def _write_page(path: Path, extractions: Sequence[Extraction]) -> None:
    from kg.view import render_page

    path.write_text(render_page(extractions, title=TITLE), encoding="utf-8", newline="\n")


def _counts(extractions: Sequence[Extraction], warnings: Sequence[str]) -> dict[str, int]:
    statements = [statement for extraction in extractions for statement in extraction.statements]
    kinds = {f"{kind}s" if kind != "progress" else kind: kind for kind in KINDS}
    responsibilities = [r for e in extractions for task in e.tasks for r in task.responsibilities]
    return {
        "documents": len(extractions),
        "tasks": sum(len(extraction.tasks) for extraction in extractions),
        **{name: sum(statement.kind == kind for statement in statements) for name, kind in kinds.items()},
        "bodies": len({r.agent for r in responsibilities if not r.person}),
        "places": len({e.metadata.place_id for e in extractions if e.metadata.place_id}),
        "indicators": len({statement.indicator_id for statement in statements}),
        "warnings": len(warnings),
    }


def _write_manifest(
    path: Path,
    extractions: Sequence[Extraction],
    base: str,
    counts: Mapping[str, int],
    failures: Sequence[Failure],
    warnings: Sequence[str],
) -> None:
    manifest = {
        "policykg": __version__,
        "base": base,
        "counts": counts,
        "inputs": [_entry(extraction) for extraction in extractions],
        "failed": [{"name": f.name, "reason": f.reason} for f in sorted(failures, key=lambda f: (f.name, f.reason))],
        "warnings": warnings,
    }
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")


def _entry(extraction: Extraction) -> dict[str, Any]:
    metadata = extraction.metadata
    return {
        "name": extraction.name,
        "sha256": extraction.sha256,
        "media_type": extraction.media_type,
        "characters": len(extraction.text),
        "id": metadata.id,
        "title": metadata.title,
        "number": metadata.number,
        "issuer": metadata.issuer,
        "issued": metadata.issued,
        "place": metadata.place,
        "genre": metadata.genre,
        "year": metadata.year,
        "tasks": len(extraction.tasks),
        "statements": len(extraction.statements),
        "warnings": extraction.warnings,
    }
