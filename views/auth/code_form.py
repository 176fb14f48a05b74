"""A one-time code and a password of one's own; both ways to get in with a code end here."""

from __future__ import annotations

import flet as ft

from services.accounts.service import Purpose
from views.auth.parts import (
    code_field,
    fault_at,
    fault_of_new,
    login_field,
    new_password_fields,
    problem_of,
)
from views.session import use_entrance
from views.shared.buttons import primary_button
from views.shared.fields import Kind
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action
from views.shared.parts import column
from views.shared.screens import block


@block
def CodeForm(
    purpose: Purpose,
    who: str,
    must: str,
    button: str,
    *,
    kind: Kind = Kind.EMAIL,
) -> ft.Control:
    """``who`` asks who one is, ``must`` says that it is missing. What was typed stays after errors."""
    entrance = use_entrance()
    login, set_login = use_state(str)
    code, set_code = use_state(str)
    new, set_new = use_state(str)
    again, set_again = use_state(str)
    tried, set_tried = use_state(lambda: False)

    async def use_code() -> None:
        pair = await entrance.sign_in.use_code(login, code, new, purpose, entrance.device)
        await entrance.enter(pair)

    action = use_action(use_code, name=f"use_code.{purpose}")
    amiss = fault_of_new(new, again) if tried else None

    def submit() -> None:
        set_tried(True)
        if login.strip() and code.strip() and fault_of_new(new, again) is None:
            action.run()

    return ft.AutofillGroup(
        column(
            [
                login_field(who, login, set_login, tried, action.error, kind=kind, must=must),
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
                primary_button(button, submit, busy=action.busy, key="use-code"),
            ]
        )
    )
