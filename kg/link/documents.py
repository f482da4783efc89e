"""Which document stands above which: by what it cites, by place and period, by the list that it breaks down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.data import pattern
from kg.link.citations import implemented, resolve_citations
from kg.link.ends import Linked
from kg.link.places import Hierarchy
from kg.model import Metadata
from kg.structure.metadata import LISTS

BREAKS_DOWN = "breaks-down"
IMPLEMENTS = "implements"
BELOW = "below"
SAME_PLACE = "same-place"

CONFIDENCE = {BREAKS_DOWN: 0.95, IMPLEMENTS: 0.95, BELOW: 0.85, SAME_PLACE: 0.85}
"""How sure it is that the number of one document was handed down from the other, before their words are compared."""

DECOMPOSITIONS = ("task-decomposition",)
_LIST = pattern("list-of-a-year")


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """A document and one above it.

    Attributes:
        parent, child: names of the documents.
        relation: ``breaks-down`` (hands its list on, item by item), ``implements`` (says that it carries it out),
            ``below`` (of a place within its place, at the same time) or ``same-place`` (a year of a longer plan, or a
            list of the same year).
        evidence: one short sentence each.
        cited: the child names the parent, by number or title.
    """

    parent: str
    child: str
    relation: str
    evidence: tuple[str, ...]
    cited: bool = False

    @property
    def confidence(self) -> float:
        return CONFIDENCE[self.relation]


def document_pairs(documents: Iterable[Linked], places: Hierarchy) -> list[DocumentPair]:
    """All pairs, in the order of the children's names, then the parents'.

    A pair is looked up by the places above the child's and by what it cites, so the cost does not grow with all pairs.
    """
    batch = {document.name: document for document in documents}
    name_of = {document.metadata.id: document.name for document in batch.values()}
    cited = {iri: name_of[parent] for iri, parent in resolve_citations(batch.values()).items() if parent in name_of}
    by_place: dict[str, list[str]] = defaultdict(list)
    for name in sorted(batch):
        if place := batch[name].metadata.place_id:
            by_place[place].append(name)
    tellers: dict[str, list[str]] = defaultdict(list)
    for name in sorted(batch):
        for citation in batch[name].citations:
            if citation.title and batch[name].metadata.genre in LISTS:
                tellers[citation.title].append(name)
    out = []
    for name in sorted(batch):
        child = batch[name]
        found = _cited(child, cited, batch, places) | _told(child, tellers, batch, places)
        place = child.metadata.place_id
        for above in (place, *places.above(place)) if place else ():
            for other in by_place.get(above, ()):
                if other != name and other not in found:
                    pair = _by_place(batch[other], child, above == place)
                    if pair is not None:
                        found[other] = pair
        out += [found[other] for other in sorted(found)]
        if any(end.place != child.metadata.place_id for end in child.ends):
            evidence = f"{child.metadata.place} and places within it in one document"
            out.append(DocumentPair(name, name, BELOW, (evidence,)))
    return out


def _cited(
    child: Linked, cited: Mapping[str, str], batch: Mapping[str, Linked], places: Hierarchy
) -> dict[str, DocumentPair]:
    out: dict[str, DocumentPair] = {}
    for citation in (*child.citations, *implemented(child)):
        parent = cited.get(citation.id)
        if parent is None or parent == child.name:
            continue
        lists = _is_list_below(batch[parent].metadata, child.metadata, places)
        if not lists and citation.relation != "implements":
            continue
        relation = BREAKS_DOWN if lists or child.metadata.genre in DECOMPOSITIONS else IMPLEMENTS
        words = citation.number or f"《{citation.title}》"
        out.setdefault(parent, DocumentPair(parent, child.name, relation, (f"carries out {words}",), cited=True))
    return out


def _told(
    child: Linked, tellers: Mapping[str, list[str]], batch: Mapping[str, Linked], places: Hierarchy
) -> dict[str, DocumentPair]:
    """Lists by which the place above tells what the notice says that the child carries out: both name it."""
    out: dict[str, DocumentPair] = {}
    for citation in child.citations:
        for name in tellers.get(citation.title or "", ()):
            if citation.relation == "implements" and _is_list_below(batch[name].metadata, child.metadata, places):
                evidence = (f"carries out 《{citation.title}》, of which {name} tells",)
                out.setdefault(name, DocumentPair(name, child.name, BREAKS_DOWN, evidence))
    return out


def _is_list_below(parent: Metadata, child: Metadata, places: Hierarchy) -> bool:
    """Whether the two are lists of one year, the child's of a place within the parent's: it names what it hands on."""
    if parent.genre not in LISTS or child.genre not in LISTS or not _one_year(parent, child):
        return False
    return child.place_id is not None and parent.place_id in places.above(child.place_id)


def _by_place(parent: Linked, child: Linked, same: bool) -> DocumentPair | None:
    above, below = parent.metadata, child.metadata
    if not _overlap(above, below):
        return None
    breaks_down = below.genre in DECOMPOSITIONS and above.genre not in DECOMPOSITIONS and _one_year(above, below)
    if same:
        longer = _years(above) > _years(below)
        if not (longer or breaks_down):
            return None
        relation = BREAKS_DOWN if breaks_down else SAME_PLACE
        evidence = f"both of {above.place}, {_period(above)} and {_period(below)}"
        return DocumentPair(parent.name, child.name, relation, (evidence,))
    if _years(below) > _years(above):
        return None
    evidence = f"{below.place} lies in {above.place}, {_period(above)} and {_period(below)}"
    relation = BREAKS_DOWN if breaks_down and _names_a_list(below) else BELOW
    return DocumentPair(parent.name, child.name, relation, (evidence,))


def _names_a_list(child: Metadata) -> bool:
    return _LIST.search((child.title or "").replace(" ", "")) is not None


def _overlap(one: Metadata, other: Metadata) -> bool:
    if not (one.period_start and one.period_end and other.period_start and other.period_end):
        return False
    return one.period_start <= other.period_end and other.period_start <= one.period_end


def _one_year(one: Metadata, other: Metadata) -> bool:
    return one.period_end == other.period_end


def _years(about: Metadata) -> int:
    if not (about.period_start and about.period_end):
        return 0
    return int(about.period_end[:4]) - int(about.period_start[:4]) + 1


def _period(about: Metadata) -> str:
    first, last = (about.period_start or "")[:4], (about.period_end or "")[:4]
    return first if first == last else f"{first}-{last}"
