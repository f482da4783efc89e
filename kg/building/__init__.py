"""From files to an output folder: find them, read and extract what changed, write, and publish all at once."""

from kg.building.recognition import metadata
from kg.building.report import BuildReport, Failure
from kg.building.run import build

__all__ = ["BuildReport", "Failure", "build", "metadata"]
