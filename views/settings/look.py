"""Text size and colours, seen at once."""

from __future__ import annotations

import flet as ft

from views.session import use_session
from views.settings import strings
from views.shared.buttons import secondary_button
from views.shared.fields import ChoiceInput
from views.shared.look import current_look
from views.shared.parts import body, card, column, heading, note, section, strong
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.theme import GAP_M, TEXT_SCALES, ThemeChoice


@screen
def LookScreen() -> ft.View:
    """Bigger and smaller text by one tap each; the whole app follows at once."""
    session = use_session()
    scale, theme = session.text_scale, session.theme
    at = step_of(scale)

    def choose(value: str) -> None:
        session.set_look(scale, ThemeChoice(value))

    return scaffold(
        strings.LOOK_TITLE,
        [
            card([note(strings.SAMPLE_TITLE), strong(strings.SAMPLE_HEAD), body(strings.SAMPLE)]),
            section(strings.TEXT_SIZE),
            ft.Semantics(
                content=ft.Row(
                    [heading(strings.percent(scale))], alignment=ft.MainAxisAlignment.CENTER
                ),
                live_region=True,
            ),
            _pair(
                secondary_button(
                    strings.SMALLER,
                    lambda: session.set_look(TEXT_SCALES[at - 1], theme),
                    icon=ft.Icons.TEXT_DECREASE,
                    disabled=at == 0,
                    key="smaller",
                ),
                secondary_button(
                    strings.LARGER,
                    lambda: session.set_look(TEXT_SCALES[at + 1], theme),
                    icon=ft.Icons.TEXT_INCREASE,
                    disabled=at == len(TEXT_SCALES) - 1,
                    key="larger",
                ),
            ),
            ChoiceInput(strings.COLOURS, strings.THEMES, theme.value, choose),
            note(strings.LOOK_NOTE),
        ],
    )


def step_of(scale: float) -> int:
    """Which of the offered sizes is in use."""
    return min(range(len(TEXT_SCALES)), key=lambda i: abs(TEXT_SCALES[i] - scale))


def _pair(left: ft.Control, right: ft.Control) -> ft.Control:
    if current_look().large:
        return column([left, right])
    left.expand = right.expand = True
    return ft.Row([left, right], spacing=GAP_M)
