"""The files and pictures of a post, for officers who may take them out of circulation."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.posts.models import Post
from views.posts.post import as_uuid
from views.session import use_services
from views.shared.hooks import use_query
from views.shared.parts import heading
from views.shared.posts.quarantine import strings
from views.shared.posts.quarantine.card import stop_cards
from views.shared.posts.strings import ERRORS
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def PostFilesScreen() -> ft.View:
    """Every file of the post in the address, pictures in its text as well."""
    services = use_services()
    wanted = ft.use_route_params().get("post_id", "")

    async def load() -> Post:
        post_id = as_uuid(wanted)
        if post_id is None:
            raise NotFound("post.not_found")
        return await services.posts.open(post_id)

    query = use_query(load, [wanted], name="post")

    def draw(post: Post) -> list[ft.Control]:
        if not post.may_quarantine:
            return [empty(strings.ERRORS["file.not_found"])]
        ids = {file.object_name: file.attachment_id for file in post.attachments}

        async def stop(key: UUID, object_name: str, reason: str) -> None:
            await services.library.quarantine(key, ids[object_name], reason)

        return [
            heading(post.title, level=2),
            *stop_cards(post.attachments, stop, query.reload),
        ]

    return scaffold(strings.FILES, shown(query, draw, room=ERRORS))
