"""The sign-in screen; it stands at any address while nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.demo.accounts import DemoAccounts
from views import paths
from views.auth import strings
from views.auth.arriving import Arriving
from views.auth.parts import crest, login_field, problem_of
from views.session import Entrance, use_entrance
from views.shared import strings as shared
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.fields import PasswordInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_action
from views.shared.parts import (
    Tone,
    banner,
    column,
    list_card,
    list_item,
    note,
    section,
)
from views.shared.people.face import face
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.theme import GAP_XS


@screen
def SignInScreen() -> ft.View:
    """Phone or e-mail and password; other accounts of this device; the demo's people."""
    entrance = use_entrance()
    arriving = ft.use_route_params().get("code")
    login, set_login = use_state(str)
    password, set_password = use_state(str)
    tried, set_tried = use_state(lambda: False)

    async def sign_in(who: str, secret: str) -> None:
        await entrance.enter(await entrance.sign_in.sign_in(who, secret, entrance.device))

    signing_in = use_action(sign_in, name="sign_in")
    resuming = use_action(entrance.resume, name="resume")
    busy = signing_in.busy or resuming.busy

    def submit() -> None:
        set_tried(True)
        if login.strip() and password:
            signing_in.run(login, password)

    def as_demo(phone: str, secret: str) -> None:
        set_login(phone)
        signing_in.run(phone, secret)

    form = column(
        [
            login_field(strings.LOGIN, login, set_login, tried, signing_in.error),
            PasswordInput(
                strings.PASSWORD,
                password,
                set_password,
                error=strings.MUST_PASSWORD if tried and not password else None,
                on_submit=submit,
            ),
            *problem_of(signing_in.error, "login"),
            *problem_of(resuming.error),
            primary_button(strings.SIGN_IN, submit, busy=busy, key="sign-in"),
        ]
    )
    quiet = column(
        [
            text_button(strings.FORGOTTEN, lambda: entrance.open(paths.FORGOTTEN)),
            text_button(strings.ACTIVATE, lambda: entrance.open(paths.ACTIVATE)),
        ],
        spacing=GAP_XS,
    )
    return scaffold(
        shared.APP_NAME,
        [
            crest(strings.WELCOME),
            *([banner(entrance.notice, Tone.WAITING)] if entrance.notice else []),
            *([keyed("arriving", Arriving)] if arriving else []),
            *_other_accounts(entrance, resuming.run),
            ft.AutofillGroup(form),
            quiet,
            *(_demo(entrance.demo, as_demo) if entrance.demo else []),
        ],
        can_go_back=False,
    )


def _other_accounts(entrance: Entrance, resume: Callable[[str], None]) -> list[ft.Control]:
    if entrance.cancel is not None:
        return [
            banner(strings.ADD_ACCOUNT_NOTE),
            secondary_button(strings.KEEP_PRESENT, entrance.cancel, key="cancel-adding"),
        ]
    if not entrance.accounts:
        return []
    rows = [
        list_item(
            account.name,
            lines=[strings.CONTINUE_AS],
            leading=face(account.name),
            on_tap=partial(resume, account.user_id),
            key=account.user_id,
        )
        for account in entrance.accounts
    ]
    return [section(strings.ON_THIS_DEVICE), list_card(rows)]


def _demo(demo: DemoAccounts, enter: Callable[[str, str], None]) -> list[ft.Control]:
    rows = [
        list_item(
            name.strip(),
            lines=[f"{role.strip()} · {phone}"],
            on_tap=partial(enter, phone, demo.password),
            key=phone,
        )
        for phone, name, role in ((phone, *who.partition(":")[::2]) for phone, who in demo.people)
    ]
    return [
        section(strings.DEMO_TITLE),
        note(f"{strings.DEMO_NOTE} {strings.demo_password(demo.password)}"),
        list_card(rows),
    ]
