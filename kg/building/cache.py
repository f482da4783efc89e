"""Extractions kept from one build to the next, so that only what changed is read again."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from kg._version import __version__
from kg.building.codec import from_json, to_json
from kg.errors import GraphError
from kg.graph.store import read_manifest
from kg.model import Extraction

FOLDER = ".cache"
"""Where the cache is in an output folder."""

_ROOT = Path(__file__).parents[1]
_DECIDING = ("data", "extraction", "read", "resolve", "structure", "iri.py", "model.py", "pipeline.py")


def fingerprint() -> str:
    """The SHA-256 of everything in the package that an extraction depends on, version included."""
    digest = sha256(__version__.encode())
    for part in _DECIDING:
        top = _ROOT / part
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix != ".pyc":
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

    def get(self, name: str, digest: str) -> Extraction | None:
        """The extraction of the file with this name and SHA-256, or ``None``."""
        path = self._path(name, digest)
        if not path.is_file():
            return None
        check, _, payload = path.read_bytes().partition(b"\n")
        if sha256(payload).hexdigest().encode() != check:
            return None
        return from_json(payload.decode("utf-8"))

    def put(self, extraction: Extraction) -> None:
        payload = to_json(extraction).encode("utf-8")
        path = self._path(extraction.name, extraction.sha256)
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

    def _path(self, name: str, digest: str) -> Path:
        entry = sha256(f"{self._settings}\0{name}\0{digest}".encode()).hexdigest() + ".json"
        self._used.add(entry)
        return self._folder / entry


def load_extractions(output: Path) -> list[Extraction]:
    """What was read from the documents of a graph, in name order.

    Raises:
        GraphError: the folder holds no graph, or one that was built by another version.
    """
    manifest = read_manifest(output)
    if "inputs" not in manifest:
        raise GraphError(f"{output}: no graph here; 'kg build PATH... -o {output}' makes one")
    cache = Cache(output, manifest["base"])
    found = [cache.get(entry["name"], entry["sha256"]) for entry in manifest["inputs"]]
    extractions = [extraction for extraction in found if extraction is not None]
    if len(extractions) < len(found):
        raise GraphError(f"{output}: built by another version of policykg; build it again")
    return extractions
