"""A few sentences of our own, and the records that an extraction of them would hold."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from kg.audit.rules import Finding
from kg.iri import Minter, document_key
from kg.model import Body, Citation, Extraction, Metadata, Place, Responsibility, Statement, Task
from kg.view import render_page

MINT = Minter()

NOTICE = """青川区人民政府办公室关于分解2021年重点民生实事的通知
青政办〔2021〕5号
按照《青川市2021年重点民生实事》要求，现将任务分解如下。
一、稳定就业
1.全年新增城镇就业12万人以上，培训技能人才3 万人次。
牵头单位：区人社局　责任单位：区财政局　分管领导：李明
二、改善住房
2.新开工安置房1.5万套。
牵头单位：区房管局　责任单位：区财政局
"""

REPORT = """青川市2021年政府工作报告
一、2020年工作回顾
地区生产总值增长6.6%，新增城镇就业11.2万人。
二、2021年目标
城镇登记失业率控制在4%以内。
"""


class Draft:
    """Builds the records of one text by looking up its words."""

    def __init__(self, name: str, text: str, title: str, place: str, number: str | None = None) -> None:
        self.name, self.text, self.place = name, text, place
        self.key = document_key(text)
        self.meta = Metadata(
            key=self.key,
            id=MINT.document(self.key),
            title=title,
            number=number,
            issuer=f"{place}人民政府",
            issuer_id=MINT.body(place, f"{place}人民政府"),
            issued="2021-04-12",
            place=place,
            place_id=MINT.place(place),
            genre="work-report",
            year=2021,
        )
        self.tasks: list[Task] = []
        self.statements: list[Statement] = []
        self.citations: list[Citation] = []

    def cite(self, title: str) -> None:
        at = self.text.index(title)
        self.citations.append(Citation(at, at + len(title), title, None, "implements", MINT.cited(title)))

    def task(self, text: str, number: int | None, section: str, duties: tuple[tuple[str, str], ...] = ()) -> str:
        start = self.text.index(text)
        end = start + len(text)
        people = []
        for role, name in duties:
            person = role == "supervising"
            mint = MINT.person if person else MINT.body
            at = self.text.index(name, end)
            agent = mint(self.place, name)
            people.append(Responsibility(role, name, self.place + name, agent, person, at, at + len(name)))
        task = Task(MINT.task(self.key, start, end), start, end, number, text, (section,), True, tuple(people))
        self.tasks.append(task)
        return task.id

    def state(
        self, quote: str, number: str, indicator: str, value: str, unit: str, task: str | None = None, **more: object
    ) -> None:
        quote_start = self.text.index(quote)
        start = self.text.index(number, quote_start)
        fields: dict[str, object] = {
            "doc": self.name,
            "start": start,
            "end": start + len(number),
            "quote_start": quote_start,
            "quote_end": quote_start + len(quote),
            "quote": quote,
            "number": number,
            "kind": "target",
            "indicator": indicator,
            "indicator_id": MINT.indicator(indicator),
            "value": Decimal(value),
            "value_max": None,
            "unit": unit,
            "comparator": "=",
            "change": "level",
            "basis": None,
            "deadline": "2021-12-31",
            "deadline_explicit": True,
            "per": None,
            "cumulative": False,
            "lead": (),
            "responsible": (),
            "supervisor": (),
            "lead_ids": (),
            "responsible_ids": (),
            "supervisor_ids": (),
            "nature": None,
            "scope": None,
            "section": (),
            "task": task,
            "rule": "quantity.plain",
            "confidence": 0.9,
            "id": MINT.statement(self.key, start, start + len(number)),
        }
        self.statements.append(Statement(**(fields | more)))  # type: ignore[arg-type]

    def done(self) -> Extraction:
        parts = tuple(self.tasks), tuple(self.statements), tuple(self.citations)
        return Extraction(self.name, self.text, "text/plain", "0" * 64, self.meta, *parts)


def notice() -> Extraction:
    draft = Draft("notice.txt", NOTICE, NOTICE.splitlines()[0], "青川市青川区", "青政办〔2021〕5号")
    draft.cite("青川市2021年重点民生实事")
    duties = ("lead", "区人社局"), ("responsible", "区财政局"), ("supervising", "李明")
    work = draft.task("全年新增城镇就业12万人以上，培训技能人才3 万人次。", 1, "一、稳定就业", duties)
    names = {
        "lead": ("区人社局",),
        "lead_ids": (MINT.body(draft.place, "区人社局"),),
        "responsible": ("区财政局",),
        "responsible_ids": (MINT.body(draft.place, "区财政局"),),
        "supervisor": ("李明",),
        "supervisor_ids": (MINT.person(draft.place, "李明"),),
    }
    draft.state("新增城镇就业12万人以上", "12万人", "新增城镇就业", "120000", "人", work, comparator=">=", **names)
    draft.state("培训技能人才3 万人次", "3 万人次", "培训技能人才", "30000", "人次", work, **names)
    homes = draft.task("新开工安置房1.5万套。", 2, "二、改善住房", (("lead", "区房管局"), ("responsible", "区财政局")))
    draft.state("新开工安置房1.5万套", "1.5万套", "新开工安置房", "15000", "套", homes)
    return draft.done()


def report() -> Extraction:
    draft = Draft("report.txt", REPORT, REPORT.splitlines()[0], "青川市")
    past = {"kind": "achievement", "deadline": "2020-12-31", "section": ("一、2020年工作回顾",)}
    draft.state("地区生产总值增长6.6%", "6.6%", "地区生产总值", "6.6", "%", change="increase", **past)
    draft.state("新增城镇就业11.2万人", "11.2万人", "新增城镇就业", "112000", "人", **past)
    aim = {"comparator": "<=", "section": ("二、2021年目标",)}
    draft.state("城镇登记失业率控制在4%以内", "4%", "城镇登记失业率", "4", "%", **aim)
    return draft.done()


def link_end(document: Extraction, statement: Statement) -> dict[str, object]:
    """One end of a link, as ``links.jsonl`` holds it."""
    record = statement.record()
    return {name: record[name] for name in END_RECORD} | {"doc": document.name, "place": document.metadata.place}


END_RECORD = "doc kind start end number value unit comparator change indicator deadline lead responsible id".split()


def many(documents: int, statements: int) -> list[Extraction]:
    """Documents with so many statements each, two to a task and ten tasks to a heading."""
    found = []
    for number in range(documents):
        sentence = "新建第{0:05d}类学校{1}所，改造第{0:05d}类公园{1}个。\n"
        text = f"第{number}号文件\n" + "".join(sentence.format(i, 7 + i % 50) for i in range(statements // 2))
        draft = Draft(f"{number:03d}.txt", text, f"第{number}号文件", f"第{number}市")
        for i, line in enumerate(text.splitlines()[1:]):
            task = draft.task(line, i + 1, f"{i // 10}、第{i // 10}部分")
            for quote in line[:-1].split("，"):
                indicator = quote.rstrip("0123456789所个") if i % 3 else "新建学校"
                count = str(7 + i % 50)
                draft.state(quote, count + quote[-1], indicator, count, quote[-1], task)
        found.append(draft.done())
    return found


def linked(documents: list[Extraction]) -> str:
    """A page of two documents, the first statements of which are linked and found fault with."""
    one, other = (link_end(document, document.statements[-1]) for document in documents)
    city = one | {"value": 20000.0, "unit": "人"}
    district = other | {"value": 5000.0, "unit": "人"}
    evil = documents[0].metadata.title or ""
    links = [
        {"relation": "share", "parent": city, "child": district, "confidence": 0.9, "evidence": [evil], "silent": None},
        {
            "relation": "not-passed-down",
            "parent": city,
            "child": None,
            "confidence": 0.9,
            "evidence": [],
            "silent": evil,
        },
    ]
    findings = [Finding("discrepancy", "error", evil, evil, (), (str(one["id"]), str(other["id"])), 0.9)]
    return render_page(documents, title="青川", links=links, findings=findings)


def full() -> list[Extraction]:
    """The report and the notice with places, bodies, and targets that are binding or expected."""
    city = Place(MINT.place("青川市"), "青川市", "青川市", "prefecture", "990100")
    district = Place(MINT.place("青川市青川区"), "青川区", "青川市青川区", "county", "990102", city.id)
    body = notice().tasks[0].responsibilities[0]
    bureau = Body(body.agent, body.label, "人社局", district.id, "county", "人力资源和社会保障", "department")
    statements = tuple(replace(s, nature="约束性" if n else "预期性") for n, s in enumerate(notice().statements))
    return [
        replace(report(), places=(city,)),
        replace(notice(), places=(city, district), bodies=(bureau,), statements=statements),
    ]


def places(number: int) -> list[Extraction]:
    """Reports of as many places, each with one indicator reached in one year and aimed at for two more."""
    found = []
    for n in range(number):
        text = f"第{n}市政府工作报告\n2023年粮食产量达到{30 + n}万吨，2024年{40 + n}万吨，2025年{50 + n}万吨。\n"
        draft = Draft(f"{n:02}.txt", text, f"第{n}市政府工作报告", f"第{n}市")
        for year, tons in ((2023, 30 + n), (2024, 40 + n), (2025, 50 + n)):
            kind = {"kind": "achievement" if year == 2023 else "target", "deadline": f"{year}-12-31"}
            number_words = f"{tons}万吨"
            draft.state(number_words, number_words, "粮食产量", f"{tons}0000", "吨", **kind)
        found.append(draft.done())
    return found
