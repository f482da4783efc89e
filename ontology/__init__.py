"""The policykg ontology as package data: ``policykg.ttl`` beside this file."""

from __future__ import annotations

from importlib.resources import files


def read() -> str:
    """The ontology in Turtle."""
    return files(__name__).joinpath("policykg.ttl").read_text(encoding="utf-8")
