"""Whether a graph holds to the shapes of the ontology, told in words."""

from __future__ import annotations

from kg.validation.report import Finding, Offender, Report
from kg.validation.run import validate

__all__ = ["Finding", "Offender", "Report", "validate"]
