"""A vote as a line of other screens."""
