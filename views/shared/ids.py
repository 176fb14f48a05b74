"""Ids in addresses."""

from __future__ import annotations

from uuid import UUID

from services.errors import NotFound


def wanted_id(typed: str, code: str = "meeting.not_found") -> UUID:
    """The id in an address. Raises NotFound with the room's code for what is none."""
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound(code) from None
