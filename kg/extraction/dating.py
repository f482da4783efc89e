"""When a statement holds and of what kind it is, from the dates of its sentence and what stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.data import pattern
from kg.extraction.clauses import Span
from kg.extraction.draft import Draft
from kg.extraction.periods import Period
from kg.extraction.quantities import Quantity
from kg.extraction.reading import Reading
from kg.structure.context import UNTOLD, Context, done_so_far
from kg.structure.tense import looks_back, promises

_DONE = pattern("done")
_DONE_BY_THEN = pattern("done-by-then")
_CLAUSE_OPENING = pattern("opening-of-a-date-clause")
_OF_THE_TASK = pattern("of-the-task")
_PROMISED = pattern("promised-before-its-share")
_TASKS_SHARE = pattern("share-of-the-task")
_OF_A_TASK = pattern("share-of-a-task")
_WHOLE_INVESTMENT = pattern("whole-investment")
_TARGET_IN_BRACKETS = pattern("target-in-brackets")
_REACHED_PART = pattern("reached-part")
_ITS_SHARE = pattern("share-of-what-was-promised")
_ALL_DONE = pattern("all-done")
_SAME_TIME = re.compile("同期")
_AT_WORK = pattern("at-work")
_INTRODUCTION = pattern("introduction")
_PLANNED = pattern("planned")
_TARGET_LABEL = pattern("target-label")
_STATE_LABEL = pattern("state-label")
_RATE_LABEL = pattern("rate-of-doing")
CLOSE = 24  # characters before a number in which 已建成 and the like are looked for
NEAR_VERB = 3  # characters between 已达到 and a share that is reached
DOUBTFUL = 0.1
"""What a record loses in confidence when its kind or date is doubtful."""


@dataclass(frozen=True, slots=True)
class Dating:
    """Kind and time of a statement.

    Attributes:
        kind: as in :class:`kg.model.Statement`.
        deadline: ISO date or ``None``.
        explicit: a date word of the same sentence, or a label such as 完成时限, sets it.
        years: the period has several years.
        doubtful: only the words around tell the kind; or the date word stands in another clause; or there is none, in a
            bulletin, in news or in a document of no known genre, which tell what is done and what is promised in one
            breath.
    """

    kind: str
    deadline: str | None
    explicit: bool
    years: bool
    doubtful: bool

    def is_total(self, quantity: Quantity) -> bool:
        """Whether a number of this time is a total over years; the rates of several years do not add up."""
        return self.years and quantity.dimension not in ("share", "points", "multiple")


def date_draft(
    reading: Reading, draft: Draft, dates: list[Period], context: Context, inherited: Period | None, span: Span
) -> Dating:
    """The dating of a draft of the sentence ``span``.

    Args:
        dates: those of the sentence.
        inherited: the period of the sentence before, when this one goes on with parts of what it told (其中…).
    """
    start, end = span
    position = start + draft.quantity.start
    before = reading.view.text[start:position]
    sentence = reading.view.text[start:end]
    if context.kind == "progress":  # 年度主要指标中9项达到序时进度: no date of what is told of them
        dates = [p for p in dates if sentence[p.start : p.end] != "年度" or draft.clause[0] <= p.start]
    own = reach(sentence, draft, dates)
    period = own or inherited
    if period and not period.deadline and _beyond(context, period) and not _goes_on(reading, context, period, sentence):
        period = None  # in a review a later year names something (2026年片单, 一年内)
    if period and _not_begun(reading, period) and _DONE.search(before[-CLOSE:]):
        own = period = None  # 明年争取23亿元;目前已提前下达8亿元
    deadline = (period.last or None) if period else context.last
    limit = None if period else reading.limit_at(position)
    deadline = limit.last if limit else deadline
    if context.kind == "progress" and period and period.last > (context.last or "") and _reached(before, period):
        own = period = None  # 全年计划投资2亿元,已完成1亿元: what is done, is done by the day of the bulletin
        deadline = context.last
    behind = reading.view.text[start + draft.quantity.end : start + draft.clause[1]]
    ahead = period is not None and period.last > (context.last or "") and _WHOLE_INVESTMENT.search(before)
    if context.kind == "progress" and not ahead and _of_the_promise(before, sentence[draft.quantity.end :]):
        own, period, deadline = None, None, context.last
        behind = sentence[draft.quantity.end :]
    bracketed = context.kind != "target" and _TARGET_IN_BRACKETS.search(before) is not None
    if context.kind == "progress" and draft.quantity.dimension == "share" and _OF_A_TASK.search(before):
        own, period, deadline = None, None, context.last  # 占全年任务的71.7%
    if context.kind == "progress" and period and _only_behind(draft, period) and _REACHED_PART.search(before):
        own, period, deadline = None, None, context.last  # 装修完成30%,明年5月投用
    kind = "target" if bracketed else _kind(reading, draft, period, context, before, behind)
    if bracketed and context.kind == "achievement" and context.last:
        deadline = f"{context.last[:4]}-12-31"
    if kind == "target" and context.kind == "progress" and period is None:
        deadline = reading.particulars.period_end  # what the bulletin's year promised
    if kind == "achievement" and context.kind == "target" and period is None and reading.particulars.year:
        deadline = min(deadline or "9999", f"{reading.particulars.year}-12-31")  # done already, whatever is planned
    if context.guessed and kind == context.kind:
        kind, deadline = _told_by_its_words(reading, sentence, kind, deadline, period)
    if draft.baseline:
        kind, deadline = "baseline", _before(sentence, reading, draft, dates, context)
    return Dating(
        kind,
        deadline,
        explicit=own is not None or limit is not None,
        years=period is not None and period.years,
        doubtful=context.guessed or (not _near(draft, own) if own else limit is None and _mixed(reading, context)),
    )


def _told_by_its_words(
    reading: Reading, sentence: str, kind: str, deadline: str | None, period: Period | None
) -> tuple[str, str | None]:
    """Kind and deadline by the words of the sentence, where its paragraph was only guessed to look back or ahead."""
    about = reading.particulars
    if kind != "target":
        ahead = promises(sentence, 0, len(sentence))
        return ("target", deadline if period else about.period_end) if ahead else (kind, deadline)
    if not looks_back(sentence, 0, len(sentence)):
        return kind, deadline
    done = done_so_far(about)
    return done.kind, deadline if period else done.last


def reach(text: str, draft: Draft, dates: list[Period]) -> Period | None:
    """The date word whose reach the number is in.

    A date word reaches later clauses of its sentence until another takes over (annotation guideline); across a
    semicolon only when it opens the sentence or the part before. 每年 and 长期 hold for their own clause alone.
    """
    if draft.dated:
        return draft.dated
    start, end = draft.clause
    number = draft.quantity
    own = [p for p in dates if not p.base and start <= p.start and p.end <= end]
    if own:  # in its own words, before the number or behind it: 4个项目年内动工
        return next((p for p in reversed(own) if p.start < number.start), own[0])
    before = [p for p in dates if not p.base and not p.open_end and p.start < number.start]
    if not before:
        return _behind(text, draft, dates)
    period = before[-1]
    opens = text[max(0, period.start - 1) : period.start] in ("", ";", ":") or _INTRODUCTION.fullmatch(
        text, 0, period.start
    )
    if ";" in text[period.end : number.start] and not opens:
        return _behind(text, draft, dates)
    return period


def _behind(text: str, draft: Draft, dates: list[Period]) -> Period | None:
    """The date in a clause behind that says when all that stands before it is to be done: …4所,10月底前投入使用."""
    end = draft.quantity.end
    period = next((p for p in dates if not p.base and not p.open_end and p.start >= end), None)
    if period is None or any(mark in text[end : period.start] for mark in ";:("):
        return None
    begins = _CLAUSE_OPENING.search(text, end, period.start)
    return period if begins and _DONE_BY_THEN.match(text, period.end) else None


def _beyond(context: Context, period: Period) -> bool:
    return context.kind == "achievement" and context.last is not None and period.last > context.last


def _kind(reading: Reading, draft: Draft, period: Period | None, context: Context, before: str, behind: str) -> str:
    """``before`` and ``behind``: the sentence up to the number, and the rest of its clause."""
    about = reading.particulars
    if period and period.last and about.period_start and about.year:
        over = about.genre in UNTOLD and about.issued is not None and period.last < about.issued
        if context.kind == "target" and (period.last < about.period_start or period.as_of or over):
            return about.told if about.told and period.last >= about.period_start else "achievement"
        if context.kind == "achievement" and period.last > f"{about.year}-12-31":
            return "target"
    if context.kind == "progress" and _of_the_promise(before, behind):
        return "target"
    if context.kind == "progress":
        ahead = period is not None and not period.base and period.last > (context.last or "")
        if not ahead and _AT_WORK.match(behind):
            return "progress"  # 计划改造的34个老旧小区全部进场施工
        if (
            _PLANNED.search(before[-40:])
            or _under_target(before)
            or (ahead and period and not _reached(before, period))
        ):
            return "target"
    told = period is None or (about.genre == "news" and period.last <= f"{about.year}-12-31")
    if context.kind == "target" and told and _ALL_DONE.search(behind):
        return "achievement"  # 22件民生实事已全部办结
    done = _DONE.search(before[-CLOSE:]) if context.kind == "target" else None
    if done and (draft.quantity.dimension != "share" or len(before[-CLOSE:]) - done.end() <= NEAR_VERB):
        return "achievement"  # 已建成住房入住率不低于90% is none: the share does not stand behind the verb
    return context.kind


def _not_begun(reading: Reading, period: Period) -> bool:
    issued = reading.particulars.issued
    return issued is not None and period.first is not None and period.first > issued


def _goes_on(reading: Reading, context: Context, period: Period, sentence: str) -> bool:
    """Whether a text without headings promises something for a later year: 十四五期间累计投入, 2022年计划投资."""
    if context.guessed and period.years:
        return True
    return reading.particulars.genre in UNTOLD and promises(sentence, 0, len(sentence))


def _only_behind(draft: Draft, period: Period) -> bool:
    return period.start >= draft.quantity.end and period.start >= draft.clause[1]


def _of_the_promise(before: str, behind: str) -> bool:
    """Whether a bulletin names what was promised: 不少于1500名的年度任务, 完成年度目标6万人次的64.3%, 总投资5亿元."""
    return bool(
        _WHOLE_INVESTMENT.search(before)
        or _OF_THE_TASK.match(behind)
        or (_ITS_SHARE.match(behind) and _PROMISED.search(before))
        or _TASKS_SHARE.match(behind)
    )


def _reached(before: str, period: Period) -> bool:
    """Whether the number is done, though a later date stands before it: 全年安排900场,现已演出734场."""
    return bool(_DONE.search(before, max(period.end, len(before) - CLOSE)) or _STATE_LABEL.search(before, period.end))


def _under_target(before: str) -> bool:
    """Whether the last label of the sentence so far is one for what was promised: 年度目标:…,…."""
    target = max((m.end() for m in _TARGET_LABEL.finditer(before)), default=-1)
    state = max((m.end() for label in (_STATE_LABEL, _RATE_LABEL) for m in label.finditer(before)), default=-1)
    return target > state


def _before(sentence: str, reading: Reading, draft: Draft, dates: list[Period], context: Context) -> str | None:
    """The date of a start value: its own (从2020年的…, which holds for the sentence), else just before the period."""
    own = [p for p in dates if p.base and p.end <= draft.quantity.start]
    if own:
        same = own[-1].last and context.last and _SAME_TIME.search(sentence, own[-1].start, own[-1].end + 3)
        return own[-1].last[:4] + context.last[4:] if same and context.last else own[-1].last
    about = reading.particulars
    if about.period_start and context.kind == "target" and context.last == about.period_end:
        return f"{int(about.period_start[:4]) - 1}-12-31"  # a plan's start value is that of the year before it
    return f"{int(context.last[:4]) - context.years}-12-31" if context.last else None


def _mixed(reading: Reading, context: Context) -> bool:
    """Whether the text around tells what is done and what was promised in one breath: bulletins and news do,
    and a document of no known genre may."""
    return context.kind == "progress" or reading.particulars.genre in ("news", None)


def _near(draft: Draft, period: Period) -> bool:
    return draft.clause[0] <= period.start and period.end <= draft.clause[1]
