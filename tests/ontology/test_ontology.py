"""The ontology as a work in its own right: complete, canonical, consistent, and used as it says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.namespace import VANN

from kg import ontology
from kg.data import rows, table
from kg.graph import terms
from kg.graph.quads import graph_quads
from kg.iri import Minter, local
from kg.model import Extraction
from kg.ontology.compile import HAND_WRITTEN, compile_schemes
from kg.ontology.turtle import PREFIXES, canonical, read_all
from kg.pipeline import extract_documents
from kg.query.prefixes import FIXED
from kg.read import SUFFIXES, read

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "ontology"
CORE = read_all([ontology.read()])
SCHEMES = read_all(map(ontology.read, ontology.scheme_names()))
HOME = URIRef("https://w3id.org/policykg/ontology")
TERMS = sorted({str(s) for s in CORE.subjects() if str(s).startswith(terms.PK)})
CONCEPTS = {str(s) for s in SCHEMES.subjects(RDF.type, SKOS.Concept)}
SPACES = ("pk", "pks", "pksh")
NAME = re.compile(rf"\b({'|'.join(SPACES)}):([A-Za-z][\w-]*)")


@pytest.fixture(scope="module")
def extractions() -> list[Extraction]:
    folder = ROOT / "corpus"
    paths = sorted(path for path in folder.rglob("*") if path.suffix in SUFFIXES)
    return list(extract_documents(read(path, path.name) for path in paths))


@pytest.fixture(scope="module")
def data(extractions: list[Extraction]) -> Graph:
    """The union of the graphs of corpus/."""
    graph = Graph()
    lines = graph_quads(extractions, Minter())
    graph.parse(data="\n".join(line[: line.rindex(" <")] + " ." for line in lines), format="nt")
    return graph


# Complete


def test_the_ontology_says_what_it_is() -> None:
    version = CORE.value(HOME, OWL.versionInfo)
    assert CORE.value(HOME, OWL.versionIRI) == URIRef(f"{HOME}/{version}")
    assert str(CORE.value(HOME, VANN.preferredNamespacePrefix)) == "pk"
    assert str(CORE.value(HOME, VANN.preferredNamespaceUri)) == terms.PK == PREFIXES["pk"]
    for predicate in (DCTERMS.license, DCTERMS.creator, DCTERMS.title, DCTERMS.description, SKOS.changeNote):
        assert CORE.value(HOME, predicate) is not None, predicate


@pytest.mark.parametrize("term", TERMS)
def test_each_term_is_explained(term: str) -> None:
    node = URIRef(term)
    for predicate in (RDFS.label, SKOS.definition, SKOS.example):
        assert sorted(o.language for o in CORE.objects(node, predicate)) == ["en", "zh"], predicate
    assert CORE.value(node, DCTERMS.source) is not None
    assert CORE.value(node, RDFS.isDefinedBy) == HOME


def test_no_two_terms_share_a_label_or_a_definition() -> None:
    """A class and the property that leads to it may share their label: indicator, responsibility."""
    for predicate in (RDFS.label, SKOS.definition):
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
            texts = [o for s in map(URIRef, TERMS) if (s, RDF.type, kind) in CORE for o in CORE.objects(s, predicate)]
            assert len(texts) - len(set(texts)) == 0, sorted(t for t in set(texts) if texts.count(t) > 1)


def test_each_concept_is_labelled_and_in_a_scheme_that_is_labelled() -> None:
    for concept in map(URIRef, CONCEPTS):
        assert any(label.language == "zh" for label in SCHEMES.objects(concept, SKOS.prefLabel)), concept
        (scheme,) = SCHEMES.objects(concept, SKOS.inScheme)
        assert sorted(o.language for o in SCHEMES.objects(scheme, RDFS.label)) == ["en", "zh"]


def test_a_notation_is_one_concept_of_its_scheme() -> None:
    seen = set()
    for concept, notation in SCHEMES.subject_objects(SKOS.notation):
        key = (SCHEMES.value(concept, SKOS.inScheme), notation)
        assert key not in seen, key
        seen.add(key)


# Canonical, and compiled from the rows


@pytest.mark.parametrize("name", HAND_WRITTEN)
def test_hand_written_turtle_is_canonical(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert canonical(read_all([text])) == text, "run: make ontology"


def test_schemes_are_those_of_the_rows() -> None:
    compiled = compile_schemes()
    written = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "schemes").iterdir()}
    assert written == compiled, "run: make ontology"


def test_canonical_turtle_says_the_same() -> None:
    for text in [ontology.read(name) for name in (*HAND_WRITTEN, *ontology.scheme_names())]:
        graph = read_all([text])
        assert read_all([canonical(graph)]).isomorphic(graph)


def test_what_the_extractor_knows_is_in_the_schemes() -> None:
    def notations(scheme: str) -> set[str]:
        return {str(o) for s, o in SCHEMES.subject_objects(SKOS.notation) if SCHEMES.value(s, SKOS.inScheme) == scheme}

    base = PREFIXES["pks"]
    assert notations(URIRef(base + "units")) == {row["unit"] for row in rows("units")}
    assert notations(URIRef(base + "genres")) == {row["name"] for row in table("genres")["genre"]}
    assert notations(URIRef(base + "systems")) == {row["key"] for row in rows("systems")}
    assert notations(URIRef(base + "kinds")) == set(terms.KIND_CLASSES)
    for scheme, members in terms.SCHEMES.items():
        assert notations(URIRef(scheme)) == set(members)


def test_measures_are_of_known_units_and_exact() -> None:
    from fractions import Fraction

    units = {row["unit"] for row in rows("units")}
    factors = {row["unit"]: row["factor"] for row in rows("measures")}
    assert set(factors) <= units
    assert factors["亩"] == "2000/3"
    assert all(Fraction(factor) > 0 for factor in factors.values() if factor)
    assert 15 * Fraction(factors["亩"]) == Fraction(factors["公顷"])
    assert Fraction(factors["英里"]) == 5280 * Fraction(factors["英尺"]) == 63360 * Fraction(factors["英寸"])
    assert Fraction(factors["平方英尺"]) == Fraction(factors["英尺"]) ** 2
    assert Fraction(factors["吨标准煤"]) == 7_000_000 * Fraction("4186.8")


def test_predecessors_are_changes_with_a_date_and_a_source() -> None:
    change = URIRef("http://www.w3.org/ns/org#ChangeEvent")
    events = set(SCHEMES.subjects(RDF.type, change))
    assert len(events) == len(rows("predecessors"))
    for event in events:
        assert SCHEMES.value(event, DCTERMS.date) is not None
        assert SCHEMES.value(event, DCTERMS.source) is not None
    former = URIRef(PREFIXES["pks"] + "former-" + local("国土资源局"))
    assert SCHEMES.value(former, DCTERMS.isReplacedBy) == URIRef(PREFIXES["pks"] + "body-" + local("自然资源和规划局"))


# Used as it says


def test_no_term_is_used_that_is_not_defined_and_none_is_defined_that_is_not_used() -> None:
    known = {
        *TERMS,
        *CONCEPTS,
        *map(str, SCHEMES.subjects()),
        *map(str, read_all([ontology.read("shapes.ttl")]).subjects()),
    }
    files = [
        p for kind in ("py", "rq", "ttl") for folder in ("kg", "ontology") for p in (ROOT / folder).rglob(f"*.{kind}")
    ]
    files += [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    used = {
        PREFIXES[prefix] + name
        for path in files
        if "__pycache__" not in path.parts
        for prefix, name in NAME.findall(path.read_text(encoding="utf-8"))
    }
    by_pattern = {iri for iri in used if iri.endswith("-")}  # pks:unit-{...} in code
    assert used - known - by_pattern == set()
    constants = {value for value in vars(terms).values() if isinstance(value, str)}
    constants |= {iri for mapping in terms.SCHEMES.values() for iri in mapping.values()}
    assert set(TERMS) <= constants


def test_every_file_declares_the_same_prefixes() -> None:
    declared = re.compile(r"^@prefix ([\w-]*): <([^>]*)>", re.MULTILINE)
    for name in (*HAND_WRITTEN, *ontology.scheme_names()):
        for prefix, iri in declared.findall(ontology.read(name)):
            assert PREFIXES[prefix] == iri
    for prefix, iri in FIXED.items():
        assert PREFIXES.get(prefix, iri) == iri


def superclasses(node: URIRef) -> set[URIRef]:
    return set(CORE.transitive_objects(node, RDFS.subClassOf))  # type: ignore[arg-type]


def members(node: object) -> set[object]:
    union = CORE.value(node, OWL.unionOf)  # type: ignore[arg-type]
    return set(CORE.items(union)) if union else {node}


def test_domains_and_ranges_hold(data: Graph) -> None:
    types: dict[object, set[URIRef]] = {}
    for node, kind in data.subject_objects(RDF.type):
        types.setdefault(node, set()).update(superclasses(kind))  # type: ignore[arg-type]
    checked = 0
    for term in map(URIRef, TERMS):
        domain, rng = CORE.value(term, RDFS.domain), CORE.value(term, RDFS.range)
        for subject, value in data.subject_objects(term):
            assert types.get(subject, set()) & members(domain), (term, subject)
            if (term, RDF.type, OWL.ObjectProperty) in CORE:
                assert types.get(value, set()) & members(rng), (term, value)
            else:
                kind = RDF.langString if value.language else value.datatype or terms.XSD + "string"  # type: ignore[attr-defined]
                assert str(kind) == str(rng), (term, value)
            checked += 1
    assert checked > 5000


def test_functional_properties_have_one_value(data: Graph) -> None:
    for term in CORE.subjects(RDF.type, OWL.FunctionalProperty):
        subjects = [subject for subject, _ in data.subject_objects(term)]
        assert len(subjects) == len(set(subjects)), term


# Consistent


def test_a_reasoner_finds_no_contradiction(data: Graph) -> None:
    """The rules of OWL 2 RL over the ontology, the schemes and what is said of some tasks."""
    import owlrl

    graph = Graph()
    graph += CORE
    graph += read_all([ontology.read(f"schemes/{name}.ttl") for name in ("comparators", "roles", "kinds")])
    for task in list(data.subjects(RDF.type, URIRef(terms.TASK)))[:15]:
        for node in [task, *data.objects(task, None)]:
            for triple in data.triples((node, None, None)):
                graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert not list(graph.subjects(RDF.type, OWL.Nothing))
    errors = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
    assert not list(graph.subjects(RDF.type, errors))
    assert (URIRef(terms.TARGET), RDFS.subClassOf, URIRef(terms.PROV + "Entity")) in graph


def test_the_reasoner_would_find_one() -> None:
    import owlrl

    graph = Graph()
    graph += CORE
    odd = URIRef("urn:odd")
    graph.add((odd, RDF.type, URIRef(terms.TASK)))
    graph.add((odd, RDF.type, URIRef(terms.PLACE)))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")
    assert list(graph.subjects(RDF.type, errors))


def test_hermit_finds_every_class_satisfiable(tmp_path: Path) -> None:
    """OWL 2 DL over the ontology and the schemes, where Java and owlready2 (which needs a C compiler) are there.

    ``xsd:date``, the range of four properties, is no datatype of OWL 2; HermiT passes over it.
    """
    owlready2 = pytest.importorskip("owlready2")
    if not shutil.which("java"):
        pytest.skip("HermiT needs Java")

    def unsatisfiable(graph: Graph, name: str) -> list[object]:
        graph.serialize(tmp_path / name, format="nt", encoding="utf-8")
        world = owlready2.World()
        world.get_ontology((tmp_path / name).as_uri()).load()
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
        return list(world.inconsistent_classes())

    graph = Graph()
    graph += CORE
    graph += read_all([ontology.read(f"schemes/{name}.ttl") for name in ("comparators", "roles", "kinds")])
    assert unsatisfiable(graph, "ontology.nt") == []
    odd = URIRef("urn:odd")
    graph.add((odd, RDF.type, URIRef(terms.TASK)))
    graph.add((odd, RDF.type, URIRef(terms.PLACE)))
    with pytest.raises(owlready2.OwlReadyInconsistentOntologyError):
        unsatisfiable(graph, "odd.nt")
