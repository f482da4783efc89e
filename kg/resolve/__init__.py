"""Floor 4: the document's words for bodies, places and indicators to canonical things."""
