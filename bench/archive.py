"""What a document costs in archives of growing size: peak memory and time, as ratios to the smallest.

    python bench/archive.py [--sizes N ...] [--format csv|jsonl|sqlite|parquet] [--jobs N]

Makes archives of small documents (about 300 characters, five statements, no two alike) and builds each in a process of
its own. Prints seconds a document and the peak memory of the main process and of its workers, and each as a multiple
of that of the smallest archive. Memory that stays about the same means that documents are not held.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

SIZES = (1_000, 4_000, 16_000)
HEADER = ("id", "title", "full_text", "publish_date", "place")
COUNTIES = "东湖 西岭 南泉 北坪 青石 白沙 红崖 云溪 长林 平川".split()
WORKS = "村级公路 社区食堂 口袋公园 供水管网 老旧小区 养老驿站 文化广场 停车泊位 灌溉渠道 充电桩".split()
BODIES = "交通运输局 民政局 城市管理局 水利局 住房城乡建设局".split()


def row(number: int) -> tuple[str, str, str, str, str]:
    """One document; its numbers and some of its words are its own."""
    county, work, body = COUNTIES[number % 10] + "县", WORKS[number // 10 % 10], BODIES[number // 100 % 5]
    year = 2015 + number // 7 % 10
    title = f"{county}{year}年第{number}号重点工作任务分解"
    text = f"""{title}

一、重点任务
1.全年新建{work}{number % 83 + 5}处，改造提升第{number}片区{WORKS[number % 7]}{number % 59 + 3}处。
责任单位：县{body}，各乡镇
完成时限：{number % 12 + 1}月底前
2.城镇新增就业{number % 9000 + 500}人以上，城镇登记失业率控制在{number % 30 / 10 + 2}%以内。
责任单位：县人力资源和社会保障局
二、保障措施
培训基层工作人员{number % 400 + 40}人次，每季度通报一次进展情况。
"""
    return f"D{number:06}", title, text, f"{year}-03-{number % 28 + 1:02}", county


def rows(count: int) -> Iterator[tuple[str, str, str, str, str]]:
    return map(row, range(1, count + 1))


def write(path: Path, count: int) -> None:
    """An archive of so many documents, in the format that its ending says."""
    match path.suffix:
        case ".csv":
            with path.open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(HEADER)
                writer.writerows(rows(count))
        case ".jsonl":
            with path.open("w", encoding="utf-8") as file:
                file.writelines(
                    json.dumps(dict(zip(HEADER, r, strict=True)), ensure_ascii=False) + "\n" for r in rows(count)
                )
        case ".db":
            with sqlite3.connect(path) as database:
                database.execute(f"CREATE TABLE documents ({', '.join(HEADER)})")
                database.executemany("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", rows(count))
        case ".parquet":
            import pyarrow as pa
            import pyarrow.parquet as pq

            schema = pa.schema([(name, pa.string()) for name in HEADER])
            with pq.ParquetWriter(path, schema) as writer:
                batch = [list(column) for column in zip(*rows(count), strict=True)]
                writer.write_table(pa.table(batch, schema=schema), row_group_size=1000)


def build(path: Path, output: Path, jobs: int) -> None:
    """Build, and print seconds and the peak memory of this process and of its largest worker, in MB."""
    import kg

    start = perf_counter()
    report = kg.build(path, output, jobs=jobs)
    seconds = perf_counter() - start
    assert not report.failures, report.failures[:3]
    peaks = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    statements = sum(report.counts[kind] for kind in ("targets", "achievements", "baselines", "progress"))
    print(json.dumps([seconds, *peaks, report.counts["documents"], statements]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--format", choices=("csv", "jsonl", "sqlite", "parquet"), default="csv")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        build(*options.one, options.jobs)
        return
    first: list[float] = []
    print("documents  statements  ms/doc  ratio  main MB  ratio  worker MB  ratio")
    for size in options.sizes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"archive.{'db' if options.format == 'sqlite' else options.format}"
            write(path, size)
            command = [sys.executable, __file__, "--jobs", str(options.jobs), "--one", path, Path(folder) / "graph"]
            done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
        seconds, main_mb, worker_mb, documents, statements = json.loads(done.stdout)
        assert documents == size
        costs = [seconds * 1000 / size, main_mb, worker_mb]
        first = first or costs
        cells = [f"{cost:9.1f}  {cost / base:5.2f}" for cost, base in zip(costs, first, strict=True)]
        print(f"{documents:9}  {statements:10}{'  '.join(cells)}", flush=True)


if __name__ == "__main__":
    main()
