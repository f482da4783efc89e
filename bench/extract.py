"""Extraction and build against a word segmenter: characters a second, as ratios to ``jieba.cut`` in the same run.

    python bench/extract.py [--rounds N] [PATH ...]

Without PATH it takes the real documents in ../shared/corpus, or else corpus/. Prints one line a measure: seconds,
characters a second and the ratio to jieba, and the peak memory of a build. Each time is the best of N rounds.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jieba

from kg.model import Document
from kg.pipeline import extract_documents
from kg.read import read

ROOT = Path(__file__).parent.parent


def best(rounds: int, work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def build(paths: list[Path]) -> tuple[float, int]:
    """Seconds of ``kg build --jobs 1`` without the start of the process, and its peak memory in MB."""
    with tempfile.TemporaryDirectory() as folder:
        program = (
            "import resource, sys, time\n"
            "import kg.pipeline, kg.view, kg\n"
            "start = time.perf_counter()\n"
            "kg.build(sys.argv[2:], sys.argv[1], jobs=1)\n"
            "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)\n"
        )
        command = [sys.executable, "-c", program, f"{folder}/graph", *map(str, paths)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(out[-2]), int(out[-1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    real = ROOT.parent / "shared" / "corpus"
    given = args.paths or [real if real.is_dir() else ROOT / "corpus"]
    files = sorted(f for path in given for f in (path.rglob("*.txt") if path.is_dir() else [path]))
    documents: list[Document] = [read(f, f.name) for f in files]
    characters = sum(len(d.text) for d in documents)
    jieba.initialize()
    list(extract_documents(documents[:1]))  # loads the pipeline

    segmenting = best(args.rounds, lambda: [list(jieba.cut(d.text)) for d in documents])
    extracting = best(args.rounds, lambda: list(extract_documents(documents)))
    builds = [build(files) for _ in range(args.rounds)]
    building, memory = min(b[0] for b in builds), max(b[1] for b in builds)

    print(f"{len(documents)} documents, {characters:,} characters; best of {args.rounds} rounds, one process")
    for name, seconds in (("jieba.cut", segmenting), ("extraction", extracting), ("kg build", building)):
        rate = characters / seconds
        print(f"{name:12} {seconds:7.3f} s  {rate:11,.0f} characters/s  {seconds / segmenting:5.2f} x jieba's time")
    print(f"speed of extraction / speed of jieba: {segmenting / extracting:.2f} (bar: at least 0.5)")
    print(f"time of a build / time of jieba: {building / segmenting:.2f} (bar: at most 4)")
    print(f"peak memory of a build: {memory} MB (bar: under 600; this process {_peak()} MB)")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
