"""``corpus.toml``: what the user says of files, and which ones to leave out.

    exclude = ["drafts/*"]

    [files."*.txt"]
    place = "郑州市"

    [files."2021/notice.txt"]
    issued = 2021-03-05

A pattern fits the end of a file's path: ``notice.txt`` every file of this name, ``2021/notice.txt`` those in a folder
2021; with ``/`` at its beginning it fits the path from the folder of the manifest. ``*`` stands for any characters but
``/``, ``**`` for any at all, ``?`` for one; a backslash before a character takes its meaning away. ``reports.csv#17``
fits one document of an archive, ``reports.csv`` all of them. Where several patterns fit, each field is taken from the
most specific one that has it: one without wildcards before one with, then the longer one, then the later one.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import UsageError
from kg.given import check, merge
from kg.model import Given

NAME = "corpus.toml"
"""The manifest that a folder may hold."""

_TOKEN = re.compile(r"\\(.)|(\*\*)|(\*)|(\?)|(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern as written, compiled for the end of a path; ``rank`` grows with how specific it is."""

    written: str
    regex: re.Pattern[str]
    exact: str | None
    anchored: bool
    rank: tuple[bool, int, int]


@dataclass(slots=True)
class Manifest:
    """One manifest.

    Attributes:
        path: of its file.
        unused: the patterns that have fitted nothing so far.
    """

    path: Path
    unused: dict[str, None] = field(default_factory=dict)
    _exclude: list[_Pattern] = field(default_factory=list)
    _globs: list[tuple[_Pattern, Given]] = field(default_factory=list)
    _exact: dict[str, list[tuple[_Pattern, Given]]] = field(default_factory=lambda: defaultdict(list))

    def excludes(self, path: Path, row: str = "") -> bool:
        """Whether to leave out a file, or a document of an archive."""
        fitting = [p for p in self._exclude if any(self._fits(p, path, target) for target in _targets(path, row))]
        for pattern in fitting:
            self.unused.pop(pattern.written, None)
        return bool(fitting)

    def given(self, path: Path, row: str = "") -> Given:
        """What it says of a file, or of a document of an archive.

        Args:
            path: of the file, resolved.
            row: ``#`` and what the document of an archive is called in it.
        """
        found: list[tuple[tuple[bool, int, int], Given]] = []
        for target in _targets(path, row):
            likely = self._exact.get(target.rpartition("/")[2], ())
            for pattern, given in (*likely, *self._globs):
                if self._fits(pattern, path, target):
                    self.unused.pop(pattern.written, None)
                    found.append((pattern.rank, given))
        return merge(*(given for _, given in sorted(found, key=lambda f: f[0], reverse=True)))

    def _fits(self, pattern: _Pattern, path: Path, target: str) -> bool:
        if pattern.anchored:
            root = self.path.resolve().parent.as_posix().rstrip("/") + "/"
            return target.startswith(root) and pattern.regex.fullmatch(target, len(root)) is not None
        if pattern.exact is not None:
            return target == pattern.exact or target.endswith("/" + pattern.exact)
        return pattern.regex.fullmatch(target) is not None


def read_manifest_file(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        UsageError: it cannot be read, or says what makes no sense; the message says where.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not UTF-8 (position {error.start})") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: is not TOML: {error}") from error
    if unknown := [key for key in content if key not in ("exclude", "files")]:
        raise UsageError(f"{path}: unknown key {unknown[0]!r}; known are 'exclude' and 'files'")
    manifest = Manifest(path)
    exclude = content.get("exclude", [])
    if not isinstance(exclude, list) or not all(isinstance(pattern, str) and pattern for pattern in exclude):
        raise UsageError(f"{path}: exclude must be a list of patterns")
    files = content.get("files", {})
    if not isinstance(files, dict):
        raise UsageError(f'{path}: files must be tables, such as [files."notice.txt"]')
    for place, written in enumerate(exclude):
        manifest._exclude.append(_compile(written, place))
        manifest.unused[written] = None
    for place, (written, values) in enumerate(files.items()):
        if not isinstance(values, dict) or not written:
            raise UsageError(f'{path}: files must be tables, such as [files."notice.txt"]')
        try:
            given = check(values)
        except ValueError as error:
            raise UsageError(f'{path}: [files."{written}"]: {error}') from error
        pattern = _compile(written, place)
        manifest.unused[written] = None
        if pattern.exact is None or pattern.anchored:
            manifest._globs.append((pattern, given))
        else:
            manifest._exact[pattern.exact.rpartition("/")[2]].append((pattern, given))
    return manifest


class Manifests:
    """All manifests of a build: one that is named, and those in folders, each for what is below its folder."""

    def __init__(self, named: Path | None = None) -> None:
        self._named = read_manifest_file(named) if named else None
        self._by_folder: dict[Path, Manifest | None] = {}
        self._above: dict[Path, list[Manifest]] = {}

    def given(self, path: Path, roots: Iterable[Path], row: str = "") -> Given:
        """What the user says of a file or of a document of an archive.

        Args:
            path: resolved.
            roots: the folders, resolved, in and below which manifests count.
        """
        return merge(*(manifest.given(path, row) for manifest in self._for(path, roots)))

    def excludes(self, path: Path, roots: Iterable[Path], row: str = "") -> bool:
        """Whether the user leaves it out."""
        answers = [manifest.excludes(path, row) for manifest in self._for(path, roots)]
        return True in answers

    def warnings(self) -> list[str]:
        """One sentence for each pattern that fits nothing."""
        read = [m for m in (self._named, *self._by_folder.values()) if m is not None]
        return sorted(f"{m.path}: {pattern!r} fits no document" for m in read for pattern in m.unused)

    def _for(self, path: Path, roots: Iterable[Path]) -> list[Manifest]:
        """The manifests for what is in the folder of ``path``, the most important first."""
        folder = path.parent
        if folder not in self._above:
            tops = set(roots) | {folder}
            above = [f for f in (folder, *folder.parents) if any(f == top or top in f.parents for top in tops)]
            found = [self._named, *map(self._in, above)]
            self._above[folder] = [manifest for manifest in found if manifest is not None]
        return self._above[folder]

    def _in(self, folder: Path) -> Manifest | None:
        if folder not in self._by_folder:
            path = folder / NAME
            same = self._named is not None and self._named.path.resolve() == path
            self._by_folder[folder] = read_manifest_file(path) if path.is_file() and not same else None
        return self._by_folder[folder]


def quote_pattern(name: str) -> str:
    """The pattern for exactly this name."""
    return re.sub(r"([\\*?])", r"\\\1", name)


def _targets(path: Path, row: str) -> list[str]:
    """What patterns can fit: the file and, of an archive, the document in it."""
    own = path.as_posix()
    return [own + row, own] if row else [own]


def _compile(written: str, place: int) -> _Pattern:
    anchored = written.startswith("/")
    parts: list[str] = []
    literal: list[str] = []
    wild = False
    for escaped, any_at_all, any_here, one, char in _TOKEN.findall(written.removeprefix("/")):
        if any_at_all:
            parts.append(".*")
        elif any_here:
            parts.append("[^/]*")
        elif one:
            parts.append("[^/]")
        else:
            literal.append(escaped or char)
            parts.append(re.escape(literal[-1]))
            continue
        wild = True
    body = "".join(parts)
    regex = re.compile(body if anchored else f"(?:.*/)?{body}", re.DOTALL)
    return _Pattern(written, regex, None if wild else "".join(literal), anchored, (not wild, len(literal), place))
