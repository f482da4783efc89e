"""The page as a file: what it holds, and what it must not hold."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from time import perf_counter

from view_samples import many, notice, report

from kg.view import render_page
from kg.view.page import to_json


def blocks(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<(?:script|style)([^>]*)>(.*?)</(?:script|style)>", html, re.S)


def data_of(html: str) -> dict:
    return json.loads(next(text for attributes, text in blocks(html) if "json" in attributes))


def test_the_same_documents_in_any_order_give_the_same_bytes():
    one, other = notice(), report()
    assert render_page([one, other], title="青川") == render_page(iter([other, one]), title="青川")


def test_nothing_is_loaded_from_anywhere():
    html = render_page([notice(), report()], title="青川")
    assert not re.search(r"<(?:link|img|iframe|object|embed|base|video|audio)\b|<script[^>]*\bsrc", html)
    assert not re.search(r"@import|url\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", html)
    assert not re.search(r"\b(?:src|href|action)\s*=\s*[\"']", html.replace(to_json(data_of(html)), ""))


def test_the_policy_names_the_scripts_and_the_style_by_their_hashes():
    html = render_page([notice()], title="青川")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    inline = [text for attributes, text in blocks(html) if "json" not in attributes]
    assert len(inline) == 3
    for text in inline:
        assert f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy


def test_strings_cannot_end_the_data_block():
    hostile = "</script><script>alert(1)</script><!-- & \u2028 \u2029 \ud800"
    text = to_json({"a": hostile})
    assert json.loads(text) == {"a": hostile}
    assert not set(text) & set("<>&\u2028\u2029\ud800")


def test_a_hostile_title_is_escaped():
    html = render_page([notice()], title='</title><script>x=1</script>"\ud800')
    assert "<script>x=1" not in html
    assert html.encode("utf-8")


def test_the_card_of_a_statement_quotes_the_document():
    document = notice()
    data = data_of(render_page([document], title="青川"))
    statement = document.statements[1]
    node = data["iris"].index(statement.id.removeprefix(data["base"]))
    row = dict(zip(data["fields"]["statement"], data["rows"][str(node)], strict=True))
    quote = row["quote_before"] + row["number"] + row["quote_after"]
    assert quote == "培训技能人才3 万人次"
    assert row["before"] + quote + row["after"] in document.text
    assert (row["value"], row["unit"], row["deadline"], row["start"]) == (30000, "人次", "2021-12-31", statement.start)
    duties = [data["duties"][duty] for duty in row["duties"]]
    assert [(role, name) for role, name, _ in duties] == [
        ("lead", "区人社局"),
        ("responsible", "区财政局"),
        ("supervising", "李明"),
    ]
    assert [data["network"]["nodes"][agent]["group"] for *_, agent in duties] == ["body", "body", "person"]


def test_no_documents_and_an_empty_document_still_give_a_page():
    assert "application/json" in render_page([], title="空")
    assert "application/json" in render_page([replace(notice(), tasks=(), statements=(), citations=())], title="空")


def test_time_and_size_of_a_large_graph():
    documents = many(25, 240)
    render_page(documents[:1], title="大")
    start = perf_counter()
    html = render_page(documents, title="大")
    assert perf_counter() - start < 3.0  # about 0.4 s on a machine that does nothing else
    assert len(html.encode()) < 10_000_000
