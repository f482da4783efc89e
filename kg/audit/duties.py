"""Rules about who answers for what."""

from __future__ import annotations

from collections.abc import Iterable

from kg.audit.rules import Found, Sentence, found, rule
from kg.export.material import Material
from kg.export.records import Record


@rule(
    "no-lead-body",
    "warning",
    "A task has no lead body in a document that names lead bodies.",
    "Twenty tasks have 牵头单位, the twenty-first has only 责任单位.",
)
def _no_lead(material: Material) -> Iterable[Found]:
    with_leads = {task["doc"] for task in material.tasks if _has(task, "lead")}
    for task in material.tasks:
        answered = task["responsibilities"] or task["item"] is not None
        if task["doc"] in with_leads and task["applies"] and answered and not _has(task, "lead"):
            words = _short(task)
            yield found(Sentence(f"No lead body for “{words}”.", f"“{words}”未写牵头单位。"), task)


@rule(
    "no-deadline",
    "note",
    "A target has no deadline, neither stated nor that of its document.",
    "长期坚持, or a document without a year.",
)
def _no_deadline(material: Material) -> Iterable[Found]:
    for statement in material.statements:
        if statement["kind"] == "target" and not statement["deadline"]:
            words = "".join(statement["quote"].split())
            yield found(Sentence(f"No deadline for “{words}”.", f"“{words}”未写完成时限。"), statement)


@rule(
    "cited-document-missing",
    "note",
    "A document cites one that is not in the corpus.",
    "按照郑政办〔2021〕14号要求, and that document was not given.",
)
def _missing(material: Material) -> Iterable[Found]:
    for document in material.documents:
        for citation in document["citations"]:
            if not citation["in_corpus"]:
                name = citation["number"] or f"《{citation['title']}》"
                doc = document["doc"]
                sentence = Sentence(
                    f"{doc} cites {name}, which is not here.", f"{doc}引用了{name}，该文件不在本图谱中。"
                )
                yield found(sentence, citation)


def _has(task: Record, role: str) -> bool:
    return any(duty["role"] == role for duty in task["responsibilities"])


def _short(task: Record) -> str:
    text = "".join(task["text"].split())
    return text if len(text) <= 40 else text[:39] + "…"
