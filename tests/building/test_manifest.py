"""What a ``corpus.toml`` says stands, and what makes no sense in it is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.errors import UsageError

TEXT = "东湖县2021年重点工作方案\n全年新建学校5所。\n"


@pytest.fixture(autouse=True)
def files(here: Path) -> Path:
    folder = here / "docs"
    (folder / "old").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text("西岭县2022年重点工作方案\n全年新建医院3家。\n", encoding="utf-8")
    (folder / "old" / "c.txt").write_text("南泉县2019年重点工作方案\n全年新建桥梁4座。\n", encoding="utf-8")
    return folder


def say(text: str) -> None:
    Path("docs/corpus.toml").write_text(text, encoding="utf-8")


def test_what_is_given_stands() -> None:
    Path("docs/a.txt").write_text("全年新建学校5所。\n", encoding="utf-8")
    own = 'title = "东湖县2023年政府工作报告"\nnumber = ""\n'
    say(f'exclude = ["old/*"]\n[files."*.txt"]\nplace = "北坪市"\n[files."a.txt"]\n{own}')
    report = kg.build("docs", "out")
    assert (report.counts["documents"], report.excluded, report.warnings) == (2, 1, ())
    found = kg.metadata("docs")
    assert (found["a.txt"].genre, found["a.txt"].year, found["a.txt"].place) == ("work-report", 2023, "北坪市")
    assert {s.doc: s.deadline for s in kg.load("out").targets()} == {"a.txt": "2023-12-31", "b.txt": "2022-12-31"}


def test_what_is_printed_changes_nothing() -> None:
    kg.build("docs", "one")
    printed = CliRunner().invoke(main, ["metadata", "docs"])
    assert printed.exit_code == 0
    Path("all.toml").write_text(printed.stdout, encoding="utf-8")
    kg.build("docs", "other", manifest="all.toml")
    for name in ("graph.nq", "targets.jsonl"):
        assert Path("one", name).read_bytes() == Path("other", name).read_bytes()


def test_implements() -> None:
    say('[files."a.txt"]\nimplements = ["西岭县2022年重点工作方案", "省政〔2020〕1号"]\n')
    kg.build("docs", "out")
    ids = {e["name"]: e["id"] for e in json.loads(Path("out/build.json").read_text(encoding="utf-8"))["inputs"]}
    rows = kg.load("out").query("SELECT ?d { ?a pk:implements ?d }")
    assert {row.d for row in rows} >= {ids["b.txt"]}
    assert len(list(rows)) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x", "is not TOML"),
        ("x = 1", "unknown key 'x'"),
        ('[files."a.txt"]\ntitel = "x"', "unknown key 'titel'"),
        ('[files."a.txt"]\nissued = "2021-02-30"', "must be a date"),
        ('[files."a.txt"]\ngenre = "poem"', "unknown genre 'poem'"),
    ],
)
def test_nonsense_is_refused(text: str, said: str) -> None:
    say(text)
    with pytest.raises(UsageError, match=said):
        kg.build("docs", "out")


def test_pattern_that_fits_nothing() -> None:
    say('[files."nowhere.txt"]\nplace = "北坪市"\n')
    assert "'nowhere.txt' fits no document" in kg.build("docs", "out").warnings[0]
