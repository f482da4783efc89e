"""What linking costs as a corpus grows: synthetic cities, their districts' notices and their reports.

    python bench/link.py [--most 1000000]

Prints, for each size, the seconds for a thousand statements as a ratio to those of the smallest size. Near linear means
that the ratio stays near 1.
"""

from __future__ import annotations

import argparse
import gc
import random
from decimal import Decimal
from time import perf_counter

from kg.iri import Minter, document_key
from kg.link.cascade import cascades
from kg.link.years import yearly
from kg.model import Extraction, Metadata, Place, Statement

VERBS = "新建 新增 改造 建成 完成 培训 治理 打通 创建 引进".split()
NOUNS = "公厕 学位 小区 绿地 道路 泊位 幼儿园 卫生室 书房 游园 企业 教师 桥梁 管网 湿地 码头 车站 粮仓 林地".split()
OF = "城镇 农村 市级 省级 社区 中心城区 沿河 山区 老旧 标准化 普惠 智能 示范 重点 公办".split()
UNITS = "个 座 所 处 人 公里 亩 户".split()
LIST = 40  # statements in a document
DISTRICTS = 9  # below a city


def corpus(statements: int) -> list[Extraction]:
    """Cities with a list each, nine districts that take it over, and the cities' report of the year after."""
    random.seed(20261125)
    minter = Minter()
    out: list[Extraction] = []
    city = 0
    while len(out) * LIST < statements:
        place = f"第{city}市"
        targets = [_target(n) for n in range(LIST)]
        out.append(_document(minter, place, 2025, "livelihood-list", targets))
        for district in range(DISTRICTS):
            own = [(words, max(1, value // random.choice((1, 1, 9))), unit) for words, value, unit in targets]
            out.append(_document(minter, f"{place}第{district}区", 2025, "task-decomposition", own))
        done = [(words, value + random.randrange(-3, 4), unit) for words, value, unit in targets]
        out.append(_document(minter, place, 2026, "work-report", done, kind="achievement"))
        city += 1
    return out


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
    for words, value, unit in told:
        number = f"{value}{unit}"
        start = text.index(words + number, at) + len(words)
        at = start + len(number)
        statements.append(_statement(minter, key, start, words, number, Decimal(value), unit, kind, due))
    city, mark, district = place.partition("市")
    above = Place(minter.place(city + mark), city + mark, city + mark, "prefecture")
    own = Place(minter.place(place), place, place, "county", parent=above.id)
    return Extraction(
        f"{place}-{year}-{genre}.txt", text, "text/plain", key, about,
        statements=tuple(statements), places=(above, own) if district else (above,),
    )  # fmt: skip


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=100_000, help="statements of the largest corpus")
    most = parser.parse_args().most
    first = 0.0
    size = 10_000
    print(f"{'statements':>12} {'links':>10} {'s/1000':>8} {'ratio':>6}")
    while size <= most:
        documents = corpus(size)
        count = sum(len(d.statements) for d in documents)
        gc.collect()
        begin = perf_counter()
        links = len(cascades(documents, Minter())) + len(yearly(documents))
        cost = (perf_counter() - begin) / count * 1000
        first = first or cost
        print(f"{count:12,} {links:10,} {cost:8.4f} {cost / first:6.2f}", flush=True)
        size *= 10 if size * 10 <= most else 11


if __name__ == "__main__":
    main()
