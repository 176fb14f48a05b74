"""Buttons: one main action a screen, at least 48 px, growing with the text, shown as busy."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.shared import strings
from views.shared.guard import tapped
from views.shared.look import current_look
from views.shared.theme import FONT, GAP_S, RADIUS, TOUCH, text_size


def _content(label: str, icon: ft.IconData | None, busy: bool) -> ft.Control:
    look = current_look()
    # No colour of its own: the button's state (disabled, pressed) colours the text and the icon.
    words = ft.Text(
        label,
        text_align=ft.TextAlign.CENTER,
        size=text_size("label_large", look.text_scale),
        weight=ft.FontWeight.W_700,
        font_family=FONT,
    )
    ahead: ft.Control | None = None
    if busy:
        side = look.px(20)
        ahead = ft.ProgressRing(
            width=side, height=side, stroke_width=2.5, semantics_label=strings.BUSY
        )
    elif icon is not None:
        ahead = ft.Icon(icon, size=look.px(22))
    if ahead is None:
        return words
    words.expand, words.expand_loose = True, True
    return ft.Row([ahead, words], tight=True, spacing=GAP_S, alignment=ft.MainAxisAlignment.CENTER)


def _tap(on_tap: Callable[[], None], busy: bool) -> Callable[[object], None] | None:
    return None if busy else tapped(on_tap)


def _style(
    ink: ft.Colors,
    *,
    ground: ft.Colors | None = None,
    edge: ft.Colors | None = None,
    horizontal: int = 20,
) -> ft.ButtonStyle:
    # The label's own height plus this padding is never below TOUCH, and grows with the text.
    line = text_size("label_large", current_look().text_scale) * 1.3
    vertical = round(max(10.0, (TOUCH - line) / 2), 1)
    style = ft.ButtonStyle(
        color={
            ft.ControlState.DISABLED: ft.Colors.ON_SURFACE_VARIANT,
            ft.ControlState.DEFAULT: ink,
        },
        padding=ft.Padding.symmetric(horizontal=horizontal, vertical=vertical),
        shape=ft.RoundedRectangleBorder(radius=RADIUS),
    )
    if ground is not None:
        style.bgcolor = {
            ft.ControlState.DISABLED: ft.Colors.SURFACE_CONTAINER_HIGHEST,
            ft.ControlState.DEFAULT: ground,
        }
    if edge is not None:
        style.side = ft.BorderSide(1.5, edge)
    return style


def primary_button(
    label: str,
    on_tap: Callable[[], None],
    *,
    busy: bool = False,
    disabled: bool = False,
    icon: ft.IconData | None = None,
    key: str | None = None,
    action: ft.ClientAction | None = None,
) -> ft.Control:
    """The one main action of a screen. ``busy`` (of a ``use_action``) disables it."""
    return ft.FilledButton(
        key=key,
        content=_content(label, icon, busy),
        on_click=_tap(on_tap, busy),
        disabled=busy or disabled,
        action=action,
        style=_style(ft.Colors.ON_PRIMARY, ground=ft.Colors.PRIMARY),
    )


def secondary_button(
    label: str,
    on_tap: Callable[[], None],
    *,
    busy: bool = False,
    disabled: bool = False,
    icon: ft.IconData | None = None,
    key: str | None = None,
    action: ft.ClientAction | None = None,
) -> ft.Control:
    """Another way on, beside the main action. ``action`` runs in the browser, inside the tap."""
    return ft.OutlinedButton(
        key=key,
        content=_content(label, icon, busy),
        on_click=_tap(on_tap, busy),
        disabled=busy or disabled,
        action=action,
        style=_style(ft.Colors.ON_SURFACE, edge=ft.Colors.OUTLINE),
    )


def danger_button(
    label: str,
    on_tap: Callable[[], None],
    *,
    busy: bool = False,
    disabled: bool = False,
    key: str | None = None,
) -> ft.Control:
    """Something that cannot be undone; always behind ``use_confirm``."""
    return ft.OutlinedButton(
        key=key,
        content=_content(label, None, busy),
        on_click=_tap(on_tap, busy),
        disabled=busy or disabled,
        style=_style(ft.Colors.ERROR, edge=ft.Colors.ERROR),
    )


def text_button(
    label: str,
    on_tap: Callable[[], None],
    *,
    icon: ft.IconData | None = None,
    key: str | None = None,
    action: ft.ClientAction | None = None,
) -> ft.Control:
    """A quiet way on, such as 'see all'."""
    return ft.TextButton(
        key=key,
        content=_content(label, icon, False),
        on_click=tapped(on_tap),
        action=action,
        style=_style(ft.Colors.PRIMARY, horizontal=10),
    )
