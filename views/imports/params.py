"""Ids and numbers from an address."""

from __future__ import annotations

from uuid import UUID

import flet as ft

NOTHING = UUID(int=0)


def use_id(name: str) -> UUID:
    """Hook: the id in the address. One that is no id is nobody's, so the service finds nothing."""
    try:
        return UUID(ft.use_route_params().get(name, ""))
    except ValueError:
        return NOTHING


def use_number(name: str) -> int:
    """Hook: the number in the address; 0 where there is none."""
    written = ft.use_route_params().get(name, "")
    return int(written) if written.isascii() and written.isdigit() else 0
