"""Photographs of people where there are any, their initials otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

import flet as ft

from views.session import use_services
from views.shared.files import page_url, reachable
from views.shared.hooks import Query, Ready, use_query
from views.shared.parts import avatar
from views.shared.returning import use_return
from views.shared.screens import block

Faces = Mapping[UUID, str]
"""Addresses of photographs, good for a minute, by member."""


def use_faces(member_ids: Sequence[UUID]) -> Faces:
    """Hook: the photographs of these people in one request; nobody's as long as it is under way."""
    return faces(use_links(member_ids))


def use_links(member_ids: Sequence[UUID]) -> Query[dict[UUID, str]]:
    """Hook: the links as the service gives them, for who reloads them."""
    services = use_services()

    async def load() -> dict[UUID, str]:
        return await services.photographs.links(member_ids) if member_ids else {}

    return use_query(load, [*member_ids], name="photographs.links")


def faces(query: Query[dict[UUID, str]]) -> Faces:
    """What is known of them so far."""
    if not isinstance(query.state, Ready):
        return {}
    here = page_url()
    return {who: reachable(link, here) for who, link in query.state.value.items()}


@block
def Portrait(member_id: UUID, name: str, side: float = 56) -> ft.Control:
    """One person, brought up to date when a screen above is left."""
    query = use_links([member_id])
    use_return(query.reload)
    return avatar(name, side=side, picture=faces(query).get(member_id))
