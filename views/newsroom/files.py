"""The files of an article before it is published, for officers who may take them out of circulation."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from services.newsroom.models import Manuscript
from views.newsroom import strings as words
from views.newsroom.refusals.strings import ERRORS
from views.session import use_services
from views.shared.hooks import use_query
from views.shared.ids import wanted_id
from views.shared.parts import heading
from views.shared.posts.quarantine import strings
from views.shared.posts.quarantine.card import stop_cards
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def ArticleFilesScreen() -> ft.View:
    """Every picture and paper of the article in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("manuscript_id", "")
    query = use_query(
        lambda: services.newsroom.open(wanted_id(wanted)), [wanted], name="manuscript.open"
    )

    def draw(m: Manuscript) -> list[ft.Control]:
        if not m.may_quarantine:
            return [empty(strings.ERRORS["file.not_found"])]

        async def stop(key: UUID, object_name: str, reason: str) -> None:
            await services.newsroom.quarantine(key, m.manuscript_id, object_name, reason)

        return [
            heading(m.title or words.UNTITLED, level=2),
            *stop_cards(m.files, stop, query.reload),
        ]

    return scaffold(strings.FILES, shown(query, draw, room=ERRORS))
