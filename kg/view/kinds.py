"""The kinds of node and the relations that the page knows: what they are called and how they look.

The colours are those of Okabe and Ito, which people with any common colour blindness can tell apart; no two kinds
share both a colour and a shape, so that the shape alone is enough where the colours are lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of node.

    Attributes:
        zh, en: what the legend calls it.
        shape: one of vis-network's shapes.
        colour: of the border, and of the inside where ``hollow`` is false.
        size: half the width of the shape, in the units of the layout.
    """

    zh: str
    en: str
    shape: str
    colour: str
    size: int
    hollow: bool = False
    border: str = ""

    def style(self) -> dict[str, Any]:
        """The kind as a vis-network group."""
        border = self.border or self.colour
        inside = "#ffffff" if self.hollow else self.colour
        return {
            "shape": self.shape,
            "size": self.size,
            "borderWidth": 1.5,
            "borderWidthSelected": 1.5,
            "color": {"background": inside, "border": border, "highlight": {"background": inside, "border": "#000000"}},
        }


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation, as read from its source (``zh``, ``en``) and from its target (``zh_back``, ``en_back``)."""

    zh: str
    en: str
    zh_back: str
    en_back: str
    colour: str


KINDS: dict[str, Kind] = {
    "document": Kind("文件", "Document", "square", "#0072b2", 16),
    "cited": Kind("被引文件", "Cited document", "square", "#0072b2", 9, hollow=True),
    "heading": Kind("标题", "Heading", "dot", "#767676", 10, hollow=True),
    "task": Kind("任务", "Task", "dot", "#56b4e9", 10, border="#1f78a8"),
    "target": Kind("目标值", "Target", "diamond", "#d55e00", 9),
    "achievement": Kind("完成值", "Achievement", "triangle", "#009e73", 9),
    "baseline": Kind("基期值", "Baseline", "triangleDown", "#555555", 9, hollow=True),
    "progress": Kind("进展", "Progress", "triangleDown", "#e69f00", 9, border="#946600"),
    "indicator": Kind("指标", "Indicator", "star", "#cc79a7", 9, border="#9c4677"),
    "body": Kind("单位", "Body", "hexagon", "#f0e442", 10, border="#6b6400"),
    "person": Kind("人员", "Person", "hexagon", "#6b6400", 9, hollow=True),
    "place": Kind("地区", "Place", "dot", "#000000", 10),
}

STATEMENT_KINDS = ("target", "achievement", "baseline", "progress")

RELATIONS: dict[str, Relation] = {
    "contains": Relation("包含", "contains", "属于", "part of", "#c9c9c9"),
    "hasStatement": Relation("数量表述", "states", "出自任务", "stated by", "#b5b5b5"),
    "reportsOn": Relation("所报任务", "reports on", "进展", "progress", "#e69f00"),
    "indicator": Relation("指标", "indicator", "数量表述", "statements", "#e0b6cd"),
    "leadBody": Relation("牵头", "led by", "牵头的任务", "leads", "#9a8f00"),
    "responsibleBody": Relation("责任", "responsible", "负责的任务", "is responsible for", "#cfc65a"),
    "cooperatingBody": Relation("配合", "cooperating", "配合的任务", "cooperates in", "#dcd69a"),
    "supervisedBy": Relation("分管", "supervised by", "分管的任务", "supervises", "#a9a57e"),
    "issuedBy": Relation("发文机关", "issued by", "发布的文件", "issued", "#8fb9d6"),
    "appliesTo": Relation("适用地区", "applies to", "文件", "documents", "#8a8a8a"),
    "implements": Relation("落实", "implements", "被落实于", "implemented by", "#0072b2"),
    "references": Relation("引用", "refers to", "被引用于", "referred to by", "#6aa9d0"),
}

ROLE_RELATIONS = {
    "lead": "leadBody",
    "responsible": "responsibleBody",
    "cooperating": "cooperatingBody",
    "supervising": "supervisedBy",
}
