"""Ids of demo things: the same id for the same key, in every demo database."""

from uuid import NAMESPACE_URL, UUID, uuid5


def demo_id(key: str) -> UUID:
    """The id of a demo thing by its key."""
    return uuid5(NAMESPACE_URL, f"demo:{key}")
