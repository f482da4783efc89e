"""Rules about what was handed down from a higher document to a lower one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.audit.rules import Found, Sentence, found, rule
from kg.audit.wording import amount, told, told_zh
from kg.export.material import Material
from kg.export.records import Record
from kg.link.relations import is_additive

TOLERANCE = 0.005
"""How far the sum of shares may be from the whole, as a part of it, for rounding."""


@rule(
    "passed-down-without-a-share",
    "warning",
    "A lower document repeats the total of the higher place as its own number.",
    "The city promises 新建绿地500万平方米 in all; the district's notice says 新建绿地500万平方米 too.",
)
def _without_a_share(material: Material) -> Iterable[Found]:
    for link in material.linked("same", "changed-deadline", "changed-comparator"):
        parent, child = link["parent"], link["child"]
        if _is_below(link) and _adds_up(parent) and child["number"] is not None:
            sentence = Sentence(
                f"{child['place']} repeats the total of {parent['place']}: {told(child)}; its own share is not told.",
                f"{child['place']}照搬{parent['place']}的总数：{told_zh(child)}，未写明自己承担多少。",
            )
            yield found(sentence, parent, child, confidence=link["confidence"])


@rule(
    "not-passed-down",
    "error",
    "A target of a list that was broken down is taken up by nobody below.",
    "The city's list has 老旧小区改造358个; the district's notice on that list has nothing of the kind.",
)
def _not_passed_down(material: Material) -> Iterable[Found]:
    taken_up = {link["parent"]["id"] for link in material.links if link["parent"] and link["child"]}
    for link in material.linked("not-passed-down"):
        parent = link["parent"]
        if parent["id"] in taken_up:
            continue  # another place has taken it up
        taken_up.add(parent["id"])  # told once, however many documents leave it out
        sentence = Sentence(f"Nobody below takes up {told(parent)}.", f"{told_zh(parent)}：下级无一承接。")
        yield found(sentence, parent, confidence=link["confidence"])


@rule(
    "shares-do-not-add-up",
    "error",
    "The shares of a number do not sum to it: they exceed it, or those of one document that divides it fall short.",
    "A city's 新增就业12万人 is divided among districts as 5万, 4万 and 2万人.",
)
def _shares(material: Material) -> Iterable[Found]:
    shares: dict[str, list[Record]] = defaultdict(list)
    for link in material.linked("share"):
        if _is_below(link):
            shares[link["parent"]["id"]].append(link)
    for links in shares.values():
        parent = links[0]["parent"]
        total = sum(link["child"]["value"] for link in links)
        one_document = len({link["child"]["doc"] for link in links}) == 1 and len(links) > 1
        over, short = total > parent["value"] * (1 + TOLERANCE), total < parent["value"] * (1 - TOLERANCE)
        if over or (short and one_document):
            parts = " + ".join(amount(link["child"]["value"], None) for link in links)
            whole = amount(total, parent["unit"])
            sentence = Sentence(
                f"The shares of {told(parent)} sum to {whole} ({parts}), {'more' if over else 'less'} than the whole.",
                f"{told_zh(parent)}：各下级分解数之和为{whole}（{parts}），{'多' if over else '少'}于总数。",
            )
            ends = [parent, *(link["child"] for link in links)]
            confidence = min(link["confidence"] for link in links)
            yield found(sentence, *ends, confidence=confidence)


@rule(
    "discrepancy",
    "error",
    "A number that was handed down fits neither a copy nor a share.",
    "The city wants a rate of 97%; the district that carries it out plans 95%.",
)
def _discrepancy(material: Material) -> Iterable[Found]:
    for link in material.linked("discrepancy"):
        parent, child = link["parent"], link["child"]
        sentence = Sentence(
            f"Above {told(parent)}, below {told(child)}: neither a copy nor a share.",
            f"上级为{told_zh(parent)}，下级为{told_zh(child)}：既非照搬，也非分解。",
        )
        yield found(sentence, parent, child, confidence=link["confidence"])


@rule(
    "later-than-the-parent",
    "error",
    "A deadline below is later than the one above.",
    "The city wants 6月底前, the district plans 9月底前.",
)
def _later(material: Material) -> Iterable[Found]:
    for link in material.linked("same", "share", "narrower", "changed-deadline", "changed-comparator", "discrepancy"):
        parent, child = link["parent"], link["child"]
        if parent["deadline"] and child["deadline"] and child["deadline"] > parent["deadline"]:
            sentence = Sentence(
                f"{told(child)} is later than {told(parent)} above.",
                f"下级{told_zh(child)}，晚于上级{told_zh(parent)}。",
            )
            yield found(sentence, parent, child, confidence=link["confidence"])


@rule(
    "number-left-out",
    "warning",
    "A task is handed on without its number.",
    "The city's list has 新建公厕60座; the district's notice says 推进新建公厕.",
)
def _left_out(material: Material) -> Iterable[Found]:
    for link in material.linked("same"):
        parent, child = link["parent"], link["child"]
        if parent["number"] is not None and child["number"] is None:
            sentence = Sentence(
                f"{told(parent)} is handed on without a number.", f"{told_zh(parent)}：下级承接时未写数字。"
            )
            yield found(sentence, parent, child, confidence=link["confidence"])


@rule(
    "weaker-than-the-parent",
    "warning",
    "The same number is a firm bound above and none below.",
    "The city wants 不少于1500名, the district plans 1500名左右.",
)
def _weaker(material: Material) -> Iterable[Found]:
    for link in material.linked("changed-comparator"):
        parent, child = link["parent"], link["child"]
        if parent["comparator"] in (">=", ">", "=") and child["comparator"] in ("~", "<=", "<"):
            sentence = Sentence(
                f"{told(child)} binds less than {told(parent)} above.",
                f"下级{told_zh(child)}，约束弱于上级{told_zh(parent)}。",
            )
            yield found(sentence, parent, child, confidence=link["confidence"])


@rule(
    "no-source",
    "note",
    "A task of a document that breaks a list down has nothing above it in that list.",
    "The district's notice has 智慧停车管理系统; the city's list does not.",
)
def _no_source(material: Material) -> Iterable[Found]:
    for link in material.linked("no-source"):
        child = link["child"]
        sentence = Sentence(f"Nothing above {told(child)}.", f"{told_zh(child)}：找不到上级来源。")
        yield found(sentence, child, confidence=link["confidence"])


def _is_below(link: Record) -> bool:
    """Whether the child's place is another than the parent's, which it then lies in."""
    parent, child = link["parent"], link["child"]
    return bool(parent["place_id"] and child["place_id"]) and parent["place_id"] != child["place_id"]


def _adds_up(end: Record) -> bool:
    return end["unit"] is not None and is_additive(end["unit"], end["change"], end["indicator"])
