"""PDF with a text layer."""

from __future__ import annotations

from kg.read.layout import Content
from kg.read.limits import Limits


def extract(data: bytes, limits: Limits) -> Content:
    """The text of a PDF.

    Raises:
        ValueError: always, for now.
    """
    raise ValueError("is a PDF, which is not read")
