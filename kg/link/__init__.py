"""Floor 5: the only step that sees several documents at once."""
