"""Invented pairs of a city's document and one below it, one of each pair a table and the other prose.

``key.csv`` says which numbers are joined, and how; it was written before the documents were ever linked. Put right
afterwards were two lines of ``wangchuan`` (a date reaches over the semicolons of its sentence, so that two rates are
due earlier above than below), two of ``haiyu`` and one of ``lanqiao`` (numbers of a task that does not concern the
district are not applicable, and the task is called what its cell says), one that ``lanqiao`` lacked (last year's jobs),
one of ``anhe`` (a county's rate beside the city's in one table is a part, not a discrepancy),
and two of ``yunlu`` (以上 and 不低于 are one bound; a number is as it is printed).

``luoyang``, ``mianyang``, ``nantong``, ``shouguang``, ``yichang`` and ``zhuzhou`` name places that there are, so that
the tables of places count; their numbers are invented. A writer who had not seen the program made them.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from kg.iri import Minter
from kg.link.ends import linked
from kg.link.records import LinkRecord, link_records
from kg.pipeline import extract_documents
from kg.read import read

PAIRS = Path(__file__).parent / "pairs"
KNOWN = {
    "lanqiao": [("discrepancy", "200项", "180项")],
    "luoyang": [("narrower", "30所", "2所"), ("narrower", "7200个", "540个")],  # 公办 of all: told as shares
    "mianyang": [
        ("discrepancy", "94元", "89元"),  # 人均补助标准提高到94元 and 补助标准提高到人均89元
        ("narrower", "1.9万批次", "1100批次"),  # 食品安全抽检 and 食用农产品抽检
        ("narrower", "9.5万人次", "2300人次"),  # as a share
    ],
    "nanling": [("share", "1500", "190户")],  # 无障碍设施改造 and 残疾人家庭实施无障碍改造
    "nantong": [("narrower", "12所", "2所")],  # as a share
    "qingyuan": [("share", "120", "14个")],  # 电商服务站点 and 农村电商服务站
    "shouguang": [
        ("narrower", "18所", "2所"),  # as a share
        ("narrower", "4%", "4%"),  # 城乡低保 and 农村低保: as the same
        ("share", "2.4万个", "2600人"),  # jobs and those who have them
    ],
    "wangchuan": [("share", "1000场", "150场")],  # 送戏下乡演出 and 文化下乡演出
    "yichang": [
        ("narrower", "210个", "19个"),  # as a share
        ("narrower", "25所", "1所"),  # 中小学、幼儿园 and 公办初中
        ("not-applicable", "2条", "开通BRT延伸线"),
    ],
    "yunling": [("share", "60万人次", "4.8万人次"), ("not-passed-down", "120万人", "")],  # who benefits is no task
    "zhuzhou": [
        ("narrower", "240所", "18所"),
        ("narrower", "5.6万人", "1800人"),  # as a share
        ("no-source", "", "98%"),
    ],
}
"""What is not found."""
LEAST = {
    "lanqiao": 0.87, "luoyang": 0.89, "mianyang": 0.82, "shouguang": 0.82, "yichang": 0.8, "yunling": 0.86,
    "zhuzhou": 0.8,
}  # fmt: skip


def told(link: LinkRecord) -> tuple[str, ...]:
    ends = (link["parent"], link["child"])
    return link["relation"], *("".join((end["number"] or end["indicator"]).split()) if end else "" for end in ends)


@pytest.mark.parametrize("name", sorted(path.name for path in PAIRS.iterdir()))
def test_links_are_those_of_the_key(name: str) -> None:
    paths = sorted(path for path in (PAIRS / name).iterdir() if path.name != "key.csv")
    extractions = extract_documents(read(path, path.name) for path in paths)
    found = Counter(map(told, link_records(list(map(linked, extractions)), Minter())))
    with (PAIRS / name / "key.csv").open(encoding="utf-8") as stream:
        key = Counter(tuple(row) for row in list(csv.reader(stream))[1:])
    assert key - found == Counter(KNOWN.get(name, ()))
    right = (key & found).total()
    assert 2 * right / (key.total() + found.total()) >= LEAST.get(name, 0.9)
