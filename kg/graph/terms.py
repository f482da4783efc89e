"""Every RDF term the graph uses, as constants: the one place where the ontology's names are written in code.

``ontology/policykg.ttl`` defines each term of the ``pk`` namespace; a test compares the two both ways.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from kg import iri

PK: Final = iri.ONTOLOGY
PKS: Final = "https://w3id.org/policykg/schemes#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
TIME: Final = "http://www.w3.org/2006/time#"

ONTOLOGY: Final = PK.removesuffix("#")

# Classes
POLICY_DOCUMENT: Final = PK + "PolicyDocument"
TASK: Final = PK + "Task"
QUANTIFIED_STATEMENT: Final = PK + "QuantifiedStatement"
TARGET: Final = PK + "Target"
ACHIEVEMENT: Final = PK + "Achievement"
BASELINE: Final = PK + "Baseline"
PROGRESS: Final = PK + "Progress"
INDICATOR_CLASS: Final = PK + "Indicator"
BODY: Final = PK + "Body"
PLACE: Final = PK + "Place"
RESPONSIBILITY: Final = PK + "Responsibility"

# Document
DOCUMENT_NUMBER: Final = PK + "documentNumber"
ISSUED_BY: Final = PK + "issuedBy"
ADDRESSEE: Final = PK + "addressee"
GENRE: Final = PK + "genre"
YEAR: Final = PK + "year"
PERIOD_START: Final = PK + "periodStart"
PERIOD_END: Final = PK + "periodEnd"
FILE_NAME: Final = PK + "fileName"
MEDIA_TYPE: Final = PK + "mediaType"
SHA256: Final = PK + "sha256"
IMPLEMENTS: Final = PK + "implements"
CITES: Final = PK + "cites"

# Task and responsibility
STATED_IN: Final = PK + "statedIn"
SECTION: Final = PK + "section"
ITEM_NUMBER: Final = PK + "itemNumber"
APPLIES_TO: Final = PK + "appliesTo"
NOT_APPLICABLE_TO: Final = PK + "notApplicableTo"
HAS_STATEMENT: Final = PK + "hasStatement"
HAS_RESPONSIBILITY: Final = PK + "hasResponsibility"
AGENT: Final = PK + "agent"
ROLE: Final = PK + "role"
LEAD_BODY: Final = PK + "leadBody"
RESPONSIBLE_BODY: Final = PK + "responsibleBody"
COOPERATING_BODY: Final = PK + "cooperatingBody"
SUPERVISED_BY: Final = PK + "supervisedBy"
JURISDICTION: Final = PK + "jurisdiction"
LEVEL: Final = PK + "level"
FUNCTIONAL_SYSTEM: Final = PK + "functionalSystem"
BODY_KIND: Final = PK + "bodyKind"
GUIDED_BY: Final = PK + "guidedBy"
STATE: Final = PK + "state"
STATE_WORDS: Final = PK + "stateWords"
AS_OF: Final = PK + "asOf"

# Place
CODE: Final = PK + "code"
PLACE_CANDIDATE: Final = PK + "placeCandidate"
SCOPE_PLACE: Final = PK + "scopePlace"
REPORTS_ON: Final = PK + "reportsOn"

# Link
LINK: Final = PK + "Link"
PARENT: Final = PK + "parent"
CHILD: Final = PK + "child"
RELATION: Final = PK + "relation"
EVIDENCE: Final = PK + "evidence"
SILENT_DOCUMENT: Final = PK + "silentDocument"
CASCADES_TO: Final = PK + "cascadesTo"
HAS_OUTCOME: Final = PK + "hasOutcome"
CONTINUED_BY: Final = PK + "continuedBy"

# Quantified statement
INDICATOR: Final = PK + "indicator"
VALUE: Final = PK + "value"
MAX_VALUE: Final = PK + "maxValue"
UNIT: Final = PK + "unit"
COMPARATOR: Final = PK + "comparator"
CHANGE: Final = PK + "change"
BASIS: Final = PK + "basis"
DEADLINE: Final = PK + "deadline"
DEADLINE_EXPLICIT: Final = PK + "deadlineExplicit"
PER: Final = PK + "per"
CUMULATIVE: Final = PK + "cumulative"
NATURE: Final = PK + "nature"
SCOPE: Final = PK + "scope"
QUOTE: Final = PK + "quote"
SHEET: Final = PK + "sheet"
TABLE: Final = PK + "table"
ROW: Final = PK + "row"
COLUMN: Final = PK + "column"
PAGE: Final = PK + "page"
RULE: Final = PK + "rule"
CONFIDENCE: Final = PK + "confidence"

# What the fields of a record become
KIND_CLASSES: Final[Mapping[str, str]] = {
    "target": TARGET,
    "achievement": ACHIEVEMENT,
    "baseline": BASELINE,
    "progress": PROGRESS,
}
COMPARATORS: Final[Mapping[str, str]] = {
    "=": PK + "comparator-equal",
    ">=": PK + "comparator-atLeast",
    "<=": PK + "comparator-atMost",
    ">": PK + "comparator-moreThan",
    "<": PK + "comparator-lessThan",
    "~": PK + "comparator-about",
    "range": PK + "comparator-range",
}
CHANGES: Final[Mapping[str, str]] = {
    "level": PK + "change-level",
    "increase": PK + "change-increase",
    "decrease": PK + "change-decrease",
}
BASES: Final[Mapping[str, str]] = {
    "同比": PK + "basis-yearOnYear",
    "年均": PK + "basis-annualAverage",
    "累计": PK + "basis-cumulative",
}
NATURES: Final[Mapping[str, str]] = {
    "约束性": PK + "nature-binding",
    "预期性": PK + "nature-expected",
}
ROLES: Final[Mapping[str, str]] = {
    "lead": PK + "role-lead",
    "responsible": PK + "role-responsible",
    "cooperating": PK + "role-cooperating",
    "supervising": PK + "role-supervising",
}
LEVELS: Final[Mapping[str, str]] = {
    name: PKS + f"level-{name}"
    for name in ("country", "province", "prefecture", "county", "township", "village", "development-zone")
}
STATES: Final[Mapping[str, str]] = {
    "not-started": PK + "state-notStarted",
    "ongoing": PK + "state-ongoing",
    "on-schedule": PK + "state-onSchedule",
    "ahead": PK + "state-ahead",
    "behind": PK + "state-behind",
    "completed": PK + "state-completed",
    "stopped": PK + "state-stopped",
}
RELATIONS: Final[Mapping[str, str]] = {
    name: PK + "relation-" + re.sub(r"-(\w)", lambda found: found[1].upper(), name)
    for name in (
        *("same", "share", "narrower", "changed-deadline", "changed-comparator", "discrepancy"),
        *("not-applicable", "no-source", "not-passed-down"),
        *("met", "missed", "under-way", "not-reported", "continues", "step"),
    )
}
ROLE_SHORTCUTS: Final[Mapping[str, str]] = {
    "lead": LEAD_BODY,
    "responsible": RESPONSIBLE_BODY,
    "cooperating": COOPERATING_BODY,
    "supervising": SUPERVISED_BY,
}
SCHEMES: Final[Mapping[str, Mapping[str, str]]] = {
    PK + "comparators": COMPARATORS,
    PK + "changes": CHANGES,
    PK + "bases": BASES,
    PK + "natures": NATURES,
    PK + "roles": ROLES,
    PK + "states": STATES,
    PK + "relations": RELATIONS,
}


def functional_system(key: str) -> str:
    """The concept of a functional system, by its key in ``kg/data/systems.csv``."""
    return PKS + "system-" + key


# Terms of others
RDF_TYPE: Final = RDF + "type"
LABEL: Final = RDFS + "label"
CONCEPT: Final = SKOS + "Concept"
PREF_LABEL: Final = SKOS + "prefLabel"
ALT_LABEL: Final = SKOS + "altLabel"
NOTATION: Final = SKOS + "notation"
NOTE: Final = SKOS + "note"
BROADER: Final = SKOS + "broader"
EXACT_MATCH: Final = SKOS + "exactMatch"
ORGANIZATION: Final = ORG + "Organization"
HAS_MEMBER: Final = ORG + "hasMember"
IS_PART_OF: Final = DCTERMS + "isPartOf"
PERSON: Final = FOAF + "Person"
PERSON_NAME: Final = FOAF + "name"
TITLE: Final = DCTERMS + "title"
ISSUED: Final = DCTERMS + "issued"
REFERENCES: Final = DCTERMS + "references"
SOURCE: Final = DCTERMS + "source"
DESCRIPTION: Final = DCTERMS + "description"
RIGHTS: Final = DCTERMS + "rights"
CONFORMS_TO: Final = DCTERMS + "conformsTo"
VERSION_INFO: Final = OWL + "versionInfo"
DCAT_DATASET: Final = DCAT + "Dataset"
VOID_DATASET: Final = VOID + "Dataset"
URI_SPACE: Final = VOID + "uriSpace"
VOCABULARY: Final = VOID + "vocabulary"
TRIPLES: Final = VOID + "triples"
DISTINCT_SUBJECTS: Final = VOID + "distinctSubjects"
DOCUMENTS: Final = VOID + "documents"
CLASS_PARTITION: Final = VOID + "classPartition"
CLASS: Final = VOID + "class"
ENTITIES: Final = VOID + "entities"
SPATIAL: Final = DCTERMS + "spatial"
WAS_DERIVED_FROM: Final = PROV + "wasDerivedFrom"
SPECIFIC_RESOURCE: Final = OA + "SpecificResource"
HAS_SOURCE: Final = OA + "hasSource"
HAS_SELECTOR: Final = OA + "hasSelector"
TEXT_POSITION_SELECTOR: Final = OA + "TextPositionSelector"
TEXT_QUOTE_SELECTOR: Final = OA + "TextQuoteSelector"
START: Final = OA + "start"
END: Final = OA + "end"
EXACT: Final = OA + "exact"
PREFIX: Final = OA + "prefix"
SUFFIX: Final = OA + "suffix"
XSD_DECIMAL: Final = XSD + "decimal"
XSD_INTEGER: Final = XSD + "integer"
XSD_NON_NEGATIVE_INTEGER: Final = XSD + "nonNegativeInteger"
XSD_DATE: Final = XSD + "date"
XSD_BOOLEAN: Final = XSD + "boolean"
