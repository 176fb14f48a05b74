"""The way to the search, drawn like the field that waits there."""

from __future__ import annotations

import flet as ft

from views import paths
from views.shared.guard import tapped
from views.shared.look import current_look, go
from views.shared.parts import Style
from views.shared.posts import strings
from views.shared.theme import GAP_M, GAP_S, RADIUS, TOUCH


def search_door(under: str) -> ft.Control:
    """Opens the search below a tab; back leads there again."""
    look = current_look()
    words = ft.Text(
        strings.SEARCH_DOOR,
        theme_style=Style.BODY_LARGE,
        color=ft.Colors.ON_SURFACE_VARIANT,
        expand=True,
    )
    icon = ft.Icon(ft.Icons.SEARCH, size=look.px(24), color=ft.Colors.ON_SURFACE_VARIANT)
    sheet = ft.Container(
        ft.Row([icon, words], spacing=GAP_S, vertical_alignment=ft.CrossAxisAlignment.CENTER),
        key="search",
        padding=ft.Padding.symmetric(
            horizontal=GAP_M,
            vertical=(TOUCH - look.px(24)) / 2 if look.px(24) < TOUCH - 16 else GAP_S,
        ),
        border_radius=RADIUS,
        bgcolor=ft.Colors.SURFACE_CONTAINER_LOWEST,
        border=ft.Border.all(1, ft.Colors.OUTLINE),
        ink=True,
        on_click=tapped(lambda: go(paths.search(under))),
    )
    return ft.MergeSemantics(
        content=ft.Semantics(content=sheet, button=True, label=strings.SEARCH_DOOR)
    )
