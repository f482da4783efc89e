"""The numbers of the charts and tables on the page of ``corpus/``, as saved, against the records of ``kg targets``."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from chromium import Tab
from test_view_browser import press, text_of
from test_view_views import CAUGHT, SVG, chosen

import kg

Record = dict[str, Any]
DRAWN = "document.querySelectorAll('#charts .drawing[data-done] canvas').length === 4"


@pytest.fixture(scope="module")
def records(corpus_graph: Path) -> list[Record]:
    return [json.loads(line) for line in (corpus_graph / "targets.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def targets(records: list[Record]) -> list[Record]:
    return [record for record in records if record["kind"] == "target"]


def opened(tab: Tab, graph: Path, link: str = "#view=charts") -> None:
    tab.open((graph / "index.html").as_uri() + link)
    tab.wait(DRAWN)
    tab.run(CAUGHT)


def saved(tab: Tab, selector: str) -> list[list[str]]:
    before = tab.run("saved.length")
    press(tab, f"{selector} .save.csv")
    tab.wait(f"saved.length > {before}")
    return list(csv.reader(io.StringIO(tab.run("saved.at(-1).text()").removeprefix("\ufeff"))))[1:]


def told(tab: Tab, name: str) -> str:
    return str(tab.run(f"document.querySelector('#chart-{name} > p.hint')?.textContent ?? ''"))


def test_targets_by_deadline(tab: Tab, corpus_graph: Path, targets: list[Record]) -> None:
    opened(tab, corpus_graph)
    for step, cut in (("year", 4), ("month", 7)):
        chosen(tab, "#chart-step", step)
        tab.wait(DRAWN)
        expected = Counter((t["deadline"][:cut], t["nature"] or "未注明") for t in targets if t["deadline"])
        assert {(what, nature): int(count) for what, nature, count in saved(tab, "#chart-deadline")} == expected
    undated = sum(1 for target in targets if not target["deadline"])
    assert told(tab, "deadline") == (f"另有 {undated} 条没有时限，未画。" if undated else "")
    assert tab.complaints == []


def test_load_of_bodies(tab: Tab, corpus_graph: Path) -> None:
    """Against SPARQL: a target of a task is its bodies'; a body that leads one is not counted again as responsible."""
    opened(tab, corpus_graph)
    rows = kg.load(corpus_graph).query(
        """SELECT ?body ?role (COUNT(DISTINCT ?s) AS ?n) {
          ?s a pk:Target . ?task pk:hasStatement ?s . ?b rdfs:label ?body .
          { ?task pk:leadBody ?b . BIND("牵头单位" AS ?role) }
          UNION { ?task pk:responsibleBody ?b . BIND("责任单位" AS ?role) FILTER NOT EXISTS { ?task pk:leadBody ?b } }
        } GROUP BY ?body ?role"""
    )
    expected = {(str(row["body"]), str(row["role"])): int(row["n"]) for row in rows}
    shown = {(body, role): int(count) for body, role, count in saved(tab, "#chart-load")}
    assert len(shown) > 20
    assert shown.items() <= expected.items()
    if "只列前" not in told(tab, "load"):
        assert shown == expected


def test_binding_against_expected(tab: Tab, corpus_graph: Path, targets: list[Record]) -> None:
    opened(tab, corpus_graph)
    rows = saved(tab, "#chart-binding")
    counts = Counter(target["nature"] for target in targets)
    for nature in ("约束性", "预期性"):
        assert sum(int(count) for _, kind, count in rows if kind == nature) == counts[nature]
    assert told(tab, "binding") == f"另有 {counts[None]} 条目标原文未注明性质。"


def measure(record: Record) -> tuple[object, ...]:
    return tuple(record[name] for name in ("unit", "change", "basis", "per", "cumulative"))


def test_an_indicator_never_mixes_measures(tab: Tab, corpus_graph: Path, records: list[Record]) -> None:
    """Each chart of an indicator holds all numbers of one unit, change, basis and span, and no other number."""
    by_id = {record["id"]: record for record in records}
    opened(tab, corpus_graph)
    choices = tab.run("[...document.querySelector('#chart-which').options].slice(0, 24).map((o) => o.value)")
    several = 0
    for choice in choices:
        chosen(tab, "#chart-which", choice)
        units = tab.run("[...(document.querySelector('#chart-unit')?.options ?? [{ value: '' }])].map((o) => o.value)")
        several += len(units) > 1
        for unit in units:
            if unit:
                chosen(tab, "#chart-unit", unit)
            rows = saved(tab, "#chart-indicator")
            drawn = [by_id[row[-1]] for row in rows]
            assert len({measure(record) for record in drawn}) == 1
            assert len({record["indicator_id"] for record in drawn}) == 1
            alike = [
                record
                for record in records
                if record["indicator_id"] == drawn[0]["indicator_id"]
                and measure(record) == measure(drawn[0])
                and record["deadline"]
            ]
            assert sorted(record["id"] for record in alike) == sorted(record["id"] for record in drawn)
            assert [float(row[3]) for row in rows] == [float(record["value"]) for record in drawn]
            assert [row[0] for row in rows] == [record["deadline"][:4] for record in drawn]
    assert several > 1
    assert tab.complaints == []


def test_many_places_are_told_apart_without_colour(tab: Tab, tmp_path: Path) -> None:
    """Every place is written beside its row, or over its panel; colours stand for kinds alone."""
    from view_samples import places

    from kg.view import render_page

    path = tmp_path / "places.html"
    path.write_text(render_page(places(12), title="十二地"), encoding="utf-8")
    tab.open(f"{path.as_uri()}#view=charts")
    tab.wait("document.querySelectorAll('#chart-indicator .drawing[data-done] canvas').length === 1")
    tab.run(CAUGHT)
    for layout in ("rows", "panels"):
        chosen(tab, "#chart-layout", layout)
        tab.wait("document.querySelectorAll('#chart-indicator .drawing[data-done] canvas').length === 1")
        before = tab.run("saved.length")
        press(tab, "#chart-indicator .save.svg")
        tab.wait(f"saved.length > {before}")
        svg = ElementTree.fromstring(tab.run("saved.at(-1).text()"))
        words = [text.text for text in svg.iter(f"{SVG}text")]
        for number in range(12):
            assert f"第{number}市" in words, (layout, number)
        marks = [e for e in svg.iter(f"{SVG}path") if (e.get("aria-roledescription") or "") == "point"]
        assert len(marks) == 36
        assert len({(mark.get("fill"), mark.get("stroke")) for mark in marks}) == 2  # targets and achievements
    assert tab.complaints == []


def test_the_table_as_saved(tab: Tab, corpus_graph: Path, records: list[Record]) -> None:
    tab.open((corpus_graph / "index.html").as_uri() + "#view=table")
    tab.run(CAUGHT)
    rows = saved(tab, "#table")
    assert sorted(row[-1] for row in rows) == sorted(record["id"] for record in records)
    by_id = {record["id"]: record for record in records}
    for row in rows:
        record = by_id[row[-1]]
        assert row[4].strip("'") == record["number"]
        assert float(row[5]) == record["value"]
        assert row[7] == record["unit"]


def test_a_row_of_the_data_leads_to_what_it_stands_for(tab: Tab, corpus_graph: Path) -> None:
    opened(tab, corpus_graph)
    tab.run("document.querySelector('#chart-binding details').open = true")
    tab.wait("document.querySelector('#chart-binding tbody button') !== null")
    count = int(tab.run("document.querySelector('#chart-binding tbody tr').lastElementChild.textContent"))
    press(tab, "#chart-binding tbody button")
    assert f"{count} 条" in text_of(tab, "#card h2") or count == 1
    assert tab.run("document.querySelectorAll('#card ul li').length") == count or count == 1
