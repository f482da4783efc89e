"""Web pages of government sites: particulars, the site's own words, tables that are none, saved pages."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest

from kg.data import table
from kg.model import Given
from kg.read import extract
from kg.read.layout import Content


def read(body: str, head: str = "") -> Content:
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return extract(page.encode(), ".html")[0]


PARTICULARS = Given(title="关于印发方案的通知", number="滨政〔2024〕3号", issuer="滨河市人民政府", issued="2024-03-01")


@pytest.mark.parametrize(
    "particulars",
    [
        "<table><tr><td>索 引 号：</td><td>0123/2024</td><td>发文机关：</td><td>滨河市人民政府</td></tr>"
        "<tr><td>标　　题：</td><td colspan=3>关于印发方案的通知</td></tr>"
        "<tr><td>发文字号：</td><td>滨政〔2024〕3号</td><td>成文日期：</td><td>2024年3月1日</td></tr>"
        "<tr><td>发布日期：</td><td>2024-03-08</td><td>有效性：</td><td>有效</td></tr></table>",
        "<ul><li><b>索引号：</b>0123/2024</li><li><b>发布机构：</b><span>滨河市人民政府</span></li>"
        "<li><b>标题：</b>关于印发方案的通知</li><li><b>文号：</b>滨政〔2024〕3号</li>"
        "<li><b>成文日期：</b>2024-03-01</li><li><b>主题分类：</b>综合政务</li></ul>",
        "<div><p>索引号：0123</p><p>发文机关：滨河市人民政府</p><p>名称：关于印发方案的通知</p>"
        "<p>文号：滨政〔2024〕3号</p><p>生成日期：2024/3/1</p></div>",
    ],
)
def test_particulars_are_given_and_not_in_the_text(particulars: str) -> None:
    content = read(f"{particulars}<h1>通知全文</h1><p>新增就业12万人。</p>")
    assert content.given == PARTICULARS
    assert content.text == "通知全文\n新增就业12万人。"


def test_particulars_in_the_head() -> None:
    head = '<meta name="ArticleTitle" content="关于印发方案的通知"><meta name="PubDate" content="2024-03-08 09:00">'
    assert read("<p>正文</p>", head).given == Given(title="关于印发方案的通知", issued="2024-03-08")


def test_table_of_duties_with_such_words_is_no_table_of_particulars() -> None:
    content = read(
        "<table><tr><td>名称</td><td>来源</td><td>责任部门</td></tr>"
        + "<tr><td>新建学校</td><td>财政资金</td><td>区教育局</td></tr>" * 6
        + "</table>"
    )
    assert len(content.tables) == 1


@pytest.mark.parametrize("row", table("pages")["furniture"], ids=lambda row: row["name"])
def test_rows_of_the_sites_words(row: dict[str, Any]) -> None:
    for example in row["examples"]:
        assert re.search(row["pattern"], example), example
        assert read(f"<p>就业</p><p>{example}</p>").text == "就业", example
    for other in row["not"]:
        assert not re.search(row["pattern"], other), other
        assert read(f"<p>就业</p><p>{other}</p>").text == f"就业\n{other}"


def test_parts_by_their_names() -> None:
    long = "<p>" + "推进老旧小区改造，新增就业12万人。" * 20 + "</p>"
    page = f'<div class="siteFooter">滨河市</div><div id=bdshare>微博</div><div class="main">{long}</div>'
    assert read(page).text == "推进老旧小区改造，新增就业12万人。" * 20
    assert read(f'<div class="header">{long}</div>').text != ""  # a name does not make the whole content a header


def test_table_that_places_parts_of_a_page_is_none() -> None:
    page = "<table><tr><td><h1>通知</h1><p>正文一</p></td><td>右栏</td></tr><tr><td>下</td><td>右下</td></tr></table>"
    content = read(page)
    assert content.tables == ()
    assert content.text == "通知\n正文一\n右栏\n下\n右下"


def test_headings() -> None:
    content = read("<h1>题</h1><p>文</p><h3>二、目标</h3>")
    assert [(content.text[h.start : h.end], h.level) for h in content.headings] == [("题", 1), ("二、目标", 3)]


@pytest.mark.parametrize(("charset", "encoding"), [("gb2312", "base64"), ("utf-8", "quoted-printable")])
def test_saved_page(charset: str, encoding: str) -> None:
    import quopri

    html = "<html><body><p>全市新增就业12万人</p></body></html>".encode("gb18030" if charset == "gb2312" else charset)
    body = base64.encodebytes(html) if encoding == "base64" else quopri.encodestring(html)
    data = (
        b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--x\"\r\n\r\n"
        b"----x\r\nContent-Type: text/html; charset=" + charset.encode() + b"\r\nContent-Transfer-Encoding: "
        + encoding.encode() + b"\r\n\r\n" + body + b"\r\n----x\r\nContent-Type: image/png\r\n\r\n\x89\r\n----x--\r\n"
    )  # fmt: skip
    content, media_type = extract(data, ".mht")
    assert (content.text, media_type) == ("全市新增就业12万人", "multipart/related")


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030", "utf-8", "utf-16"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "big5", ""])
def test_charset_that_is_declared_wrongly(encoding: str, declared: str) -> None:
    if declared == "big5" and encoding.startswith("gb"):
        pytest.skip("bytes that fit two encodings are read by what is declared")
    text = "滨河市人民政府关于印发重点工作任务分解方案的通知"
    page = f"<html><head><meta charset='{declared}'></head><body><p>{text}</p></body></html>"
    assert extract(page.encode(encoding), ".html")[0].text == text
