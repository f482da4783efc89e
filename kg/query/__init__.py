"""SPARQL 1.1 over a graph on disk or any other SPARQL server, and what to do with the answers."""
