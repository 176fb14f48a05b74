"""A task as a line, wherever it is told of."""
