"""The page of an evaluation: nothing in it runs or leaves it, and every number is marked."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

from records import SCHOOLS, TEACHERS, TEXT, record

from kg.evaluation import evaluate, render_page

WRONG = SCHOOLS | {"unit": "个", "comparator": ">="}


class Page(HTMLParser):
    """Collects elements, ids, links and the document's text without notes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.marks: list[tuple[str, str]] = []
        self.text = ""
        self._inside: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self._inside.append(f"{tag}.{dict(attrs).get('class') or ''}")

    def handle_endtag(self, tag: str) -> None:
        assert self._inside.pop().startswith(f"{tag}.")

    def handle_data(self, data: str) -> None:
        if "div.text" in self._inside and not any(i.startswith("span.note") for i in self._inside):
            self.text += data
            if self._inside[-1].startswith("mark."):
                self.marks.append((self._inside[-1].removeprefix("mark."), data))


def page(gold: list[object], read: list[object], text: str | None = TEXT) -> str:
    return render_page(evaluate(gold, read), lambda name: text)  # type: ignore[arg-type]


def test_the_text_stands_there_with_its_marks() -> None:
    told = Page(page([SCHOOLS, TEACHERS], [WRONG, record(3, 5)]))
    assert told.text == TEXT
    assert told.marks == [("false", "25"), ("wrong", "20所"), ("missed", "3万人")]


def test_wrong_fields_and_jumps() -> None:
    html = page([SCHOOLS, TEACHERS], [WRONG, record(3, 5)])
    assert "unit <del>所</del> → <ins>个</ins>" in html
    told = Page(html)
    ids = [attrs["id"] for _, attrs in told.tags if "id" in attrs]
    links = {str(attrs["href"])[1:] for tag, attrs in told.tags if tag == "a"}
    assert ids == ["d1", "e1", "e2", "e3"]
    assert links == set(ids)


def test_spans_that_overlap_are_all_marked() -> None:
    told = Page(page([record(8, 14)], [record(12, 17)]))
    assert told.text == TEXT
    assert told.marks == [
        ("missed", TEXT[8:12]),
        ("missed false", TEXT[12:14]),
        ("false", TEXT[14:17]),
    ]


def test_a_span_outside_of_the_text() -> None:
    html = page([record(500, 505)], [record(600, 610)])
    assert Page(html).text == TEXT
    assert "2 records do not fit this text" in html


def test_a_number_that_is_not_there() -> None:
    assert "1 records do not fit" in page([SCHOOLS | {"number": "30所"}], [SCHOOLS | {"number": "20所"}])


def test_without_the_text_quotes_are_shown() -> None:
    html = page([SCHOOLS, TEACHERS | {"quote": "培训教师3万人", "number": "3万人"}], [SCHOOLS], None)
    assert "only quotes are shown" in html
    assert '<mark class="missed">3万人</mark> <q>培训教师3万人</q>' in html


def test_nothing_in_a_document_becomes_markup() -> None:
    evil = "<script>alert(1)</script>\"'&<img src=x onerror=y>\ud800$policy${x}"
    text = evil + "20所"
    gold = record(len(evil), len(text), unit=evil, indicator=evil, doc=evil)
    read = record(len(evil), len(text), unit="x" + evil, doc=evil)
    for shown in (text, None):
        told = Page(page([gold, record(0, 3, doc=evil)], [read], shown))
        assert not {"script", "img", "iframe", "link"} & {tag for tag, _ in told.tags}
        assert not [a for _, attrs in told.tags for a in attrs if a.startswith("on") or a in ("src", "style")]
    assert page([SCHOOLS], [SCHOOLS], None).count("$") == 0


def test_the_policy_allows_the_style_and_nothing_else() -> None:
    html = page([SCHOOLS], [SCHOOLS])
    style = re.search("<style>(.*)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = re.search('Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy[1] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "http:" not in html
    assert "https:" not in html
    assert "no errors" in html
