"""What a validation found, a shape at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offender:
    """One node that does not hold to a shape.

    Attributes:
        node: its IRI.
        value: what is wrong with it, where the shape tells: a value that is not allowed.
        file: the file that says it, where it is known.
        quote: its words: the quote of a statement, the text of a task, the label of another thing.
    """

    node: str
    value: str | None = None
    file: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One shape and the nodes that do not hold to it.

    Attributes:
        shape: IRI of the shape.
        label, label_en: what it demands, in Chinese and English; its name where it has no label.
        severity: ``Violation``, ``Warning`` or ``Info``.
        count: how many results there are.
        offenders: the first of them, by file and place.
    """

    shape: str
    label: str
    label_en: str
    severity: str
    count: int
    offenders: tuple[Offender, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation.

    Attributes:
        conforms: no shape is violated; warnings do not count.
        shapes: how many shapes were checked, those of properties included.
        triples: how many triples were looked at.
        findings: by shape, most results first.
    """

    conforms: bool
    shapes: int
    triples: int
    findings: tuple[Finding, ...]
