"""StratML Part 2 (ANSI/AIIM 22, draft ISO 17469-2): documents as performance plans and reports.

A document is a plan or report; what stands under one top heading is a goal, a task an objective, a statement a
performance indicator with one measurement. What StratML has no element for (comparator, change, basis, distribution)
goes into the descriptor of the result, and the sentence into its description, so that nothing is lost. Element order
and value lists follow the public schema ``PerformancePlanOrReport``, version 2.2.6.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from lxml import etree

from kg.export.printable import printable
from kg.graph.document import collapse
from kg.model import Extraction, Responsibility, Statement, Task

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"

_TYPES = {"plan": "Strategic_Plan", "progress": "Performance_Report", "statistics": "Performance_Report"}
_ROLES = {"lead": "牵头单位", "responsible": "责任单位", "cooperating": "配合单位", "supervising": "分管领导"}
_NAME = re.compile(r"[^\w.-]")

Element = Any
"""An element of lxml."""


def to_stratml(extraction: Extraction) -> bytes:
    """One document as a StratML document, UTF-8.

    Its goals need at least one objective or none, but a plan needs a goal: a document without tasks gets one that holds
    its statements.
    """
    meta = extraction.metadata
    kind = _TYPES.get(meta.genre or "", "Performance_Plan")
    root = etree.Element(f"{{{NAMESPACE}}}PerformancePlanOrReport", nsmap={None: NAMESPACE}, Type=kind)
    _add(root, "Name", meta.title or extraction.name)
    _add(root, "OtherInformation", _about(extraction))
    core = _add(root, "StrategicPlanCore")
    organization = _add(core, "Organization")
    _add(organization, "Name", meta.issuer or meta.place or "")
    for addressee in meta.addressees:
        stakeholder = _add(organization, "Stakeholder", StakeholderTypeType="Organization")
        _add(stakeholder, "Name", addressee)
    tasks = _by_goal(extraction)
    for number, (heading, members) in enumerate(tasks.items(), 1):
        _goal(core, extraction, number, heading, members)
    about = _add(root, "AdministrativeInformation")
    _add(about, "Identifier", f"document-{meta.key}")
    _add(about, "StartDate", meta.period_start)
    _add(about, "EndDate", meta.period_end)
    _add(about, "PublicationDate", meta.issued)
    _add(about, "Source", meta.id)
    data: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return data


def _about(extraction: Extraction) -> str:
    meta = extraction.metadata
    told = {"number": meta.number, "place": meta.place, "genre": meta.genre, "file": extraction.name}
    return "; ".join(f"{name}: {value}" for name, value in told.items() if value)


def _by_goal(extraction: Extraction) -> dict[str, list[tuple[Task | None, list[Statement]]]]:
    """The tasks with their statements, and the statements without a task, under the top heading of each."""
    own: dict[str, list[Statement]] = defaultdict(list)
    for statement in extraction.statements:
        own[statement.task or ""].append(statement)
    goals: dict[str, list[tuple[Task | None, list[Statement]]]] = defaultdict(list)
    entries: list[tuple[int, tuple[str, ...], Task | None, list[Statement]]] = [
        (task.start, task.section, task, own.get(task.id, [])) for task in extraction.tasks
    ]
    entries += [(statement.start, statement.section, None, [statement]) for statement in own[""]]
    title = collapse(extraction.metadata.title or "")
    for _, section, task, statements in sorted(entries, key=lambda entry: entry[0]):
        headings = [heading for heading in section if heading != title]
        goals[headings[0] if headings else ""].append((task, statements))
    return dict(goals) or {"": []}


def _goal(
    core: Element,
    extraction: Extraction,
    number: int,
    heading: str,
    members: Iterable[tuple[Task | None, list[Statement]]],
) -> None:
    goal = _add(core, "Goal")
    name = heading or extraction.metadata.title or extraction.name
    _add(goal, "Name", name)
    _add(goal, "Description", name)
    _add(goal, "Identifier", f"goal-{extraction.metadata.key}-{number}")
    _add(goal, "SequenceIndicator", str(number))
    for task, statements in members:
        objective = _add(goal, "Objective")
        if task is None:
            _add(objective, "Name", collapse(statements[0].quote))
            _add(objective, "Identifier", f"objective-{_end(statements[0].id)}")
        else:
            _add(objective, "Name", collapse(task.text))
            _add(objective, "Identifier", _end(task.id))
            _add(objective, "SequenceIndicator", None if task.number is None else str(task.number))
            for duty in task.responsibilities:
                _stakeholder(objective, duty)
        for statement in statements:
            _indicator(objective, extraction, statement)


def _stakeholder(objective: Element, duty: Responsibility) -> None:
    kind = "Person" if duty.person else "Organization"
    stakeholder = _add(objective, "Stakeholder", StakeholderTypeType=kind)
    _add(stakeholder, "Name", duty.label)
    _add(stakeholder, "Description", duty.agent)
    role = _add(stakeholder, "Role")
    _add(role, "Name", _ROLES[duty.role])
    _add(role, "RoleType", "Performer")


def _indicator(objective: Element, extraction: Extraction, statement: Statement) -> None:
    indicator = _add(objective, "PerformanceIndicator", PerformanceIndicatorType="Quantitative")
    _add(indicator, "MeasurementDimension", statement.indicator)
    _add(indicator, "UnitOfMeasurement", statement.unit or "1")
    _add(indicator, "Identifier", _end(statement.id))
    relationship = _add(indicator, "Relationship", RelationshipType="Narrower_Than")
    _add(relationship, "ReferentIdentifier", statement.indicator_id)
    _add(relationship, "Name", "indicator")
    instance = _add(indicator, "MeasurementInstance")
    result = _add(instance, "TargetResult" if statement.kind == "target" else "ActualResult")
    if statement.cumulative:
        _add(result, "StartDate", extraction.metadata.period_start)
    _add(result, "EndDate", statement.deadline)
    _add(result, "NumberOfUnits", _decimal(statement.value))
    descriptor = _add(result, "Descriptor")
    _add(descriptor, "DescriptorName", "policykg")
    _add(descriptor, "DescriptorValue", _rest(statement))
    _add(result, "Description", collapse(statement.quote))
    _add(indicator, "OtherInformation", f"characters {statement.start} to {statement.end} of {statement.doc}")


def _rest(statement: Statement) -> str:
    """The facts that StratML has no element for, as ``name=value`` separated by ``; ``."""
    facts = {
        "kind": statement.kind,
        "comparator": statement.comparator,
        "max": None if statement.value_max is None else _decimal(statement.value_max),
        "change": statement.change,
        "basis": statement.basis,
        "explicit": str(statement.deadline_explicit).lower() if statement.deadline else None,
        "per": statement.per,
        "cumulative": "true" if statement.cumulative else None,
        "nature": statement.nature,
        "scope": statement.scope,
        "rule": statement.rule,
        "confidence": f"{statement.confidence:g}",
    }
    return "; ".join(f"{name}={value}" for name, value in facts.items() if value is not None)


def _decimal(value: Decimal) -> str:
    return f"{value:f}"


def _end(iri: str) -> str:
    """The last part of an IRI as an XML name."""
    return _NAME.sub("_", iri.rsplit("/", 1)[-1])


def _add(parent: Element, name: str, text: str | None = "", **attributes: str) -> Element:
    """Append an element; ``None`` appends nothing."""
    if text is None:
        return None
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", **attributes)
    if text:
        child.text = printable(text)
    return child
