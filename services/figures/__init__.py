"""Figures for editors: sums, never persons."""
