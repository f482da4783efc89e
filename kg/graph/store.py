"""The graph on disk: ``graph.nq`` for people and other tools, ``store/`` (Oxigraph) for queries."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat, Store

from kg.errors import GraphError, OutputError
from kg.iri import DEFAULT_BASE

FORMAT: Final = 1
"""Version of the folder and of the graph's terms; ``build.json`` says it as ``format``."""

QUADS: Final = "graph.nq"
STORE: Final = "store"
MANIFEST: Final = "build.json"


PIECE: Final = 16_000_000
"""How many bytes are loaded into the store at a time."""


def write_quads(lines: Iterable[str], path: Path) -> None:
    """Writes N-Quads lines (without line ends) to a file, in the order given.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\n" for line in lines)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def load_store(path: Path, directory: Path) -> None:
    """Loads an N-Quads file into a new store on disk.

    The engine loads one input on one core, so the file goes in piece by piece, on two threads. It does not check each
    IRI again: those of the file are minted (:mod:`kg.iri`), and checking costs a sixth of the time.

    Raises:
        OutputError: the directory cannot be written.
        GraphError: the file is not N-Quads.
    """
    from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

    try:
        store = Store(str(directory))
        with ThreadPoolExecutor(2) as pool:
            loading: set[Future[None]] = set()
            for piece in _pieces(path):
                loading.add(pool.submit(_load, store, piece))
                del piece
                if len(loading) == 2:
                    done, loading = wait(loading, return_when=FIRST_COMPLETED)
                    for future in done:
                        future.result()
            for future in loading:
                future.result()
        store.flush()
    except OSError as error:
        raise OutputError(directory, str(error)) from error
    except SyntaxError as error:
        raise GraphError(f"{path}: not valid RDF: {error.msg}") from error


def _pieces(path: Path) -> Iterator[bytes]:
    """A file in an even number of parts of about the same size, at most :data:`PIECE`, whole lines each."""
    size = path.stat().st_size
    count = 2 * max(1, -(-size // (2 * PIECE)))
    with path.open("rb") as file:
        for _ in range(count):
            yield file.read(size // count) + file.readline()
        yield file.read()


def _load(store: Store, quads: bytes) -> None:
    store.bulk_load(quads, RdfFormat.N_QUADS, lenient=True)


def open_store(directory: Path) -> Store:
    """Opens the store of a build folder for reading; takes about 5 ms.

    Raises:
        GraphError: the folder holds no graph, or one that this version cannot read.
    """
    store = directory / STORE
    if not store.is_dir():
        raise GraphError(f"{directory}: no graph here; 'kg build PATH... -o {directory}' makes one")
    written = read_manifest(directory).get("format", FORMAT)
    if written != FORMAT:
        raise GraphError(
            f"{directory}: the graph has format {written}, this version reads format {FORMAT}; build it again"
        )
    try:
        return Store.read_only(str(store))
    except (OSError, RuntimeError) as error:
        raise GraphError(f"{directory}: the graph cannot be opened ({error}); build it again") from error


def read_manifest(directory: Path) -> dict[str, Any]:
    """What ``build.json`` of a build folder says; empty when there is none.

    Raises:
        GraphError: the file is there and is not a JSON object.
    """
    path = directory / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise GraphError(f"{path}: cannot be read ({error}); build the graph again") from error
    if not isinstance(manifest, dict):
        raise GraphError(f"{path}: is not a JSON object; build the graph again")
    return manifest


def base_iri(directory: Path) -> str:
    """The base IRI that the graph of a build folder was made with."""
    return str(read_manifest(directory).get("base", DEFAULT_BASE))
