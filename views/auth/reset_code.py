"""A new password with the code that was received in person after asking for a reset."""

from __future__ import annotations

import flet as ft

from views.auth import strings
from views.auth.code_form import CodeForm
from views.shared.parts import body, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen


@screen
def ResetCodeScreen() -> ft.View:
    """Set a new password with a reset's code and go in; all other devices are signed out."""
    return scaffold(
        strings.RESET_TITLE,
        [
            body(strings.RESET_INTRO),
            CodeForm("reset", strings.FORGOTTEN_LOGIN, strings.MUST_LOGIN, strings.RESET_BUTTON),
            note(strings.RESET_NOTE),
            note(strings.NEVER_TELL),
        ],
    )
