"""The words around a number, compiled from ``kg/data``: comparators, change verbs, fillers, leading verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.data import pattern, rows, vocabulary, words

PLACE_ENDINGS = words("place-endings")
"""Characters that make a place of the verb before them: 安置房."""

REACH = 12  # characters before a number that are looked at word by word
BASE_REACH = 24  # characters that what a number is compared with may take (比“十三五”时期)

_BASE = pattern("base-value")
_BOXED = re.compile(r"【[^】]{1,12}】")  # 【就业】新增城镇就业3万人
_ORDINAL = pattern("ordinal-opening")  # 二是为6500名妇女免费筛查


@dataclass(slots=True)
class Tail:
    """What stands between a noun and its number.

    Attributes:
        end: where the noun ends.
        comparator: from a word such as 不低于, or ``None``.
        change: ``increase`` or ``decrease`` when such a verb governs the number, ``level`` for 提高到, else ``None``.
        basis: 同比, 年均 or 累计.
        parted: 分别 or 各 was among the words.
        linked: 达到, 为 or the like was among the words: the number is reached.
    """

    end: int
    comparator: str | None = None
    change: str | None = None
    basis: str | None = None
    parted: bool = False
    linked: bool = False


def _of_role(role: str) -> list[dict[str, str]]:
    return [row for row in rows("wording") if row["role"] == role]


@cache
def _basis() -> dict[str, str]:
    return {row["word"]: row["role"].partition(":")[2] for row in _basis_rows()}


def _basis_rows() -> list[dict[str, str]]:
    return [row for row in rows("wording") if row["role"].startswith("basis:")]


def _comparator_rows(position: str) -> list[dict[str, str]]:
    return [row for row in rows("comparators") if row["position"] == position]


@cache
def comparators(position: str) -> dict[str, str]:
    """Comparator words before or after a number, each with its sign."""
    return {row["word"]: row["comparator"] for row in _comparator_rows(position)}


@cache
def _tail() -> re.Pattern[str]:
    groups = {
        "comparator": _comparator_rows("before"),
        "level": _of_role("level"),
        "increase": _of_role("increase"),
        "decrease": _of_role("decrease"),
        "basis": _basis_rows(),
        "fill": _of_role("tail"),
    }
    body = "|".join(f"(?P<{name}>{vocabulary(entries, backwards=True)})" for name, entries in groups.items())
    return re.compile(rf"(?:{body})\Z")


@cache
def _head() -> re.Pattern[str]:
    """Words that lead up to a clause; 再, 可 and the like only before a verb: 再开工, but 再生水."""
    verbs = vocabulary(rows("verbs"), "verb")
    once_done = pattern("once-done").pattern
    return re.compile(
        rf"{vocabulary(_of_role('head'))}|{_ORDINAL.pattern}|{once_done}|[再可又还共](?={verbs})|{_BOXED.pattern}"
    )


@cache
def _after() -> re.Pattern[str]:
    return re.compile(vocabulary(_comparator_rows("after")))


@cache
def verb() -> re.Pattern[str]:
    """A leading verb (新建, 完成, …), several of them joined by 、 or 和 counting as one."""
    one = vocabulary(rows("verbs"), "verb")
    noun = pattern("noun-ending").pattern
    inner = pattern("inner-new").pattern
    return re.compile(rf"(?!{inner}){one}(?!{noun})(?:了)?(?:[、和及与并]{one}(?!{noun}))*")


@cache
def measure_end() -> re.Pattern[str]:
    """A noun that is itself a measure: 覆盖率, 总额, 参保人数."""
    return re.compile(rf"{vocabulary(_of_role('measure'), backwards=True)}\Z")


@cache
def _role(name: str) -> frozenset[str]:
    """The words of a role of ``wording.csv`` that tells apart those of another role."""
    return frozenset(row["word"] for row in _of_role(name))


def whole() -> frozenset[str]:
    """Measures of something that is itself a measure: 地区生产总值总量."""
    return _role("whole")


@cache
def standalone() -> tuple[str, ...]:
    """Measures that name their own subject: 进出口总额."""
    return tuple(row["word"] for row in _of_role("standalone"))


@cache
def action_end() -> re.Pattern[str]:
    """A noun of action that several members of a list can share: 改造, 建设."""
    return re.compile(rf"(?:{vocabulary(_of_role('action'), backwards=True)})+\Z")


@cache
def contrast() -> re.Pattern[str]:
    """A word that tells members of a list apart and is itself no noun: 城镇、农村居民收入, 国家级、省级平台."""
    return re.compile(vocabulary(_of_role("contrast")))


_NUMBERED = re.compile(r"\d{1,2}[.、](?=[\u4e00-\u9fff])|[①-⑳]")  # …5所;2.改造医院3家


def read_tail(text: str, start: int, end: int) -> Tail:
    """Strip, word by word, what leads to a number at ``end``; never past ``start``."""
    tail = Tail(end)
    listed = _ORDINAL.match(text, start, end)
    start = listed.end() if listed else start
    while tail.end > start:
        at = tail.end
        if text[at - 1] in " ,、":
            tail.end -= 1
            continue
        match = _tail().search(text, max(start, at - REACH), at)
        if match is None:
            base = _BASE.search(text, max(start, at - BASE_REACH), at)
            if base is None:
                break
            tail.end = base.start()
            continue
        word, kind = match.group(), match.lastgroup
        if kind == "comparator":
            tail.comparator = tail.comparator or comparators("before")[word]
        elif kind == "level":
            if tail.change is None:
                tail.change = "level"
        elif kind in ("increase", "decrease"):
            if tail.change is not None:
                break
            if tail.linked and len(word) < 2:
                break
            tail.change = "level" if tail.linked and word not in _role("noun") else kind
            if tail.change == "level":
                break
        elif kind == "basis":
            tail.basis = tail.basis or _basis()[word]
            tail.parted |= word.endswith(tuple(_role("parted")))
        else:
            tail.parted |= word in _role("parted")
            tail.linked |= word in _role("linked")
            if match.start() == start and word in _role("alone"):
                break
        tail.end = match.start()
    return tail


def read_head(text: str, start: int, end: int) -> int:
    """Where the noun or verb begins after 力争, 同时, 一是 and the like."""
    at = start
    while at < end:
        if text[at] in " ,、;:":
            at += 1
            continue
        label = _NUMBERED.match(text, at, end) if at == start else None
        if label:
            at = label.end()
            continue
        match = _head().match(text, at, end)
        if match is None or (match.end() >= end and match.group() in _role("alone")):
            break
        at = match.end()
    return at


_INSIDE = pattern("within")
_INCLUDED = "(含)"


def read_after(text: str, start: int, end: int) -> tuple[str | None, int]:
    """The comparator right behind a number, with where it ends: ``(">=", …)`` for 以上, 以上(含) and (含)以上."""
    start += len(_INCLUDED) if text.startswith(_INCLUDED, start) else 0
    match = _after().match(text, start, end)
    if match is None:
        inside = _INSIDE.match(text, start, end)
        return ("<=", inside.end()) if inside else (None, start)
    stop = match.end()
    stop += len(_INCLUDED) if text.startswith(_INCLUDED, stop) else 0
    return comparators("after")[match.group()], stop
