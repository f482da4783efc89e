"""The texts that records point into, found by the name of their document."""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath

from kg.errors import ReadError
from kg.read import SUFFIXES, read


class Texts:
    """Finds the text of a document; each is read when first asked for.

    Args:
        given: a document, or a folder that is searched through for documents, or ``None``.
        graph: the folder of a graph, which holds the text of what is no ``.txt`` file.
    """

    def __init__(self, given: Path | None, graph: Path) -> None:
        self._given = given
        self._graph = graph
        self.of = cache(self._find)

    def _find(self, name: str) -> str | None:
        """The text of the document ``name`` (with or without its suffix), or ``None``.

        Raises:
            ReadError: there is one that cannot be read.
        """
        if self._given is not None:
            path = self._given if self._given.is_file() else self._in_folder(self._given, name)
            return None if path is None else read(path, name).text
        path = self._graph / "text" / f"{name}.txt"
        if not path.is_file():
            return None
        try:
            return path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise ReadError(path, str(error)) from error

    @staticmethod
    def _in_folder(folder: Path, name: str) -> Path | None:
        files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
        for key in (name, PurePosixPath(name).name, PurePosixPath(name).stem):
            for path in files:
                if key in (path.relative_to(folder).as_posix(), path.name, path.stem):
                    return path
        return None
