"""A new password with the code that was received in person after asking for a reset."""

from __future__ import annotations

import flet as ft

from views.auth import strings
from views.auth.parts import code_field, fault_at, fault_of_new, new_password_fields, problem_of
from views.session import use_entrance
from views.shared.buttons import primary_button
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action
from views.shared.parts import body, column, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen


@screen
def ResetCodeScreen() -> ft.View:
    """Set a new password with a reset's code and go in; all other devices are signed out."""
    entrance = use_entrance()
    login, set_login = use_state(str)
    code, set_code = use_state(str)
    new, set_new = use_state(str)
    again, set_again = use_state(str)
    tried, set_tried = use_state(lambda: False)

    async def reset() -> None:
        pair = await entrance.sign_in.use_code(login, code, new, "reset", entrance.device)
        await entrance.enter(pair)

    action = use_action(reset, name="reset_password")
    amiss = fault_of_new(new, again) if tried else None

    def submit() -> None:
        set_tried(True)
        if login.strip() and code.strip() and fault_of_new(new, again) is None:
            action.run()

    return scaffold(
        strings.RESET_TITLE,
        [
            body(strings.RESET_INTRO),
            ft.AutofillGroup(
                column(
                    [
                        TextInput(
                            strings.FORGOTTEN_LOGIN,
                            login,
                            set_login,
                            kind=Kind.EMAIL,
                            autofill=ft.AutofillHint.USERNAME,
                            error=strings.MUST_LOGIN
                            if tried and not login.strip()
                            else fault_at(action.error, "login"),
                            max_length=254,
                        ),
                        code_field(code, set_code, tried, fault_at(action.error, "code")),
                        *new_password_fields(
                            new,
                            again,
                            set_new,
                            set_again,
                            error=amiss or fault_at(action.error, "password"),
                            on_submit=submit,
                        ),
                        *problem_of(action.error, "login", "code", "password"),
                        primary_button(strings.RESET_BUTTON, submit, busy=action.busy, key="reset"),
                    ]
                )
            ),
            note(strings.RESET_NOTE),
            note(strings.NEVER_TELL),
        ],
    )
