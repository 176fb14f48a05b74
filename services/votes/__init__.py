"""Votes of a meeting: open ones, and secret ones by double envelope."""
