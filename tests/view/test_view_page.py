"""The page as a file: what it holds, and what it must not hold."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from importlib.resources import files

from pyoxigraph import RdfFormat, Store
from view_samples import MINT, link_end, many, notice, report

from kg.audit.rules import Finding
from kg.graph.quads import graph_quads
from kg.view import render_page
from kg.view.cascade import END_FIELDS
from kg.view.page import _charts, payload, to_json
from kg.view.pinyin import readings
from kg.view.queries import queries
from kg.view.texts import left_out
from kg.view.vis import library


def blocks(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<(?:script|style)([^>]*)>(.*?)</(?:script|style)>", html, re.S)


def data_of(html: str) -> dict:
    return json.loads(next(text for attributes, text in blocks(html) if "json" in attributes))


def test_the_same_documents_in_any_order_give_the_same_bytes():
    one, other = notice(), report()
    assert render_page([one, other], title="青川") == render_page(iter([other, one]), title="青川")


def test_nothing_is_loaded_from_anywhere():
    html = render_page([notice(), report()], title="青川")
    for vendored in (_charts(), library()):  # what they may do is held by the policy, and tested in the browser
        assert vendored in html
        html = html.replace(vendored, "")
    assert not re.search(r"<(?:link|img|iframe|object|embed|base|video|audio)\b|<script[^>]*\bsrc", html)
    assert not re.search(r"@import|url\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", html)
    assert not re.search(r"\b(?:src|href|action)\s*=\s*[\"']", html.replace(to_json(data_of(html)), ""))


def test_the_policy_names_the_scripts_and_the_style_by_their_hashes():
    html = render_page([notice()], title="青川")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    inline = [text for attributes, text in blocks(html) if "json" not in attributes]
    assert len(inline) == 4
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


def test_size_of_a_large_graph():
    html = render_page(many(25, 240), title="大")
    assert len(html.encode()) < 10_000_000


def test_numbers_that_became_no_record_are_told():
    document = notice()
    found = [(document.text[start:end], counted) for (start, end), counted in left_out(document)]
    assert ("2021", 0) in found or ("2021年", 0) in found
    assert "12万人" not in [words for words, _ in found]
    without = replace(document, statements=document.statements[1:])
    assert ("12万人", 1) in [(document.text[start:end], counted) for (start, end), counted in left_out(without)]
    narrowed = payload([without], "", whole=[document])["texts"][0]
    assert narrowed[1] == document.text
    assert narrowed[4] == payload([document], "")["texts"][0][4]


def test_duties_and_citations_stand_where_the_text_has_them():
    document = notice()
    data = payload([document], "")
    _, text, duties, citations, _ = data["texts"][0]
    spans = [(text[duties[i] : duties[i + 1]], duties[i + 3]) for i in range(0, len(duties), 4)]
    assert ("区人社局", "lead") in spans
    assert text[citations[0] : citations[1]] == document.citations[0].title


def test_each_character_has_all_its_readings():
    table = readings(["重庆绿地", "A1人社局"])
    of = {character: said.split() for said, characters in table.items() for character in characters}
    assert {"chong", "zhong"} <= set(of["重"])
    assert of["局"] == ["ju"]
    assert "A" not in of


def test_readings_are_those_of_pypinyin():
    from pypinyin import Style, pinyin

    characters = [chr(code) for code in (*range(0x3400, 0x3500), *range(0x4E00, 0x6000), 0x8A92, 0x20BB7)]
    expected = {
        character: " ".join(dict.fromkeys(found[0]))
        for character in characters
        if (found := pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore"))
    }
    assert {c: said for said, group in readings(characters).items() for c in group} == expected


def test_links_and_findings_of_other_documents_are_left_out():
    parent, child = (link_end(document, document.statements[0]) for document in (report(), notice()))
    link = {"relation": "same", "parent": parent, "child": child, "confidence": 0.9, "evidence": [], "silent": None}
    finding = Finding("discrepancy", "error", "words", "字句", (), (parent["id"], child["id"]), 0.9)
    data = payload([notice(), report()], "", [link], [finding])
    ends = [dict(zip(END_FIELDS, end, strict=True)) for end in data["ends"]]
    assert [(e["amount"], data["network"]["nodes"][e["node"]]["group"]) for e in ends] == [
        ("↑6.6%", "achievement"),
        ("≥12万人", "target"),
    ]
    assert data["links"] == [["same", 0, 1, 0.9, [], None]]
    assert data["findings"][0][4] == [ends[0]["node"], ends[1]["node"]]
    assert payload([notice()], "", [link], [finding])["links"] == []


def test_the_query_of_each_kind_finds_something():
    store = Store()
    documents = [notice(), report()]
    store.load("\n".join(graph_quads(documents, MINT)).encode(), RdfFormat.N_QUADS)
    data = payload(documents, "")
    ready = queries()
    asked = set()
    for name, node in zip(data["iris"], data["network"]["nodes"], strict=True):
        if node["group"] in ready and node["group"] not in asked:
            iri = name if "://" in name else data["base"] + name
            rows = list(store.query(ready[node["group"]].replace("$IRI", iri), use_default_graph_as_union=True))
            assert rows, (node, ready[node["group"]])
            if rows:
                asked.add(node["group"])
    assert asked == {"document", "task", "target", "achievement", "indicator", "body", "person", "place", "cited"}


def test_vendored_files_are_those_that_the_readme_names():
    folder = files("kg.view") / "assets" / "vendor"
    told = dict(re.findall(r"^\| `([^`]+)` .*`([0-9a-f]{64})` \|$", (folder / "README.md").read_text(), re.M))
    assert told == {
        path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name.endswith(".js")
    }
    assert len([path for path in folder.iterdir() if path.name.startswith("LICENSE")]) == len(told)
