"""Pictures of posts: their short-lived links are made when the client draws them."""

from __future__ import annotations

import flet as ft

from views.session import use_services
from views.shared.files import page_url, reachable
from views.shared.flet_typed import use_state
from views.shared.hooks import Ready, use_query
from views.shared.look import current_look
from views.shared.screens import block
from views.shared.theme import CONTENT_WIDTH, RADIUS


@block
def Picture(
    object_name: str, alternative: str, *, width: float | None = None, height: float | None = None
) -> ft.Control:
    """A picture by its name in the bucket, in a place that keeps its size while it loads.

    Lists draw their items as they come into sight; only then is a link asked for, since it is
    good for a minute.
    """
    services = use_services()
    drawn, set_drawn = use_state(lambda: False)

    async def load() -> str | None:
        return await services.posts.link(object_name) if drawn else None

    link = use_query(load, [object_name, drawn], name="picture")
    inside: ft.Control | None = None
    if isinstance(link.state, Ready) and link.state.value is not None:
        inside = ft.Image(
            src=reachable(link.state.value, page_url()),
            fit=ft.BoxFit.COVER if height else ft.BoxFit.FIT_WIDTH,
            width=width,
            height=height,
            semantics_label=alternative or None,
            exclude_from_semantics=not alternative,
            gapless_playback=True,
            # Decoded as large as it is shown, on a sharp screen: thirty photographs of an article
            # would fill a phone's memory otherwise.
            cache_width=_decoded(width),
            error_content=_absent(),
        )
    return ft.Container(
        inside,
        width=width,
        height=height or (None if inside else 1),
        border_radius=RADIUS - 4,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_HIGH if height else None,
        on_size_change=None if drawn else lambda _: set_drawn(True),
    )


def _decoded(width: float | None) -> int:
    look = current_look()
    return round(2 * (width or min(look.width, CONTENT_WIDTH)))


def _absent() -> ft.Control:
    icon = ft.Icon(
        ft.Icons.IMAGE_NOT_SUPPORTED_OUTLINED, size=current_look().px(28), color=ft.Colors.OUTLINE
    )
    return ft.Container(icon, alignment=ft.Alignment.CENTER)
