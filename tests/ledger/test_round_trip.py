"""A ledger written, filled in as a clerk does, and read back."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

import kg
from kg.audit.run import audit
from kg.building.report import BuildReport
from kg.cli import main
from kg.export.material import Material, load_material
from kg.export.records import Record
from kg.ledger.write import Wanted, ledger
from kg.structure import ledger as c

CORPUS = Path(__file__).parents[2] / "corpus"
NOTICE = "zhongyuan-2021-task-decomposition.txt"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")

Fill = dict[str, Any]
"""Column to what the clerk writes."""


def run(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def filled(empty: Path, path: Path, fills: dict[int, Fill], saved: str) -> Path:
    """The ledger with cells filled in by row of the sheet, and saved on a day."""
    book = load_workbook(empty)
    sheet = book.active
    assert sheet is not None
    for row, fill in fills.items():
        for name, value in fill.items():
            sheet.cell(row, c.COLUMNS.index(name) + 1).value = value
    out = BytesIO()
    book.save(out)
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>" + saved.encode() + b"T08:00:00Z", data)
            new.writestr(part, data)
    return path


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    kg.build(CORPUS, folder / "graph")
    run("ledger", "--document", "zhongyuan", "-g", folder / "graph", "-o", folder / "empty.xlsx")
    return folder


@pytest.fixture(scope="module")
def rows(before: Path) -> Sequence[dict[str, Any]]:
    sheet = load_workbook(before / "empty.xlsx").active
    assert sheet is not None
    lines: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
    names = [str(name) for name in next(lines)]
    return [dict(zip(names, line, strict=True)) for line in lines]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_ledger_saved_as_csv_is_read_back(before: Path, tmp_path: Path, encoding: str) -> None:
    run("ledger", "--document", "zhongyuan", "-g", before / "graph", "-o", tmp_path / "empty.csv")
    with (tmp_path / "empty.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    for name, value in ((c.DONE, "9000"), (c.AS_OF, "2021/9/30"), (c.STATE, "正常推进")):
        lines[1][c.COLUMNS.index(name)] = value
    with (tmp_path / "filled.csv").open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(lines)
    report = kg.build([CORPUS / NOTICE, tmp_path / "filled.csv"], tmp_path / "out")
    assert (report.failures, report.counts["progress"]) == ((), 1)
    records = [json.loads(line) for line in (tmp_path / "out" / "targets.jsonl").read_text("utf-8").splitlines()]
    (found,) = (record for record in records if record["doc"] == "filled.csv")
    assert (found["kind"], found["value"], found["deadline"]) == ("progress", 9000, "2021-09-30")
    assert found["about"] == lines[1][c.COLUMNS.index(c.IRI)]


DATES = (date(2021, 9, 30), "2021-09-30", "2021年9月30日", "2021/9/30", "2021.9.30")
WRONG_IRI, WRONG_NUMBER, WRONG_DATE = 5, 9, 14  # rows of the sheet


def fills(rows: Sequence[dict[str, Any]]) -> dict[int, Fill]:
    """The first twenty rows: half of each target by the end of September, two thirds in every fourth row."""
    out: dict[int, Fill] = {}
    for n, row in enumerate(rows[:20]):
        target = row[c.TARGET]
        number = float(str(target).lstrip("≥≤约><")) if target is not None else 1
        out[n + 2] = {
            c.DONE: round(number * (0.9 if n % 4 == 0 else 0.4), 4),
            c.AS_OF: DATES[n % len(DATES)],
            c.STATE: ("正常推进" if n % 4 == 0 else "进度滞后") if n % 3 else None,
        }
    out[WRONG_IRI][c.IRI] = rows[WRONG_IRI - 2][c.IRI] + "0"
    out[WRONG_NUMBER][c.DONE] = "约三百"
    out[WRONG_DATE][c.AS_OF] = date(2022, 9, 30)
    return out


@pytest.fixture(scope="module")
def after(before: Path, rows: Sequence[dict[str, Any]]) -> tuple[Path, BuildReport]:
    path = filled(before / "empty.xlsx", before / "ledger.xlsx", fills(rows), "2021-10-08")
    return before / "again", kg.build([CORPUS, path], before / "again")


@pytest.fixture(scope="module")
def material(after: tuple[Path, BuildReport]) -> Material:
    return load_material(after[0])


def reported(material: Material) -> list[Record]:
    return [s for s in material.statements if s["about"]]


def test_seventeen_rows_are_progress_and_three_are_told(
    after: tuple[Path, BuildReport], material: Material, rows: Sequence[dict[str, Any]]
) -> None:
    statements = reported(material)
    assert len(statements) == 17
    assert [s["row"] for s in statements] == [n for n in range(2, 22) if n not in (WRONG_IRI, WRONG_NUMBER, WRONG_DATE)]
    assert all(s["doc"] == "ledger.xlsx" for s in statements)
    assert {s["kind"] for s in statements} == {"progress"}
    assert {s["deadline"] for s in statements} == {"2021-09-30"}
    assert [s["about"] for s in statements] == [rows[s["row"] - 2][c.IRI] for s in statements]
    assert [s["unit"] for s in statements] == [rows[s["row"] - 2][c.UNIT] or "" for s in statements]
    written = fills(rows)
    assert [s["value"] for s in statements] == [written[s["row"]][c.DONE] for s in statements]
    wrong = rows[WRONG_IRI - 2][c.IRI] + "0"
    assert after[1].warnings == (
        "ledger.xlsx: row 9: 本期进展 is no number: 约三百; the row is left out",
        "ledger.xlsx: row 14: 进展截至 is 2022-09-30, but the file was last saved on 2021-10-08; the row is left out",
        f"ledger.xlsx: row 5: no statement or task has the identifier {wrong}; the row is left out",
    )


def test_what_the_ledger_prints_is_no_target_again(before: Path, material: Material) -> None:
    old = [s["id"] for s in load_material(before / "graph").statements]
    assert [s["id"] for s in material.statements if not s["about"]] == old
    old_links = [link["id"] for link in load_material(before / "graph").links]
    assert [link["id"] for link in material.links if "the ledger names it" not in link["evidence"]] == old_links


def test_each_row_is_joined_with_the_target_that_it_names(material: Material) -> None:
    links = [link for link in material.links if "the ledger names it" in link["evidence"]]
    assert [(link["parent"]["id"], link["child"]["id"]) for link in links] == [
        (s["about"], s["id"]) for s in reported(material)
    ]
    assert {link["confidence"] for link in links} == {0.99}
    assert {link["relation"] for link in links} == {"under-way"}


def test_states_are_of_the_rows(after: tuple[Path, BuildReport], rows: Sequence[dict[str, Any]]) -> None:
    from kg.building.cache import load_extractions

    (book,) = (e for e in load_extractions(after[0]) if e.name == "ledger.xlsx")
    words = {row: fill[c.STATE] for row, fill in fills(rows).items()}
    assert {t.row: t.state for t in book.tasks} == {
        row: state.removeprefix("进度")
        for row, state in words.items()
        if state and row not in (WRONG_IRI, WRONG_NUMBER, WRONG_DATE)
    }
    assert {(t.state, t.status) for t in book.tasks} == {("正常推进", "on-schedule"), ("滞后", "behind")}
    for statement in book.statements:
        assert book.text[statement.start : statement.end] == statement.number


def test_the_audit_finds_who_is_behind(material: Material, rows: Sequence[dict[str, Any]]) -> None:
    behind = {f.ids[0] for f in audit(material) if f.rule == "behind-the-calendar"}
    low = [s["about"] for s in reported(material) if (s["row"] - 2) % 4]
    caps = {s["id"] for s in material.statements if s["comparator"] in ("<", "<=")}
    numbers = {row[c.IRI] for row in rows if row[c.TARGET] is not None}
    assert behind == {iri for iri in low if iri in numbers} - caps
    assert len(behind) > 8


def test_trace_shows_the_progress_below_the_task(after: tuple[Path, BuildReport], material: Material) -> None:
    first = reported(material)[0]
    target = next(s for s in material.statements if s["id"] == first["about"])
    item = material.task(target["task"])
    assert item is not None
    lines = run("trace", "--document", "zhongyuan", "--item", item["item"], "-g", after[0]).splitlines()
    at = next(n for n, line in enumerate(lines) if "under-way (0.99)" in line)
    assert "2021-09-30" in lines[at]
    assert any(NOTICE[:9] in line or "中原区" in line or "2021年郑州市" in line for line in lines[:at])
    told = json.loads(run("trace", first["about"], "--down", "--format", "json", "-g", after[0]))
    assert [link["child"]["value"] for link in told] == [first["value"]]


def test_the_next_ledger_has_the_progress(material: Material) -> None:
    latest = {row[c.IRI]: row[c.LATEST] for row in ledger(material, Wanted(document="zhongyuan"))}
    for statement in reported(material):
        assert latest[statement["about"]] == f"{statement['value']:,.10g}（2021-09-30）"
    assert not any(str(row[c.SOURCE]).startswith("督办台账") for row in ledger(material, Wanted()))


def test_the_graph_conforms(after: tuple[Path, BuildReport]) -> None:
    run("validate", "-g", after[0])
    rows = run("query", "SELECT ?a WHERE { ?s pk:reportsOn ?a ; a pk:Progress }", "--format", "csv", "-g", after[0])
    assert len(rows.split()) == 18


def test_the_page_joins_progress_and_target(after: tuple[Path, BuildReport], material: Material) -> None:
    from kg.building.cache import load_extractions
    from kg.view.network import project

    graph = project(load_extractions(after[0]))
    for statement in reported(material):
        assert "reportsOn" in graph.edges[statement["id"], statement["about"]]["relations"]


@pytest.mark.parametrize(
    ("fill", "message"),
    [
        ({c.DONE: "见附件"}, "本期进展 is no number: 见附件"),
        ({c.DONE: "三百"}, "本期进展 is no number: 三百"),
        ({c.AS_OF: "九月底"}, "进展截至 is no date: 九月底"),
        ({c.AS_OF: "2021-02-30"}, "进展截至 is no date: 2021-02-30"),
        ({c.AS_OF: None}, "进展截至 is empty"),
        ({c.AS_OF: "2023-01-02"}, "进展截至 is 2023-01-02, more than a year after 完成时限 (2021-12-31)"),
        ({c.STATE: "老样子"}, "状态 names no state: 老样子"),
        ({c.UNIT: "头"}, "the unit is 头, that of the target "),
        ({c.IRI: None}, "标识（勿改） is empty"),
        ({c.IRI: "task 7"}, "标识（勿改） is no identifier of a task: task7"),
    ],
)
def test_a_bad_row_is_told_and_the_others_are_read(before: Path, tmp_path: Path, fill: Fill, message: str) -> None:
    good = {c.DONE: 1, c.AS_OF: "2021-06-30"}
    path = filled(before / "empty.xlsx", tmp_path / "台账.xlsx", {2: good, 3: good | fill, 4: good}, "2000-01-01")
    report = kg.build([CORPUS / NOTICE, path], tmp_path / "out")
    (warning,) = report.warnings
    assert warning.startswith(f"台账.xlsx: row 3: {message}")
    assert [s["row"] for s in reported(load_material(tmp_path / "out"))] == [2, 4]


@pytest.mark.parametrize("written", ["1,200", "1200", "1200人", 1200])
def test_a_number_may_be_grouped_or_have_its_unit(
    before: Path, tmp_path: Path, rows: Sequence[dict[str, Any]], written: object
) -> None:
    n = next(n for n, row in enumerate(rows, 2) if row[c.UNIT] == "人")
    fill = {n: {c.DONE: written, c.AS_OF: "2021-06-30"}}
    path = filled(before / "empty.xlsx", tmp_path / "l.xlsx", fill, "2021-07-01")
    kg.build([CORPUS / NOTICE, path], tmp_path / "out")
    assert [(s["value"], s["unit"]) for s in reported(load_material(tmp_path / "out"))] == [(1200, "人")]


def test_a_ledger_that_was_not_filled_in_says_nothing(before: Path, tmp_path: Path) -> None:
    report = kg.build([CORPUS / NOTICE, before / "empty.xlsx"], tmp_path / "out")
    alone = kg.build(CORPUS / NOTICE, tmp_path / "alone")
    names = ("tasks", "targets", "achievements", "baselines", "progress", "warnings")
    assert [report.counts[n] for n in names] == [alone.counts[n] for n in names]


def test_a_row_with_only_a_state_is_of_its_task(before: Path, tmp_path: Path) -> None:
    fill = {3: {c.STATE: "已完成", c.AS_OF: "2021-11-30"}, 4: {c.STATE: "正在推进"}}
    path = filled(before / "empty.xlsx", tmp_path / "l.xlsx", fill, "2021-12-01")
    report = kg.build([CORPUS / NOTICE, path], tmp_path / "out")
    assert not report.warnings
    material = load_material(tmp_path / "out")
    links = [link for link in material.links if "the ledger names it" in link["evidence"]]
    assert [(link["relation"], link["evidence"][1]) for link in links] == [
        ("met", "state 已完成"),
        ("under-way", "state 正在推进"),
    ]
    assert [link["child"]["quote"] for link in links] == ["已完成", "正在推进"]
    assert not [f for f in audit(material) if f.rule == "behind-the-calendar"]
    assert {row[c.LATEST] for row in ledger(material, Wanted())} == {None}


def test_lines_above_and_columns_moved_do_not_matter(before: Path, tmp_path: Path) -> None:
    path = filled(before / "empty.xlsx", tmp_path / "l.xlsx", {2: {c.DONE: 7, c.AS_OF: "2021-06-30"}}, "2021-07-01")
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    sheet.insert_rows(1, 2)
    sheet["A1"] = "中原区民生实事督办台账（6月）"
    sheet.insert_cols(3)
    sheet["C3"] = "联系人"
    book.save(path)
    kg.build([CORPUS / NOTICE, path], tmp_path / "out")
    assert [(s["value"], s["row"]) for s in reported(load_material(tmp_path / "out"))] == [(7, 4)]


def test_every_row_of_a_corpus_can_be_filled_in(tmp_path: Path) -> None:
    text = (
        "东江市2021年政府工作报告\n\n2021年新增农村公路120条（段），购置农机300台（套），就业率达到95%，投资2.5亿元。\n"
    )
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    kg.build([CORPUS, tmp_path / "report.txt"], tmp_path / "out")
    run("ledger", "-g", tmp_path / "out", "-o", tmp_path / "empty.xlsx")
    empty = load_material(tmp_path / "out")
    rows = ledger(empty, Wanted())
    assert {"条（段）", "台（套）", "%", "元"} <= {row[c.UNIT] for row in rows}
    fills: dict[int, Fill] = {n: {c.DONE: 1, c.AS_OF: "2021-06-30"} for n in range(2, len(rows) + 2)}
    path = filled(tmp_path / "empty.xlsx", tmp_path / "l.xlsx", fills, "2021-07-01")
    report = kg.build([CORPUS, tmp_path / "report.txt", path], tmp_path / "again")
    assert not report.warnings
    material = load_material(tmp_path / "again")
    assert [s["about"] for s in reported(material)] == [row[c.IRI] for row in rows]
    links = [link for link in material.links if "the ledger names it" in link["evidence"]]
    assert [link["parent"]["id"] for link in links] == [row[c.IRI] for row in rows]
