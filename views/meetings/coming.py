"""The meetings tab until meetings exist: says so, and where to find invitations meanwhile."""

from __future__ import annotations

import flet as ft

from views.meetings import strings
from views.paths import Tab
from views.shared.buttons import secondary_button
from views.shared.look import go
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty
from views.shared.strings import MEETINGS


@screen
def MeetingsScreen() -> ft.View:
    """An honest empty tab."""
    return scaffold(
        MEETINGS,
        empty(
            strings.COMING,
            icon=ft.Icons.GROUPS,
            action=secondary_button(strings.TO_NEWS, lambda: go(Tab.NEWS)),
        ),
        tab=Tab.MEETINGS,
    )
