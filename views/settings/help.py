"""The help, with the guide for the first use, and the page about the app."""

from __future__ import annotations

import flet as ft

from views.settings import strings
from views.shared.parts import body, card, column, note, section, strong
from views.shared.scaffold import scaffold
from views.shared.screens import screen

ICONS = (ft.Icons.HOME, ft.Icons.NEWSPAPER, ft.Icons.FORMAT_SIZE, ft.Icons.SHIELD)


@screen
def HelpScreen() -> ft.View:
    """The guide again, whom to ask, how to put the app on the home screen."""
    return scaffold(
        strings.HELP_TITLE,
        [
            section(strings.GUIDE_TITLE),
            note(strings.GUIDE_INTRO),
            *guide(),
            section(strings.INSTALL),
            body(strings.INSTALL_TEXT),
            section(strings.QUESTIONS),
            body(strings.QUESTIONS_TEXT),
        ],
    )


@screen
def AboutScreen() -> ft.View:
    """What the app is, and what it keeps."""
    return scaffold(
        strings.ABOUT_TITLE,
        [
            body(strings.ABOUT_WHAT),
            section(strings.KEEPS),
            body(strings.KEEPS_TEXT),
            section(strings.NOT_KEEPS),
            body(strings.NOT_KEEPS_TEXT),
            section(strings.DEVICE_KEEPS),
            body(strings.DEVICE_KEEPS_TEXT),
        ],
    )


def guide() -> list[ft.Control]:
    """The few things one has to know."""
    cards: list[ft.Control] = []
    for icon, (title, words) in zip(ICONS, strings.GUIDE, strict=True):
        head = strong(title)
        head.expand = True
        cards.append(
            card(
                column(
                    [ft.Row([ft.Icon(icon, color=ft.Colors.PRIMARY), head]), body(words)],
                    spacing=8,
                )
            )
        )
    return cards
