"""Rules about progress on the way to a target: in numbers, and in words alone (滞后, 尚未开工)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kg.audit.rules import Found, Sentence, found, rule
from kg.audit.wording import told, told_zh
from kg.export.material import Material
from kg.export.records import Record

BEHIND = 0.1
"""How far progress may lag behind the part of the time that has passed, as a part of the target."""
LATE_TO_START = 0.5
"""The part of the time that may pass before a task that is not started is behind."""
BY_ITSELF = 0.9
"""How sure it is that a document that calls its own task behind is right."""


@rule(
    "behind-the-calendar",
    "warning",
    "Progress lags behind the part of the time that has passed, by its number or by the words for its state.",
    "At the end of September 三分之一 of the year's target is done; or 进度滞后, 尚未开工 in place of a number.",
)
def _behind(material: Material) -> Iterable[Found]:
    documents = {document["doc"]: document for document in material.documents}
    for link in material.linked("under-way"):
        parent, child = link["parent"], link["child"]
        begin = documents.get(parent["doc"], {}).get("period_start")
        what = Sentence(told(parent), told_zh(parent))
        sentence = _by_number(parent, child, begin) or _by_words(child, parent["deadline"], begin, what)
        if sentence:
            yield found(sentence, parent, child, confidence=link["confidence"])
    for task in _alone(material):
        document = documents[task["doc"]]
        words = f"“{''.join(task['text'].split())}”"
        sentence = _by_words(task, document["period_end"], document["period_start"], Sentence(words, words))
        if sentence:
            yield found(sentence, task, confidence=BY_ITSELF)


def _by_number(parent: Record, child: Record, begin: str | None) -> Sentence | None:
    """What to say of a number that lags behind; ``None`` where it does not, or where there is none to compare."""
    if child["value"] is None or not (parent["value"] and child["deadline"]) or parent["comparator"] in ("<", "<="):
        return None
    done = child["value"] / parent["value"]
    passed = _passed(child["deadline"], parent["deadline"], begin)
    if done >= passed - BEHIND:
        return None
    return Sentence(
        f"{done:.0%} of {told(parent)} done when {passed:.0%} of the time has passed: {told(child)}.",
        f"时间过去{passed:.0%}，{told_zh(parent)}仅完成{done:.0%}：{told_zh(child)}。",
    )


def _by_words(task: Record, deadline: str | None, begin: str | None, what: Sentence) -> Sentence | None:
    """What to say of a task by the words for its state alone.

    Args:
        task: an end of a link or a task, with ``state``, ``status`` and ``as_of``.
        deadline: by when it is due; ``begin`` from when on.
    """
    state, status, day = task.get("state"), task.get("status"), task.get("as_of")
    on, on_zh = (f" on {day}", f"截至{day}，") if day else ("", "")
    if status in ("behind", "stopped"):
        return Sentence(f"Said to be {status} (“{state}”){on}: {what.en}.", f"{on_zh}文件称“{state}”：{what.zh}。")
    if status == "not-started" and day and (passed := _passed(day, deadline, begin)) > LATE_TO_START:
        return Sentence(
            f"Not started (“{state}”) when {passed:.0%} of the time has passed: {what.en}.",
            f"时间过去{passed:.0%}，仍为“{state}”：{what.zh}。",
        )
    if status in ("not-started", "ongoing", "on-schedule") and day and deadline and day > deadline:
        return Sentence(
            f"Not completed (“{state}”){on}, after it was due: {what.en}.",
            f"{on_zh}已过时限，仍为“{state}”：{what.zh}。",
        )
    return None


def _alone(material: Material) -> Iterator[Record]:
    """The tasks with a state that no link joins with what they are progress of."""
    joined = {link["child"].get("task") for link in material.linked("met", "missed", "under-way")}
    return (task for task in material.tasks if task.get("status") and task["id"] not in joined)


def _passed(day: str, deadline: str | None, begin: str | None) -> float:
    """The part of the time from the begin of a period to a deadline that has passed at the end of a day.

    Args:
        deadline: the end of the day's year if ``None``.
        begin: the first day of the deadline's year if ``None``, or if it is later than the deadline.
    """
    on = date.fromisoformat(day)
    due = date.fromisoformat(deadline) if deadline else date(on.year, 12, 31)
    first = date.fromisoformat(begin) if begin and begin <= due.isoformat() else date(due.year, 1, 1)
    whole = (due - first).days + 1
    return min(1.0, max(0.0, ((on - first).days + 1) / whole))
