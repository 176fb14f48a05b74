"""Ids in addresses."""

from __future__ import annotations

from uuid import UUID

from services.errors import NotFound


def wanted_id(typed: str) -> UUID:
    """The id in an address. Raises NotFound for what is none, as for what is not there."""
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound("not_found") from None
