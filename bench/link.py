"""What linking costs as a corpus grows: synthetic cities, their districts' notices and their reports.

    python bench/link.py [--most 1000000]

Prints, for each size, each in a process of its own: the processor time for a thousand statements, as a ratio to that of
the smallest size, and to a yardstick in the same process, the indicators of all statements cut into words by jieba; how
much memory a statement takes in the documents that are linked, and how much linking and writing its links takes on top.
Near linear means that the first ratio stays near 1.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from os import devnull
from pathlib import Path
from time import process_time

from kg.export.records import write_jsonl
from kg.graph.links import link_quads, passages
from kg.iri import Minter, document_key
from kg.link.ends import Linked, linked
from kg.link.records import link_records
from kg.model import Body, Extraction, Metadata, Place, Statement

VERBS = "新建 新增 改造 建成 完成 培训 治理 打通 创建 引进".split()
NOUNS = "公厕 学位 小区 绿地 道路 泊位 幼儿园 卫生室 书房 游园 企业 教师 桥梁 管网 湿地 码头 车站 粮仓 林地".split()
OF = "城镇 农村 市级 省级 社区 中心城区 沿河 山区 老旧 标准化 普惠 智能 示范 重点 公办".split()
UNITS = "个 座 所 处 人 公里 亩 户".split()
LIST = 40  # statements in a document
DISTRICTS = 9  # below a city
SYSTEMS = "教育 财政 民政 交通运输 水利 卫生健康".split()


def corpus(statements: int) -> Iterator[Extraction]:
    """Cities with a list each, nine districts that take it over, and the cities' report of the year after."""
    random.seed(20261125)
    minter = Minter()
    made, city = 0, 0
    while made < statements:
        place = f"第{city}市"
        targets = [_target(n) for n in range(LIST)]
        yield _document(minter, place, 2025, "livelihood-list", targets)
        for district in range(DISTRICTS):
            own = [(words, max(1, value // random.choice((1, 1, 9))), unit) for words, value, unit in targets]
            yield _document(minter, f"{place}第{district}区", 2025, "task-decomposition", own)
        done = [(words, value + random.randrange(-3, 4), unit) for words, value, unit in targets]
        yield _document(minter, place, 2026, "work-report", done, kind="achievement")
        made += (DISTRICTS + 2) * LIST
        city += 1


def _target(n: int) -> tuple[str, int, str]:
    words = f"{VERBS[n % len(VERBS)]}{random.choice(OF)}{NOUNS[n % len(NOUNS)]}{random.choice(OF)}"
    return words, random.randrange(10, 5000), UNITS[n % len(UNITS)]


def _document(
    minter: Minter, place: str, year: int, genre: str, told: list[tuple[str, int, str]], kind: str = "target"
) -> Extraction:
    text = f"{place}{year}年重点民生实事\n" + "\n".join(f"{n}.{w}{v}{u}" for n, (w, v, u) in enumerate(told, 1))
    key = document_key(text)
    about = Metadata(
        key, minter.document(key), title=f"{place}{year}年重点民生实事任务分解", place=place,
        place_id=minter.place(place), genre=genre, year=year,
        period_start=f"{year}-01-01", period_end=f"{year}-12-31",
    )  # fmt: skip
    statements, at = [], text.index("\n")
    due = f"{year - 1 if kind == 'achievement' else year}-12-31"
    bodies = {system: _body(minter, place, system) for system in SYSTEMS}
    for n, (words, value, unit) in enumerate(told):
        number = f"{value}{unit}"
        start = text.index(words + number, at) + len(words)
        at = start + len(number)
        statements.append(_statement(minter, key, start, words, number, Decimal(value), unit, kind, due))
        lead = bodies[SYSTEMS[n % len(SYSTEMS)]]
        statements[-1] = replace(statements[-1], lead=(lead.name,), lead_ids=(lead.id,))
    city, mark, district = place.partition("市")
    above = Place(minter.place(city + mark), city + mark, city + mark, "prefecture")
    own = Place(minter.place(place), place, place, "county", parent=above.id)
    return Extraction(
        f"{place}-{year}-{genre}.txt", text, "text/plain", key, about,
        statements=tuple(statements), places=(above, own) if district else (above,),
        bodies=tuple(bodies.values()),
    )  # fmt: skip


def _body(minter: Minter, place: str, system: str) -> Body:
    name = system + "局"
    return Body(minter.body(place, name), place + name, name, minter.place(place), None, system, "department")


def _statement(
    minter: Minter, key: str, start: int, words: str, number: str, value: Decimal, unit: str, kind: str, due: str
) -> Statement:
    end = start + len(number)
    values = dict.fromkeys(Statement.__dataclass_fields__)
    values |= {name: () for name in values if name.endswith("_ids")} | dict.fromkeys(
        ("lead", "responsible", "supervisor", "section"), ()
    )
    values |= {
        "doc": "", "start": start, "end": end, "quote_start": start, "quote_end": end, "quote": number,
        "number": number, "kind": kind, "indicator": words, "scope_ids": (),
        "indicator_id": minter.indicator(words), "value": value, "unit": unit, "comparator": "=", "change": "level",
        "deadline": due, "deadline_explicit": False, "cumulative": False, "rule": "", "confidence": 1.0,
        "id": minter.statement(key, start, end),
    }  # fmt: skip
    return Statement(**values)  # type: ignore[arg-type]


def measure(statements: int) -> dict[str, float]:
    """Link that many statements in this process, and write the links as records and quads to nowhere."""
    base = _peak()
    kept = [linked(document, str) for document in corpus(statements)]
    count = sum(len(document.ends) for document in kept)
    gc.collect()
    held = _peak()
    own = held - base
    begin = process_time()
    links = link_records(kept, Minter())
    linking = process_time() - begin
    with Path(devnull).open("w", encoding="utf-8") as nowhere:
        write_jsonl(links, nowhere)
    passages(links)
    for _ in link_quads(links, Minter(), {}):
        pass
    whole = process_time() - begin
    more = _peak() - held
    return {
        "statements": count,
        "links": len(links),
        "link": linking / count,
        "write": (whole - linking) / count,
        "cut": _cut(kept) / count,
        "held": own / count,
        "more": more / count,
    }


def _cut(documents: list[Linked]) -> float:
    """Seconds in which jieba cuts the words of all statements."""
    import jieba

    jieba.setLogLevel("ERROR")
    jieba.initialize()
    begin = process_time()
    for document in documents:
        for end in document.ends:
            jieba.lcut(end.words)
    return process_time() - begin


def _peak() -> int:
    """The most memory that this process has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=100_000, help="statements of the largest corpus")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return
    first = 0.0
    size = 10_000
    columns = ("statements", "links", "link ms/k", "ratio", "write ms/k", "link/jieba", "kB held", "kB more")
    print("".join(f"{column:>12}" for column in columns))
    while size <= options.most:
        ran = subprocess.run([sys.executable, __file__, "--one", str(size)], check=True, capture_output=True, text=True)
        found = json.loads(ran.stdout)
        first = first or found["link"]
        figures = [f"{found['statements']:,}", f"{found['links']:,}", f"{found['link'] * 1e6:.1f}"]
        figures += [
            f"{found['link'] / first:.2f}",
            f"{found['write'] * 1e6:.1f}",
            f"{found['link'] / found['cut']:.2f}",
        ]
        figures += [f"{found['held'] / 1000:.2f}", f"{found['more'] / 1000:.2f}"]
        print("".join(f"{figure:>12}" for figure in figures), flush=True)
        size *= 10


if __name__ == "__main__":
    main()
