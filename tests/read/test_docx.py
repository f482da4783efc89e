"""Word: what is read, what is left out, printed numbers of lists, tables of every shape."""

from __future__ import annotations

import io
import zipfile

import pytest

from kg.model import Document
from kg.read import extract
from kg.read.layout import Content
from kg.read.numbering import FORMATS, counted

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(body: str, **parts: str) -> bytes:
    """A Word file of the elements of its body; other parts by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return out.getvalue()


def read(body: str, **parts: str) -> Content:
    return extract(package(body, **parts), ".docx")[0]


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def cells(content: Content | Document) -> list[tuple[int, int, str, int, int]]:
    (table,) = content.tables
    return [(c.row, c.column, content.text[c.start : c.end], c.rows, c.columns) for c in table.cells]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("新增就业") + p("12万人"), "新增就业\n12万人"),
        ("<w:p><w:r><w:t>12</w:t></w:r><w:r><w:t>万人</w:t></w:r></w:p>", "12万人"),
        ("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>", "一\n二 三"),
        ("<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>", "新"),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
         "<w:moveTo><w:r><w:t>新</w:t></w:r></w:moveTo></w:p>", "新"),
        (p("一", "<w:rPr><w:del/></w:rPr>") + p("二"), "一二"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>不</w:t></w:r><w:r><w:t>是</w:t></w:r></w:p>", "是"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>是</w:t></w:r></w:hyperlink></w:p>",
         "是"),
        ("<w:sdt><w:sdtContent>" + p("是") + "</w:sdtContent></w:sdt>", "是"),
        ("<w:p><w:r><w:t>前</w:t><w:pict><w:txbxContent>" + p("框") + "</w:txbxContent></w:pict></w:r></w:p>",
         "前\n框"),
        ("<w:tbl><w:tr>" + tc("只有一格") + "</w:tr></w:tbl>", "只有一格"),
    ],
)  # fmt: skip
def test_text(body: str, text: str) -> None:
    assert read(body).text == text


def test_headings_by_style_and_by_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="toc 1"/></w:style>'
    )
    content = read(
        p("题目", '<w:pStyle w:val="t"/>')
        + p("目录行", '<w:pStyle w:val="c"/>')
        + p("章", '<w:pStyle w:val="a"/>')
        + p("节", '<w:outlineLvl w:val="2"/>')
        + p("正文"),
        styles=styles,
    )
    assert [(content.text[h.start : h.end], h.level) for h in content.headings] == [("题目", 0), ("章", 1), ("节", 3)]
    assert content.text == "题目\n章\n节\n正文"


def levels(*forms: tuple[str, str]) -> str:
    """A numbering part with one list: the format and text of each level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(forms)
    )
    return (
        f'<w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )


def item(text: str, level: int, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_printed_numbers_of_lists() -> None:
    numbering = levels(
        ("chineseCounting", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircleChinese", "%4"),
        ("bullet", "●"),
    )
    body = "".join(
        [item("甲", 0), item("乙", 1), item("丙", 2), item("丁", 2), item("戊", 3), item("己", 4), item("庚", 1),
         item("辛", 2), item("壬", 0), item("癸", 1), item("另", 0, 2), item("无", 0, 0)]
    )  # fmt: skip
    assert read(body, numbering=numbering).text.split("\n") == [
        "一、甲", "（一）乙", "1.丙", "2.丁", "① 戊", "己", "（二）庚", "1.辛", "二、壬", "（一）癸", "五、另", "无",
    ]  # fmt: skip


def test_numbers_of_several_levels_and_legal_style() -> None:
    numbering = levels(("chineseCounting", "第%1章"), ("decimal", "%1.%2")).replace(
        '<w:lvlText w:val="%1.%2"/>', '<w:lvlText w:val="%1.%2"/><w:isLgl/>'
    )
    assert read(item("甲", 0) + item("乙", 1) + item("丙", 1), numbering=numbering).text.split("\n") == [
        "第一章 甲", "1.1 乙", "1.2 丙",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (1005, "一千零五"),
     (10_000, "10000")],
)  # fmt: skip
def test_counting(number: int, text: str) -> None:
    assert counted(number) == text


@pytest.mark.parametrize(
    ("form", "number", "text"),
    [("upperRoman", 14, "XIV"), ("lowerLetter", 28, "bb"), ("decimalZero", 7, "07"), ("ideographTraditional", 3, "丙"),
     ("decimalFullWidth", 12, "１２"), ("decimalEnclosedCircle", 21, "㉑"), ("chineseLegalSimplified", 12, "壹拾贰"),
     ("decimalEnclosedParen", 2, "⑵")],
)  # fmt: skip
def test_formats(form: str, number: int, text: str) -> None:
    assert FORMATS[form](number) == text


def test_cells_merged_both_ways() -> None:
    start, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    body = (
        f"<w:tbl><w:tr>{tc('序号', start)}{tc('目标', wide)}</w:tr>"
        f"<w:tr>{tc('', goes_on)}{tc('2024年')}{tc('2025年')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{tc('x')}{tc('y')}{tc('z')}</w:tr>"
        f"<w:tr>{tc('1')}{tc('12万人', wide)}</w:tr></w:tbl>"
    )
    content = read(body)
    assert cells(content) == [
        (0, 0, "序号", 2, 1), (0, 1, "目标", 1, 2), (1, 1, "2024年", 1, 1), (1, 2, "2025年", 1, 1),
        (2, 0, "1", 1, 1), (2, 1, "12万人", 1, 2),
    ]  # fmt: skip
    assert content.text == "序号\t目标\t\n\t2024年\t2025年\n1\t12万人\t"


def test_table_in_a_cell_gives_lines() -> None:
    inner = f"<w:tbl><w:tr>{tc('甲')}{tc('乙')}</w:tr><w:tr>{tc('丙')}{tc('丁')}</w:tr></w:tbl>"
    body = f"<w:tbl><w:tr>{tc('左')}<w:tc>{p('右')}{inner}{p('下')}</w:tc></w:tr></w:tbl>"
    assert cells(read(body)) == [(0, 0, "左", 1, 1), (0, 1, "右\n甲 乙\n丙 丁\n下", 1, 1)]


def test_notes_stand_at_the_end() -> None:
    body = '<w:p><w:r><w:t>就业12万人</w:t><w:footnoteReference w:id="3"/></w:r></w:p>' + p("尾")
    notes = f'<w:footnote w:id="-1">{p("线")}</w:footnote><w:footnote w:id="3">{p("不含兼职。")}</w:footnote>'
    assert read(body, footnotes=notes).text == "就业12万人\n尾\n[1]不含兼职。"


def test_text_box_in_two_forms_is_read_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(body).text == "框"
