"""What stands on the page while nobody's screens can be shown yet."""

from __future__ import annotations

import flet as ft

from views.auth import strings
from views.auth.parts import crest
from views.paths import Tab
from views.session import use_opening
from views.shared import strings as shared
from views.shared.buttons import primary_button
from views.shared.look import current_look, go
from views.shared.parts import gap
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, failed_state


@screen
def SplashScreen() -> ft.View:
    """While the device is read and the session restored."""
    side = current_look().px(36)
    ring = ft.Row(
        [ft.ProgressRing(width=side, height=side, semantics_label=shared.LOADING)],
        alignment=ft.MainAxisAlignment.CENTER,
    )
    return scaffold(shared.APP_NAME, [gap(48), crest(strings.SPLASH), ring], can_go_back=False)


@screen
def OfflineScreen() -> ft.View:
    """The session could not be restored yet; nothing on the device is lost."""
    opening = use_opening()
    content: list[ft.Control] = []
    if opening.failed is not None:
        content.append(failed_state(opening.failed, opening.retry))
    return scaffold(shared.APP_NAME, content, can_go_back=False)


@screen
def SignedInAlreadyScreen() -> ft.View:
    """An address of the entrance, opened by somebody who is signed in."""
    return scaffold(
        strings.SIGNED_IN_ALREADY_TITLE,
        empty(
            strings.SIGNED_IN_ALREADY,
            icon=ft.Icons.PERSON,
            action=primary_button(strings.GO_HOME, lambda: go(Tab.HOME)),
        ),
        can_go_back=False,
    )


@screen
def NowhereScreen() -> ft.View:
    """An address that leads nowhere."""
    return scaffold(
        shared.NOT_FOUND_TITLE,
        empty(
            shared.NOT_FOUND_TEXT,
            icon=ft.Icons.SEARCH_OFF,
            action=primary_button(strings.GO_HOME, lambda: go(Tab.HOME)),
        ),
        can_go_back=False,
    )
