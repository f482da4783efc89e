"""Documents with tables, laid out as the readers lay them out, and what is to be read from them.

A file of ``tests/extraction/tables/`` has lines of text, tables between ``[table]`` and the next mark (a row a line,
cells parted by ``|``; ``^`` is the cell above, ``<`` the one to the left, ``\\n`` a line break), and ``[gold]``: one
line a record, ``row|column|number|value|unit|indicator|FIELD=VALUE …``, with fields that hold for the lines below an
``@``; ``[tasks]``: ``row|number|state|status|as of``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg.model import Cell, Document, Table

_PARTS = re.compile("、(?![^（]*）)")
FOLDER = Path(__file__).parent / "extraction" / "tables"


@dataclass
class Example:
    name: str
    use: str
    document: Document
    gold: list[dict[str, Any]] = field(default_factory=list)
    tasks: list[tuple[int, int, str, str, str]] = field(default_factory=list)


def lay_out(text: str, grid: list[list[str]], number: int, sheet: str | None = None) -> tuple[str, Table]:
    """``text`` with a table behind it."""
    start = len(text)
    cells = []
    for row, words in enumerate(grid):
        own = [(column, word) for column, word in enumerate(words) if word not in ("^", "<")]
        for n, (column, word) in enumerate(own):
            text += "\t" if n else ""
            word = word.replace("\\n", "\n")
            across = 1
            while column + across < len(words) and words[column + across] == "<":
                across += 1
            down = 1
            while row + down < len(grid) and grid[row + down][column] == "^":
                down += 1
            cells.append(Cell(row, column, len(text), len(text) + len(word), down, across))
            text += word
        text += "\n"
    return text, Table(number, start, len(text), tuple(cells), sheet)


def document(lines: list[str], name: str = "table.txt") -> Document:
    """From lines with ``[table]`` before each table; a line without ``|`` behind a table is text again."""
    text, tables, grid = "", [], None
    for line in [*lines, "[end]"]:
        if grid is not None and (line.startswith("[") or "|" not in line):
            text, table = lay_out(text, grid, len(tables) + 1)
            tables.append(table)
            grid = None
        if line == "[table]":
            grid = []
        elif grid is not None:
            grid.append(line.split("|"))
        elif line != "[end]":
            text += line + "\n"
    return Document(name, text, media_type="application/x-table", tables=tuple(tables))


def example(path: Path) -> Example:
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index("[gold]")
    out = Example(path.stem, lines[0].split()[1], document(lines[2:at], path.stem + ".docx"))
    shared: dict[str, str] = {}
    tasks = False
    for line in lines[at + 1 :]:
        if line == "[tasks]":
            tasks = True
        elif tasks:
            row, number, state, status, as_of = line.split("|")
            out.tasks.append((int(row), int(number), state, status, as_of))
        elif line.startswith("@"):
            shared |= _fields(line[1:])
            if "scope" not in line and "responsible" not in line:
                shared.pop("kept", None)
        else:
            row, column, number, value, unit, indicator, *more = line.split("|")
            own = shared | _fields(more[0] if more else "")
            out.gold.append(_record(int(row), int(column), number, value, unit, indicator, own))
    return out


def _fields(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split())


def _record(row: int, column: int, number: str, value: str, unit: str, indicator: str, own: dict[str, str]) -> dict:
    names = {role: [n for n in _PARTS.split(own.get(role, "")) if n] for role in ("lead", "responsible", "supervisor")}
    deadline = own.get("deadline", "null")
    return {
        "table": int(own.get("table", 1)),
        "row": row,
        "column": column,
        "number": number,
        "value": Decimal(value),
        "unit": unit,
        "indicator": indicator,
        "kind": own.get("kind", "target"),
        "comparator": own.get("sign", "="),
        "change": own.get("change", "level"),
        "basis": own.get("basis"),
        "deadline": None if deadline == "null" else deadline,
        "per": own.get("per"),
        "scope": own.get("scope") or None,
        "nature": own.get("nature"),
        "cumulative": own.get("cumulative") == "y",
        **names,
    }


def examples(use: str | None = None) -> list[Example]:
    """All examples, or those for mending or for the test."""
    found = [example(path) for path in sorted(FOLDER.glob("*.txt"))]
    return [e for e in found if use in (None, e.use)]
