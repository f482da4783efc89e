"""A small corpus of our own: a city's notice, a district's notice that carries it out, and a hostile text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kg import Graph, load
from kg.graph.quads import graph_quads
from kg.graph.store import FORMAT, MANIFEST, QUADS, STORE, load_store, write_quads
from kg.iri import Minter, document_key
from kg.model import Body, Citation, Extraction, Metadata, Place, Responsibility, Statement, Task

CITY = """东江市人民政府关于下达年度民生目标的通知
东政〔2024〕7号
一、就业
1. 全年新增就业岗位 1.5 万个以上，登记失业率控制在4%以内。
牵头单位：市就业局
2. 青年见习岗位由800个增加到1200—1500个，同比增长12.5%，约束性指标。
"""

DISTRICT = """南湖区人民政府办公室关于分解民生目标的通知
南政办〔2024〕3号
按照《东江市人民政府关于下达年度民生目标的通知》（东政[2024]7号）要求，并参照《社区食堂建设导则》，分解如下：
一、持续
扩大就业
1. 新增就业岗位 3000
个左右，已开工每个街道2处零工驿站，上年建成5处。
分管领导：周 明
牵头单位：区就业局、区财政局
配合单位：各街道办事处
2. 港区疏浚工程（不涉及我区）。
"""

HOSTILE = '建成"观景台"<img src=x onerror=alert(1)>\\共\t3座\r\n\x00\x07\x7f\ud800\ufffe，公厕5座'


class Maker:
    """Writes the records of a text by naming pieces of it."""

    def __init__(self, minter: Minter, name: str, text: str, **metadata: Any) -> None:
        self.minter, self.name, self.text, self.key = minter, name, text, document_key(text)
        place = metadata.get("place")
        self.metadata = Metadata(
            key=self.key,
            id=minter.document(self.key),
            place_id=minter.place(place) if place else None,
            issuer_id=minter.body(place or "", metadata["issuer"]) if "issuer" in metadata else None,
            **metadata,
        )
        self.tasks: list[Task] = []
        self.statements: list[Statement] = []
        self.citations: list[Citation] = []

    def find(self, piece: str) -> tuple[int, int]:
        start = self.text.index(piece)
        return start, start + len(piece)

    def task(self, piece: str, *duties: tuple[str, str], **changes: Any) -> str:
        start, end = self.find(piece)
        task = Task(
            id=self.minter.task(self.key, start, end),
            start=start,
            end=end,
            number=None,
            text="".join(piece.split()),
            section=("一、持续扩大就业",),
            applies=True,
            responsibilities=tuple(self.duty(role, name) for role, name in duties),
        )
        self.tasks.append(replace(task, **changes))
        return task.id

    def duty(self, role: str, printed: str) -> Responsibility:
        start, end = self.find(printed)
        name, person = "".join(printed.split()), role == "supervising"
        mint = self.minter.person if person else self.minter.body
        place = self.metadata.place or ""
        label = place + name[1:] if name.startswith("区") else name
        return Responsibility(role, name, label, mint(place, name), person, start, end)

    def statement(self, number: str, quote: str, indicator: str, value: str, unit: str, **changes: Any) -> None:
        quote_start, quote_end = self.find(quote)
        start = self.text.index(number, quote_start)
        names: Mapping[str, tuple[str, ...]] = {"lead": (), "responsible": (), "supervisor": ()}
        statement = Statement(
            doc=self.name,
            start=start,
            end=start + len(number),
            quote_start=quote_start,
            quote_end=quote_end,
            quote=quote,
            number=number,
            kind="target",
            indicator=indicator,
            indicator_id=self.minter.indicator(indicator),
            value=Decimal(value),
            value_max=None,
            unit=unit,
            comparator="=",
            change="level",
            basis=None,
            deadline="2024-12-31",
            deadline_explicit=False,
            per=None,
            cumulative=False,
            **names,
            lead_ids=(),
            responsible_ids=(),
            supervisor_ids=(),
            nature=None,
            scope=None,
            section=("一、持续扩大就业",),
            task=None,
            rule="test",
            confidence=0.75,
            id=self.minter.statement(self.key, start, start + len(number)),
        )
        self.statements.append(replace(statement, **changes))

    def cite(self, piece: str, title: str | None, number: str | None, relation: str) -> None:
        start, end = self.find(piece)
        iri = self.minter.cited(number or title or "")
        self.citations.append(Citation(start, end, title, number, relation, iri))

    def extraction(self) -> Extraction:
        return Extraction(
            name=self.name,
            text=self.text,
            media_type="text/plain",
            sha256="0" * 64,
            metadata=self.metadata,
            tasks=tuple(self.tasks),
            statements=tuple(self.statements),
            citations=tuple(self.citations),
        )


def city(minter: Minter) -> Extraction:
    make = Maker(
        minter,
        "city.txt",
        CITY,
        title="东江市人民政府关于下达年度民生目标的通知",
        number="东政〔2024〕7号",
        issuer="东江市人民政府",
        issued="2024-02-01",
        place="东江市",
        genre="notice",
        year=2024,
        period_start="2024-01-01",
        period_end="2024-12-31",
    )
    jobs = make.task("1. 全年新增就业岗位 1.5 万个以上，登记失业率控制在4%以内。", ("lead", "市就业局"), number=1)
    make.statement(
        "1.5 万个", "新增就业岗位 1.5 万个以上", "新增就业岗位", "15000", "个", comparator=">=", task=jobs, scope="全市"
    )
    make.statement("4%", "登记失业率控制在4%以内", "登记失业率", "4", "%", comparator="<=", task=jobs)
    places = "青年见习岗位由800个增加到1200—1500个"
    make.statement("800个", places, "青年见习岗位", "800", "个", kind="baseline", deadline="2023-12-31")
    make.statement(
        "1200—1500个",
        places,
        "青年见习岗位",
        "1200",
        "个",
        value_max=Decimal(1500),
        comparator="range",
        nature="约束性",
        cumulative=True,
    )
    make.statement(
        "12.5%", "同比增长12.5%", "青年见习岗位", "12.50", "%", change="increase", basis="同比", nature="预期性"
    )
    return make.extraction()


def district(minter: Minter) -> Extraction:
    make = Maker(
        minter,
        "district.txt",
        DISTRICT,
        title="南湖区人民政府办公室关于分解民生目标的通知",
        number="南政办〔2024〕3号",
        issuer="南湖区人民政府办公室",
        issued="2024-03-05",
        place="东江市南湖区",
        genre="task-decomposition",
        year=2024,
        addressees=("各街道办事处", "区人民政府各部门"),
    )
    make.cite("《东江市人民政府关于下达年度民生目标的通知》（东政[2024]7号）", None, "东政[2024]7号", "implements")
    make.cite("《社区食堂建设导则》", "社区食堂建设导则", None, "references")
    jobs = make.task(
        "1. 新增就业岗位 3000\n个左右，已开工每个街道2处零工驿站，上年建成5处。",
        ("supervising", "周 明"),
        ("lead", "区就业局"),
        ("responsible", "区财政局"),
        ("cooperating", "各街道办事处"),
        number=1,
    )
    make.task("2. 港区疏浚工程（不涉及我区）。", number=2, applies=False)
    make.statement(
        "3000\n个",
        "新增就业岗位 3000\n个左右",
        "新增就业岗位",
        "3000",
        "个",
        comparator="~",
        task=jobs,
        lead=("区就业局",),
        lead_ids=(minter.body("东江市南湖区", "区就业局"),),
        supervisor=("周明",),
        deadline_explicit=True,
    )
    make.statement(
        "2处", "每个街道2处零工驿站", "零工驿站", "2", "处", kind="progress", per="每个街道", task=jobs, deadline=None
    )
    make.statement("5处", "上年建成5处", "零工驿站", "5", "处", kind="achievement", deadline="2023-12-31", task=jobs)
    make.tasks[0] = replace(make.tasks[0], state="已开工", status="ongoing", as_of="2024-03-31")
    make.statements[-1] = replace(make.statements[-1], sheet="任务表", table=1, row=4, column=2, page=3)
    city_place = Place(minter.place("东江市"), "东江市", "东江市", "prefecture")
    home = Place(
        minter.place("东江市南湖区"),
        "南湖区",
        "东江市南湖区",
        "county",
        code="990101",
        parent=city_place.id,
        candidates=(minter.place("南湖新区"),),
        evidence="南湖区: named with its city",
    )
    office = Body(
        minter.body("东江市南湖区", "财政局"), "东江市南湖区财政局", "财政局", home.id, "county", "财政", "department"
    )
    every = Body(
        minter.body("东江市南湖区", "各部门"),
        "东江市南湖区各部门",
        "各部门",
        home.id,
        "county",
        None,
        "collective",
        members=(office.id,),
    )
    finished = make.extraction()
    scoped = replace(finished.statements[0], scope_ids=(home.id,))
    return replace(
        finished,
        statements=(scoped, *finished.statements[1:]),
        places=(city_place, home),
        bodies=(office, every),
    )


def hostile(minter: Minter) -> Extraction:
    make = Maker(minter, '"x"\n.txt', HOSTILE)
    quote = HOSTILE[: HOSTILE.index("座") + 1]
    make.statement("3座", quote, '"观景台"\\', "3", "座", rule="<b>")
    make.statement("5座", HOSTILE[HOSTILE.index("\x00") :], "公厕", "5", "座", change="decrease", comparator=">")
    return make.extraction()


@pytest.fixture(scope="session")
def minter() -> Minter:
    return Minter()


@pytest.fixture(scope="session")
def corpus(minter: Minter) -> list[Extraction]:
    return [city(minter), district(minter), hostile(minter)]


@pytest.fixture(scope="session")
def folder(corpus: list[Extraction], minter: Minter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder, as far as the graph goes."""
    folder = tmp_path_factory.mktemp("graph")
    write_quads(graph_quads(corpus, minter), folder / QUADS)
    load_store(folder / QUADS, folder / STORE)
    manifest = {"policykg": "0", "format": FORMAT, "base": minter.base}
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    with (folder / "targets.jsonl").open("w", encoding="utf-8") as file:
        for extraction in corpus:
            for statement in extraction.statements:
                file.write(json.dumps(statement.record()) + "\n")
    return folder


@pytest.fixture(scope="session")
def graph(folder: Path) -> Graph:
    return load(folder)
