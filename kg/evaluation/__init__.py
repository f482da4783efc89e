"""How well records agree with records made by hand: the measures of the annotation guideline."""

from kg.evaluation.measures import Counts, Evaluation, evaluate, read_records

__all__ = ["Counts", "Evaluation", "evaluate", "read_records"]
