"""The files of an output folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kg._version import __version__
from kg.building.report import Failure
from kg.export import write_csv, write_jsonl
from kg.export.tasks import document_record, task_record
from kg.graph.quads import graph_quads
from kg.graph.store import FORMAT, MANIFEST, QUADS, STORE, load_store, write_quads
from kg.iri import Minter
from kg.link.citations import resolve_citations
from kg.link.records import link_records
from kg.link.things import collect_things
from kg.model import Extraction

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
    write_quads(graph_quads(extractions, Minter(base)), folder / QUADS)
    # The store is loaded outside of Python, so the rest can be written meanwhile.
    with ThreadPoolExecutor(1) as other:
        loading = other.submit(load_store, folder / QUADS, folder / STORE)
        _write_records(folder, extractions, base)
        _write_texts(folder / "text", extractions)
        _write_page(folder / "index.html", extractions)
        loading.result()
    counts = _counts(extractions, base, warnings)
    _write_manifest(folder / MANIFEST, extractions, base, counts, failures, warnings)
    return counts


def _write_records(folder: Path, extractions: Sequence[Extraction], base: str) -> None:
    records = [statement.record() for extraction in extractions for statement in extraction.statements]
    with (folder / "targets.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
        write_jsonl(records, stream)
    with (folder / "targets.csv").open("w", encoding="utf-8", newline="") as stream:
        write_csv(records, stream)
    in_corpus = resolve_citations(extractions)
    others = {
        "tasks": (task_record(task, extraction.name) for extraction in extractions for task in extraction.tasks),
        "documents": (document_record(extraction, in_corpus) for extraction in extractions),
        "links": link_records(extractions, Minter(base)),
    }
    for name, rows in others.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
            write_jsonl(rows, stream)


def _write_texts(folder: Path, extractions: Iterable[Extraction]) -> None:
    """The text that offsets refer to, for inputs that are not their own text."""
    folder.mkdir()
    for extraction in extractions:
        if extraction.keep_text:
            path = folder / f"{extraction.name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(extraction.text.encode("utf-8"))


def _write_page(path: Path, extractions: Sequence[Extraction]) -> None:
    """The page, from the extractions and the records that stand beside it already."""
    from kg.audit.run import audit
    from kg.export.material import load_material
    from kg.view import render_page

    material = load_material(path.parent)
    page = render_page(extractions, title=TITLE, links=material.links, findings=audit(material))
    path.write_text(page, encoding="utf-8", newline="\n")


def _counts(extractions: Sequence[Extraction], base: str, warnings: Sequence[str]) -> dict[str, int]:
    kinds = Counter(statement.kind for extraction in extractions for statement in extraction.statements)
    things = Counter(thing.kind for thing in collect_things(extractions, Minter(base)).values())
    return {
        "documents": len(extractions),
        "tasks": sum(len(extraction.tasks) for extraction in extractions),
        "targets": kinds["target"],
        "achievements": kinds["achievement"],
        "baselines": kinds["baseline"],
        "progress": kinds["progress"],
        "bodies": things["body"],
        "persons": things["person"],
        "places": things["place"],
        "indicators": things["indicator"],
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
        "format": FORMAT,
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
