"""The reader, the cascade, the charts, the filters and the paths, in a real browser."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from chromium import Tab
from test_view_browser import HOSTILE, hostile, press, search, text_of
from view_samples import linked, notice, report

from kg.view import render_page

SVG = "{http://www.w3.org/2000/svg}"
CAUGHT = """(() => {
  window.saved = [];
  const original = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.saved.push(blob); return original.call(URL, blob); };
})()"""


def chosen(tab: Tab, selector: str, value: str) -> None:
    """Chooses the option of a select whose text or value begins so."""
    tab.run(
        f"""(() => {{
          const select = document.querySelector({json.dumps(selector)});
          const fits = (o) => o.value === {json.dumps(value)} || o.textContent.startsWith({json.dumps(value)});
          select.value = [...select.options].find(fits).value;
          select.dispatchEvent(new Event("change", {{ bubbles: true }}));
        }})()"""
    )


def test_search_by_pinyin(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    for typed in ("renshe", "rsj", "renshej", "chengzhenjiuye"):
        assert search(tab, typed), typed
    assert any("安置房" in found for found in search(tab, "anzhifang"))
    assert search(tab, "xyzzy") == []


def test_the_reader_marks_what_was_read(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    press(tab, "#tab-reader")
    chosen(tab, "#reader-document", "青川区人民政府办公室")
    marks = tab.run("[...document.querySelectorAll('#reader-text .mark')].map((m) => [m.dataset.mark, m.textContent])")
    assert ["target", "12万人"] in marks
    assert ["agent", "区人社局"] in marks
    assert ["citation", "青川市2021年重点民生实事"] in marks
    assert any(mark == "task" and "培训技能人才" in text for mark, text in marks)
    assert not any(mark in ("counted", "figure") for mark, _ in marks)
    # The text is the document's, character for character.
    shown = "[...document.querySelectorAll('#reader-text p')].map((p) => p.textContent).join('\\n')"
    assert tab.run(shown) == notice().text
    press(tab, "#reader-left")
    left = tab.run("[...document.querySelectorAll('#reader-text .figure')].map((m) => m.textContent)")
    assert "5" in left
    assert "未提取" in text_of(tab, "#reader-hint")
    tab.run(
        "document.querySelector('#reader-text .target').dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))"
    )
    tip = text_of(tab, "#tip")
    assert "新增城镇就业" in tip
    assert "区人社局" in tip
    press(tab, "#reader-text .target")
    assert tab.run("document.querySelector('#graph').hidden") is False
    assert "新增城镇就业" in text_of(tab, "#card h2")
    press(tab, "#to-reader")
    assert tab.run("document.querySelector('#reader-text .here').textContent") == "12万人"
    assert tab.complaints == []


def test_a_link_into_the_reader(tab: Tab, rich: Path) -> None:
    name = report().statements[2].id.rsplit("/", 1)[1]
    tab.open(f"{rich.as_uri()}#statement={name}&view=reader")
    assert tab.run("document.querySelector('#reader-text .here').textContent") == "4%"
    assert "城镇登记失业率" in text_of(tab, "#card h2")


def test_characters_beyond_the_first_plane_do_not_move_the_marks(tab: Tab, tmp_path: Path) -> None:
    document = notice()
    text = "𠮷" * 3 + document.text
    moved = tuple(replace(s, start=s.start + 3, end=s.end + 3) for s in document.statements)
    path = tmp_path / "plane.html"
    page = render_page([replace(document, text=text, statements=moved, tasks=(), citations=())], title="字")
    path.write_text(page, encoding="utf-8")
    tab.open(path.as_uri())
    press(tab, "#tab-reader")
    assert tab.run("document.querySelector('#reader-text .target').textContent") == "12万人"


def test_the_cascade(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    press(tab, "#tab-cascade")
    press(tab, "#cascade-unfold")
    told = text_of(tab, "#cascade")
    for part in (
        "城镇登记失业率",
        "≤4%",
        "新开工安置房",
        "1.5万套",
        "分解",
        "25%",
        "上下不一致",
        "2021-12-31",
        "未提及",
    ):
        assert part in told
    assert tab.run("document.querySelectorAll('#cascade .tree').length") == 1
    press(tab, "#cascade input[value=share]")
    press(tab, "#cascade input[value=not-passed-down]")
    assert "没有符合条件" in text_of(tab, "#cascade")
    press(tab, "#cascade input[value=share]")
    chosen(tab, "#cascade-finding", "discrepancy")
    press(tab, "#cascade .tree .tree .link, #cascade .tree ul .link")
    assert "新开工安置房" in text_of(tab, "#card h2")
    assert "上下不一致" in text_of(tab, "#card")
    press(tab, "#to-cascade")
    assert "只显示" in text_of(tab, "#cascade .about")
    press(tab, "#cascade .tree .small")
    assert tab.run("document.querySelector('#reader').hidden") is False
    assert tab.complaints == []


def test_charts_are_drawn_and_saved(tab: Tab, rich: Path, tmp_path: Path) -> None:
    tab.open(rich.as_uri())
    tab.save_to(tmp_path)
    press(tab, "#tab-charts")
    tab.wait("document.querySelectorAll('#charts .drawing[data-done] canvas').length === 4")
    tab.run(CAUGHT)
    for name in ("deadline", "indicator", "load", "binding"):
        for number, kind in enumerate(("png", "svg", "csv")):
            before = tab.run("saved.length")
            press(tab, f"#chart-{name} .save.{kind}")
            tab.wait(f"saved.length > {before}")
            head = "saved.at(-1).arrayBuffer().then((b) => [...new Uint8Array(b).slice(0, 8)])"
            if number == 0:
                assert bytes(tab.run(head)) == b"\x89PNG\r\n\x1a\n"
            elif number == 1:
                svg = ElementTree.fromstring(tab.run("saved.at(-1).text()"))
                assert svg.tag == SVG + "svg"
                assert svg.findall(f".//{SVG}path")
            else:
                rows = list(csv.reader(io.StringIO(tab.run("saved.at(-1).text()"))))
                assert len(rows) > 1
                assert len({len(row) for row in rows}) == 1
    file = tmp_path / "targets-by-deadline.csv"
    for _ in range(100):
        if file.exists() and file.stat().st_size:
            break
        tab.run("new Promise((done) => setTimeout(done, 50))")
    assert "约束性" in file.read_text(encoding="utf-8-sig")
    press(tab, "#tab-table")
    press(tab, "#table .save")
    rows = list(csv.reader(io.StringIO(tab.run("saved.at(-1).text()"))))
    assert len(rows) == 7
    assert "12万人" in [row[4] for row in rows]
    assert tab.complaints == []


def test_the_facets(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    press(tab, "#tab-table")
    rows = "document.querySelectorAll('#table tbody tr').length"
    for facet, value, count in (
        ("place", "青川市青川区", 3),
        ("place", "青川市（", 6),
        ("level", "prefecture", 3),
        ("year", "2020", 2),
        ("system", "人力资源", 2),
    ):
        chosen(tab, f"#facet-{facet}", value)
        assert tab.run(rows) == count, (facet, value)
        press(tab, "#overview")
    chosen(tab, "#facet-theme", "住房")
    assert tab.run(rows) == 1
    press(tab, "#overview")
    tab.run(
        "(() => { const s = document.querySelector('#facet-confidence'); s.value = '0.95';"
        " s.dispatchEvent(new Event('input')); })()"
    )
    tab.wait(f"{rows} === 0", 3)
    assert tab.complaints == []


def test_a_query_to_copy_and_a_path_between_two_nodes(tab: Tab, rich: Path) -> None:
    statement = notice().statements[0]
    tab.open(f"{rich.as_uri()}#statement={statement.id.rsplit('/', 1)[1]}")
    query = tab.run("document.querySelector('#sparql').value")
    assert f"<{statement.id}>" in query
    assert "PREFIX pk:" in query
    press(tab, "#path-from")
    press(tab, "#card dd .link")  # the body that leads its task
    press(tab, "#path-to")
    assert text_of(tab, "#path-count") == "2 步"
    assert tab.run("document.querySelectorAll('#path-steps li').length") == 3
    assert "牵头" in text_of(tab, "#path-steps")


def test_tabs_by_keyboard(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    tab.run("document.querySelector('#tab-graph').focus()")
    key = (
        "document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: '%s', bubbles: true, cancelable: true}))"
    )
    for name, expected in (
        ("ArrowRight", "table"),
        ("ArrowRight", "reader"),
        ("End", "charts"),
        ("ArrowRight", "graph"),
    ):
        tab.run(key % name)
        assert tab.run("document.activeElement.id") == f"tab-{expected}"
        assert tab.run(f"document.querySelector('#{expected}').hidden") is False
    assert tab.run("[...document.querySelectorAll('[role=tab]')].filter((t) => t.tabIndex === 0).length") == 1


def test_markup_stays_text_in_every_view(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(linked(hostile()[:2]), encoding="utf-8")
    tab.open(path.as_uri())
    tab.run("window.hacked = (how) => { window.hackedBy = how; }")
    for view in ("reader", "cascade", "charts"):
        press(tab, f"#tab-{view}")
        tab.run("document.querySelector('#cascade-unfold')?.click()")
        tab.run("document.querySelector('#reader-left')?.click()")
        tab.run(
            "for (const m of document.querySelectorAll('#reader .mark'))"
            " m.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))"
        )
        tab.run("new Promise((done) => setTimeout(done, 300))")
        assert HOSTILE[0][:12] in text_of(tab, f"#{view}") or view == "charts"
    tab.run(CAUGHT)
    tab.wait("document.querySelectorAll('#charts .drawing[data-done] canvas').length >= 2")
    tab.run("for (const b of document.querySelectorAll('#charts .save.svg')) b.click()")
    tab.wait("saved.length >= 2")
    svgs = tab.run("Promise.all(saved.map((blob) => blob.text()))")
    for svg in svgs:
        tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
        assert tags <= {"svg", "defs", "rect", "g", "path", "line", "text", "clipPath"}, tags
    assert tab.run("document.querySelectorAll('img, iframe, a, main style, main script').length") == 0
    assert tab.run("window.hackedBy") is None
    assert (tab.complaints, tab.dialogs) == ([], [])
    assert [asked for asked in tab.requests if not asked.startswith("blob:")] == [path.as_uri()]
