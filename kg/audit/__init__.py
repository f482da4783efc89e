"""What does not add up between the documents of a graph: findings, each with the words it was seen in."""
