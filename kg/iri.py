"""IRIs, minted from content alone: no counters, no clocks, no random parts.

Every local name is letters, digits, ``-``, ``.``, ``_`` or percent-encoded UTF-8; it never holds a slash, so it can be
written as a prefixed name. Han characters stay as they are (RFC 3987), so that an IRI can be read.
"""

from __future__ import annotations

from hashlib import sha256
from urllib.parse import quote

ONTOLOGY = "https://w3id.org/policykg/ontology#"
DEFAULT_BASE = "https://w3id.org/policykg/data/"


def local(text: str) -> str:
    """``text`` as part of a local name: letters and digits kept, everything else percent-encoded."""
    return "".join(c if c.isalnum() or c in "-._~" else quote(c, safe="") for c in text)


def document_key(text: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of a document's text: the same text is the same document."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class Minter:
    """Makes the IRIs of one data set.

    Args:
        base: the base IRI; every IRI is this string followed by a local name.
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base

    def document(self, key: str) -> str:
        return f"{self.base}document-{key}"

    def graph(self, key: str) -> str:
        """The named graph that holds what one document says."""
        return f"{self.base}graph-{key}"

    def derived_graph(self) -> str:
        """The named graph that holds what follows from several documents."""
        return f"{self.base}graph-derived"

    def dataset(self) -> str:
        """Everything that one build wrote."""
        return f"{self.base}dataset"

    def dataset_graph(self) -> str:
        """The named graph that describes the data set."""
        return f"{self.base}graph-dataset"

    def statement(self, key: str, start: int, end: int) -> str:
        return f"{self.base}statement-{key}-{start}-{end}"

    def source(self, key: str, start: int, end: int) -> str:
        """The passage of a document that something was read from."""
        return f"{self.base}source-{key}-{start}-{end}"

    def task(self, key: str, start: int, end: int) -> str:
        return f"{self.base}task-{key}-{start}-{end}"

    def responsibility(self, key: str, task_start: int, role: str, start: int) -> str:
        """One body or person in one role for one task; ``start`` is where the name stands."""
        return f"{self.base}responsibility-{key}-{task_start}-{role}-{start}"

    def link(self, relation: str, parent: str, child: str) -> str:
        """How two tasks or targets stand to each other; an end that is missing is empty."""
        return f"{self.base}link-{sha256(chr(0).join((relation, parent, child)).encode()).hexdigest()[:16]}"

    def cited(self, name: str) -> str:
        """A document known only from a citation, by its number or else its title."""
        return f"{self.base}document-{local(name)}"

    def indicator(self, label: str) -> str:
        return f"{self.base}indicator-{local(label)}"

    def body(self, place: str, name: str) -> str:
        """A body is named within its place: 区人社局 of one district is not that of another."""
        return f"{self.base}body-{local(place)}-{local(name)}" if place else f"{self.base}body-{local(name)}"

    def person(self, place: str, name: str) -> str:
        return f"{self.base}person-{local(place)}-{local(name)}" if place else f"{self.base}person-{local(name)}"

    def place(self, name: str) -> str:
        return f"{self.base}place-{local(name)}"
