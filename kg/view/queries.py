"""A ready SPARQL query for each kind of node: what a reader of its card would ask next.

The page puts the node's IRI in the place of ``$IRI`` and writes the prefixes out, so that a query runs in any tool.
"""

from __future__ import annotations

import re

from kg.query.prefixes import FIXED
from kg.view.kinds import KINDS, STATEMENT_KINDS

_STATEMENT = """SELECT ?indicator ?value ?unit ?deadline ?quote ?document ?start ?end {
  <$IRI> pk:indicator/skos:prefLabel ?indicator ;
    pk:value ?value ; pk:quote ?quote ;
    pk:statedIn/rdfs:label ?document ;
    prov:wasDerivedFrom/oa:hasSelector ?place .
  ?place oa:start ?start ; oa:end ?end .
  OPTIONAL { <$IRI> pk:unit ?unit }
  OPTIONAL { <$IRI> pk:deadline ?deadline }
}"""

_TASK = """SELECT ?task ?role ?who ?statement {
  <$IRI> rdfs:label ?task .
  OPTIONAL {
    <$IRI> pk:hasResponsibility ?duty .
    ?duty pk:agent/rdfs:label ?who ; pk:role/rdfs:label ?role .
    FILTER(lang(?role) != "en")
  }
  OPTIONAL { <$IRI> pk:hasStatement/rdfs:label ?statement }
}"""

_DOCUMENT = """SELECT ?kind ?statement ?value ?unit ?deadline {
  ?s pk:statedIn <$IRI> ; a ?kind ; rdfs:label ?statement ; pk:value ?value .
  FILTER(?kind != pk:QuantifiedStatement)
  OPTIONAL { ?s pk:unit ?unit }
  OPTIONAL { ?s pk:deadline ?deadline }
}
ORDER BY ?deadline"""

_INDICATOR = """SELECT ?deadline ?kind ?statement ?value ?unit ?document {
  ?s pk:indicator <$IRI> ; a ?kind ; rdfs:label ?statement ;
    pk:value ?value ; pk:statedIn/rdfs:label ?document .
  FILTER(?kind != pk:QuantifiedStatement)
  OPTIONAL { ?s pk:unit ?unit }
  OPTIONAL { ?s pk:deadline ?deadline }
}
ORDER BY ?deadline"""

_AGENT = """SELECT ?role ?task ?statement ?deadline ?document {
  {
    ?t pk:hasResponsibility ?duty ; rdfs:label ?task .
    ?duty pk:agent <$IRI> ; pk:role/rdfs:label ?role .
    FILTER(lang(?role) != "en")
    OPTIONAL {
      ?t pk:hasStatement ?s .
      ?s rdfs:label ?statement .
      OPTIONAL { ?s pk:deadline ?deadline }
    }
  } UNION {
    ?d pk:issuedBy <$IRI> ; rdfs:label ?document .
  }
}
ORDER BY ?deadline"""

_PLACE = """SELECT ?document ?genre ?year {
  ?d dcterms:spatial <$IRI> ; rdfs:label ?document .
  OPTIONAL { ?d pk:genre ?genre }
  OPTIONAL { ?d pk:year ?year }
}
ORDER BY ?year"""

_CITED = """SELECT ?document ?relation {
  ?d ?relation <$IRI> ; pk:fileName ?file ; rdfs:label ?document .
}"""

_OF_KIND = {
    **dict.fromkeys(STATEMENT_KINDS, _STATEMENT),
    "task": _TASK,
    "document": _DOCUMENT,
    "indicator": _INDICATOR,
    "body": _AGENT,
    "person": _AGENT,
    "place": _PLACE,
    "cited": _CITED,
}

_PREFIX = re.compile(r"\b([a-z]+):(?=[A-Za-z])")


def queries() -> dict[str, str]:
    """A query for each kind of node that has an IRI, with the prefixes that it uses."""
    return {kind: _declared(_OF_KIND[kind]) for kind in KINDS if kind in _OF_KIND}


def _declared(query: str) -> str:
    used = dict.fromkeys(name for name in _PREFIX.findall(query) if name in FIXED)
    return "".join(f"PREFIX {name}: <{FIXED[name]}>\n" for name in used) + query
