"""RDF terms as Python values."""

from __future__ import annotations

from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.graph import terms

Term = NamedNode | BlankNode | Literal | Triple

_INTEGERS: Final = frozenset({terms.XSD_INTEGER, terms.XSD_NON_NEGATIVE_INTEGER})
_FLOATS: Final = frozenset({terms.XSD + "double", terms.XSD + "float"})


def to_python(term: Term | None) -> Any:
    """The value that a term stands for: ``str``, ``int``, ``Decimal``, ``float``, ``bool`` or ``datetime.date``.

    IRIs are ``str``; so is a literal that has no such value, or one that its datatype does not allow.
    """
    if term is None:
        return None
    if isinstance(term, Triple):
        return str(term)
    if not isinstance(term, Literal):
        return term.value
    try:
        return _value(term.value, term.datatype.value)
    except (ValueError, ArithmeticError):
        return term.value


def _value(text: str, datatype: str) -> Any:
    if datatype in _INTEGERS:
        return int(text)
    if datatype == terms.XSD_DECIMAL:
        from decimal import Decimal

        return Decimal(text)
    if datatype == terms.XSD_BOOLEAN:
        return {"true": True, "1": True, "false": False, "0": False}.get(text, text)
    if datatype == terms.XSD_DATE:
        from datetime import date

        return date.fromisoformat(text)
    return float(text) if datatype in _FLOATS else text
