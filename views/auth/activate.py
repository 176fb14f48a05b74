"""First activation: card number or phone, the one-time code, a password of one's own."""

from __future__ import annotations

import flet as ft

from views.auth import strings
from views.auth.code_form import CodeForm
from views.shared.fields import Kind
from views.shared.parts import body, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen


@screen
def ActivateScreen() -> ft.View:
    """Set the first password with the code that the secretary handed over, and go in."""
    return scaffold(
        strings.ACTIVATE_TITLE,
        [
            body(strings.ACTIVATE_INTRO),
            CodeForm(
                "activation",
                strings.CARD_OR_PHONE,
                strings.MUST_CARD,
                strings.ACTIVATE_BUTTON,
                kind=Kind.PHONE,
            ),
            note(strings.NEVER_TELL),
        ],
    )
