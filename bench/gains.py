"""What a change of the grammar changes: two versions of the extractor over all real documents, record by record.

    python bench/gains.py OLD NEW [--summary] [PATH ...]

OLD and NEW are git revisions, or folders that hold a ``kg`` package; ``.`` is the working tree. Without PATH the real
documents in ../shared/corpus are read, or else corpus/. Each version runs in a process of its own, a revision from a
``git worktree`` in a temporary folder. First comes a summary, fit for a commit message (``--summary`` prints nothing
else): how many records appeared, vanished and changed, by kind of document and by field. Then each of them with its
clause. Two records are the same statement when their numbers overlap by at least half of the longer one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.evaluation import compare

ROOT = Path(__file__).parent.parent
FIELDS = (
    "number kind indicator value value_max unit comparator change basis deadline deadline_explicit per cumulative "
    "lead responsible supervisor nature scope"
).split()
"""What makes a record another one; not its identifiers, its confidence and the name of its rule."""

PROGRAM = """
import json, sys
from pathlib import Path
import kg
from kg.pipeline import extract_documents
from kg.read import read
root = Path(kg.__file__).resolve().parent.parent
if root != Path(sys.argv[1]).resolve():
    sys.exit(f"{sys.argv[1]} holds no kg package that can be imported (found {root})")
paths = json.loads(sys.stdin.read())
for path, found in zip(paths, extract_documents(read(Path(p), Path(p).name) for p in paths)):
    print(json.dumps([path, found.metadata.genre, [s.record() for s in found.statements]]))
"""

Record = Mapping[str, Any]
Documents = dict[str, tuple[str | None, list[Record]]]
"""By path: the kind of document and its records."""


@dataclass(slots=True)
class Difference:
    """What is different about one document."""

    path: str
    genre: str
    old: int
    new: int
    appeared: Sequence[Record] = ()
    vanished: Sequence[Record] = ()
    changed: list[tuple[Record, Record, list[str]]] = field(default_factory=list)


@contextmanager
def version(name: str) -> Iterator[tuple[Path, str]]:
    """The folder of a version, and what to call it; a revision is checked out for the while."""
    folder = Path(name)
    if (folder / "kg" / "__init__.py").is_file():
        yield folder.resolve(), "working tree" if folder.resolve() == ROOT.resolve() else name
        return
    commit = _git("rev-parse", "--short", "--verify", "--quiet", "--end-of-options", f"{name}^0")
    with tempfile.TemporaryDirectory() as temporary:
        tree = Path(temporary) / "tree"
        _git("worktree", "add", "--detach", "--quiet", str(tree), commit)
        try:
            yield tree, commit
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        name = arguments[-1].removesuffix("^0")
        sys.exit(done.stderr.strip() or f"{name}: no such revision, nor a folder with a kg package")
    return done.stdout.strip()


def start(folder: Path, paths: Sequence[str]) -> subprocess.Popen[str]:
    """A version at work."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert process.stdin is not None
    process.stdin.write(json.dumps(list(paths)))
    process.stdin.close()
    return process


def finish(process: subprocess.Popen[str]) -> Documents:
    """What it found."""
    assert process.stdout is not None
    found = {path: (genre, records) for path, genre, records in map(json.loads, process.stdout)}
    if process.wait():
        sys.exit(1)
    return found


def differences(old: Documents, new: Documents) -> list[Difference]:
    """The documents in their order, each with what is different about it."""
    out = []
    for path, (genre, records) in new.items():
        before = old[path][1]
        found = compare(before, records)
        changed = [(o, n, wrong) for o, n, _ in found.pairs if (wrong := [f for f in FIELDS if o.get(f) != n.get(f)])]
        out.append(
            Difference(
                path,
                genre or "unknown",
                len(before),
                len(records),
                found.false,
                found.missed,
                changed,
            )
        )
    return out


def summary(found: Sequence[Difference], names: tuple[str, str]) -> Iterator[str]:
    """Lines of at most 72 characters."""
    yield f"Gains, {names[0]} to {names[1]}, {len(found)} documents"
    yield f"{'':22}{'old':>8}{'new':>8}{'appeared':>10}{'vanished':>10}{'changed':>10}"
    genres = sorted({d.genre for d in found})
    for genre in [*genres, "all"] if len(genres) > 1 else genres:
        several = [d for d in found if genre in (d.genre, "all")]
        sums = [sum(d.old for d in several), sum(d.new for d in several)]
        sums += [sum(len(part) for part in parts) for parts in zip(*(_parts(d) for d in several), strict=True)]
        yield f"{genre:22}{sums[0]:8}{sums[1]:8}{sums[2]:+10}{-sums[3]:10}{sums[4]:10}"
    fields = Counter(name for d in found for _, _, wrong in d.changed for name in wrong)
    if fields:
        line = "changed:"
        for name, count in fields.most_common():
            if len(line) + len(f" {name} {count},") > 72:
                yield line
                line = "        "
            line += f" {name} {count},"
        yield line.rstrip(",")


def _parts(d: Difference) -> tuple[Sequence[object], Sequence[object], Sequence[object]]:
    return d.appeared, d.vanished, d.changed


def details(found: Sequence[Difference]) -> Iterator[str]:
    """Every record that appeared, vanished or changed, in text order."""
    for d in found:
        lines = [(r["start"], f"+ {_told(r)}") for r in d.appeared]
        lines += [(r["start"], f"- {_told(r)}") for r in d.vanished]
        for old, new, wrong in d.changed:
            fields = "; ".join(f"{name} {_plain(old.get(name))} → {_plain(new.get(name))}" for name in wrong)
            lines.append((new["start"], f"~ {fields}\n    {_clause(new)}"))
        if lines:
            yield f"\n{d.path}"
        yield from (f"{start:7} {line}" for start, line in sorted(lines))


def _told(record: Record) -> str:
    said = "kind indicator value value_max unit comparator change deadline".split()
    values = "; ".join(_plain(record.get(name)) for name in said if record.get(name) is not None)
    return f"{values}\n    {_clause(record)}"


def _clause(record: Record) -> str:
    """The record's clause on one line with its number in brackets."""
    at = record["start"] - record["quote_start"]
    end = at + record["end"] - record["start"]
    quote = record["quote"]
    return " ".join(f"{quote[:at]}【{quote[at:end]}】{quote[end:]}".split())


def _plain(value: object) -> str:
    return "、".join(map(str, value)) or "–" if isinstance(value, list) else "–" if value is None else str(value)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--summary", action="store_true", help="print only what fits a commit message")
    options = parser.parse_intermixed_args()
    real = ROOT.parent / "shared" / "corpus"
    given = options.paths or [real if real.is_dir() else ROOT / "corpus"]
    files = (sorted(path.rglob("*.txt")) if path.is_dir() else [path] for path in given)
    paths = [str(path.resolve()) for several in files for path in several]
    with ExitStack() as stack:
        versions = [stack.enter_context(version(name)) for name in (options.old, options.new)]
        processes = [start(folder, paths) for folder, _ in versions]
        old, new = [finish(process) for process in processes]
    found = differences(old, new)
    for line in summary(found, (versions[0][1], versions[1][1])):
        print(line)
    if not options.summary:
        for line in details(found):
            print(line)


if __name__ == "__main__":
    main()
