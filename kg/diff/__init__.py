"""What changed between two documents or two graphs: targets added, dropped, raised, lowered, moved in time."""
