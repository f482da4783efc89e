"""Floor 3: quantities, periods, indicators, responsibilities, citations: components of one spaCy pipeline."""
