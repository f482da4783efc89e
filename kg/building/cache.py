"""Extractions kept from one build to the next, so that only what changed is read again."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from kg._version import __version__
from kg.building.codec import from_json, to_json
from kg.errors import GraphError, KgError
from kg.graph.store import read_manifest
from kg.link.ledgers import Units, is_ledger, tied, units_of
from kg.model import Extraction

FOLDER = ".cache"
"""Where the cache is in an output folder."""

FEW = 12_000_000
"""Bytes of extractions in the cache that are few: in memory they take about ten times as much."""

_ROOT = Path(__file__).parents[1]
_DECIDING = ("data", "extraction", "read", "resolve", "structure", "given.py", "iri.py", "model.py", "pipeline.py")


def fingerprint() -> str:
    """The SHA-256 of everything in the package that an extraction depends on, version included."""
    return digest_of(_DECIDING)


def digest_of(parts: Sequence[str]) -> str:
    """The SHA-256 of files and folders of the package, version included."""
    digest = sha256(__version__.encode())
    for part in parts:
        top = _ROOT / part
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix != ".pyc" and path.parent.name != "__pycache__":
                digest.update(f"\0{path.relative_to(_ROOT).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


class Cache:
    """A folder of extractions, each under the hash of what it depends on; safe to delete at any time.

    An entry is its payload's SHA-256, a line break and the payload, so that a damaged one is noticed and read again.

    Args:
        output: the output folder that it belongs to.
        base: the base IRI of the build.
    """

    def __init__(self, output: Path, base: str) -> None:
        self._folder = output / FOLDER
        self._settings = f"{fingerprint()}\0{base}"
        self._used: set[str] = set()

    def get(self, name: str, digest: str, variant: str = "") -> Extraction | None:
        """The extraction of the document with this name, SHA-256 and :func:`kg.given.digest`, or ``None``."""
        payload = self._payload(name, digest, variant)
        return None if payload is None else from_json(payload.decode("utf-8"))

    def size(self, entries: Iterable[Entry]) -> int:
        """How many bytes the entries take that are there."""
        paths = (self._path(*entry) for entry in entries)
        return sum(path.stat().st_size for path in paths if path.exists())

    def holds(self, name: str, digest: str, variant: str = "") -> bool:
        """Whether :meth:`get` would find it."""
        return self._payload(name, digest, variant) is not None

    def put(self, extraction: Extraction, variant: str = "") -> None:
        payload = to_json(extraction).encode("utf-8")
        path = self._path(extraction.name, extraction.sha256, variant)
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".tmp")
        temporary.write_bytes(sha256(payload).hexdigest().encode() + b"\n" + payload)
        temporary.replace(path)

    def prune(self) -> None:
        """Delete every entry that was neither asked for nor put since this object was made."""
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.name not in self._used:
                    path.unlink()

    def _payload(self, name: str, digest: str, variant: str) -> bytes | None:
        try:
            check, _, payload = self._path(name, digest, variant).read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        return payload if sha256(payload).hexdigest().encode() == check else None

    def _path(self, name: str, digest: str, variant: str) -> Path:
        key = f"{self._settings}\0{name}\0{digest}" + (f"\0{variant}" if variant else "")
        entry = sha256(key.encode()).hexdigest()[:40] + ".json"
        self._used.add(entry)
        return self._folder / entry


Entry = tuple[str, str, str]
"""Name, SHA-256 and variant of a document."""


class Stored(Collection[Extraction]):
    """Extractions that lie in a cache. A few are kept once they are read; of many, each pass reads them again, one at a
    time.

    Filled ledgers come without the rows that name nothing in the others.

    Args:
        entries: name, SHA-256 and variant of each.
        missing: the error to raise when one is not there.
        corpus: the entries that a ledger among ``entries`` may report on, when these are but a part of them.
    """

    def __init__(
        self,
        cache: Cache,
        entries: Sequence[Entry],
        missing: KgError,
        corpus: Sequence[Entry] | None = None,
    ) -> None:
        self._cache = cache
        self._entries = entries
        self._missing = missing
        self._corpus = entries if corpus is None else corpus
        self._units: Units | None = None
        self._by_name: dict[str, Entry] = {}
        self._kept: dict[Entry, Extraction] = {}
        self._few: bool | None = None

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Extraction]:
        for extraction in self._read(self._entries):
            yield tied(extraction, self._known()) if is_ledger(extraction) else extraction

    def _read(self, entries: Sequence[Entry]) -> Iterator[Extraction]:
        few = self._are_few()
        for entry in entries:
            extraction = self._kept.get(entry) or self._cache.get(*entry)
            if extraction is None:
                raise self._missing
            if few:
                self._kept[entry] = extraction
            yield extraction

    def _are_few(self) -> bool:
        if self._few is None:
            self._few = self._cache.size(self._corpus) <= FEW
        return self._few

    def _known(self) -> Units:
        """What ledgers may report on; gone through only where there is a ledger."""
        if self._units is None:
            self._units = {
                iri: unit
                for extraction in self._read(self._corpus)
                if not is_ledger(extraction)
                for iri, unit in units_of(extraction).items()
            }
        return self._units

    def __contains__(self, extraction: object) -> bool:
        return any(extraction == other for other in self)

    def text(self, name: str) -> str:
        """The text of the document of this name."""
        if not self._by_name:
            self._by_name = {entry[0]: entry for entry in self._entries}
        return next(self._read([self._by_name[name]])).text

    def only(self, names: Container[str]) -> Stored:
        """Those with these names."""
        entries = [entry for entry in self._entries if entry[0] in names]
        part = Stored(self._cache, entries, self._missing, self._corpus)
        part._kept, part._few = self._kept, self._are_few()
        return part


def load_extractions(output: Path) -> Stored:
    """What was read from the documents of a graph, in name order.

    Raises:
        GraphError: the folder holds no graph, or one that was built by another version.
    """
    manifest = read_manifest(output)
    if "inputs" not in manifest:
        raise GraphError(f"{output}: no graph here; 'kg build PATH... -o {output}' makes one")
    error = GraphError(f"{output}: built by another version of policykg; build it again")
    entries = [(entry["name"], entry["sha256"], entry.get("given", "")) for entry in manifest["inputs"]]
    return Stored(Cache(output, manifest["base"]), entries, error)
