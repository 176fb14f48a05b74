"""Giving and ending offices; those that wait for a second officer."""
