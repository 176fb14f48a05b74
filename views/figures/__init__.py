"""Figures for editors and offices."""
