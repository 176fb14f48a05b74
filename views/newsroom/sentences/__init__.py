"""Sentences of the newsroom that are put together from what is the case."""
