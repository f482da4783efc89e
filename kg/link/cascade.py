"""Cascades: which target or task of a lower document takes up which of a higher one, and how the numbers stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.iri import Minter
from kg.link.documents import BREAKS_DOWN, IMPLEMENTS, DocumentPair, document_pairs
from kg.link.ends import End, Linked
from kg.link.entries import by_entry
from kg.link.lines import Counterparts, Lines
from kg.link.lists import BrokenDownList, is_effect, source_clause
from kg.link.matching import Index, Match, assign, number_of
from kg.link.places import Hierarchy
from kg.link.relations import relation
from kg.resolve.places import NATION

SURE = 0.6
"""The share of its words that a match with the same number needs to be as sure as its documents are."""
CERTAIN = 0.99
IN_LINE = 0.3
"""How much of the doubt goes where the bodies that answer for the two stand in line."""
NO_PARENT = 0.9
NARROWER_CLAUSE = 0.7


@dataclass(frozen=True, slots=True)
class Link:
    """How two tasks or targets stand to each other.

    Attributes:
        relation: one of :data:`kg.link.relations.RELATIONS`.
        parent, child: the higher and the lower one; ``None`` where there is none.
        confidence: in (0, 1].
        evidence: short sentences, the documents' before the words'.
        silent: the document that says nothing, where there is no child.
        in_line: the bodies that answer for the two and stand in line.
    """

    relation: str
    parent: End | None
    child: End | None
    confidence: float
    evidence: tuple[str, ...]
    silent: str | None = None
    in_line: Counterparts = ()


def cascades(documents: Iterable[Linked], minter: Minter) -> list[Link]:
    """All links from higher to lower documents, by child document, then in its order; parents without a child last."""
    batch = {document.name: document for document in documents}
    pairs: dict[str, list[DocumentPair]] = defaultdict(list)
    places = Hierarchy(batch.values())
    for pair in document_pairs(batch.values(), places):
        pairs[pair.child].append(pair)
        above, below = batch[pair.parent].metadata.place_id, batch[pair.child].metadata.place_id
        if pair.cited and above and below:
            places.assume(below, above)
    bodies = (body for document in batch.values() for body in document.bodies)
    lines = Lines(bodies, places, minter.place(NATION))
    linker = _Linker(batch, minter, places, lines)
    return _direct([link for child in sorted(pairs) for link in linker.links(child, pairs[child])])


def _direct(links: list[Link]) -> list[Link]:
    """The links but for those that two others make: plan to district, where the city's list stands between."""
    parents: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.parent and link.child:
            parents[link.child.id].add(link.parent.id)

    def is_chain(link: Link) -> bool:
        if link.parent is None or link.child is None:
            return False
        return any(link.parent.id in parents.get(between, ()) for between in parents[link.child.id])

    return [link for link in links if not is_chain(link)]


class _Linker:
    def __init__(self, batch: Mapping[str, Linked], minter: Minter, places: Hierarchy, lines: Lines) -> None:
        self._batch = batch
        self._lines = lines
        self._places = places
        self._minter = minter
        self._ends: dict[str, list[End]] = {}
        self._indexes: dict[str, Index] = {}

    def links(self, child: str, pairs: list[DocumentPair]) -> list[Link]:
        """The links of one lower document with all those above it."""
        children = self._targets(child)
        numbers = Counter(map(_key, children))
        out: list[Link] = []
        sourced: set[str] = set()
        dropped: list[Link] = []
        lists = False
        for pair in pairs:
            parents = self._targets(pair.parent)
            index, down = self._index(pair.parent), pair.relation == BREAKS_DOWN
            found = (m for c in children for m in index.matches(c, alone=down and numbers[_key(c)] == 1))
            matches = assign(m for m in found if self._may_be(m, pair))
            if down:
                matches += by_entry(matches, parents, children)
            out += [_link(pair, match) for match in matches]
            sourced.update(m.child.id for m in matches)
            if pair.relation != BREAKS_DOWN:
                continue
            handed_on = {m.parent.id for m in matches}
            broken_down = BrokenDownList(parents, handed_on, cited=pair.cited)
            if not broken_down.members:
                continue
            lists = True
            clauses = broken_down.clauses(self._batch[pair.parent], self._minter)
            for end in children:
                clause = source_clause(end, clauses) if end.id not in sourced else None
                if not clause:
                    continue
                sourced.add(end.id)
                under = broken_down.under(clause, handed_on) if not end.applies else []
                out += [_narrower(pair, parent, end) for parent in under or [clause]]
                handed_on.update(parent.id for parent in under)
            left_out = self._for(child, parents, broken_down.not_handed_on(handed_on))
            dropped += [_not_passed_down(pair, end) for end in left_out]
        if lists:
            out += [_no_source(end) for end in children if end.id not in sourced and not is_effect(end)]
        out.sort(key=lambda link: (link.child.start, link.child.end) if link.child else (0, 0))
        return out + dropped

    def _may_be(self, match: Match, pair: DocumentPair) -> bool:
        """Whether the child's place is the parent's or lies in it; in one document it has to lie in it.

        Nor is the child due before the years begin that the parent is for (2022—2023年).

        Where one document names the other, a place that no table knows is taken to lie in the other's.
        """
        if match.parent.begins and int((match.child.deadline or "9999")[:4]) < match.parent.begins:
            return False
        parent, child = match.parent.place, match.child.place
        if pair.parent == pair.child:
            return child is not None and parent in self._places.above(child)
        if pair.cited and parent == self._batch[pair.parent].metadata.place_id:
            return True
        return parent is None or child is None or parent == child or parent in self._places.above(child)

    def _for(self, child: str, parents: list[End], ends: list[End]) -> list[End]:
        """Those of some ends of a higher document that are for a lower one's place.

        Not what it sets for a part of its own place that the lower one's is not, nor a total of which it sets a part
        for that.
        """
        place = self._batch[child].metadata.place_id
        allotted = {end.statement.indicator_id for end in parents if end.statement and end.place == place}
        whole = {self._batch[end.doc].metadata.place_id for end in ends}
        is_total = {end.id for end in ends if end.statement and end.statement.indicator_id in allotted}
        return [end for end in ends if end.place == place or (end.place in whole and end.id not in is_total)]

    def _targets(self, name: str) -> list[End]:
        if name not in self._ends:
            self._ends[name] = [end for end in self._batch[name].ends if end.kind in ("target", "task")]
        return self._ends[name]

    def _index(self, name: str) -> Index:
        if name not in self._indexes:
            self._indexes[name] = Index(self._targets(name), self._lines)
        return self._indexes[name]


def _key(end: End) -> object:
    return number_of(end) if end.statement else None


def _link(pair: DocumentPair, match: Match) -> Link:
    below = match.parent.place != match.child.place or _is_longer(match.parent, match.child)
    told = relation(match.parent, match.child, below=below, handed_down=pair.relation in (BREAKS_DOWN, IMPLEMENTS))
    wording = min(1.0, match.likeness / SURE) if match.same_number else match.likeness
    evidence = [*pair.evidence, f"wording alike {match.likeness:.2f}"]
    one, other = match.parent.statement, match.child.statement
    if one and other:
        evidence.append(f"{_plain(one.number)} and {_plain(other.number)}")
        if one.deadline != other.deadline:
            evidence.append(f"due {one.deadline or 'at no stated date'} and {other.deadline or 'at no stated date'}")
        if one.comparator != other.comparator:
            evidence.append(f"{one.comparator} and {other.comparator}")
    elif one:
        evidence.append("the number is not repeated")
    if not match.child.applies:
        evidence.append("the document says that it does not concern its place")
    confidence = pair.confidence * (0.6 + 0.4 * wording)
    if match.entry is not None:
        evidence.append(f"entry {match.entry} of both lists")
    if match.in_line:
        evidence += [f"{above} and {below} stand in line" for above, below in match.in_line]
        confidence += (CERTAIN - confidence) * IN_LINE
    ends = match.parent, match.child
    return Link(told, *ends, round(confidence, 2), tuple(evidence), in_line=match.in_line)


def _is_longer(parent: End, child: End) -> bool:
    """Whether a number is for a longer time than another one: of a plan, than of a year of it."""
    cumulative = parent.statement is not None and parent.statement.cumulative
    return cumulative or (parent.deadline or "") > (child.deadline or "")


def _narrower(pair: DocumentPair, clause: End, child: End) -> Link:
    told = "narrower" if child.applies else "not-applicable"
    evidence = (*pair.evidence, f"makes definite: {clause.words}")
    return Link(told, clause, child, round(pair.confidence * NARROWER_CLAUSE, 2), evidence)


def _no_source(child: End) -> Link:
    told = "no-source" if child.applies else "not-applicable"
    return Link(told, None, child, NO_PARENT, ("nothing like it in the list that the document breaks down",))


def _not_passed_down(pair: DocumentPair, parent: End) -> Link:
    evidence = (*pair.evidence, f"nothing like it in {pair.child}, which breaks the list down")
    return Link("not-passed-down", parent, None, NO_PARENT, evidence, pair.child)


def _plain(number: str) -> str:
    return "".join(number.split())
