"""Reading HTML: what a reader of the page would call its content, one block or table cell a line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import read
from kg.read.html import decode, extract


def lines(body: str, head: str = "") -> list[str]:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return extract(page.encode()).text.split("\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>通知</h1><p>一、新增<b>就业</b>12万人。</p>尾", ["通知", "一、新增就业12万人。", "尾"]),
        ("<p>一<br>二<br/>三</p>", ["一", "二", "三"]),
        ("<p>  一 \n 二\t三  </p>", ["一 二 三"]),
        ("<p>全角　空格&nbsp;在</p>", ["全角　空格\u00a0在"]),
        ("<p>&lt;b&gt; &amp; 5&#19975;</p>", ["<b> & 5万"]),
        ("<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>", ["甲", "乙", "丙"]),
        ("<table><tr><th>指标</th><th>2025年</th></tr><tr><td>失业率</td><td></td><td>4%</td></tr></table>",
         ["指标\t2025年\t", "失业率\t\t4%"]),
        ("<pre>a  b\n  c\n\nd</pre>", ["a  b", "c", "d"]),
        ("一<!-- 不 -->二<script>不</script>三<style>不</style>四<noscript>不</noscript>", ["一二三四"]),
        ("<p hidden>不</p><p style='display: none'>不</p><p aria-hidden=true>不</p><p>是</p>", ["是"]),
        ("<nav>首页 公开</nav><aside>不</aside><footer>版权</footer><div role=navigation>不</div><p>是</p>", ["是"]),
        ("<form><input value=不><button>查询</button></form><select><option>不</select><p>是</p>", ["是"]),
        ("<div><ul><li><a>首页</a><li><a>政务公开</a><li><a>办事</a></ul></div><p>是</p>", ["是"]),
        ("<div>位置：<a>首页</a> &gt; <a>公开</a> &gt; <a>文件</a></div><p>是</p>", ["是"]),
        ("<p>依据<a>《规划》</a>、<a>《办法》</a>和<a>《通知》</a>，新增就业12万人。</p>",
         ["依据《规划》、《办法》和《通知》，新增就业12万人。"]),
        ("<p>见<a>附件</a>。</p>", ["见附件。"]),
    ],
)  # fmt: skip
def test_content(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_title_comes_first_unless_the_content_begins_with_it() -> None:
    assert lines("<p>正文</p>", "<title> 关于 印发 </title>") == ["关于 印发", "正文"]
    assert lines("<h1>关于印发</h1><p>正文</p>", "<title>关于印发 - 某区政府</title>") == ["关于印发", "正文"]


@pytest.mark.parametrize(
    "page",
    [
        "<meta charset=gb2312>镕基".encode("gb18030"),
        "<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=GBK'>镕基".encode("gbk"),
        "<meta charset = 'utf-8'>镕基".encode(),
        "镕基".encode(),
        "镕基".encode("utf-8-sig"),
        "<meta charset=gbk>镕基".encode("utf-8-sig"),
        "镕基".encode("utf-16"),
        "<meta charset=big5>繁體".encode("big5"),
    ],
)
def test_encoding(page: bytes) -> None:
    assert extract(page).text in ("镕基", "繁體")


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<p>镕基".encode()[:-1], "is not UTF-8 (byte 0xE5 at position 6)"),
        (b"<p>\0</p>", "is a binary file"),
        (b"<p>" + b"<div>" * 5000 + b"x", "is beyond what is read of a page"),
        (b"<html><body><script>1</script></body></html>", "holds no text"),
        (b"   ", "is no HTML page"),
    ],
)
def test_bad_page(tmp_path: Path, page: bytes, reason: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(page)
    with pytest.raises(ReadError) as caught:
        read(path, "page.html")
    assert reason in caught.value.reason


def test_xml_declaration_and_capital_suffix(tmp_path: Path) -> None:
    path = tmp_path / "PAGE.HTM"
    path.write_text('<?xml version="1.0" encoding="gb2312"?><html><p>镕基</p></html>', encoding="utf-8")
    document = read(path, "PAGE.HTM")
    assert document.text == "镕基"
    assert document.media_type == "text/html"


def test_charset_is_looked_for_in_the_head_only() -> None:
    assert "尾" in decode(b"x" * 5000 + "<meta charset=klingon>尾".encode())


def test_time_is_linear() -> None:
    def seconds(rows: int) -> float:
        page = "<table>" + "<tr><td>新增就业</td><td><a>12</a></td></tr>" * rows + "</table>"
        start = time.process_time()
        extract(page.encode())
        return time.process_time() - start

    seconds(100)
    assert min(seconds(20_000) for _ in range(3)) < 60 * min(seconds(1_000) for _ in range(3))
