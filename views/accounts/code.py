"""A one-time code, shown once: large, in groups, to be handed over in person."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.accounts import strings
from views.shared.buttons import primary_button, text_button
from views.shared.guard import toast
from views.shared.parts import Tone, banner, body, card, column, flow, heading, note, pill
from views.shared.theme import GAP_M, GAP_XS


def code_sheet(
    name: str, code: str, when: str, steps: str, done: Callable[[], None]
) -> list[ft.Control]:
    """Whose code, the code, from or until ``when`` it works, what the person does with it."""
    groups = code.split("-")
    lines = [
        ft.Text(
            " ".join(group),
            theme_style=ft.TextThemeStyle.HEADLINE_LARGE,
            text_align=ft.TextAlign.CENTER,
            no_wrap=True,
        )
        for group in groups
    ]
    read_aloud = ", ".join(" ".join(group) for group in groups)
    return [
        heading(strings.code_for(name)),
        flow([pill(strings.BY_HAND, Tone.IMPORTANT)]),
        card(
            [
                ft.Semantics(
                    content=column(lines, spacing=GAP_XS),
                    label=read_aloud,
                    exclude_semantics=True,
                    container=True,
                ),
                text_button(
                    strings.COPY,
                    lambda: toast(strings.COPIED),
                    icon=ft.Icons.CONTENT_COPY,
                    action=ft.CopyToClipboard(code),
                ),
            ],
            spacing=GAP_M,
        ),
        body(when),
        banner(strings.ONCE, Tone.WAITING),
        note(steps),
        note(strings.NO_DOUBT),
        primary_button(strings.HANDED, done, key="handed"),
    ]
