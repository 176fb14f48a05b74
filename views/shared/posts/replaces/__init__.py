"""Choosing the paper that another one replaces."""
