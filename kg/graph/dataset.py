"""What a data set is and how much is in it, in VoID and DCAT: a named graph of its own.

It depends on the rest of the graph alone: no clock, no machine, no file path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kg._version import __version__
from kg.graph import terms as t
from kg.graph.nquads import Writer
from kg.iri import Minter

VOCABULARIES: Final = (t.PK, t.DCTERMS, t.FOAF, t.OA, t.ORG, t.PROV, t.SKOS)
_TITLE: Final = {"zh": "政府文件中的量化承诺", "en": "Commitments in government documents"}
_DESCRIPTION: Final = {
    "zh": "由 policykg 从{n}份政府文件读出的任务、量化陈述与职责，每项均可回到原文字符。",
    "en": "Tasks, quantified statements and responsibilities that policykg read from {n} government documents, "
    "each with the characters it was read from.",
}
_RIGHTS: Final = {
    "zh": "许可未知：数据引自政府文件，其使用条件以发布机关为准。",
    "en": "Licence unknown: the data quote government documents; their issuers say how they may be used.",
}


class Contents:
    """Counts the lines of a graph as they pass, and remembers which documents and places it is about."""

    def __init__(self) -> None:
        self.documents: dict[str, str | None] = {}
        self.lines = self.subjects = 0
        self.classes: Counter[str] = Counter()
        self._last = ""

    def add_document(self, document: str, place: str | None) -> None:
        """A document and the place that it governs, by IRI."""
        self.documents[document] = place

    def counted(self, lines: Iterable[str]) -> Iterator[str]:
        """The canonical N-Quads lines of all other graphs, unchanged."""
        kind = f"> <{t.RDF_TYPE}> <"
        for line in lines:
            self.lines += 1
            _, typed, rest = line.partition(kind)
            if typed:
                self.classes[rest[: rest.index(">")]] += 1
            if not self._last or not line.startswith(self._last):
                self.subjects, self._last = self.subjects + 1, line[: line.index("> ") + 2]
            yield line


def dataset_quads(contents: Contents, minter: Minter) -> list[str]:
    """The description of a data set, as N-Quads lines; ``contents`` has counted all of it."""
    out, node = Writer(minter.dataset_graph()), minter.dataset()
    documents = len(contents.documents)
    out.iri(node, t.RDF_TYPE, t.VOID_DATASET)
    out.iri(node, t.RDF_TYPE, t.DCAT_DATASET)
    for language in ("zh", "en"):
        out.text(node, t.LABEL, _TITLE[language], language)
        out.text(node, t.TITLE, _TITLE[language], language)
        out.text(node, t.DESCRIPTION, _DESCRIPTION[language].format(n=documents), language)
        out.text(node, t.RIGHTS, _RIGHTS[language], language)
    out.string(node, t.VERSION_INFO, f"policykg {__version__}")
    out.iri(node, t.CONFORMS_TO, t.ONTOLOGY)
    out.string(node, t.URI_SPACE, minter.base)
    for vocabulary in VOCABULARIES:
        out.iri(node, t.VOCABULARY, vocabulary)
    out.typed(node, t.TRIPLES, contents.lines, t.XSD_INTEGER)
    out.typed(node, t.DISTINCT_SUBJECTS, contents.subjects, t.XSD_INTEGER)
    for iri, count in contents.classes.items():
        part = f"{node}-{iri.rpartition('#')[2].rpartition('/')[2]}"
        out.iri(node, t.CLASS_PARTITION, part)
        out.iri(part, t.CLASS, iri)
        out.typed(part, t.ENTITIES, count, t.XSD_INTEGER)
    out.typed(node, t.DOCUMENTS, documents, t.XSD_INTEGER)
    for document, place in contents.documents.items():
        out.iri(node, t.SOURCE, document)
        out.iri(node, t.SPATIAL, place)
    return out.lines
