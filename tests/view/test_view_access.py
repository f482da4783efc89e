"""The page for those who do not point with a mouse, see colours as most do, or read on a screen at all."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from chromium import Tab
from test_view_browser import press, text_of
from view_samples import notice

from kg.audit.run import RULES
from kg.read import read
from kg.view.page import SCRIPTS, _asset

VIEWS = ("graph", "table", "reader", "cascade", "charts")

CONTRAST = """(() => {
  const light = (rgb) => {
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = rgb.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const colour = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, a = 1] = colour(getComputedStyle(at).backgroundColor);
      if (a > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const weak = [];
  let count = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest("script, style, .unseen")) continue;
    const one = light(colour(getComputedStyle(element).color).slice(0, 3));
    const other = light(ground(element));
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    count += 1;
    if (ratio < 4.5) weak.push([ratio.toFixed(2), element.className, walker.currentNode.data.slice(0, 20)]);
  }
  return [count, weak];
})()"""


def show_all(tab: Tab, view: str) -> None:
    """One view with everything unfolded that it has."""
    press(tab, f"#tab-{view}")
    if view == "cascade" and "全部展开" in text_of(tab, "#cascade"):
        press(tab, "#cascade-unfold")
    if view == "reader" and not tab.run("document.querySelector('#reader-left').checked"):
        press(tab, "#reader-left")
    if view == "charts":
        tab.run("for (const d of document.querySelectorAll('#charts details')) d.open = true")


def tree(tab: Tab) -> list[tuple[str, str, int]]:
    """Role, name and heading level of all that a screen reader sees."""
    tab.send("Accessibility.enable")
    found = []
    for node in tab.send("Accessibility.getFullAXTree")["nodes"]:
        if not node.get("ignored"):
            level = next((p["value"]["value"] for p in node.get("properties", ()) if p["name"] == "level"), 0)
            found.append((node["role"]["value"], node.get("name", {}).get("value", ""), level))
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_everything_that_can_be_worked_has_a_name(tab: Tab, rich: Path, view: str) -> None:
    tab.open(f"{rich.as_uri()}#indicator=indicator-新增城镇就业")
    show_all(tab, view)
    seen = tree(tab)
    ids = tab.run("[...document.querySelectorAll('[id]')].map((e) => e.id)")
    assert len(ids) == len(set(ids))
    worked = {
        "button",
        "combobox",
        "textbox",
        "searchbox",
        "checkbox",
        "slider",
        "tab",
        "tabpanel",
        "img",
        "application",
    }
    assert [(role, name) for role, name, _ in seen if role in worked and not name.strip()] == []
    roles = [role for role, _, _ in seen]
    assert (roles.count("banner"), roles.count("main"), roles.count("tablist")) == (1, 1, 1)
    regions = [name for role, name, _ in seen if role in ("complementary", "region")]
    assert len(regions) == len(set(regions)) == 3
    assert "" not in regions
    levels = [level for role, _, level in seen if role == "heading"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("view", VIEWS)
def test_all_text_has_contrast(tab: Tab, rich: Path, view: str) -> None:
    tab.open(f"{rich.as_uri()}#statement={notice().statements[0].id.rsplit('/', 1)[1]}&view={view}")
    show_all(tab, view)
    count, weak = tab.run(CONTRAST)
    assert count > 40
    assert weak == []


def test_chinese_is_marked_as_chinese_in_the_english_interface(tab: Tab, rich: Path) -> None:
    tab.open(f"{rich.as_uri()}#indicator=indicator-新增城镇就业")
    assert tab.run("document.documentElement.lang") == "zh-CN"
    press(tab, "#language")
    unmarked = """(() => {
      const found = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const element = walker.currentNode.parentElement;
        if (element.closest("script, style, noscript, #language, option")) continue;
        if (!/\\p{Script=Han}/u.test(walker.currentNode.data)) continue;
        if (element.closest("[lang]").lang !== "zh-CN") found.push(element.outerHTML.slice(0, 120));
      }
      return found;
    })()"""
    for view in VIEWS:
        press(tab, f"#tab-{view}")
        press(tab, "#cascade-unfold") if view == "cascade" else None
        assert tab.run(unmarked) == [], view
    assert tab.run("document.querySelector('#language').lang") == "zh-CN"
    press(tab, "#language")
    assert tab.run("document.documentElement.lang") == "zh-CN"
    assert tab.run("document.querySelector('#language').lang") == "en"


FOCUSED = "document.activeElement.id || document.activeElement.dataset.key || document.activeElement.textContent"


def tab_to(tab: Tab, script: str) -> None:
    """Presses Tab until the focus is where it should be."""
    for _ in range(80):
        if tab.run(script):
            return
        tab.press("Tab")
    raise AssertionError(f"not reached by Tab: {script}")


def test_from_search_to_cascade_by_keyboard_alone(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    tab.press("Tab")
    assert tab.run("document.activeElement.id") == "skip"
    tab_to(tab, "document.activeElement.id === 'search'")
    tab.type("失业率")
    tab.wait("document.querySelector('#status').textContent.includes('找到')")
    tab.press("ArrowDown")
    assert tab.run("document.activeElement.closest('#results') !== null")
    tab.press("ArrowUp")
    assert tab.run("document.activeElement.id") == "search"
    tab.press("ArrowDown")
    tab.press("Enter")
    assert tab.run("document.activeElement.tagName") == "H2"
    assert "城镇登记失业率" in tab.run("document.activeElement.textContent")
    assert "城镇登记失业率" in text_of(tab, "#said")
    tab_to(tab, "document.activeElement.id === 'to-reader'")
    tab.press("Enter")
    assert tab.run("document.querySelector('#reader').hidden") is False
    assert tab.run("document.querySelector('#reader-text .here').textContent") == "4%"
    tab_to(tab, "document.activeElement.id === 'to-cascade'")
    tab.press(" ")
    assert tab.run("document.querySelector('#cascade').hidden") is False
    assert tab.run("document.querySelector('#cascade .here') !== null")
    tab.press("Escape")
    assert tab.run("document.querySelector('#close')") is None
    assert tab.run("document.activeElement.closest('#results') !== null")
    tab.press("Escape")
    assert tab.run("document.activeElement.id") == "search"


def test_focus_stays_where_it_was_when_a_view_is_drawn_again(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    for view, selector in (
        ("table", "#table th:nth-child(3) button"),
        ("cascade", "#cascade input[value=share]"),
        ("cascade", "#cascade-unfold"),
        ("reader", "#reader-left"),
        ("graph", "#kind-target"),
    ):
        press(tab, f"#tab-{view}")
        tab.run(f"document.querySelector({json.dumps(selector)}).focus()")
        before = tab.run(FOCUSED)
        tab.press(" ")
        assert tab.run(FOCUSED) == before, selector
    press(tab, "#tab-charts")
    tab.run("document.querySelector('#chart-step').focus()")
    tab.press("ArrowDown")
    assert tab.run("document.activeElement.id") == "chart-step"


def test_the_drawing_moves_by_keyboard(tab: Tab, rich: Path) -> None:
    tab.open(rich.as_uri())
    pixels = """(() => {
      const canvas = document.querySelector("#graph canvas");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      return data.reduce((sum, part) => (sum * 31 + part) | 0, 7);
    })()"""
    tab_to(tab, "document.activeElement.getAttribute('role') === 'application'")
    before = tab.run(pixels)
    tab.hold("ArrowLeft")
    tab.wait(f"{pixels} !== {before}")
    tab.release("ArrowLeft")


def test_reader_marks_are_reached_and_lead_on(tab: Tab, rich: Path) -> None:
    tab.open(f"{rich.as_uri()}#view=reader")
    tab_to(tab, "document.activeElement.dataset.mark === 'target'")
    assert tab.run("document.querySelector('#tip').hidden") is False
    tab.press("Enter")
    assert tab.run("document.querySelector('#graph').hidden") is False
    assert tab.run("document.activeElement.tagName") == "H2"


@pytest.mark.parametrize("view", VIEWS)
def test_prints(tab: Tab, rich: Path, tmp_path: Path, view: str) -> None:
    tab.open(f"{rich.as_uri()}#view={view}&year=2021")
    if view == "charts":
        tab.wait("document.querySelectorAll('#charts .drawing[data-done] canvas').length === 4")
    path = tmp_path / f"{view}.pdf"
    tab.print(path)
    text = "".join(read(path, path.name).text.split())
    assert "青川" in text
    assert "年度2021" in text  # which filters hold
    assert "清除筛选" not in text
    expected = {
        "graph": ("视图：关系图", "目标值"),
        "table": ("视图：数据表", "新增城镇就业", "120,000人", "青川区人民政府办公室关于分解2021年重点民生实事的通知"),
        "reader": ("视图：原文", "全年新增城镇就业12万人以上"),
        "cascade": ("视图：级联", "分解", "25%", "上下不一致"),
        "charts": ("视图：图表", "目标按时限分布", "单位承担的目标数"),
    }[view]
    for part in expected:
        assert part in text, part
    assert text_of(tab, "#print-note") == ""


def test_every_word_of_the_interface_is_there_in_both_languages() -> None:
    zh, en = _asset("words.js").split("\n};")[0].split("  en: {")
    known = [set(re.findall(r'(\w+): "(?:[^"\\]|\\.)*"', words)) for words in (zh, en)]
    assert known[0] == known[1]
    used = {word for name in SCRIPTS for word in re.findall(r'\bt\("(\w+)"', _asset(f"{name}.js"))}
    used |= set(re.findall(r'data-(?:text|label)="(\w+)"', _asset("page.html")))
    assert used <= known[0]
    rules = _asset("words.js").split("const RULE_WORDS = {")[1]
    assert set(re.findall(r'^  "?([a-z-]+)"?: \[', rules, re.M)) == set(RULES)
