"""Rules about bodies that there are not: not at that level, or no longer by that name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.audit.rules import Found, Sentence, found, rule
from kg.export.material import Material
from kg.export.records import Record
from kg.resolve.existence import Holder, doubt, former


@rule(
    "no-such-body",
    "warning",
    "A task is given to a body that does not exist at that level.",
    "A county's notice names 区教育局; a district's names 区公积金中心, which only cities have.",
)
def _no_such_body(material: Material) -> Iterable[Found]:
    for document, name, line, duties in _named(material):
        why = doubt(name, line, _day(document))
        if why:
            doc = document["doc"]
            sentence = Sentence(f"“{name}” of {doc}: {why.reason}.", f"{doc}所写的“{name}”：{why.reason_zh}。")
            yield found(sentence, *duties, confidence=why.confidence)


@rule(
    "former-name-of-a-body",
    "note",
    "A body is called what it was before a reform that the document is later than.",
    "A notice of 2021 gives a task to 区工商局, which has been 市场监督管理局 since the reform of 2018.",
)
def _former_name(material: Material) -> Iterable[Found]:
    for document, name, line, duties in _named(material):
        day = _day(document)
        today = former(name, line, day)
        if today:
            successor, reform = today
            sentence = Sentence(
                f"“{name}” in a document of {day[:4]} has been {successor} "
                f"since the reform of {reform['reform']} ({reform['title']}).",
                f"{day[:4]}年的文件仍写“{name}”；{reform['reform']}年机构改革（{reform['title']}）后为{successor}。",
            )
            yield found(sentence, *duties, confidence=FORMER)


FORMER = 0.8
"""How sure it is that a place has followed a reform by its plan's last day."""


def _named(material: Material) -> Iterator[tuple[Record, str, list[Holder], list[Record]]]:
    """Each name that a document gives tasks to: the document, the name, its place's line, and where it stands."""
    bodies = {body["id"]: body for body in material.bodies}
    documents = {document["doc"]: document for document in material.documents}
    where: dict[tuple[str, str, str], list[Record]] = {}
    for task in material.tasks:
        for duty in task["responsibilities"]:
            if duty["agent"] in bodies and bodies[duty["agent"]]["kind"] != "collective":
                place = {"doc": task["doc"], "item": task["item"], "quote": duty["name"], "id": duty["agent"]}
                place |= {"start": duty["start"], "end": duty["end"]}
                where.setdefault((task["doc"], duty["name"], duty["agent"]), []).append(place)
    for (doc, name, agent), duties in where.items():
        yield documents[doc], name, [_holder(place) for place in bodies[agent]["line"]], duties


def _holder(place: Record) -> Holder:
    return Holder((place["name"], place["label"], *place["former"]), place["level"])


def _day(document: Record) -> str:
    """ISO date of a document; of one without a date the first day of its year; ``""`` without a year."""
    year = document["year"]
    return document["issued"] or (f"{year}-01-01" if year else "")
