"""The policykg ontology as package data: ``policykg.ttl``, the concept schemes, the shapes and the JSON-LD context."""

from __future__ import annotations

from importlib.resources import files


def read(name: str = "policykg.ttl") -> str:
    """A file of this folder, the ontology in Turtle unless told: ``shapes.ttl``, ``schemes/units.ttl``, ..."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def scheme_names() -> list[str]:
    """The concept schemes as names for :func:`read`, sorted."""
    folder = files(__name__) / "schemes"
    return sorted(f"schemes/{path.name}" for path in folder.iterdir() if path.name.endswith(".ttl"))
