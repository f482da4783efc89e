"""What a data set is and how much is in it, in VoID and DCAT: a named graph of its own.

It depends on the rest of the graph alone: no clock, no machine, no file path.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from kg._version import __version__
from kg.graph import terms as t
from kg.graph.nquads import Writer
from kg.iri import Minter
from kg.model import Extraction

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


def dataset_quads(lines: Sequence[str], extractions: Collection[Extraction], minter: Minter) -> list[str]:
    """The description of a data set, as N-Quads lines.

    Args:
        lines: the canonical N-Quads of all other graphs; what is counted.
    """
    out, node = Writer(minter.dataset_graph()), minter.dataset()
    documents = len({extraction.metadata.id for extraction in extractions})
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
    _counts(out, node, lines)
    out.typed(node, t.DOCUMENTS, documents, t.XSD_INTEGER)
    for extraction in extractions:
        out.iri(node, t.SOURCE, extraction.metadata.id)
        out.iri(node, t.SPATIAL, extraction.metadata.place_id)
    return out.lines


def _counts(out: Writer, node: str, lines: Sequence[str]) -> None:
    kind = f"> <{t.RDF_TYPE}> <"
    classes: Counter[str] = Counter()
    subjects, last = 0, ""
    for line in lines:
        _, typed, rest = line.partition(kind)
        if typed:
            classes[rest[: rest.index(">")]] += 1
        if not last or not line.startswith(last):
            subjects, last = subjects + 1, line[: line.index("> ") + 2]
    out.typed(node, t.TRIPLES, len(lines), t.XSD_INTEGER)
    out.typed(node, t.DISTINCT_SUBJECTS, subjects, t.XSD_INTEGER)
    for iri, count in classes.items():
        part = f"{node}-{iri.rpartition('#')[2].rpartition('/')[2]}"
        out.iri(node, t.CLASS_PARTITION, part)
        out.iri(part, t.CLASS, iri)
        out.typed(part, t.ENTITIES, count, t.XSD_INTEGER)
