"""Chains of links, from the higher task down to the bureau that owes it and to what became of it."""
