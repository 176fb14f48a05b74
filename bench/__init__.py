"""Measures what the product promises, against the best that the same machine can do."""
