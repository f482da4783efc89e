"""Floor 6: the only place that knows the ontology's terms. Records to quads, the embedded store, other views of it."""
