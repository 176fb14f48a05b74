"""Form fields that offer a choice: one of a few options, on or off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import flet as ft

from views.shared.flet_typed import component
from views.shared.guard import safe
from views.shared.parts import body, column, note
from views.shared.theme import GAP_S, GAP_XS, TOUCH

V = TypeVar("V", bound=str)


@component
def ChoiceInput(
    label: str,
    options: Sequence[tuple[V, str]],
    value: V | None,
    on_change: Callable[[V], None],
    *,
    error: str | None = None,
) -> ft.Control:
    """One of a few options, each a full line to tap. Options are (value, words) pairs."""

    def changed(event: ft.Event[ft.RadioGroup]) -> None:
        # Only what was offered is passed on, whatever the client says.
        for offered, _ in options:
            if event.control.value == offered:
                on_change(offered)

    lines: list[ft.Control] = [
        ft.ListTile(
            title=body(words),
            leading=ft.Radio(value=offered),
            toggle_inputs=True,
            content_padding=ft.Padding.symmetric(horizontal=GAP_S),
            min_height=TOUCH,
        )
        for offered, words in options
    ]
    group = ft.RadioGroup(
        content=column([ft.MergeSemantics(content=x) for x in lines], spacing=0),
        value=value,
        on_change=safe(changed),
    )
    title = ft.Text(label, theme_style=ft.TextThemeStyle.TITLE_SMALL)
    return column([title, group, *fault(error)], spacing=GAP_XS)


@component
def SwitchInput(
    label: str,
    value: bool,
    on_change: Callable[[bool], None],
    *,
    help: str | None = None,
    disabled: bool = False,
) -> ft.Control:
    """Something that is on or off; the whole line can be tapped."""

    def changed(event: ft.Event[ft.Switch]) -> None:
        on_change(event.control.value is True)

    tile = ft.ListTile(
        title=body(label),
        subtitle=note(help) if help else None,
        trailing=ft.Switch(value=value, on_change=safe(changed), disabled=disabled),
        toggle_inputs=True,
        content_padding=ft.Padding.symmetric(horizontal=GAP_S),
        min_height=TOUCH,
    )
    return ft.MergeSemantics(content=tile)


def fault(error: str | None) -> list[ft.Control]:
    """The line below a field that has no message of its own."""
    if error is None:
        return []
    words = ft.Text(error, theme_style=ft.TextThemeStyle.BODY_SMALL, color=ft.Colors.ERROR)
    return [ft.Semantics(content=words, live_region=True)]
