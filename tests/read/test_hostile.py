"""Files that mean harm, lie or are damaged: bounded time and memory, one clear message."""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest
from test_docx import W, package

from kg.building import build
from kg.errors import ReadError
from kg.read import extract, read
from kg.read.limits import Limits

SMALL = Limits(inflated=3_000_000, cells=1_000, pages=3, characters=500)


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(rows: int, columns: int = 2) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("表")
    for n in range(rows):
        sheet.append([n, *["就业"] * (columns - 1)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LOOP = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\nendstream"
)


def pdf(content: bytes = b"", *, pages: str = "[3 0 R]", count: int = 1, extra: bytes = b"") -> bytes:
    """A PDF with one page."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids{pages}/Count {count}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
        b"/XObject<</X 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        extra or LOOP,
    ]
    out, places = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
    b"stream\n\0\nendstream"
)
BOMB = b"<w:p/>" * 2_000_000
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
EXTERNAL = (
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)
NESTED = "<w:smartTag>" * 5000 + "</w:smartTag>" * 5000


@pytest.mark.parametrize(
    ("suffix", "data", "reason"),
    [
        (".docx", zipped({"word/document.xml": BOMB}), "looks like a zip bomb"),
        (".docx", zipped({"word/document.xml": os.urandom(2_000_000) + BOMB[:2_000_000]}), "more than 3 MB"),
        (".docx", zipped({"word/document.xml": LAUGHS}), "declares XML entities"),
        (".docx", zipped({"word/document.xml": EXTERNAL}), "declares XML entities"),
        (".docx", zipped({"word/document.xml": LAUGHS.encode("utf-16")}), "declares XML entities"),
        (".docx", package(f"<w:p>{NESTED}</w:p>"), "is no XML"),
        (".docx", zipped({"word/document.xml": "<a"}), "is no XML"),
        (".docx", zipped({"word/other.xml": "<a/>"}), "no part [Content_Types].xml"),
        (".docx", package("<w:p/>")[:-40], "no complete zip file"),
        (".docx", zipped({"a.txt": "x"}), "is an archive"),
        (".docx", zipped({"ppt/presentation.xml": "x"}), "is a presentation"),
        (".docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (".xlsx", workbook(2000), "more than 1,000 cells"),
        (".xlsx", zipped({"xl/workbook.xml": "<a/>"}), "no part xl/_rels/workbook.xml.rels"),
        (".xlsx", "不是表格".encode(), "is no .xlsx file"),
        (".html", b"<table>" + b"<tr><td>a<td>b</tr>" * 600 + b"</table>", "more than 1,000 cells"),
        (".txt", b"a\tb\n" * 600, "more than 1,000 cells"),
        (".mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\nx\n--b--",
         "without a page"),
        (".pdf", b"%PDF-1.7\n" + b"\xe2\xe3" * 90, "no complete PDF"),
        (".pdf", pdf(b"BT /F 9 Tf (" + b"a" * 900 + b") Tj ET"), "more than 500 characters"),
        (".pdf", pdf(b"/X Do", extra=IMAGE), "has no text layer"),
        (".pdf", pdf(b"9 9 m " + b"9 9 l 90 90 l " * 400 + b"S BT /F 9 Tf (abcdefgh) Tj ET"), "more than 500 lines"),
    ],
)  # fmt: skip
def test_refused(suffix: str, data: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=r"^(is|has|holds|looks|inflates)\b") as caught:
        extract(data, suffix, SMALL)
    assert reason in str(caught.value)


def test_form_that_draws_itself() -> None:
    content, _ = extract(pdf(b"/X Do BT /F 9 Tf 20 20 Td (Jobs 120000) Tj ET"), ".pdf")
    assert content.text == "Jobs 120000"


def test_page_tree_with_a_loop() -> None:
    data = pdf(b"BT /F 9 Tf 20 20 Td (Jobs 120000) Tj ET", pages="[3 0 R 2 0 R]", count=2)
    assert extract(data, ".pdf", SMALL)[0].text.startswith("Jobs 120000")


def test_page_count_that_lies() -> None:
    with pytest.raises(ValueError, match=r"pages, at most 3 are read|no complete PDF|no text layer"):
        extract(pdf(b"x", count=1_000_000), ".pdf", SMALL)


def test_entry_that_lies_about_its_size() -> None:
    data = bytearray(zipped({"word/document.xml": BOMB[:600_000]}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 50)
    with pytest.raises(ValueError, match="is damaged"):
        extract(bytes(data), ".docx")


def test_encrypted_pdf() -> None:
    """Saved by LibreOffice with a password that opens it."""
    data = Path(__file__).parents[1].joinpath("data", "encrypted", "password.pdf").read_bytes()
    with pytest.raises(ValueError, match="is encrypted; save it without a password"):
        extract(data, ".pdf")


def test_encrypted_zip_part() -> None:
    data = bytearray(package("<w:p/>"))
    for mark, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + flag] |= 1
    with pytest.raises(ValueError, match="is encrypted"):
        extract(bytes(data), ".docx")


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("page.txt", "<!DOCTYPE html><html><body><p>就业12万人</p></body></html>".encode(), "就业12万人"),
        (
            "page.xls",
            "<html><meta charset=gbk><table><tr><td>甲<td>乙<tr><td>1<td>2</table>".encode("gbk"),
            "甲\t乙\n1\t2",
        ),
        ("word.txt", package("<w:p><w:r><w:t>就业12万人</w:t></w:r></w:p>"), "就业12万人"),
        ("word.pdf", package("<w:p><w:r><w:t>就业12万人</w:t></w:r></w:p>"), "就业12万人"),
        ("print.docx", pdf(b"BT /F 9 Tf 20 20 Td (Jobs 120000) Tj ET"), "Jobs 120000"),
        ("book.docx", workbook(2), "0\t就业\n1\t就业"),
    ],
)
def test_file_that_lies_about_its_type_is_read_by_what_it_is(tmp_path: Path, name: str, data: bytes, text: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert read(path, name).text == text


def test_table_of_200000_rows_is_refused_in_time() -> None:
    rows = "<row><c t='inlineStr'><is><t>甲</t></is></c><c><v>1</v></c><c><v>2</v></c></row>" * 200_000
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sheet.main+xml"/></Types>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        'relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>",
    }
    with pytest.raises(ValueError, match="more than 500,000 cells"):
        extract(zipped(parts), ".xlsx", Limits(ratio=2000))


def test_rest_of_the_batch_is_done(tmp_path: Path) -> None:
    folder = tmp_path / "收 件'箱\"$(x)"
    folder.mkdir()
    (folder / "好&<b>.txt").write_text("滨河市2024年全市新增就业12万人。", encoding="utf-8")
    (folder / "坏.docx").write_bytes(zipped({"word/document.xml": LAUGHS}))
    (folder / "扫描.pdf").write_bytes(pdf(b"/X Do", extra=IMAGE))
    (folder / "假.xlsx").write_bytes(zlib.compress(b"x" * 100))
    (folder / "圈").symlink_to(folder, target_is_directory=True)
    (folder / "环.txt").symlink_to(folder / "环.txt")
    report = build(folder, tmp_path / "out")
    assert report.extracted == 4
    assert {Path(f.path).name for f in report.failures} >= {"坏.docx", "扫描.pdf", "假.xlsx"}
    assert not any("internal error" in str(failure) for failure in report.failures)
    assert report.counts["documents"] == 1


def test_named_loop_of_links(tmp_path: Path) -> None:
    path = tmp_path / "环.pdf"
    path.symlink_to(path)
    with pytest.raises(ReadError, match=r"cannot be read|does not exist"):
        read(path, path.name)
