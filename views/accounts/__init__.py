"""Accounts of other members: first-activation codes, resets."""
