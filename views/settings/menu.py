"""The settings: what can be changed, one line each, and the ways out."""

from __future__ import annotations

from functools import partial

import flet as ft

from views import paths
from views.session import use_session
from views.settings import strings
from views.shared.buttons import danger_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed
from views.shared.hooks import use_action
from views.shared.look import go
from views.shared.notices.account import AccountNotices
from views.shared.parts import list_card, list_item, section
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem

HERE: tuple[tuple[str, str, ft.IconData, str], ...] = (
    (strings.LOOK, strings.LOOK_LINE, ft.Icons.FORMAT_SIZE, paths.TEXT_AND_COLOURS),
    (strings.SWITCH, strings.SWITCH_LINE, ft.Icons.SWITCH_ACCOUNT, paths.SWITCH),
    (strings.HELP, strings.HELP_LINE, ft.Icons.HELP_OUTLINE, paths.HELP),
    (strings.ABOUT, strings.ABOUT_LINE, ft.Icons.INFO_OUTLINE, paths.ABOUT),
)
MINE: tuple[tuple[str, str, ft.IconData, str], ...] = (
    (strings.PASSWORD, strings.PASSWORD_LINE, ft.Icons.KEY, paths.PASSWORD),
    (strings.FACTOR, strings.FACTOR_LINE, ft.Icons.VERIFIED_USER, paths.SECOND_FACTOR),
    (strings.DEVICES, strings.DEVICES_LINE, ft.Icons.DEVICES, paths.DEVICES),
)


@screen
def SettingsScreen() -> ft.View:
    """Everything that can be set, and signing out."""
    session = use_session()
    ask = use_confirm()
    leaving = use_action(session.sign_out, name="sign_out")
    everywhere = use_action(session.sign_out_everywhere, name="sign_out_everywhere")
    busy = leaving.busy or everywhere.busy

    def ask_here() -> None:
        ask(
            strings.SIGN_OUT_TITLE,
            strings.SIGN_OUT_TEXT,
            strings.SIGN_OUT_YES,
            leaving.run,
            danger=True,
        )

    def ask_everywhere() -> None:
        ask(
            strings.EVERYWHERE_TITLE,
            strings.EVERYWHERE_TEXT,
            strings.EVERYWHERE_YES,
            everywhere.run,
            danger=True,
        )

    return scaffold(
        strings.TITLE,
        [
            keyed("notices", AccountNotices),
            section(strings.ON_THIS_DEVICE),
            list_card([_line(*row) for row in HERE]),
            section(strings.MY_ACCOUNT),
            list_card([_line(*row) for row in MINE]),
            section(strings.LEAVING),
            *problem(leaving.error or everywhere.error, strings.ERRORS),
            secondary_button(
                strings.SIGN_OUT, ask_here, busy=busy, icon=ft.Icons.LOGOUT, key="sign-out"
            ),
            danger_button(strings.EVERYWHERE, ask_everywhere, busy=busy, key="everywhere"),
        ],
    )


def _line(title: str, line: str, icon: ft.IconData, path: str) -> ft.Control:
    return list_item(title, lines=[line], leading=ft.Icon(icon), on_tap=partial(go, path), key=path)
