"""Votes of a meeting: for who votes, who counts, who runs it."""
