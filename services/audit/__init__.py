"""Audit: the log, its head, the member's own view of it."""
