"""Quantities and dates of any text as typed spans, without documents, graph or pipeline.

The reading is that of the extractor (:mod:`kg.extraction`), for texts that come as they are: with white space inside
numbers, full-width forms, traditional and formal numerals, and numbers without a unit.
"""

from kg.spans.periods import Period, periods
from kg.spans.quantities import Quantity, quantities

__all__ = ["Period", "Quantity", "periods", "quantities"]
