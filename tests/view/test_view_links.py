"""What the page shows as a link, the way back, and the filters with what they count, in a real browser."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from chromium import Tab
from click.testing import CliRunner
from test_view_browser import press, search, text_of
from test_view_views import chosen
from view_samples import MINT, notice

from kg.cli import main
from kg.view import render_page

NUMBER = "JSON.parse(document.querySelector('#data').textContent).iris.indexOf(%s)"
ROWS = "document.querySelectorAll('#table tbody tr').length"
HASH = "decodeURIComponent(location.hash)"

NODES = {
    "statement": notice().statements[0].id,
    "task": notice().tasks[0].id,
    "document": notice().metadata.id,
    "body": MINT.body("青川市青川区", "区人社局"),
    "person": MINT.person("青川市青川区", "李明"),
    "indicator": MINT.indicator("新增城镇就业"),
    "place": MINT.place("青川市"),
}
TITLES = {
    "statement": "新增城镇就业 ≥12万人",
    "task": "1. 全年新增城镇就业12万人以上，培训技能人才3 万人次。",
    "document": "青川区人民政府办公室关于分解2021年重点民生实事的通知",
    "body": "青川市青川区区人社局",
    "person": "青川市青川区李明",
    "indicator": "新增城镇就业",
    "place": "青川市",
}


def counts(tab: Tab) -> dict[str, int]:
    """The numbers beside the kinds."""
    script = "[...document.querySelectorAll('#kinds [data-kind]')].map((c) => [c.dataset.kind, Number(c.textContent)])"
    return dict(tab.run(script))


def options(tab: Tab, name: str) -> dict[str, int]:
    """The choices of a filter with their numbers."""
    script = (
        f"[...document.querySelectorAll('#facet-{name} option')].slice(1)"
        ".map((o) => o.textContent.match(/^(.*)（([\\d,]+)）$/).slice(1))"
    )
    return {label: int(number.replace(",", "")) for label, number in tab.run(script)}


def slide(tab: Tab, value: float) -> None:
    tab.run(
        f"(() => {{ const s = document.querySelector('#facet-confidence'); s.value = '{value}';"
        " s.dispatchEvent(new Event('input')); })()"
    )
    tab.run("new Promise((done) => setTimeout(done, 250))")


@pytest.mark.parametrize("kind", NODES)
@pytest.mark.parametrize("written", ["plain", "encoded"])
def test_a_link_for_every_kind(tab: Tab, rich: Path, kind: str, written: str) -> None:
    name = NODES[kind].rsplit("/", 1)[1]
    tab.open(f"{rich.as_uri()}#{kind}={quote(name, safe='') if written == 'encoded' else name}")
    assert text_of(tab, "#card h2") == TITLES[kind]
    assert tab.run("document.querySelector('#card .iri input').value") == NODES[kind]
    assert tab.complaints == []


def test_back_and_forward(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    search(tab, "失业率")
    press(tab, "#results button:last-child")
    title = text_of(tab, "#card h2")
    press(tab, "#tab-table")
    chosen(tab, "#facet-place", "青川市青川区")
    assert tab.run(ROWS) == 0  # no rate of the district
    press(tab, "#reset")
    assert tab.run(ROWS) == 6
    tab.run("history.back()")
    tab.wait(f"{ROWS} === 0")
    assert tab.run("document.querySelector('#facet-place').selectedOptions[0].textContent").startswith("青川市青川区")
    tab.run("history.back()")
    tab.wait(f"{ROWS} === 1")
    tab.run("history.back()")
    tab.wait("!document.querySelector('#graph').hidden")
    assert text_of(tab, "#card h2") == title
    tab.run("history.back()")
    tab.wait("document.querySelector('#close') === null")
    assert tab.run("document.querySelector('#search').value") == "失业率"
    tab.run("history.back()")
    tab.wait("document.querySelector('#search').value === ''")
    tab.run("history.go(4)")
    tab.wait(f"document.querySelector('#facet-place').value !== '-1' && {ROWS} === 0")
    assert tab.complaints == []


def test_the_link_holds_the_filters(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    press(tab, "#tab-table")
    press(tab, "#kinds input[value=baseline], #kinds input[value=achievement]")
    chosen(tab, "#facet-place", "青川市青川区")
    chosen(tab, "#facet-level", "county")
    chosen(tab, "#facet-year", "2021")
    chosen(tab, "#facet-theme", "就业")
    chosen(tab, "#facet-system", "人力资源")
    slide(tab, 0.5)
    chosen(tab, "#document", "青川区人民政府")
    rows, link = tab.run(ROWS), tab.run("location.hash")
    assert rows == 2
    for part in (
        "view=table",
        "within=青川市青川区",
        "level=county",
        "year=2021",
        "theme=就业",
        "confidence=0.5",
        "in=",
    ):
        assert part in tab.run(HASH)
    tab.open(rich.as_uri() + link)
    assert tab.run(ROWS) == rows
    assert tab.run("document.querySelector('#kind-achievement').checked") is False
    assert tab.run("document.querySelector('#facet-confidence').value") == "0.5"
    assert tab.run("location.hash") == link
    press(tab, "#reset")
    assert tab.run(ROWS) == 6
    assert tab.run(HASH) == "#view=table"
    tab.open(f"{rich.as_uri()}#year=1850&theme=没有&within=无&kinds=nothing&confidence=x")
    assert tab.complaints == []


def test_a_filter_that_is_nowhere_shows_nothing_and_can_be_taken_back(tab: Tab, rich: Path) -> None:
    tab.open(f"{rich.as_uri()}#view=table&year=1850")
    assert tab.run(ROWS) == 0
    press(tab, "#reset")
    assert tab.run(ROWS) == 6


def test_each_filter_changes_what_is_shown_and_what_is_counted(tab: Tab, rich: Path) -> None:
    tab.open(f"{rich.as_uri()}#view=table")
    before = counts(tab)
    assert sum(before[kind] for kind in ("target", "achievement")) == 6
    for name in ("place", "level", "year", "theme", "system"):
        for label, number in options(tab, name).items():
            chosen(tab, f"#facet-{name}", label)
            assert tab.run(ROWS) == number, (name, label)
            after = counts(tab)
            assert after.get("target", 0) + after.get("achievement", 0) == number
            assert options(tab, name)[label] == number  # its own choices do not count less
            assert number == 6 or after != before
            press(tab, "#reset")
    slide(tab, 0.95)
    assert tab.run(ROWS) == 0
    assert counts(tab)["target"] == 0
    slide(tab, 0)
    assert counts(tab) == before
    press(tab, "#kind-target")
    assert tab.run(ROWS) == before["achievement"]
    assert counts(tab) == before  # what a hidden kind would add
    assert options(tab, "year") == {"2020": 2, "2021": 0}


def test_filters_together(tab: Tab, rich: Path) -> None:
    tab.open(f"{rich.as_uri()}#view=table")
    chosen(tab, "#facet-place", "青川市（")
    assert tab.run(ROWS) == 6  # with what lies in it
    chosen(tab, "#facet-level", "prefecture")
    assert tab.run(ROWS) == 3
    assert options(tab, "year") == {"2020": 2, "2021": 1}
    chosen(tab, "#facet-year", "2021")
    assert tab.run(ROWS) == options(tab, "year")["2021"] == 1
    press(tab, "#tab-charts")
    tab.wait("document.querySelectorAll('#charts .drawing[data-done]').length > 0")
    tab.run("document.querySelector('#chart-deadline details').open = true")
    tab.wait("document.querySelectorAll('#chart-deadline tbody tr').length === 1")
    press(tab, "#tab-cascade")
    assert tab.run("document.querySelectorAll('#cascade .tree > li').length") == 1


def numbers_shown(tab: Tab) -> list[int]:
    script = "document.querySelector('#status').textContent.replaceAll(',', '').match(/\\d+/g).map(Number)"
    return list(tab.run(script))


def test_a_neighbourhood_opens_and_closes(tab: Tab, large: Path) -> None:
    """By the button of the card, which does what a double click does, for the keyboard."""
    tab.open(large.as_uri())
    overview = numbers_shown(tab)[0]
    tab.run("location.hash = '#indicator=indicator-新建学校'")
    tab.wait("document.querySelector('#card h2')?.textContent === '新建学校'")
    closed = numbers_shown(tab)[0]
    assert text_of(tab, "#unfold") == "展开邻域"
    press(tab, "#unfold")
    assert text_of(tab, "#unfold") == "收起邻域"
    linked = tab.run("document.querySelectorAll('#card ul li').length")
    assert numbers_shown(tab)[0] > closed + min(linked, 60)
    press(tab, "#unfold")
    assert numbers_shown(tab)[0] < closed + 60
    press(tab, "#overview")
    press(tab, "#card li .link")  # the first document unfolds and folds
    before = numbers_shown(tab)[0]
    assert before >= overview
    press(tab, "#unfold")
    after = numbers_shown(tab)[0]
    assert after != before
    press(tab, "#unfold")
    assert numbers_shown(tab)[0] == before
    assert tab.complaints == []


def test_the_copied_query_is_answered_by_kg(tab: Tab, corpus_graph: Path) -> None:
    """The query on the card of one node of each kind, run as a user would."""
    first: dict[str, dict[str, Any]] = {}
    tab.open((corpus_graph / "index.html").as_uri())
    for name in tab.run(
        """(() => {
          const data = JSON.parse(document.querySelector("#data").textContent);
          const seen = new Map();
          data.network.nodes.forEach((node, at) => {
            if (data.iris[at] !== null && !seen.has(node.group)) seen.set(node.group, data.iris[at]);
          });
          return [...seen];
        })()"""
    ):
        kind, local = name
        link = f"#{kind}={quote(local, safe='')}"
        tab.run(f"location.hash = {json.dumps(link)}")
        tab.wait(f"document.querySelector('#card .iri input')?.value.endsWith({json.dumps(local)})")
        first[kind] = {"query": tab.run("document.querySelector('#sparql')?.value")}
    asked = {kind: told["query"] for kind, told in first.items() if told["query"]}
    assert {"document", "task", "target", "achievement", "indicator", "body", "person", "place", "cited"} <= set(asked)
    for kind, query in asked.items():
        result = CliRunner().invoke(main, ["query", "-g", str(corpus_graph), "--format", "json", query])
        assert result.exit_code == 0, result.output
        assert json.loads(result.stdout)["results"]["bindings"], kind


def test_copying(tab: Tab, rich: Path) -> None:
    tab.open(f"{rich.as_uri()}#statement={NODES['statement'].rsplit('/', 1)[1]}")
    origin = "file://"
    tab.send("Browser.grantPermissions", origin=origin, permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    press(tab, "#copy")
    tab.wait("document.querySelector('#copy').textContent === '已复制'")
    assert text_of(tab, "#said") == "已复制"
    assert (
        tab.run("getSelection().toString() || document.querySelector('#card .iri input').value") == NODES["statement"]
    )


def test_a_row_of_a_ledger_tells_state_place_and_what_it_reports_on(tab: Tab, tmp_path: Path) -> None:
    document = notice()
    task, target = document.tasks[0], document.statements[0]
    told = replace(task, state="正常推进", status="on-schedule", as_of="2021-09-30")
    done = replace(
        document.statements[1], kind="progress", about=target.id, sheet="督办台账", table=1, row=2, column=13
    )
    path = tmp_path / "ledger.html"
    rows = replace(document, tasks=(told, *document.tasks[1:]), statements=(target, done, *document.statements[2:]))
    path.write_text(render_page([rows], title="台账"), encoding="utf-8")
    tab.open(f"{path.as_uri()}#statement={done.id.rsplit('/', 1)[1]}")
    card = text_of(tab, "#card")
    assert "工作表“督办台账” 表1 第2行 第13列" in card
    assert "所报任务" in card
    press(tab, f"#card [data-key=node-{tab.run(NUMBER % json.dumps(target.id.rsplit('/', 1)[1]))}]")
    assert text_of(tab, "#card h2") == TITLES["statement"]
    tab.run(f"location.hash = '#task={task.id.rsplit('/', 1)[1]}'")
    tab.wait("document.querySelector('#card').innerText.includes('正常推进')")
    assert "2021-09-30" in text_of(tab, "#card")
    assert tab.complaints == []
