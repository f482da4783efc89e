"""A ledger written as CSV or HTML, filled in and saved as Excel saves it, and read back as a workbook is."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.export.material import load_material
from kg.structure import ledger as c
from tests.ledger.clerk import WRONG_DATE, WRONG_IRI, WRONG_NUMBER, Fill, fills

NOTICE = Path(__file__).parents[2] / "corpus" / "zhongyuan-2021-task-decomposition.txt"
Table = list[list[str]]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    kg.build(NOTICE, folder / "graph")
    for suffix in ("csv", "html"):
        output = folder / f"empty.{suffix}"
        result = CliRunner().invoke(main, ["ledger", "-g", str(folder / "graph"), "-o", str(output)])
        assert result.exit_code == 0, result.output
    return folder


def written(before: Path) -> Table:
    return list(csv.reader(StringIO((before / "empty.csv").read_text(encoding="utf-8-sig"))))


def rows_of(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table[0], row, strict=True)) for row in table[1:]]


def as_shown(value: object) -> str:
    """A cell as Excel writes it into a text file: a date in the short form of the system."""
    if isinstance(value, date):
        return f"{value.year}/{value.month}/{value.day}"
    return "" if value is None else str(value)


def filled(table: Table, fill: Mapping[int, Fill]) -> Table:
    out = [list(row) for row in table]
    for row, cells in fill.items():
        for name, value in cells.items():
            out[row - 1][table[0].index(name)] = as_shown(value)
    return out


def save_csv(table: Table, path: Path, encoding: str, delimiter: str = ",") -> None:
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(table)
    path.write_bytes(out.getvalue().encode(encoding))


def save_html(page: str, table: Table, path: Path, encoding: str) -> None:
    """The page that was written, with the words of a table in its cells."""
    cells = iter([cell for row in table[1:] for cell in row])
    page = re.sub("<td>.*?</td>", lambda _: f"<td>{html.escape(next(cells))}</td>", page, flags=re.DOTALL)
    path.write_bytes(page.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding))


def reported(folder: Path) -> Sequence[Mapping[str, Any]]:
    return [s for s in load_material(folder).statements if s["about"]]


SAVED: dict[str, Callable[[Path, Table, Path], None]] = {
    "utf-8-mark.csv": lambda before, table, path: save_csv(table, path, "utf-8-sig"),
    "utf-8.csv": lambda before, table, path: save_csv(table, path, "utf-8"),
    "gbk.csv": lambda before, table, path: save_csv(table, path, "gbk"),
    "semicolons.csv": lambda before, table, path: save_csv(table, path, "utf-8-sig", ";"),
    "unicode.txt": lambda before, table, path: save_csv(table, path, "utf-16", "\t"),
    "page.html": lambda before, table, path: save_html(
        (before / "empty.html").read_text("utf-8"), table, path, "utf-8"
    ),
    "page.htm": lambda before, table, path: save_html((before / "empty.html").read_text("utf-8"), table, path, "gbk"),
}


@pytest.mark.parametrize("name", SAVED)
def test_seventeen_rows_are_progress_and_three_are_told(before: Path, tmp_path: Path, name: str) -> None:
    table = written(before)
    rows = rows_of(table)
    fill = fills(rows, "2023/9/30")
    SAVED[name](before, filled(table, fill), tmp_path / name)
    report = kg.build([NOTICE, tmp_path / name], tmp_path / "out")
    statements = reported(tmp_path / "out")
    assert [s["row"] for s in statements] == [n for n in range(2, 22) if n not in (WRONG_IRI, WRONG_NUMBER, WRONG_DATE)]
    assert [s["about"] for s in statements] == [rows[s["row"] - 2][c.IRI] for s in statements]
    assert [s["value"] for s in statements] == [fill[s["row"]][c.DONE] for s in statements]
    assert {s["deadline"] for s in statements} == {"2021-09-30"}
    assert report.warnings == (
        f"{name}: row 9: 本期进展 is no number: 约三百; the row is left out",
        f"{name}: row 14: 进展截至 is 2023-09-30, more than a year after 完成时限 (2021-12-31); the row is left out",
        f"{name}: row 5: no statement or task has the identifier {fill[5][c.IRI]}; the row is left out",
    )


def test_a_ledger_is_one_whatever_is_said_of_archives(before: Path, tmp_path: Path) -> None:
    table = written(before)
    save_csv(filled(table, fills(rows_of(table), "2023/9/30")), tmp_path / "ledger.csv", "gbk")
    (tmp_path / "archive.csv").write_text("任务,日期\n2021年新建公厕5座。,2021-01-01\n", encoding="utf-8")
    paths = [NOTICE, tmp_path / "archive.csv", tmp_path / "ledger.csv"]
    report = kg.build(paths, tmp_path / "out", text_column="任务")
    assert f"{tmp_path / 'ledger.csv'}: read as a filled ledger" in report.notes
    assert len(reported(tmp_path / "out")) == 17
    assert report.counts["documents"] == 3


def test_lines_above_columns_moved_and_large_numbers(before: Path, tmp_path: Path) -> None:
    table = written(before)
    done, day = table[0].index(c.DONE), table[0].index(c.AS_OF)
    table[1][done], table[1][day] = "1.2E+11", "2021/6/30"
    moved = [["中原区督办台账（6月）"], *([row[-1], *row[:-1]] for row in table)]
    save_csv(moved, tmp_path / "ledger.csv", "gbk")
    kg.build([NOTICE, tmp_path / "ledger.csv"], tmp_path / "out")
    assert [(s["value"], s["row"]) for s in reported(tmp_path / "out")] == [(120_000_000_000, 3)]


def test_a_ledger_that_was_not_filled_in_says_nothing(before: Path, tmp_path: Path) -> None:
    alone = load_material(before / "graph")
    for name in ("empty.csv", "empty.html"):
        report = kg.build([NOTICE, before / name], tmp_path / name)
        assert not report.warnings
        assert len(load_material(tmp_path / name).statements) == len(alone.statements)


def test_a_date_beside_a_task_without_a_deadline(before: Path, tmp_path: Path) -> None:
    table = written(before)
    n = next(n for n, row in enumerate(rows_of(table), 2) if not row[c.DEADLINE])
    fill = {n: {c.STATE: "正在推进", c.AS_OF: "2099-01-01"}}
    save_csv(filled(table, fill), tmp_path / "ledger.csv", "gbk")
    report = kg.build([NOTICE, tmp_path / "ledger.csv"], tmp_path / "out")
    (warning,) = report.warnings
    assert f"row {n}: 进展截至 is 2099-01-01, more than a year after the last 完成时限 (2021-12-31)" in warning
