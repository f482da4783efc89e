"""What is recognised of documents, before any graph is built, and as a manifest ready to edit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg import given as known
from kg.building.archives import BadDocument, Selected
from kg.building.inputs import Inputs, find_inputs
from kg.building.manifest import quote_pattern
from kg.building.report import Failure
from kg.errors import KgError, ReadError, UsageError
from kg.model import Document, Given, Metadata
from kg.read import read

SHOWN = ("title", "number", "issuer", "issued", "place", "genre", "period_start", "period_end")


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is recognised of one document.

    Attributes:
        metadata: with what is given.
        text: what the text alone says; the same object when nothing is given.
        given: what is known from elsewhere.
        cited: what the text itself says that the document implements.
    """

    name: str
    metadata: Metadata
    text: Metadata
    given: Given
    cited: tuple[str, ...]


def metadata(
    paths: Iterable[Path | str] | Path | str,
    *,
    manifest: Path | str | None = None,
    columns: Mapping[str, str] | None = None,
    table: str | None = None,
) -> dict[str, Metadata]:
    """What is recognised of documents, by their names in a build of the same paths.

    Args:
        paths: files and folders, as for :func:`kg.build`.
        manifest: as for :func:`kg.build`.
        columns: of archives: the header of ``text``, ``title``, ``date``, ``id``, ``number``, ``issuer`` or ``place``.
        table: the table or view of a database.

    Raises:
        UsageError: as :func:`kg.build`.
        KgError: a document cannot be read.
    """
    named = [Path(paths)] if isinstance(paths, (Path, str)) else [Path(path) for path in paths]
    found: dict[str, Metadata] = {}
    for each in recognise(find(named, None if manifest is None else Path(manifest), Selected(columns or {}, table))):
        if isinstance(each, Failure):
            raise KgError(str(each))
        found[each.name] = each.metadata
    return found


def find(paths: list[Path], manifest: Path | None, selected: Selected) -> Inputs:
    """The documents under some paths.

    Raises:
        UsageError: none of the paths exists, or as :func:`kg.building.inputs.find_inputs`.
        KgError: there is no document.
    """
    inputs = find_inputs(paths, Path(".kg-no-output"), selected, manifest)
    if not inputs.files and not inputs.errors and not inputs.failures:
        if inputs.missing:
            raise UsageError("\n".join(f"{path}: does not exist" for path in inputs.missing))
        raise KgError(f"no documents in {', '.join(map(str, paths))} ({inputs.skipped} files of other types)")
    return inputs


def recognise(inputs: Inputs) -> Iterator[Recognised | Failure]:
    """Read the documents, files first, one at a time; what cannot be read is a failure."""
    yield from (Failure(path.name, str(path), "does not exist") for path in inputs.missing)
    yield from (Failure(Path(error.path).name, error.path, error.reason) for error in inputs.errors)
    yield from inputs.failures
    for item in inputs.files:
        if not item.row:
            try:
                document = read(item.path, item.name)
            except ReadError as error:
                yield Failure(item.name, error.path, error.reason)
            else:
                yield _recognise(replace(document, given=known.merge(item.given, document.given)))
    wanted = {item.name for item in inputs.files if item.row}
    for archive in inputs.archives:
        try:
            for row in archive.documents():
                if not isinstance(row, BadDocument) and row.name in wanted:
                    said = inputs.given(archive.path, row.name.removeprefix(archive.name))
                    yield _recognise(replace(row, given=known.merge(said, row.given)))
        except ReadError:
            continue  # told above


def _recognise(document: Document) -> Recognised:
    from kg.pipeline import describe

    whole, cited = describe(document)
    alone = whole if document.given == known.NOTHING else describe(replace(document, given=known.NOTHING))[0]
    return Recognised(document.name, whole, alone, document.given, cited)


def as_manifest(recognised: Recognised) -> str:
    """One table of a ``corpus.toml``; feeding it back changes nothing.

    Fields of which nothing is known stand in comments, and so does what the text says where something else is given.
    """
    lines = [f"[files.{_quoted(quote_pattern(recognised.name))}]"]
    for name in SHOWN:
        value, own, said = (getattr(o, name) for o in (recognised.metadata, recognised.text, recognised.given))
        told = "" if said is None or own == value else f"  # the text: {_quoted(own) if own else 'nothing'}"
        if value or said is not None:
            lines.append(f"{name} = {_quoted(value or '')}{told}")
        else:
            lines.append(f'# {name} = ""')
    if recognised.given.implements:
        lines.append(f"implements = [{', '.join(map(_quoted, recognised.given.implements))}]")
    else:
        lines.append("# implements = []")
    if recognised.cited:
        lines.append(f"# the text implements: {', '.join(map(_quoted, recognised.cited))}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's are, but for DEL and what has no place in a file."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
