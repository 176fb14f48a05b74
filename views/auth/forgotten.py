"""Forgotten password: ask for a reset, with one answer for everybody."""

from __future__ import annotations

import flet as ft

from views import paths
from views.auth import strings
from views.auth.parts import login_field, problem_of, steps
from views.session import use_entrance
from views.shared.buttons import primary_button, secondary_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action
from views.shared.look import go
from views.shared.parts import Tone, banner, body, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen


@screen
def ForgottenScreen() -> ft.View:
    """Who one is; then what will happen, the same words whether or not the account exists."""
    entrance = use_entrance()
    login, set_login = use_state(str)
    tried, set_tried = use_state(lambda: False)

    async def ask() -> int:
        return await entrance.sign_in.ask_reset(login, entrance.device)

    action = use_action(ask, name="ask_reset")

    def submit() -> None:
        set_tried(True)
        if login.strip():
            action.run()

    have_code = secondary_button(
        strings.HAVE_CODE, lambda: go(paths.RESET_CODE), icon=ft.Icons.KEY, key="have-code"
    )
    if action.done and action.result is not None:
        return scaffold(
            strings.FORGOTTEN_TITLE,
            [
                banner(strings.ASKED_TITLE, Tone.DONE),
                steps(strings.asked_steps(action.result)),
                have_code,
                note(strings.ASKED_SAME),
                note(strings.NEVER_TELL),
            ],
        )
    return scaffold(
        strings.FORGOTTEN_TITLE,
        [
            body(strings.FORGOTTEN_INTRO),
            login_field(
                strings.FORGOTTEN_LOGIN, login, set_login, tried, action.error, on_submit=submit
            ),
            *problem_of(action.error, "login"),
            primary_button(strings.ASK_RESET, submit, busy=action.busy, key="ask-reset"),
            have_code,
        ],
    )
