"""How long reading a file of each format takes, as a ratio to what its library alone needs, in the same run.

The library's own work is: lxml parses the page or the parts; openpyxl goes through all cells; pdfium gives the text of
each page; Python decodes, and its csv module parses. Content is invented. A PDF is made with Chromium where it is
installed.

    python bench/formats.py [--paragraphs 2000] [--rows 2000]
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from kg.read import extract

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "read"))
import format_writers as write

PARAGRAPH = "{}.推进老旧小区改造，全年开工{}个，惠及居民1.25万户，完工率达到90%以上，由区住建局牵头，区财政局配合。"
ROUNDS = 3


def content(paragraphs: int, rows: int) -> write.Content:
    """So many paragraphs, and a table with five columns."""
    table = [["序号", "任务", "目标", "时限", "责任单位"]]
    table += [[str(n), f"改造第{n}批小区", f"{n}个", "6月底前", "区住建局"] for n in range(1, rows + 1)]
    return [*(("paragraph", PARAGRAPH.format(n, n)) for n in range(1, paragraphs + 1)), ("table", table)]


def of_text(data: bytes) -> None:
    data.decode("utf-8")


def of_gbk(data: bytes) -> None:
    data.decode("gb18030")


def of_csv(data: bytes) -> None:
    list(csv.reader(io.StringIO(data.decode("gb18030"), newline="")))


def of_html(data: bytes) -> None:
    from lxml import html

    html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8")).text_content()


def of_docx(data: bytes) -> None:
    from lxml import etree

    etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def of_xlsx(data: bytes) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets:
        for row in sheet.iter_rows(values_only=True):
            tuple(row)


def of_pdf(data: bytes) -> None:
    import pypdfium2

    for page in pypdfium2.PdfDocument(data):
        page.get_textpage().get_text_range()


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of some rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--paragraphs", type=int, default=2000)
    parser.add_argument("--rows", type=int, default=2000)
    arguments = parser.parse_args()
    what = content(arguments.paragraphs, arguments.rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write.docx_file([*what[:-1], ("table", what[-1][1][:200])], folder / "a.docx")  # python-docx writes slowly
        write.xlsx_file(what, folder / "a.xlsx")
        files: dict[str, tuple[bytes, str, Callable[[bytes], None]]] = {
            "txt": (write.txt(what), ".txt", of_text),
            "txt in GBK": (write.txt(what).decode().encode("gbk"), ".txt", of_gbk),
            "csv in GBK": (write.csv_file(what), ".csv", of_csv),
            "html": (write.page(what).encode(), ".html", of_html),
            "docx": ((folder / "a.docx").read_bytes(), ".docx", of_docx),
            "xlsx": ((folder / "a.xlsx").read_bytes(), ".xlsx", of_xlsx),
        }
        if write.chromium():
            write.pdf_file(what, folder / "a.pdf")
            files["pdf"] = ((folder / "a.pdf").read_bytes(), ".pdf", of_pdf)
        print(f"{'format':12}{'characters':>12}{'library s':>12}{'policykg s':>12}{'ratio':>8}{'chars/s':>12}")
        for kind, (data, suffix, library) in files.items():
            length = len(extract(data, suffix)[0].text)
            alone = best(lambda library=library, data=data: library(data))
            whole = best(lambda data=data, suffix=suffix: extract(data, suffix))
            print(f"{kind:12}{length:12,}{alone:12.4f}{whole:12.4f}{whole / alone:8.1f}{length / whole:12,.0f}")


if __name__ == "__main__":
    main()
