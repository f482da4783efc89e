"""What changed between the invented city's list and versions of it."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main
from kg.diff.compare import Change, changes
from kg.model import Document
from kg.pipeline import extract_document

PAIR = Path(__file__).parents[1] / "link" / "pair"
LIST = PAIR / "临江市2024年民生实事清单.txt"
TEXT = LIST.read_text(encoding="utf-8")


def compared(old: str, new: str) -> list[Change]:
    return changes([extract_document(Document("old.txt", old))], [extract_document(Document("new.txt", new))])


def told(found: list[Change]) -> list[tuple[tuple[str, ...], str | None, str | None]]:
    return [
        (
            change.kinds,
            change.old.statement.number if change.old and change.old.statement else None,
            change.new.statement.number if change.new and change.new.statement else None,
        )
        for change in found
    ]


@pytest.mark.parametrize(
    ("words", "by", "expected"),
    [
        ("2.4万个", "2.6万个", [(("raised",), "2.4万个", "2.6万个")]),
        ("800场", "700场", [(("lowered",), "800场", "700场")]),
        ("1.2万个以上", "1.2万个左右", [(("comparator",), "1.2万个", "1.2万个")]),
        ("9月底前", "8月底前", [(("moved",), "25所", "25所"), (("moved",), "2.4万个", "2.4万个")]),
        ("10. 开展送戏下乡演出800场。（市文化广电旅游局牵头）", "", [(("dropped",), "800场", None)]),
        ("演出800场", "演出800场，新建书店15家", [(("added",), None, "15家")]),
        ("2.4万个，9月底前", "2.6万个，8月底前", [
            (("moved",), "25所", "25所"), (("raised", "moved"), "2.4万个", "2.6万个"),
        ]),
    ],
)  # fmt: skip
def test_a_change_is_found_and_nothing_else(
    words: str, by: str, expected: list[tuple[tuple[str, ...], str | None, str | None]]
) -> None:
    assert words in TEXT
    assert told(compared(TEXT, TEXT.replace(words, by))) == expected


def test_a_text_does_not_differ_from_itself() -> None:
    assert compared(TEXT, TEXT) == []


def test_the_way_back_is_the_other_way_round() -> None:
    new = TEXT.replace("120公里", "150公里")
    assert told(compared(new, TEXT)) == [(("lowered",), "150公里", "120公里")]


def test_the_command_compares_files_and_graphs(tmp_path: Path) -> None:
    new = tmp_path / LIST.name
    new.write_text(TEXT.replace("8亿元", "9亿元"), encoding="utf-8")
    kg.build(LIST, tmp_path / "a")
    kg.build(new, tmp_path / "b")
    outs = []
    for old, other in ((LIST, new), (tmp_path / "a", tmp_path / "b")):
        result = CliRunner().invoke(main, ["diff", str(old), str(other), "--format", "csv"])
        assert result.exit_code == 0, result.output
        outs.append(result.stdout)
    assert outs[0] == outs[1]
    (row,) = csv.DictReader(StringIO(outs[0]))
    assert (row["change"], row["old"], row["new"]) == ("raised", "8亿元", "9亿元")
    told = CliRunner().invoke(main, ["diff", str(LIST), str(new), "--format", "json"]).stdout
    assert [change["new"]["value"] for change in json.loads(told)] == [900_000_000]


def test_a_file_is_not_compared_with_a_graph(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["diff", str(LIST), str(tmp_path)])
    assert result.exit_code == 2
    assert "must both be" in result.output
