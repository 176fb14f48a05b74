"""The tasks tab until tasks exist: says so, and where to find what is waiting meanwhile."""

from __future__ import annotations

import flet as ft

from views.paths import Tab
from views.shared.buttons import secondary_button
from views.shared.look import go
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty
from views.shared.strings import TASKS
from views.tasks import strings


@screen
def TasksScreen() -> ft.View:
    """An honest empty tab."""
    return scaffold(
        TASKS,
        empty(
            strings.COMING,
            icon=ft.Icons.CHECKLIST,
            action=secondary_button(strings.TO_HOME, lambda: go(Tab.HOME)),
        ),
        tab=Tab.TASKS,
    )
