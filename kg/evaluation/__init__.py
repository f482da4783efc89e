"""How well records agree with records made by hand: the measures of the annotation guideline."""

from kg.evaluation.documents import Evaluation, evaluate
from kg.evaluation.measures import Comparison, Counts, compare
from kg.evaluation.page import render_page
from kg.evaluation.records import read_records

__all__ = ["Comparison", "Counts", "Evaluation", "compare", "evaluate", "read_records", "render_page"]
