"""A random sample of what the extractor gives on whole reports, laid out for judging by hand.

    python bench/sample.py [--count N] [--seed N] [--jsonl FILE] [FOLDER]

Without FOLDER it takes the provincial work reports in ../shared/corpus. Every record of every report is equally likely
to be drawn. Prints each with the text around it; ``--jsonl`` keeps the records themselves, without any text.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model import Statement
from kg.pipeline import extract_documents
from kg.read import read

ROOT = Path(__file__).parent.parent
REPORTS = ROOT.parent / "shared" / "corpus" / "provincial-2026"
AROUND = 70
FIELDS = (
    "doc start end kind indicator value value_max unit comparator change deadline deadline_explicit basis per scope "
    "rule confidence"
).split()
SHOWN = "kind indicator value value_max unit comparator change deadline".split()


def statements(folder: Path) -> Iterator[tuple[Statement, str]]:
    """Every record of the folder's text files in order, each with its document's text."""
    documents = [read(path, path.name) for path in sorted(folder.glob("*.txt"))]
    for extraction in extract_documents(documents):
        for statement in extraction.statements:
            yield statement, extraction.text


def draw(folder: Path, count: int, seed: int) -> list[tuple[Statement, str]]:
    """``count`` of them by chance alone, in text order."""
    every = list(statements(folder))
    chosen = random.Random(seed).sample(range(len(every)), min(count, len(every)))
    return [every[n] for n in sorted(chosen)]


def fields(statement: Statement) -> dict[str, Any]:
    """The record without its quote and the other wording of the document around it."""
    record = statement.record()
    return {name: record[name] for name in FIELDS}


def shown(statement: Statement, text: str) -> str:
    """The record and the text on both sides of its number, in a few lines."""
    record = statement.record()
    said = "  ".join(f"{name}={record[name]}" for name in SHOWN if record[name] is not None)
    before = text[max(0, statement.start - AROUND) : statement.start]
    after = text[statement.end : statement.end + AROUND]
    line = f"{before}【{statement.number}】{after}".replace("\r", "").replace("\n", "⏎")
    return f"{statement.doc} {statement.start} {statement.end}  {said}\n    {line}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=REPORTS)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--jsonl", type=Path)
    args = parser.parse_args()
    sample = draw(args.folder, args.count, args.seed)
    for n, (statement, text) in enumerate(sample, 1):
        print(f"{n:3} {shown(statement, text)}")
    if args.jsonl:
        lines = (json.dumps(fields(statement), ensure_ascii=False) for statement, _ in sample)
        args.jsonl.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
