"""Everything that imports flet: screens by room, the kit they share, and the web front."""
