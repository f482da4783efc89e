"""Files with one document a row: what is taken from them, and what happens to rows that are no documents."""

from __future__ import annotations

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import kg
from kg.errors import KgError, UsageError

from .conftest import HEADER, ROWS

WriteCsv = Callable[..., Path]


def records(output: str = "outputs") -> list[dict[str, object]]:
    return [json.loads(line) for line in Path(output, "targets.jsonl").read_text(encoding="utf-8").splitlines()]


def told(output: str = "outputs") -> list[tuple[object, object, object, object, object]]:
    return [
        (str(r["doc"]).partition("#")[2], r["indicator"], r["value"], r["unit"], r["deadline"]) for r in records(output)
    ]


def inputs(output: str = "outputs") -> dict[str, dict[str, object]]:
    manifest = json.loads(Path(output, "build.json").read_text(encoding="utf-8"))
    return {entry["name"]: entry for entry in manifest["inputs"]}


def make(path: Path) -> None:
    """The rows in the format that the ending of ``path`` says."""
    dicts = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    match path.suffix:
        case ".tsv":
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, delimiter="\t").writerows([HEADER, *ROWS])
        case ".jsonl":
            path.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in dicts), encoding="utf-8")
        case ".db":
            with sqlite3.connect(path) as database:
                database.execute("PRAGMA journal_mode = WAL")
                database.execute("CREATE TABLE documents (id TEXT, title TEXT, content TEXT, date TEXT)")
                database.execute("CREATE TABLE users (name TEXT)")
                database.executemany("INSERT INTO documents VALUES (?, ?, ?, ?)", ROWS)
            database.close()
        case ".parquet":
            pa = pytest.importorskip("pyarrow")
            from pyarrow import parquet

            parquet.write_table(pa.Table.from_pylist(dicts), path)


@pytest.mark.parametrize("suffix", [".tsv", ".jsonl", ".db", ".parquet"])
def test_every_format_says_the_same(write_csv: WriteCsv, suffix: str) -> None:
    kg.build(write_csv(), "from-csv")
    path = Path("archive" + suffix)
    make(path)
    before = path.read_bytes()
    report = kg.build(path)
    assert report.failures == ()
    assert report.counts["documents"] == 3
    assert told() == told("from-csv")
    assert ("A1", "新增城镇就业", 1200, "人", "2021-12-31") in told()
    assert path.read_bytes() == before, "opened for reading only"


def test_documents_of_rows(write_csv: WriteCsv) -> None:
    report = kg.build(write_csv())
    entries = inputs()
    assert list(entries) == ["reports.csv#A1", "reports.csv#A2", "reports.csv#A3"]
    first = entries["reports.csv#A1"]
    assert (first["title"], first["issued"], first["place"]) == ("青石县2021年政府工作报告", "2021-02-03", "青石县")
    assert entries["reports.csv#A2"]["issued"] == "2022-03-01"
    for row in ROWS:
        kept = Path("outputs/text", f"reports.csv#{row[0]}.txt").read_bytes()
        assert kept == row[2].encode("utf-8")
        assert entries[f"reports.csv#{row[0]}"]["sha256"] == sha256(kept).hexdigest()
    for record in records():
        text = Path("outputs/text", f"{record['doc']}.txt").read_bytes().decode("utf-8")
        assert text[record["start"] : record["end"]] == record["number"]  # type: ignore[misc]
    assert any("text from 'content'" in note and "id from 'id'" in note for note in report.notes)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_charsets(write_csv: WriteCsv, encoding: str) -> None:
    kg.build(write_csv(), "utf8")
    kg.build(write_csv(encoding=encoding), "other")
    assert told("other") == told("utf8")
    assert inputs("other").keys() == inputs("utf8").keys()


def test_only_the_changed_row_is_read_again(write_csv: WriteCsv) -> None:
    kg.build(write_csv())
    changed = [*ROWS[:2], ("A3", ROWS[2][1], ROWS[2][2].replace("12个", "13个"), "")]
    report = kg.build(write_csv(changed))
    assert (report.extracted, report.unchanged) == (1, 2)
    assert ("A3", "改造老旧小区", 13, "个", "2023-12-31") in told()
    titled = [("A1", "青石县2024年政府工作报告", *ROWS[0][2:]), *changed[1:]]
    report = kg.build(write_csv(titled))
    assert (report.extracted, report.unchanged) == (1, 2), "what a column says counts as content"


def test_rows_in_another_order_give_the_same_graph(write_csv: WriteCsv) -> None:
    kg.build(write_csv(), "one")
    kg.build(write_csv(ROWS[::-1]), "other", jobs=2)
    assert Path("one/graph.nq").read_bytes() == Path("other/graph.nq").read_bytes()


def test_rows_that_are_no_documents(here: Path, write_csv: WriteCsv) -> None:
    path = write_csv(
        [*ROWS, ("A1", "again", "又新建学校2所。", ""), ("A5", "none", " ", ""), ("A6", "", "新建\0医院3家。", "x")]
    )
    with path.open("ab") as file:
        file.write(b"A7,a,b,c,d,e\r\n")
        file.write(b"A8,\xff\xfe\xff,\xff\xff,\r\n")
        file.write("A9,t,2024年新建桥梁4座。,\r\n".encode())
    report = kg.build(path)
    assert [f.reason for f in report.failures] == [
        "line 10 is not UTF-8, as the rest is",
        "line 9 has 6 cells, the header has 4",
        "row 4 has the id 'A1' of row 1",
    ]
    assert {f.path for f in report.failures} == {str(path)}
    assert [name.partition("#")[2] for name in inputs()] == ["A1", "A2", "A3", "A6", "A9"]
    assert Path("outputs/text/reports.csv#A6.txt").read_text(encoding="utf-8") == "新建医院3家。"
    notes = " ".join(report.notes)
    assert "1 rows without text passed over" in notes
    assert "1 dates not understood, such as 'x' in row 6" in notes


def test_bad_line_of_json(here: Path) -> None:
    path = here / "reports.jsonl"
    lines = [
        '{"text": "2021年新建学校2所。"}',
        "{oops",
        "",
        '["list"]',
        '{"text": {"a": 1}}',
        '{"text": "2021年新建医院3家。"}',
    ]
    path.write_text("\n".join([*lines, "[" * 100_000]), encoding="utf-8")
    report = kg.build(path)
    assert [f.reason.split(" (")[0] for f in report.failures] == [
        "line 2 is not JSON",
        "line 4 is not a JSON object",
        "line 5 has no text as 'text', but a JSON object",
        "line 7 is JSON beyond what is read",
    ]
    assert list(inputs()) == ["reports.jsonl#1", "reports.jsonl#6"]


def test_quotation_mark_never_closed(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.read.delimited.MAX_CELL", 1000)
    path = here / "reports.csv"
    path.write_text('id,text\n1,2021年新建学校2所。\n2,"' + "没有结束\n" * 1000, encoding="utf-8")
    report = kg.build(path)
    assert list(inputs()) == ["reports.csv#1"]
    assert "line 3: cannot be read from here on" in report.failures[0].reason


def test_names_that_would_be_paths(here: Path, write_csv: WriteCsv) -> None:
    ids = ["../../up", "/etc/x", "a\nb", "长" * 300, ""]
    kg.build(write_csv([(i, f"第{n}号报告", f"2021年新建学校{n + 2}所。", "") for n, i in enumerate(ids)]))
    files = [p for p in Path("outputs/text").rglob("*") if p.is_file()]
    assert {p.parent for p in files} == {Path("outputs/text")}
    assert len(files) == 5
    assert not list(here.parent.glob("up*"))


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (("id", "title", "summary", "date"), "no column is surely the text"),
        (("text", "title", "content", "date"), "the text could be 'text' or 'content'"),
    ],
)
def test_no_certain_text_column(write_csv: WriteCsv, header: tuple[str, ...], said: str) -> None:
    path = write_csv(header=header)
    with pytest.raises(UsageError, match=said) as caught:
        kg.build(path)
    assert repr(header[2]) in str(caught.value)
    assert not Path("outputs").exists()
    assert kg.build(path, text_column=header[2]).counts["documents"] == 3
    with pytest.raises(UsageError, match="no column 'body' for the text"):
        kg.build(path, text_column="body")


def test_table_in_a_folder_is_passed_over(here: Path, write_csv: WriteCsv) -> None:
    write_csv([("张三", "市教育局", "3321")], ("姓名", "工作单位", "电话"), name="people.csv")
    (here / "a.txt").write_text("2021年新建学校2所。", encoding="utf-8")
    (here / "Thumbs.db").write_bytes(b"no database")
    report = kg.build(here, "out")
    assert report.counts["documents"] == 1
    assert any("people.csv: passed over" in note for note in report.notes)
    assert [f.reason for f in report.failures] == ["is not an SQLite database"]


def test_which_table(here: Path) -> None:
    with sqlite3.connect("archive.db") as database:
        for name in ("one", "two"):
            database.execute(f'CREATE TABLE "{name}" (content TEXT)')
            database.execute(f'INSERT INTO "{name}" VALUES (?)', [f"2021年新建学校{len(name) + 2}所。"])
        database.execute("CREATE VIEW latest AS SELECT content AS words FROM two")
    database.close()
    with pytest.raises(UsageError, match=r"several tables could hold the documents.*one \(content\).*two \(content\)"):
        kg.build("archive.db")
    with pytest.raises(KgError, match="has no table or view 'three'; it has 'latest', 'one', 'two'"):
        kg.build("archive.db", table="three")
    assert kg.build("archive.db", table="latest", text_column="words").counts["documents"] == 1


def test_same_text_in_two_rows(write_csv: WriteCsv) -> None:
    report = kg.build(write_csv([*ROWS, ("B1", *ROWS[0][1:])]))
    assert report.warnings == ("reports.csv#B1: has the same content as reports.csv#A1, which is kept",)
    assert report.counts["documents"] == 3


def test_without_pyarrow(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (here / "a.parquet").write_bytes(b"PAR1")
    with pytest.raises(KgError, match=r"policykg\[parquet\]"):
        kg.build("a.parquet")


def test_damaged_parquet(here: Path) -> None:
    pytest.importorskip("pyarrow")
    (here / "a.parquet").write_bytes(b"PAR1" + bytes(100) + b"PAR1")
    with pytest.raises(KgError, match="is not Parquet, or is damaged"):
        kg.build("a.parquet")


def many(count: int) -> list[tuple[str, str, str, str]]:
    return [
        (f"D{n}", f"青石县第{n}号方案", f"2021年新建学校{n + 2}所，培训{n * 3 + 7}人次。", "") for n in range(count)
    ]


def test_2000_rows_killed_in_the_middle(write_csv: WriteCsv, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv([*many(1000), ("BAD", "x", "y", "z", "and", "more"), *many(2000)[1000:]])
    command = [sys.executable, "-m", "kg", "build", str(path), "--jobs", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while len(list(Path("outputs/.cache").glob("*.json"))) < 300:
        assert time.monotonic() < until
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not Path("outputs/graph.nq").exists()
    # Little is held at a time: sorted runs, pieces of the store.
    monkeypatch.setattr("kg.graph.sorting.RUN", 1_000_000)
    monkeypatch.setattr("kg.graph.store.PIECE", 500_000)
    monkeypatch.setattr("kg.view.fitting.LIMIT", 300)
    report = kg.build(path)
    assert report.unchanged >= 300
    assert report.counts["documents"] == 2000
    assert report.counts["targets"] == 4000
    assert [f.reason for f in report.failures] == ["line 1002 has 6 cells, the header has 4"]
    lines = Path("outputs/graph.nq").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert kg.load("outputs").info()["quads"] == len(lines)
    assert any("the page shows the first" in note for note in report.notes)
    assert not Path("outputs/.runs").exists()

    again = kg.build(path)
    assert (again.rewritten, again.unchanged, again.counts) == (False, 2000, report.counts)
    assert again.failures == report.failures
