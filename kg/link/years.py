"""From year to year at one place: what became of a target, what takes it up the year after, a plan's single years."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.data import pattern
from kg.link.cascade import Link
from kg.link.ends import End, Linked
from kg.link.matching import Index, Match, assign
from kg.link.relations import adds_up
from kg.model import Metadata, Statement

REPORTS = ("work-report", "progress", "statistics")
"""Genres that tell what became of the targets of their place, so that silence about one means something."""

SAME_YEAR = 0.9
NOT_REPORTED = 0.8
"""How sure it is that two numbers of one place and indicator are target and outcome; and that silence is silence."""

_FIRST_CLAUSE = re.compile("[，。；：,;:]")
_FALLING = ("<", "<=")

_GOING_ON = pattern("going-on")
_SEVERAL_YEARS = pattern("over-several-years")

ANOTHER_PERIOD = 4
"""How many times a year's target a count reported for the year before has to be for it to be a number of more years.

Reviews of a five-year period tell what it added up to without saying so at each number. Over the twenty provincial
reports of 2026 this is so of every such count.
"""


def yearly(documents: Iterable[Linked]) -> list[Link]:
    """Links over time, by the later document, then in text order; what was not reported comes last.

    ``met``, ``missed`` and ``under-way`` join a target with the achievement or progress of its year; ``not-reported``
    has no child. ``continues`` joins a target with that of the next year, and what was reached in a year with the
    target of the next; ``step`` or ``share`` a plan's target with that of a single year in the same document.
    Documents meet by place and year, statements by indicator.
    """
    by_place: dict[str, list[Linked]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.name):
        if document.metadata.place_id and document.metadata.year:
            by_place[document.metadata.place_id].append(document)
    out: list[Link] = []
    for place in sorted(by_place):
        out += _Place(by_place[place]).links()
    return out


class _Place:
    """The documents of one place."""

    def __init__(self, documents: list[Linked]) -> None:
        self._documents = sorted(documents, key=lambda e: (e.metadata.year or 0, e.name))
        self._ends = {document.name: document.ends for document in documents}
        self._due: dict[int, list[End]] = defaultdict(list)  # targets by the year they are due
        for document in self._documents:
            for end in self._ends[document.name]:
                if end.kind == "target" and end.deadline:
                    self._due[int(end.deadline[:4])].append(end)

    def links(self) -> list[Link]:
        out: list[Link] = []
        reported: dict[int, set[str]] = defaultdict(set)
        for document in self._documents:
            out += self._outcomes(document, reported)
            out += self._states(document, reported)
            out += self._steps(document)
            out += self._next(document)
        out += self._silence(reported)
        return out

    def _outcomes(self, document: Linked, reported: dict[int, set[str]]) -> list[Link]:
        """The achievements and the progress of a document, by year, with the targets of that year."""
        told: dict[int, list[End]] = defaultdict(list)
        for end in self._ends[document.name]:
            if end.kind in ("achievement", "progress") and end.deadline:
                told[int(end.deadline[:4])].append(end)
        out = []
        for year in sorted(told):
            index = Index(end for end in self._due[year] if end.doc != document.name or end.kind == "target")
            matches = assign(m for end in told[year] for m in index.matches(end) if comparable(m))
            out += [_outcome(match) for match in matches]
            reported[year].update(m.parent.id for m in matches)
        return out

    def _states(self, document: Linked, reported: dict[int, set[str]]) -> list[Link]:
        """What a document tells in words alone (尚未开工), with the target or task of that year that it is told of."""
        told: dict[int, list[End]] = defaultdict(list)
        for end in self._ends[document.name]:
            if end.kind == "task" and end.task and end.task.status and not end.about:
                told[int((end.task.as_of or str(document.metadata.year))[:4])].append(end)
        out = []
        for year, ends in sorted(told.items()):
            index = Index([*(e for e in self._due[year] if e.doc != document.name), *self._undertaken(year, document)])
            by_id = {end.id: end for end in ends}
            matches = assign(m for end in ends for m in index.matches(_opening(end)))
            out += [_told(replace(match, child=by_id[match.child.id])) for match in matches]
            reported[year].update(m.parent.id for m in matches)
        return out

    def _undertaken(self, year: int, told_in: Linked) -> Iterator[End]:
        """The tasks without a number of the other documents of a year that tell no states."""
        for document in self._documents:
            if document.name != told_in.name and document.metadata.year == year:
                yield from (e for e in self._ends[document.name] if e.kind == "task" and e.task and not e.task.status)

    def _next(self, document: Linked) -> list[Link]:
        """The targets of the document's year that go on from the year before: from its targets, or what was reached."""
        year = document.metadata.year or 0
        own = [e for e in self._ends[document.name] if e.kind == "target" and _in(e, year)]
        before = Index(e for e in self._due[year - 1] if e.doc != document.name)
        matches = assign(m for end in own for m in before.matches(end) if comparable(m))
        reached = Index(e for e in self._ends[document.name] if e.kind == "achievement" and _in(e, year - 1))
        found = (m for end in own for m in reached.matches(end))
        matches += assign(m for m in found if comparable(m) and _one_thing(m) and not _of_several_years(m))
        return [_over_time("continues", match) for match in matches]

    def _steps(self, document: Linked) -> list[Link]:
        """One-year targets beside five-year targets of one document."""
        own = [e for e in self._ends[document.name] if e.kind == "target" and e.deadline]
        years = {e.deadline[:4] for e in own if e.deadline}
        if len(years) < 2:
            return []
        last = max(years)
        index = Index(e for e in own if (e.deadline or "").startswith(last))
        earlier = [e for e in own if not (e.deadline or "").startswith(last)]
        matches = assign(m for end in earlier for m in index.matches(end) if comparable(m) and _one_thing(m))
        return [_over_time(_step(match), match) for match in matches]

    def _silence(self, reported: dict[int, set[str]]) -> list[Link]:
        """Targets of which a later report of the place says nothing."""
        out = []
        for year, due in sorted(self._due.items()):
            reports = [e for e in self._documents if _reports_on(e.metadata, year)]
            for report in reports[:1]:
                for end in due:
                    if end.id not in reported[year] and end.doc != report.name and _is_yearly(end, year):
                        evidence = (f"nothing like it in {report.name}, which tells of {year}",)
                        out.append(Link("not-reported", end, None, NOT_REPORTED, evidence, report.name))
        return out


def comparable(match: Match) -> bool:
    """Whether the two are numbers of one measure: the same distribution, kind of change and scope."""
    one, other = match.parent.statement, match.child.statement
    if one is None or other is None:
        return False
    spans = one.cumulative if match.parent.kind == "achievement" else False  # 五年建成 is no number of one year
    return not spans and (one.per, one.change) == (other.per, other.change) and _same_place(match)


def _of_several_years(match: Match) -> bool:
    """Whether what was reached was reached over more years than the target has."""
    one, other = match.parent.statement, match.child.statement
    assert one is not None
    assert other is not None
    if (
        match.parent.several_years
        or one.basis in ("年均", "累计")
        or _SEVERAL_YEARS.search(one.quote.partition(one.number)[0])
    ):
        return True
    count = adds_up(match.parent) and one.unit == other.unit
    return count and one.value >= ANOTHER_PERIOD * other.value


def _same_place(match: Match) -> bool:
    """Whether both are for one place: the same, or the document's own told by its name or not at all."""
    one, other = match.parent, match.child
    if one.place != other.place or one.statement is None or other.statement is None:
        return False
    scopes = [set(s.scope_ids) - {one.place} for s in (one.statement, other.statement)]
    return scopes[0] == scopes[1]


def is_met(target: Statement, outcome: Statement) -> bool:
    """Whether the outcome reaches the target: caps and falls from above, all others from below."""
    cap = target.comparator in _FALLING
    goal = target.value
    if target.comparator == "range" and target.value_max is not None and cap:
        goal = target.value_max
    if target.comparator == "<":
        return outcome.value < goal
    if target.comparator == ">":
        return outcome.value > goal or (outcome.value == goal and outcome.comparator == ">")
    return outcome.value <= goal if cap else outcome.value >= goal


def _outcome(match: Match) -> Link:
    target, outcome = match.parent.statement, match.child.statement
    assert target is not None
    assert outcome is not None
    met = is_met(target, outcome)
    early = outcome.kind == "progress" and (outcome.deadline or "") < (target.deadline or "")
    going_on = outcome.kind == "achievement" and _GOING_ON.search(outcome.indicator)
    return _over_time("under-way" if going_on else "met" if met else "under-way" if early else "missed", match)


def _opening(end: End) -> End:
    """The end with the words of its first clause, what it is about: 改造老旧小区 of 改造老旧小区，尚未开工."""
    return replace(end, words=_FIRST_CLAUSE.split(end.words.lstrip(), maxsplit=1)[0])


def _told(match: Match) -> Link:
    task = match.child.task
    assert task is not None
    relation = "met" if task.status == "completed" else "under-way"
    evidence = (f"wording alike {match.likeness:.2f}", f"state {task.state}")
    return Link(relation, match.parent, match.child, round(SAME_YEAR * match.likeness, 2), evidence)


def _over_time(relation: str, match: Match) -> Link:
    one, other = match.parent.statement, match.child.statement
    assert one is not None
    assert other is not None
    evidence = (
        f"wording alike {match.likeness:.2f}",
        f"{''.join(one.number.split())} by {one.deadline} and {''.join(other.number.split())} by {other.deadline}",
    )
    return Link(relation, match.parent, match.child, round(SAME_YEAR * match.likeness, 2), evidence)


def _step(match: Match) -> str:
    one, other = match.parent.statement, match.child.statement
    assert one is not None
    assert other is not None
    return "share" if one.cumulative and adds_up(match.parent) and other.value < one.value else "step"


def _in(end: End, year: int) -> bool:
    return (end.deadline or "").startswith(str(year))


def _one_thing(match: Match) -> bool:
    one, other = match.parent.statement, match.child.statement
    return one is not None and other is not None and one.indicator_id == other.indicator_id


def _reports_on(about: Metadata, year: int) -> bool:
    return about.genre in REPORTS and about.year == year + 1


def _is_yearly(end: End, year: int) -> bool:
    statement = end.statement
    return statement is not None and not statement.cumulative and (statement.deadline or "").startswith(str(year))
