"""A choice among a few, all in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import flet as ft

from views.shared.guard import tapped
from views.shared.look import current_look
from views.shared.parts import Style, flow
from views.shared.theme import GAP_XS, TOUCH, text_size

V = TypeVar("V")


def choice_chips(
    label: str,
    options: Sequence[tuple[V, str]],
    chosen: V,
    on_choose: Callable[[V], None],
) -> ft.Control:
    """One of a few, all in sight: chips that wrap onto further lines."""
    chips = [_chip(words, value == chosen, _picker(value, on_choose)) for value, words in options]
    return ft.Semantics(content=flow(chips), label=label, container=True)


def _picker(value: V, on_choose: Callable[[V], None]) -> Callable[[], None]:
    return lambda: on_choose(value)


def _chip(words: str, chosen: bool, on_tap: Callable[[], None]) -> ft.Control:
    ink = ft.Colors.ON_PRIMARY if chosen else ft.Colors.ON_SURFACE
    height = max(TOUCH, text_size("body_medium", current_look().text_scale) * 1.5 + 2 * GAP_XS)
    sheet = ft.Container(
        ft.Row(
            [ft.Text(words, theme_style=Style.BODY_MEDIUM, color=ink)],
            tight=True,
            alignment=ft.MainAxisAlignment.CENTER,
        ),
        height=round(height),
        padding=ft.Padding.symmetric(horizontal=14),
        border_radius=99,
        bgcolor=ft.Colors.PRIMARY if chosen else ft.Colors.SURFACE_CONTAINER_LOW,
        border=ft.Border.all(1, ft.Colors.PRIMARY if chosen else ft.Colors.OUTLINE),
        ink=True,
        on_click=tapped(on_tap),
    )
    return ft.MergeSemantics(content=ft.Semantics(content=sheet, button=True, selected=chosen))
