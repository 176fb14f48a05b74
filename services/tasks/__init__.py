"""Tasks: what a cell asks of its members, and their answers."""
