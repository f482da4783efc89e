"""The page in a real browser."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from chromium import Tab
from view_samples import notice, report

from kg.model import Extraction
from kg.view import render_page

HOSTILE = (
    "<img src=x onerror=\"hacked('img')\">",
    "</script><script>hacked('script')</script>",
    '<a href="javascript:hacked(1)">链接</a>',
    "<svg onload=hacked('svg')><style>*{display:none}</style>",
    "--><iframe src=https://example.invalid/></iframe>\u202e\u2028",
)


def text_of(tab: Tab, selector: str) -> str:
    return str(tab.run(f"document.querySelector({json.dumps(selector)}).innerText"))


def press(tab: Tab, selector: str) -> None:
    tab.run(f"document.querySelector({json.dumps(selector)}).click()")


def search(tab: Tab, query: str) -> list[str]:
    """The results of a search typed into the box."""
    press(tab, "#overview")
    tab.run("document.querySelector('#search').focus()")
    tab.type(query)
    tab.wait("document.querySelector('#status').textContent.includes('找到')")
    return list(tab.run("[...document.querySelectorAll('#results button')].map((b) => b.textContent)"))


def test_the_browser_tells_of_requests_and_errors(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text("<!DOCTYPE html><img src=missing.png><script>hacked()</script>", encoding="utf-8")
    tab.open(path.as_uri())
    assert (tmp_path / "missing.png").as_uri() in tab.requests
    assert any("hacked" in complaint for complaint in tab.complaints)


def test_opens_without_a_request_or_a_complaint(tab: Tab, page: Path) -> None:
    tab.open(page.as_uri())
    assert tab.requests == [page.as_uri()]
    assert tab.complaints == []
    assert tab.run("document.querySelector('#graph canvas').width > 300")
    assert text_of(tab, "h1") == "青川"
    assert text_of(tab, "#status").startswith("显示 ")
    legend = text_of(tab, "#kinds")
    assert all(word in legend for word in ("文件", "任务", "目标值", "完成值", "指标", "单位", "人员", "地区"))


def test_something_is_drawn(tab: Tab, page: Path) -> None:
    tab.open(page.as_uri())
    colours = tab.run(
        """(() => {
          const canvas = document.querySelector("#graph canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set();
          for (let i = 0; i < data.length; i += 4) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
          return ["0,114,178", "213,94,0", "86,180,233", "0,158,115"].filter((colour) => seen.has(colour));
        })()"""
    )
    assert len(colours) == 4  # document, target, task, achievement


def test_search_finds_indicators_bodies_and_numbers(tab: Tab, page: Path) -> None:
    tab.open(page.as_uri())
    assert "新增城镇就业 ≥12万人" in search(tab, "城镇就业")
    assert "新增城镇就业 ≥12万人" in search(tab, "人社局")
    assert search(tab, "1.5 万套") == ["2. 新开工安置房1.5万套。", "新开工安置房 1.5万套"]
    assert "城镇登记失业率 ≤4%" in search(tab, "失业率 ４％")
    assert search(tab, "没有这个词") == []


def test_a_result_opens_the_card(tab: Tab, page: Path) -> None:
    tab.open(page.as_uri())
    search(tab, "12万人以上")
    tab.run("[...document.querySelectorAll('#results button')].find((b) => b.textContent.includes('≥12万人')).click()")
    card = text_of(tab, "#card")
    for part in (
        "目标值",
        "≥ 120,000 人",
        "2021-12-31",
        "区人社局",
        "区财政局",
        "李明",
        "一、稳定就业",
        "quantity.plain",
    ):
        assert part in card
    assert text_of(tab, "#card mark") == "12万人"
    assert "新增城镇就业12万人以上" in text_of(tab, "#card blockquote")
    statement = notice().statements[0]
    assert tab.run("document.querySelector('#card .iri input').value") == statement.id
    link, _, rest = str(tab.run("location.hash")).partition("&")
    assert link == f"#statement={statement.id.rsplit('/', 1)[1]}"
    assert rest.startswith("search=")
    press(tab, "#card dd .link")  # the body that leads
    assert "区人社局" in text_of(tab, "#card h2")
    assert "牵头的任务" in text_of(tab, "#card")
    press(tab, "#close")
    assert text_of(tab, "#card").startswith("单击看详情")


def test_filters_by_kind_and_document(tab: Tab, page: Path) -> None:
    tab.open(page.as_uri())
    press(tab, "#tab-table")

    def rows() -> int:
        return int(tab.run("document.querySelectorAll('#table tbody tr').length"))

    assert rows() == 6
    press(tab, "#kinds input[value=target]")
    assert rows() == 2
    press(tab, "#kinds input[value=target]")
    tab.run(
        """(() => {
          const chooser = document.querySelector("#document");
          chooser.value = [...chooser.options].find((o) => o.textContent.includes("工作报告")).value;
          chooser.dispatchEvent(new Event("change"));
        })()"""
    )
    assert rows() == 3
    press(tab, "#tab-graph")
    press(tab, "#overview")
    assert "显示" in text_of(tab, "#status")
    assert tab.complaints == []


def test_the_table_sorts(tab: Tab, page: Path) -> None:
    tab.open(page.as_uri())
    press(tab, "#tab-table")
    values = "[...document.querySelectorAll('#table td.amount')].map((td) => td.textContent)"
    press(tab, "#table th:nth-child(3) button")
    assert tab.run(values)[:2] == ["≤ 4 %", "6.6 %"]
    press(tab, "#table th:nth-child(3) button")
    assert tab.run(values)[0] == "≥ 120,000 人"


def test_a_click_in_the_drawing_opens_the_card_and_a_double_click_folds(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "one.html"
    path.write_text(render_page([notice()], title="一份"), encoding="utf-8")
    tab.open(f"{path.as_uri()}#document=document-{notice().metadata.key}")
    assert "青政办〔2021〕5号" in text_of(tab, "#card")
    before = text_of(tab, "#status")
    # A spot well inside the document's square: nothing else is filled with that colour.
    x, y = tab.run(
        """(() => {
          const canvas = document.querySelector("#graph canvas");
          const { data, width } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const blue = (at) => data[at * 4] === 0 && data[at * 4 + 1] === 114 && data[at * 4 + 2] === 178;
          let at = 0;
          while (![0, -20, 20, -20 * width, 20 * width].every((step) => blue(at + step))) at += 1;
          const box = canvas.getBoundingClientRect();
          return [box.left + (at % width), box.top + Math.floor(at / width)];
        })()"""
    )
    press(tab, "#close")
    tab.click(x, y)
    tab.wait("document.querySelector('#close') !== null", 3)
    assert "青政办〔2021〕5号" in text_of(tab, "#card")
    tab.click(x, y, times=2)
    tab.wait(f"document.querySelector('#status').textContent !== {json.dumps(before)}", 3)


def test_deep_links(tab: Tab, page: Path) -> None:
    statement = report().statements[2]
    tab.open(f"{page.as_uri()}#statement={statement.id.rsplit('/', 1)[1]}")
    assert "城镇登记失业率" in text_of(tab, "#card h2")
    tab.run("location.hash = '#indicator=indicator-新增城镇就业'")
    tab.wait("document.querySelector('#card h2').textContent === '新增城镇就业'")
    tab.open(f"{page.as_uri()}#statement=statement-of-another-graph")
    assert text_of(tab, "#card").startswith("单击看详情")
    assert tab.complaints == []


def test_english(tab: Tab, page: Path) -> None:
    tab.open(page.as_uri())
    press(tab, "#language")
    assert "Target" in text_of(tab, "#kinds")
    assert "nodes shown" in text_of(tab, "#status")
    assert tab.run("document.documentElement.lang") == "en"
    tab.open(page.as_uri() + str(tab.run("location.hash")))
    assert "Target" in text_of(tab, "#kinds")
    press(tab, "#language")
    assert "目标值" in text_of(tab, "#kinds")
    assert str(tab.run("location.hash")) == ""


def hostile() -> list[Extraction]:
    """The notice with markup in every string that a document can bring."""
    documents = []
    for number, evil in enumerate(HOSTILE):
        document = notice()
        meta = replace(
            document.metadata, key=f"{number:012d}", id=f"{document.metadata.id}{number}", title=evil, number=evil,
            issuer=evil, place=evil, genre=evil, addressees=(evil,),
        )  # fmt: skip
        tasks = tuple(
            replace(
                task, id=f"{task.id}{number}", text=evil, section=(evil,),
                responsibilities=tuple(replace(r, name=evil, label=evil) for r in task.responsibilities),
            )
            for task in document.tasks
        )  # fmt: skip
        statements = tuple(
            replace(
                s, id=f"{s.id}{number}", task=f"{s.task}{number}", indicator=evil, unit=evil, scope=evil, per=evil,
                indicator_id=f"{s.indicator_id}{number}", number=evil, lead=(evil,), nature=evil, rule=evil,
            )
            if s.lead
            else replace(s, id=f"{s.id}{number}", task=None, indicator=evil, section=(evil,))
            for s in document.statements
        )  # fmt: skip
        citations = tuple(replace(c, title=evil, id=f"{c.id}{number}") for c in document.citations)
        documents.append(
            replace(
                document, name=evil, text=evil * 20, metadata=meta, tasks=tasks, statements=statements,
                citations=citations, warnings=(evil,),
            )
        )  # fmt: skip
    return documents


def test_markup_in_documents_stays_text(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(render_page(hostile(), title=HOSTILE[1]), encoding="utf-8")
    tab.open(path.as_uri())
    tab.run("window.hacked = (how) => { window.hackedBy = how; }")
    assert text_of(tab, "h1") == HOSTILE[1]
    search(tab, "hacked")
    # Open every card: first the results of a search, then each row of the table.
    tab.run("for (const b of document.querySelectorAll('#results button')) b.click()")
    press(tab, "#overview")
    press(tab, "#tab-table")
    tab.run("for (let i = 0; i < 15; i += 1) document.querySelectorAll('#table tbody .link')[i].click()")
    assert HOSTILE[-1][:9] in text_of(tab, "#card")
    assert tab.run("document.querySelectorAll('img, iframe, a, main style, main script').length") == 0
    assert tab.run("window.hackedBy") is None
    assert (tab.complaints, tab.dialogs, tab.requests) == ([], [], [path.as_uri()])


def test_a_large_graph_opens_as_an_overview(tab: Tab, large: Path) -> None:
    tab.open(large.as_uri())
    assert tab.run("performance.now()") < 5000  # about 0.5 s on a machine that does nothing else
    shown, everything = (
        int(number)
        for number in tab.run("document.querySelector('#status').textContent.replaceAll(',', '').match(/\\d+/g)")
    )
    assert 25 < shown <= 2000 < everything
    search(tab, "学校")
    assert "只画前 2,000 个" in text_of(tab, "#status")
    assert tab.complaints == []
