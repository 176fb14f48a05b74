"""Several people on one phone: whose account is in use, adding and removing accounts."""

from __future__ import annotations

from functools import partial

import flet as ft

from views.session import KnownAccount, use_session
from views.settings import strings
from views.shared.buttons import secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import Tone, column, list_card, list_item, note, pill
from views.shared.people.face import face
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem


@screen
def SwitchScreen() -> ft.View:
    """The accounts kept on this device."""
    session = use_session()
    ask = use_confirm()
    switching = use_action(session.switch_account, name="switch_account")
    removing = use_action(
        session.remove_account, on_done=lambda _: toast(strings.REMOVED), name="remove_account"
    )
    busy = switching.busy or removing.busy

    def confirm(account: KnownAccount) -> None:
        ask(
            strings.REMOVE_TITLE,
            strings.remove_text(account.name),
            strings.REMOVE_YES,
            partial(removing.run, account.user_id),
            danger=True,
        )

    def row(account: KnownAccount) -> ft.Control:
        if account.user_id == session.user_id:
            return list_item(
                account.name,
                marks=[pill(strings.IN_USE, Tone.DONE)],
                leading=face(account.name),
                key=account.user_id,
            )
        return column(
            [
                list_item(
                    account.name,
                    lines=[strings.USE_THIS],
                    leading=face(account.name),
                    on_tap=None if busy else partial(switching.run, account.user_id),
                    key=account.user_id,
                ),
                ft.Row(
                    [text_button(strings.REMOVE, partial(confirm, account))],
                    alignment=ft.MainAxisAlignment.END,
                ),
            ],
            spacing=0,
        )

    return scaffold(
        strings.SWITCH_TITLE,
        [
            note(strings.SWITCH_NOTE),
            *problem(switching.error or removing.error),
            list_card([row(account) for account in session.accounts]),
            secondary_button(
                strings.ADD,
                session.add_account,
                icon=ft.Icons.PERSON_ADD,
                disabled=busy,
                key="add-account",
            ),
        ],
    )
