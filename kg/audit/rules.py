"""Rules of the audit: what each looks for, how grave it is, and an example; the functions are in modules by subject."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.export.material import Material
from kg.export.records import Record

LEVELS = ("note", "warning", "error")
"""From the least grave to the gravest."""


class Sentence(NamedTuple):
    """What was found, in English and in Chinese."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Where something stands: file name, half-open span of the number or task, and its words."""

    doc: str
    start: int
    end: int
    quote: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not add up.

    Attributes:
        rule: code of the rule; ``level`` one of :data:`LEVELS`.
        sentence: what was found, in English; ``sentence_zh`` the same in Chinese.
        passages: where it was seen, the higher document first.
        ids: IRIs of the statements, tasks, bodies or documents concerned.
        confidence: of the link it rests on, else 1.
    """

    rule: str
    level: str
    sentence: str
    sentence_zh: str
    passages: tuple[Passage, ...]
    ids: tuple[str, ...]
    confidence: float = 1.0


Check = Callable[[Material], Iterable["Found"]]
Found = tuple[Sentence, tuple[Passage, ...], tuple[str, ...], float]
"""Sentence, passages, IRIs and confidence of a finding."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: as ``passed-down-without-a-share``; what ``--rule`` takes.
        title: what it looks for, in one sentence.
        example: a case of it.
    """

    code: str
    level: str
    title: str
    example: str
    check: Check


RULES: dict[str, Rule] = {}
"""All rules by code, in the order in which their findings are told."""


def rule(code: str, level: str, title: str, example: str) -> Callable[[Check], Check]:
    """Registers a check as a rule."""

    def register(check: Check) -> Check:
        RULES[code] = Rule(code, level, title, example, check)
        return check

    return register


def found(sentence: Sentence, *ends: Record, confidence: float = 1.0) -> Found:
    """A finding about some ends of links, statements or tasks, the higher first."""
    return sentence, tuple(map(passage, ends)), tuple(end["id"] for end in ends), confidence


def passage(end: Record) -> Passage:
    """Where an end of a link, a statement or a task stands."""
    quote = end.get("quote") or end.get("text") or ""
    return Passage(end["doc"], end["start"], end["end"], "".join(quote.split()), end.get("item"))
