"""Which document stands above which: by what it cites, by place and period, by the list that it breaks down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.data import pattern
from kg.link.citations import resolve_citations
from kg.link.places import Hierarchy
from kg.model import Extraction, Metadata

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


def document_pairs(extractions: Iterable[Extraction], places: Hierarchy) -> list[DocumentPair]:
    """All pairs, in the order of the children's names, then the parents'.

    A pair is looked up by the places above the child's and by what it cites, so the cost does not grow with all pairs.
    """
    batch = {e.name: e for e in extractions}
    name_of = {e.metadata.id: e.name for e in batch.values()}
    cited = resolve_citations(batch.values())
    by_place: dict[str, list[str]] = defaultdict(list)
    for name in sorted(batch):
        if place := batch[name].metadata.place_id:
            by_place[place].append(name)
    out = []
    for name in sorted(batch):
        child = batch[name]
        found = _cited(child, cited, name_of)
        place = child.metadata.place_id
        for above in (place, *places.above(place)) if place else ():
            for other in by_place.get(above, ()):
                if other != name and other not in found:
                    pair = _by_place(batch[other], child, above == place)
                    if pair is not None:
                        found[other] = pair
        out += [found[other] for other in sorted(found)]
        if _divides(child, places):
            evidence = f"{child.metadata.place} and places within it in one document"
            out.append(DocumentPair(name, name, BELOW, (evidence,)))
    return out


def _cited(child: Extraction, cited: Mapping[str, str], name_of: Mapping[str, str]) -> dict[str, DocumentPair]:
    out: dict[str, DocumentPair] = {}
    for citation in child.citations:
        parent = name_of.get(cited.get(citation.id, ""))
        if parent is None or parent == child.name or citation.relation != "implements":
            continue
        relation = BREAKS_DOWN if child.metadata.genre in DECOMPOSITIONS else IMPLEMENTS
        words = citation.number or f"《{citation.title}》"
        out.setdefault(parent, DocumentPair(parent, child.name, relation, (f"carries out {words}",), cited=True))
    return out


def _by_place(parent: Extraction, child: Extraction, same: bool) -> DocumentPair | None:
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


def _divides(document: Extraction, places: Hierarchy) -> bool:
    """Whether a document has numbers for places within its own."""
    home = document.metadata.place_id
    scopes = {scope for statement in document.statements for scope in statement.scope_ids}
    return home is not None and any(places.is_unit(scope) and home in places.above(scope) for scope in scopes)


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
