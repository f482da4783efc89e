"""Indicators of several documents that are one, or one a kind of the other: by the concept scheme, and by likeness.

Two wordings are one indicator when nothing that makes a difference differs (verb, measure, population, level, numbers)
and what remains of their words is nearly the same: :data:`THRESHOLD`, chosen on labelled pairs, see
``docs/resolution.md``. Only wordings that share a rare pair of characters are compared, so that the cost is near linear
in their number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from kg.data import pattern, table
from kg.iri import Minter
from kg.model import Extraction
from kg.resolve.indicators import canonical, concept_of, concepts

THRESHOLD = 0.9
"""Likeness from which two wordings are one indicator."""

NARROWER = 0.7
"""Confidence that a wording with a qualifier before its noun is the narrower one."""

BLOCK = 60
"""Wordings that share a pair of characters are compared only if they are at most this many."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What two indicators are to each other.

    Attributes:
        first, second: IRIs; ``first`` is the one that stays (``same``), or the narrower one (``broader``).
        kind: ``same`` or ``broader``.
        confidence: 1 for a row of the concept scheme, else the likeness.
        evidence: the rule and the words, in one line.
    """

    first: str
    second: str
    kind: str
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What is compared of an indicator's words.

    Attributes:
        label: the canonical label; ``dimension`` what its unit measures.
        verbs: its verbs, in any order.
        marks: everything else in it that makes a difference by itself, in its order: measures, populations, levels,
            numbers, words in brackets.
        rest: its other characters, in their order.
    """

    label: str
    dimension: str
    verbs: frozenset[str]
    marks: tuple[str, ...]
    rest: str


def wording(label: str, unit: str | None = None) -> Wording:
    """The parts of a canonical label that are compared."""
    words = label
    for short, full in _table()["same"].items():
        words = words.replace(short, full)
    words = _closing_share().sub("占比", words)
    found = _marks().findall(words)
    rest = re.sub(r"[^\u4e00-\u9fff]", "", pattern("light-words").sub("", _marks().sub("", words)))
    verbs = frozenset(word for word in found if word in _verbs())
    return Wording(label, dimension(unit), verbs, tuple(word for word in found if word not in verbs), rest)


def likeness(a: Wording, b: Wording) -> float:
    """How like two wordings are, from 0 to 1; 0 when they measure different things."""
    if a.verbs != b.verbs or a.marks != b.marks or (a.dimension and b.dimension and a.dimension != b.dimension):
        return 0.0
    if not a.rest and not b.rest:
        return 1.0
    shared = sum((Counter(a.rest) & Counter(b.rest)).values())
    return 2 * shared / (len(a.rest) + len(b.rest))


def is_narrower(a: Wording, b: Wording) -> bool:
    """Whether ``a`` is ``b`` with a qualifier before its noun: 新增中小学学位 of 新增学位. Rates have no such parts."""
    if a.dimension != b.dimension or a.dimension in ("ratio", "") or a.rest == b.rest:
        return False
    if len(b.rest) < 3 or re.search("[、和与及]|以上|以下", a.label + b.label):  # lists and bounds are wider
        return False
    more = Counter(a.marks) - Counter(b.marks)
    fewer = Counter(b.marks) - Counter(a.marks)
    return a.verbs == b.verbs and not fewer and set(more) <= _qualifiers() and a.rest.endswith(b.rest)


def dimension(unit: str | None) -> str:
    """What a unit measures, as far as it makes indicators different: ``ratio``, ``people``, ``money`` or the unit."""
    return _dimensions().get(unit or "", unit or "")


def relate_indicators(extractions: Iterable[Extraction], minter: Minter) -> list[Relation]:
    """The relations between all indicators of a corpus, in order of their IRIs; ``same`` leads to one IRI a group."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for statement in extraction.statements:
            if statement.indicator:
                label = canonical(statement.indicator, statement.unit)
                counts[(label, statement.change if statement.unit == "%" else "")][statement.unit] += 1
    units: dict[str, Counter[str]] = defaultdict(Counter)
    for (label, change), seen in counts.items():
        levels = Counter({unit: n for unit, n in seen.items() if change in ("", "level")})
        units[label] += levels
    wordings = [wording(label, _main(seen)) for label, seen in sorted(units.items())]
    return sorted(
        [*_scheme(wordings, minter), *_alike(wordings, units, minter)], key=lambda r: (r.first, r.second, r.kind)
    )


def _main(units: Counter[str]) -> str | None:
    """The unit that most values have; ``None`` where all are growth rates."""
    return min(units, key=lambda u: (-units[u], u)) if units else None


def _scheme(wordings: list[Wording], minter: Minter) -> Iterator[Relation]:
    """The broader concepts of the scheme, each to the nearest one that the corpus has."""
    present = {each.label for each in wordings}
    for each in wordings:
        concept = concept_of(each.label)
        while concept and concept.broader:
            concept = concepts()[concept.broader]
            broader = canonical(concept.label)
            if broader in present:
                evidence = f"scheme: {each.label} < {broader}"
                yield Relation(minter.indicator(each.label), minter.indicator(broader), "broader", 1.0, evidence)
                break


def _alike(wordings: list[Wording], units: dict[str, Counter[str]], minter: Minter) -> Iterator[Relation]:
    """Likeness within blocks; the wording that most statements have stands for its group."""
    leader = {w.label: w.label for w in wordings}

    def find(label: str) -> str:
        while leader[label] != label:
            label = leader[label]
        return label

    kinds: dict[tuple[str, str], float] = {}
    for a, b in _pairs(wordings):
        alike = likeness(a, b)
        both = concept_of(a.label) and concept_of(b.label)
        if alike >= THRESHOLD and not both:
            kinds[(a.label, b.label)] = alike
        elif not both:
            for narrow, broad in ((a, b), (b, a)):
                if is_narrower(narrow, broad):
                    evidence = f"words: {narrow.label} < {broad.label}"
                    ends = minter.indicator(narrow.label), minter.indicator(broad.label)
                    yield Relation(*ends, "broader", NARROWER, evidence)
    for pair, alike in sorted(kinds.items()):
        group = {find(label) for label in pair}
        one, *others = sorted(group, key=lambda x: (concept_of(x) is None, -units[x].total(), x))
        for other in others:
            if not (concept_of(one) and concept_of(other)):
                leader[other] = one
                evidence = f"likeness {alike:.2f}: {pair[0]} = {pair[1]}"
                yield Relation(minter.indicator(one), minter.indicator(other), "same", round(alike, 2), evidence)


def _pairs(wordings: list[Wording]) -> Iterator[tuple[Wording, Wording]]:
    """Every pair of wordings that share one of their three rarest pairs of characters, once."""
    seen_in: dict[str, list[int]] = defaultdict(list)
    grams = [sorted({w.rest[i : i + 2] for i in range(len(w.rest) - 1)} or {w.rest}) for w in wordings]
    frequency = Counter(g for each in grams for g in each)
    for n, each in enumerate(grams):
        for gram in sorted(each, key=lambda g: (frequency[g], g))[:3]:
            seen_in[gram].append(n)
    done: set[tuple[int, int]] = set()
    for members in seen_in.values():
        if len(members) <= BLOCK:
            done.update(combinations(members, 2))
    for m, n in sorted(done):
        yield wordings[m], wordings[n]


@cache
def _table() -> dict[str, dict[str, str]]:
    return table("indicator_words")


@cache
def _marks() -> re.Pattern[str]:
    words = sorted({w for kind in _table()["marks"].values() for w in kind.split()}, key=lambda w: (-len(w), w))
    return re.compile(r"[(（][^()（）]*[)）]|[0-9A-Za-z.]+|" + "|".join(map(re.escape, words)))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(_table()["marks"]["verbs"].split())


@cache
def _qualifiers() -> frozenset[str]:
    """The marks that make a narrower indicator: a population, a level of government."""
    return frozenset(f"{_table()['marks']['populations']} {_table()['marks']['levels']}".split())


@cache
def _closing_share() -> re.Pattern[str]:
    return re.compile("(?:" + _table()["closing"]["share"].replace(" ", "|") + r")\Z")


@cache
def _dimensions() -> dict[str, str]:
    return {unit: name for name, units in _table()["dimensions"].items() for unit in units.split()}
