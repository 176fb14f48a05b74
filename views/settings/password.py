"""Changing one's password; all other devices are signed out."""

from __future__ import annotations

import flet as ft

from services.accounts.rules import MIN_PASSWORD
from services.members.models import Card
from views import paths
from views.session import use_me, use_services
from views.settings import strings
from views.shared.buttons import primary_button
from views.shared.errors import sentence_for
from views.shared.fields import PasswordInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import go
from views.shared.parts import column, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown


@screen
def PasswordScreen() -> ft.View:
    """The current password, and the new one twice."""
    me, services = use_me(), use_services()
    query = use_query(services.members.my_card, [str(me.member_id)], name="members.my_card")

    def draw(mine: Card) -> list[ft.Control]:
        return [keyed("form", PasswordForm, mine.phone or mine.email or "")]

    return scaffold(strings.PASSWORD_TITLE, shown(query, draw))


@block
def PasswordForm(login: str) -> ft.Control:
    """``login`` is what the current password is checked with."""
    services = use_services()
    current, set_current = use_state(str)
    new, set_new = use_state(str)
    again, set_again = use_state(str)
    tried, set_tried = use_state(lambda: False)

    def done(_: None) -> None:
        toast(strings.PASSWORD_DONE)
        go(paths.SETTINGS)

    action = use_action(
        services.accounts.change_password, on_done=done, name="accounts.change_password"
    )
    wrong_new = (
        strings.ERRORS["password.short"]
        if tried and len(new) < MIN_PASSWORD
        else sentence_for(action.error, "password", strings.ERRORS)
    )

    def submit() -> None:
        set_tried(True)
        if current and len(new) >= MIN_PASSWORD and new == again:
            action.run(login, current, new)

    at_field = action.error is not None and action.error.field == "password"
    return ft.AutofillGroup(
        column(
            [
                PasswordInput(
                    strings.CURRENT,
                    current,
                    set_current,
                    error=strings.MUST_CURRENT if tried and not current else None,
                ),
                note(strings.RULES),
                PasswordInput(strings.NEW, new, set_new, new=True, error=wrong_new),
                PasswordInput(
                    strings.AGAIN,
                    again,
                    set_again,
                    new=True,
                    error=strings.DIFFERENT if tried and new != again else None,
                    on_submit=submit,
                ),
                *problem(None if at_field else action.error, strings.ERRORS),
                primary_button(strings.PASSWORD_SAVE, submit, busy=action.busy, key="save"),
                note(strings.PASSWORD_LINE),
            ]
        )
    )
