"""Whether the cost of a character stays the same as texts grow: 1, 2, 4 and 8 times, the nastiest texts among them.

    python bench/linear.py [--read extract|quantities|periods] [--size N] [--rounds N] [--limit S] [--line MB]
                           [NAME ...]

For each text (all without NAME) prints the seconds of processor time at each size, the characters a second at the
largest, and the cost of a character at 8 times the size as a multiple of that at 1 time: about 1 when the work is
linear, 8 when it is quadratic. ``--line`` reads single lines of so many million characters instead. A text that takes
longer than the limit is stopped. The exit code is 1 when one is stopped or its ratio is above the bar.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

from kg.model import Cell, Document, Table

ROOT = Path(__file__).parent.parent
TIMES = (1, 2, 4, 8)
BAR = 1.5
HUGE = ("all digits", "all 万", "one sentence", "unclosed brackets")

REPEATED = {
    "all digits": "7",
    "all 万": "万",
    "all 一": "一",
    "Han numerals": "三千二百一十五亿",
    "thousands separators": "123,",
    "decimal points": "1.",
    "ranges": "1-",
    "slashes": "1/",
    "percent signs": "5%",
    "shares without marks": "5%增长",
    "units": "5个",
    "units and dots": "5个、",
    "fractions": "百分之",
    "unclosed brackets": "（",
    "brackets that close only": "）",
    "unclosed brackets with numbers": "（新建5所",
    "unclosed square brackets": "【5个",
    "pairs of brackets": "（5个）",
    "nested brackets": "（（5个）",
    "unclosed quotes": "“",
    "unclosed quotes with numbers": "“新建5所",
    "straight quotes": '"5个',
    "unclosed titles": "《",
    "titles": "《关于2021年工作的通知》",
    "cited titles": "按照《关于工作的通知》（郑政〔2021〕1号）要求，",
    "document numbers": "郑政〔2021〕1号",
    "years": "2025年",
    "deadlines": "到2025年，",
    "dates and numbers": "到2025年新建5所，",
    "dates after numbers": "新建5所2025年底前完成、",
    "ends of months": "6月底前",
    "bare dates": "年内每年",
    "five-year plans": "“十四五”期间",
    "ideographic commas": "、",
    "commas": "，",
    "full stops": "。",
    "semicolons": "；",
    "colons": "：",
    "dashes": "—",
    "line breaks": "\n",
    "carriage returns": "\r\n",
    "spaces": " ",
    "wide spaces and digits": "　5",
    "zero-width spaces": "\u200b",
    "letters": "a",
    "letters beyond the first plane": "\U00020000",
    "lists of bodies": "区教育局、",
    "lists of names and numbers": "学校、医院5所、",
    "bodies without marks": "区教育局",
    "places": "郑州市中原区",
    "verbs": "新建",
    "verbs and numbers": "新建改造5个",
    "joined verbs": "新建、改造和",
    "nouns": "道路",
    "measures": "覆盖率",
    "changes": "同比增长",
    "changes and numbers": "同比增长5%，",
    "from-to": "由3%提高到5%，",
    "from": "由3%",
    "respectively": "分别为",
    "respectively and numbers": "分别为1个、2个、",
    "comparators before": "不低于",
    "comparators after": "以上",
    "sub-clauses": "其中新建5个，",
    "subject and numbers": "市区占5%，",
    "headings": "一、重点工作\n",
    "chapters": "第一章 总则\n",
    "deeper and deeper headings": "第一章 总则\n一、工作\n（一）任务\n1.新建5所。\n（1）建设2家。\n",
    "numbered items": "1.新建5所\n",
    "items and labels": "1.新建学校5所。\n责任单位：区教育局、区财政局\n",
    "label lines": "责任单位：区教育局，各街道办事处\n",
    "labels without line breaks": "责任单位：区教育局 ",
    "labels in brackets": "新建5所（牵头单位：教育局；责任单位：财政局）。",
    "unclosed labels in brackets": "（牵头单位：教育局",
    "inline responsibilities": "由区教育局牵头，区财政局配合，",
    "responsibilities of sections": "（区教育局负责）\n",
    "headings and labels": "一、工作\n责任单位：区教育局\n",
    "paragraphs and labels": "新建学校5所，改造医院3家。\n责任单位：区教育局\n",
    "numbered label lines": "（二）责任单位：区教育局\n",
    "items with numbered labels": "1.新建学校5所。\n（二）责任单位：市教育局\n（三）完成时限：6月底前\n",
    "limits in brackets": "1.新建学校5所（区教育局牵头，6月底前完成）。\n",
    "headings and limits": "一、工作\n责任单位：区教育局\n完成时限：6月底前\n新建学校5所。\n",
    "not applicable": "1.新建学校5所。（此项工作不涉及我区）\n责任单位：区教育局\n",
    "time limits": "1.新建学校5所。\n完成时限：6月底前\n",
    "table cells": "100\n",
    "cells of words": "指标\n",
    "table rows": "新增就业（万人）\n112.6\n120\n预期性\n",
    "tables": "指标名称\n单位\n2020年\n2025年\n属性\n新增就业\n万人\n112.6\n120\n预期性\n",
    "columns in a line": "新增就业 万人 112.6 120 预期性\n",
    "broken lines": "新建学校，改造医院，完善道路和桥梁建\n",
    "page furniture": "第 1 页 共 9 页\n",
    "contents": "一、工作............1\n",
}


TABLE = ("序号", "类别", "重点任务", "目标要求", "牵头单位", "责任单位", "责任领导", "完成时限")
ROW = (
    "{n}",
    "城建",
    "建设项目{n}",
    "新建公厕{n}座，改造道路3公里",
    "市城管局",
    "市住建局、市财政局",
    "王强",
    "6月底前",
)


def table_document(n: int) -> Document:
    """A document of about ``n`` characters, all of it a table whose categories are merged down ten rows."""
    text, cells = "\t".join(TABLE) + "\n", []
    at = 0
    for column, word in enumerate(TABLE):
        cells.append(Cell(0, column, at, at + len(word)))
        at += len(word) + 1
    row, lines = 1, [text]
    while at < n:
        for column, word in enumerate(ROW):
            if column != 1 or row % 10 == 1:
                words = word.format(n=row)
                cells.append(Cell(row, column, at, at + len(words), 10 if column == 1 else 1))
                lines.append(words + ("\n" if column == len(ROW) - 1 else "\t"))
                at += len(words) + 1
        row += 1
    return Document("table.xlsx", "".join(lines), tables=(Table(1, 0, at, tuple(cells)),))


def texts() -> dict[str, Callable[[int], str | Document]]:
    """By name, what makes a text of about so many characters."""
    made: dict[str, Callable[[int], str | Document]] = {
        "real documents": _real,
        "one sentence": _sentence,
        "one clause": _clause,
    }
    for name, piece in REPEATED.items():
        made[name] = partial(_repeated, piece)
    made["a table"] = table_document
    made["quotes, then numbers"] = lambda n: "“" * (n // 2) + "新建5所，" * (n // 10)
    made["nouns, then a number"] = lambda n: "道路" * (n // 2) + "新建5所"
    made["verbs, then a number"] = lambda n: "新建" * (n // 2) + "5所"
    made["brackets that nest to the middle"] = lambda n: "（" * (n // 2) + "5个" + "）" * (n // 2)
    return made


def _repeated(piece: str, n: int) -> str:
    return piece * (n // len(piece))


def _real(n: int) -> str:
    folder = ROOT.parent / "shared" / "corpus"
    files = sorted((folder if folder.is_dir() else ROOT / "corpus").rglob("*.txt"))
    text = "\n".join(path.read_bytes().decode("utf-8") for path in files)
    return (text * (n // len(text) + 1))[:n]


def _sentence(n: int) -> str:
    return "".join(_real(n + n // 2).translate(dict.fromkeys(map(ord, "\r\n。！？!?"), "，")))[:n]


def _clause(n: int) -> str:
    return _real(2 * n).translate(dict.fromkeys(map(ord, "\r\n \u3000。！？!?，,；;：:、")))[:n]


def reader(name: str) -> Callable[[Any], object]:
    """What is timed."""
    if name == "extract":
        from kg.pipeline import extract_document

        return lambda text: extract_document(text if isinstance(text, Document) else Document("text.txt", text))
    import kg

    return kg.quantities if name == "quantities" else lambda text: kg.periods(text, 2025)


def seconds(read: Callable[[Any], object], text: str | Document, rounds: int) -> float:
    """The least processor time of several runs."""
    times = []
    for _ in range(rounds):
        start = process_time()
        read(text)
        times.append(process_time() - start)
    return min(times)


def measure(options: argparse.Namespace, name: str) -> list[tuple[int, float]]:
    """Characters and seconds at each size, in a process of its own; those that were done when the limit was reached."""
    command = [sys.executable, __file__, "--one", "--read", options.read, "--size", str(options.size)]
    command += ["--rounds", str(options.rounds), *(["--line", str(options.line)] if options.line else []), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            out, _ = process.communicate(timeout=options.limit)
        except subprocess.TimeoutExpired:
            process.kill()
            out, _ = process.communicate()
    return [tuple(json.loads(line)) for line in out.splitlines()]


def one(options: argparse.Namespace, name: str) -> None:
    """Measure in this process."""
    make, read = texts()[name], reader(options.read)
    read("2025年新建学校5所。")  # loads the data
    sizes = [options.line * 1_000_000] if options.line else [options.size * times for times in TIMES]
    for size in sizes:
        text = make(size)
        length = len(text.text if isinstance(text, Document) else text)
        print(json.dumps([length, seconds(read, text, options.rounds)]), flush=True)


def report(options: argparse.Namespace) -> bool:
    """Print a line for each text; whether all are within the bar."""
    names = options.names or list(HUGE if options.line else texts())
    sizes = 1 if options.line else len(TIMES)
    told = "".join(f"{f'{t}x':>9}" for t in TIMES[:sizes])
    print(f"{'':32}{told}  characters/s   cost of a character, {TIMES[-1]}x : 1x")
    fine = True
    for name in names:
        found = measure(options, name)
        times = "".join(f"{s:9.3f}" for _, s in found)
        if len(found) < sizes:
            print(f"{name:32}{times}  stopped after {options.limit:g} s", flush=True)
            fine = False
            continue
        (first, least), (last, most) = found[0], found[-1]
        ratio = (most / last) / (least / first) if least else 1.0
        fine &= ratio <= BAR or bool(options.line)
        mark = "" if options.line else f"{ratio:12.2f}" + ("  above the bar" if ratio > BAR else "")
        print(f"{name:32}{times}{last / max(most, 1e-9):14,.0f}{mark}", flush=True)
    return fine


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--read", choices=("extract", "quantities", "periods"), default="extract")
    parser.add_argument("--size", type=int, default=37_500, help="characters at 1x (37,500: 8x is read in one part)")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--limit", type=float, default=120, help="seconds for one text at all sizes")
    parser.add_argument("--line", type=int, metavar="MB", help="read lines of so many million characters")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    unknown = [name for name in options.names if name not in texts()]
    if unknown:
        parser.error(f"no such text: {', '.join(unknown)}; there are: {', '.join(texts())}")
    if options.one:
        one(options, options.names[0])
        return 0
    return 0 if report(options) else 1


if __name__ == "__main__":
    sys.exit(main())
