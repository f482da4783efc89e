"""The ontology, the constants and what is written agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from kg import ontology
from kg.data import rows
from kg.graph import terms
from kg.graph.dataset import VOCABULARIES
from kg.graph.quads import graph_quads
from kg.iri import Minter
from kg.model import BASES, CHANGES, COMPARATORS, KINDS, LEVELS, ROLES, STATES, Extraction

ONTOLOGY = Graph().parse(data=ontology.read(), format="turtle")
for scheme in ontology.scheme_names():
    ONTOLOGY.parse(data=ontology.read(scheme), format="turtle")
DEFINED = {str(s) for s in set(ONTOLOGY.subjects()) if str(s).startswith(terms.PK)}


def constants() -> set[str]:
    """Every term that the module of terms knows."""
    public = [value for name, value in vars(terms).items() if name.isupper()]
    found = {value for value in public if isinstance(value, str)}
    for mapping in (value for value in public if isinstance(value, dict) and value is not terms.SCHEMES):
        found.update(mapping.keys(), mapping.values())
    found.update(terms.SCHEMES)
    return {term for term in found if term.startswith("http") and not term.endswith(("#", "/"))}


def written(lines: list[str], base: str) -> set[str]:
    """Every IRI in N-Quads lines that is not data."""
    graph = Graph()
    graph.parse(data="\n".join(line[: line.rindex(" <")] + " ." for line in lines), format="nt")
    nodes = {node for triple in graph for node in triple}
    datatypes = {str(node.datatype) for node in nodes if getattr(node, "datatype", None)}
    return datatypes | {str(node) for node in nodes if isinstance(node, URIRef) and not node.startswith(base)}


def test_each_pk_constant_is_defined_and_each_definition_has_a_constant() -> None:
    assert {term for term in constants() if term.startswith(terms.PK)} == DEFINED


def test_what_is_written_is_what_the_constants_name(corpus: list[Extraction], minter: Minter) -> None:
    systems = {terms.functional_system(row["key"]) for row in rows("systems")}
    found = written(graph_quads(corpus, minter), minter.base) - set(VOCABULARIES)
    assert found & systems
    assert found - systems <= constants()


def test_every_constant_is_used() -> None:
    """By the module that writes it, or by the mapping of values that it is part of."""
    folder = Path(str(terms.__file__)).parents[1]
    code = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    names = [name for name, value in vars(terms).items() if name.isupper() and isinstance(value, str)]
    own = Path(str(terms.__file__)).read_text(encoding="utf-8")
    unused = [n for n in names if not re.search(rf"\b(?:t|terms)\.{n}\b", code)]
    assert [n for n in unused if len(re.findall(rf"\b{n}\b", own)) < 2] == []


@pytest.mark.parametrize("term", sorted(DEFINED))
def test_each_term_is_labelled_and_defined_in_both_languages(term: str) -> None:
    for predicate in (RDFS.label, SKOS.definition):
        literals = list(ONTOLOGY.objects(URIRef(term), predicate))
        assert sorted(value.language for value in literals) == ["en", "zh"]
        assert all(str(value).strip() for value in literals)


def test_each_property_has_a_domain_and_a_range() -> None:
    properties = {*ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty), *ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty)}
    assert properties
    for each in {each for each in properties if str(each) in DEFINED}:
        assert ONTOLOGY.value(each, RDFS.domain) is not None, each
        assert ONTOLOGY.value(each, RDFS.range) is not None, each


def test_every_value_of_the_model_has_a_term() -> None:
    assert set(terms.KIND_CLASSES) == set(KINDS)
    assert set(terms.COMPARATORS) == set(COMPARATORS)
    assert set(terms.CHANGES) == set(CHANGES)
    assert set(terms.BASES) == set(BASES)
    assert set(terms.LEVELS) == set(LEVELS)
    assert set(terms.ROLES) == set(terms.ROLE_SHORTCUTS) == set(ROLES)
    assert set(terms.STATES) == set(STATES)


def test_concepts_carry_the_value_of_records_and_belong_to_their_scheme() -> None:
    for scheme, members in terms.SCHEMES.items():
        assert {str(s) for s in ONTOLOGY.subjects(SKOS.inScheme, URIRef(scheme))} == set(members.values())
        for value, iri in members.items():
            assert str(ONTOLOGY.value(URIRef(iri), SKOS.notation)) == value
