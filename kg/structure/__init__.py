"""Floor 2: what kind of document this is, who issued it, its parts, items and tables. Offsets only, no copies."""
