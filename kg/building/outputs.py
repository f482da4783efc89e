"""The files of an output folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from shutil import copyfileobj
from typing import Any

from kg._version import __version__
from kg.building.cache import Stored
from kg.building.report import Failure
from kg.export import read_records, write_csv, write_jsonl
from kg.export.records import Record
from kg.export.tasks import body_records, document_record, task_record
from kg.graph.dataset import Contents, dataset_quads
from kg.graph.derived import citation_quads, indicator_quads, thing_quads
from kg.graph.document import document_quads
from kg.graph.links import link_quads, passage_quads, passages
from kg.graph.quads import canonical
from kg.graph.sorting import sorted_lines
from kg.graph.store import FORMAT, MANIFEST, QUADS, STORE, load_store, write_quads
from kg.iri import Minter
from kg.link.citations import CitationIndex
from kg.link.ends import Linked, linked
from kg.link.records import link_records
from kg.link.things import Thing, ThingCollector
from kg.model import Extraction

TITLE = "policykg"


@dataclass(frozen=True, slots=True)
class Written:
    """What was written.

    Attributes:
        counts: with which a build ends.
        warnings: those of the build and those of its documents.
        notes: what to tell besides.
    """

    counts: Mapping[str, int]
    warnings: Sequence[str]
    notes: Sequence[str]


def write_outputs(
    folder: Path,
    stored: Stored,
    base: str,
    failures: Sequence[Failure],
    warnings: Sequence[str],
    variants: Mapping[str, str],
) -> Written:
    """Write everything that a build leaves behind, in a few passes over the documents, one of them held at a time.

    Args:
        folder: exists and is empty.
        stored: in name order. Of documents with the same text the first is written, with a warning for the others.
        variants: of the documents of which something is given.

    Raises:
        OSError: a file cannot be written.
    """
    minter = Minter(base)
    first = _First(folder, minter, warnings, stored.text)
    for extraction in stored:
        first.add(extraction)
    first.close()
    kept = stored if len(first.kept) == len(stored) else stored.only(first.kept)
    things, resolved = first.things.finish(), first.citations.resolved()
    counts = first.counts(things)
    links = link_records(first.linked, minter)
    for name, records in (("links", links), ("bodies", body_records(things))):
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
            write_jsonl(records, stream)
    clauses = passages(links)
    contents = Contents()

    def quads() -> Iterator[str]:
        yield from thing_quads(things, minter)
        yield from indicator_quads(kept, minter)
        yield from link_quads(links, minter, {d.name: d.metadata.id for d in first.linked})
        with (
            _Manifest(folder / MANIFEST, base, counts, failures, first.warnings) as manifest,
            (folder / "documents.jsonl").open("w", encoding="utf-8", newline="\n") as documents,
        ):
            for extraction in kept:
                contents.add_document(extraction.metadata.id, extraction.metadata.place_id)
                write_jsonl([document_record(extraction, resolved)], documents)
                yield from document_quads(extraction, minter)
                yield from passage_quads(extraction, clauses.get(extraction.name, ()), minter)
                yield from citation_quads(extraction, resolved, first.citations.title, minter)
                manifest.add(extraction, variants.get(extraction.name, ""))

    runs = folder / ".runs"
    _write_graph(folder, sorted_lines(quads(), runs), contents, minter)
    if runs.is_dir():
        runs.rmdir()
    # The store is loaded outside of Python, so the rest can be written meanwhile.
    with ThreadPoolExecutor(1) as other:
        loading = other.submit(load_store, folder / QUADS, folder / STORE)
        notes = _write_records_and_page(folder, kept)
        loading.result()
    return Written(counts, first.warnings, notes)


class _First:
    """The first pass: records, texts, and what has to be known of all documents before their quads are written."""

    def __init__(self, folder: Path, minter: Minter, warnings: Sequence[str], text: Callable[[str], str]) -> None:
        self.kept: dict[str, None] = {}
        self.things = ThingCollector(minter)
        self.citations = CitationIndex()
        self.warnings = list(warnings)
        self._by_text: dict[str, str] = {}
        self._repeated: list[str] = []
        self._said: list[str] = []
        self._kinds: Counter[str] = Counter()
        self._tasks = 0
        self._texts = folder / "text"
        self._texts.mkdir()
        self.linked: list[Linked] = []
        self._text = text
        self._records = (folder / "targets.jsonl").open("w", encoding="utf-8", newline="\n")
        self._task_records = (folder / "tasks.jsonl").open("w", encoding="utf-8", newline="\n")

    def add(self, extraction: Extraction) -> None:
        name = extraction.name
        same = self._by_text.setdefault(extraction.metadata.key, name)
        if same != name:
            self._repeated.append(duplicate(name, same))
            return
        self.kept[name] = None
        self.things.add(extraction)
        self.citations.add(extraction)
        self.linked.append(linked(extraction, partial(self._text, name)))
        self._said += [f"{name}: {warning}" for warning in extraction.warnings]
        self._tasks += len(extraction.tasks)
        self._kinds.update(statement.kind for statement in extraction.statements)
        write_jsonl((statement.record() for statement in extraction.statements), self._records)
        write_jsonl((task_record(task, name) for task in extraction.tasks), self._task_records)
        if extraction.keep_text:  # the text that offsets refer to, for inputs that are not their own text
            path = self._texts / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(extraction.text.encode("utf-8"))

    def close(self) -> None:
        self._records.close()
        self._task_records.close()
        self.warnings += self._repeated + self._said

    def counts(self, found: Mapping[str, Thing]) -> dict[str, int]:
        things = Counter(thing.kind for thing in found.values())
        return {
            "documents": len(self.kept),
            "tasks": self._tasks,
            "targets": self._kinds["target"],
            "achievements": self._kinds["achievement"],
            "baselines": self._kinds["baseline"],
            "progress": self._kinds["progress"],
            "bodies": things["body"],
            "persons": things["person"],
            "places": things["place"],
            "indicators": things["indicator"],
            "warnings": len(self.warnings),
        }


def _write_graph(folder: Path, lines: Iterable[str], contents: Contents, minter: Minter) -> None:
    """``graph.nq``: all lines, and in their order what the data set is, which is known when they have been counted.

    No other subject begins with the IRI of the data set, so the lines before it and those after it are two files until
    then.
    """
    before, after = folder / QUADS, folder / ".graph.nq"
    first = f"<{minter.dataset()}"
    for path in (before, after):
        path.touch()
    for precedes, part in groupby(contents.counted(lines), lambda line: line < first):
        write_quads(part, before if precedes else after)
    own = canonical(dataset_quads(contents, minter))
    with before.open("ab") as whole, after.open("rb") as rest:
        whole.writelines(f"{line}\n".encode() for line in own)
        copyfileobj(rest, whole)
    after.unlink()


def duplicate(name: str, kept: str) -> str:
    """The warning for a document that is left out because another one has the same content."""
    return f"{name}: has the same content as {kept}, which is kept"


def _write_records_and_page(folder: Path, extractions: Stored) -> list[str]:
    """``targets.csv`` and the page, from the extractions and the records that are written; what to tell of the page.

    Links and findings are of the whole graph, so a page that shows a part of a very large one goes without them.
    """
    from kg.audit.run import audit
    from kg.export.material import load_material
    from kg.view import render_page
    from kg.view.fitting import fitting

    shown, whole = fitting(extractions)
    if whole:
        material = load_material(folder)
        _write_csv(folder, material.statements)
        page = render_page(shown, title=TITLE, links=material.links, findings=audit(material))
    else:
        _write_csv(folder, read_records(folder / "targets.jsonl"))
        page = render_page(shown, title=f"{TITLE}: {len(shown)} of {len(extractions)} documents")
    (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")
    if whole:
        return []
    return [f"the page shows the first {len(shown)} of {len(extractions)} documents; 'kg view' shows any part"]


def _write_csv(folder: Path, records: Iterable[Record]) -> None:
    with (folder / "targets.csv").open("w", encoding="utf-8", newline="") as stream:
        write_csv(records, stream)


class _Manifest:
    """``build.json``, written document by document."""

    def __init__(
        self,
        path: Path,
        base: str,
        counts: Mapping[str, int],
        failures: Sequence[Failure],
        warnings: Sequence[str],
    ) -> None:
        failed = [{"name": f.name, "reason": f.reason} for f in sorted(failures, key=lambda f: (f.name, f.reason))]
        head = {"policykg": __version__, "format": FORMAT, "base": base, "counts": counts, "inputs": []}
        self._head = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("]\n}")
        tail = json.dumps({"failed": failed, "warnings": warnings}, ensure_ascii=False, indent=1)
        self._tail = "\n ]," + tail.removeprefix("{") + "\n"
        self._path = path
        self._between = "\n"

    def __enter__(self) -> _Manifest:
        self._file = self._path.open("w", encoding="utf-8", newline="\n")
        self._file.write(self._head)
        return self

    def add(self, extraction: Extraction, variant: str) -> None:
        entry = json.dumps(_entry(extraction, variant), ensure_ascii=False, indent=1)
        self._file.write(self._between + "  " + entry.replace("\n", "\n  "))
        self._between = ",\n"

    def __exit__(self, *_: object) -> None:
        self._file.write(self._tail)
        self._file.close()


def _entry(extraction: Extraction, variant: str) -> dict[str, Any]:
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
        **({"given": variant} if variant else {}),
        "warnings": extraction.warnings,
    }
