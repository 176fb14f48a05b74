"""The second factor: set an authenticator app up, or enter its six digits."""

from __future__ import annotations

import flet as ft

from services.accounts.models import Enrolment, SecondFactor
from services.records.written import grouped
from views.auth import strings
from views.auth.parts import fault_at, problem_of
from views.session import use_me, use_services, use_session
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.parts import Tone, banner, body, column, heading, note
from views.shared.qr import qr_png
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import shown
from views.shared.theme import GAP_M, GAP_S

QR_SIDE = 240


@screen
def SecondFactorScreen() -> ft.View:
    """In the settings: set it up, or pass it now."""
    return scaffold(strings.FACTOR_TITLE, [keyed("steps", FactorSteps)])


@screen
def SecondFactorFirstScreen() -> ft.View:
    """Right after sign-in, for those who hold an office above the cell; it can be put off."""
    session = use_session()
    return scaffold(
        strings.FACTOR_TITLE,
        [
            keyed("steps", FactorSteps),
            secondary_button(strings.FACTOR_SKIP, session.put_off_factor, key="skip"),
            note(strings.FACTOR_SKIP_NOTE),
        ],
        can_go_back=False,
    )


@block
def FactorSteps() -> ft.Control:
    """What has to be done now, depending on the apps registered so far."""
    services, me, session = use_services(), use_me(), use_session()
    query = use_query(services.accounts.factors, name="accounts.factors")
    begin = use_action(services.accounts.enrol, name="accounts.enrol")
    code, set_code = use_state(str)
    tried, set_tried = use_state(lambda: False)

    async def verify(factor_id: str) -> None:
        await session.adopt(await services.accounts.verify_factor(factor_id, code))

    def done(_: None) -> None:
        toast(strings.FACTOR_DONE)
        query.reload()

    verifying = use_action(verify, on_done=done, name="accounts.verify_factor")
    passed = services.pair.aal == "aal2"

    def submit(factor_id: str) -> None:
        set_tried(True)
        if len(_digits(code)) == 6:
            verifying.run(factor_id)

    def entry(factor_id: str) -> list[ft.Control]:
        wrong = strings.FACTOR_NEEDS_SIX if tried and len(_digits(code)) != 6 else None
        return [
            TextInput(
                strings.FACTOR_CODE,
                code,
                set_code,
                kind=Kind.NUMBER,
                autofill=ft.AutofillHint.ONE_TIME_CODE,
                error=wrong or fault_at(verifying.error, "code"),
                max_length=12,
                on_submit=lambda: submit(factor_id),
            ),
            *problem_of(verifying.error, "code"),
            primary_button(
                strings.FACTOR_CONFIRM,
                lambda: submit(factor_id),
                busy=verifying.busy,
                icon=ft.Icons.VERIFIED_USER,
                key="verify",
            ),
        ]

    def draw(factors: list[SecondFactor]) -> list[ft.Control]:
        known = next((f for f in factors if f.verified), None)
        if known is not None:
            if passed:
                return [banner(strings.FACTOR_ON, Tone.DONE)]
            return [body(strings.FACTOR_ENTER), *entry(known.factor_id)]
        if begin.result is None:
            return [
                body(strings.FACTOR_WHY if me.needs_second_factor else strings.FACTOR_NONE_NEEDED),
                *problem_of(begin.error),
                primary_button(strings.FACTOR_BEGIN, begin.run, busy=begin.busy, key="enrol"),
            ]
        return [*enrolment(begin.result), *entry(begin.result.factor_id)]

    return column(shown(query, draw, room=strings.ERRORS))


def enrolment(new: Enrolment) -> list[ft.Control]:
    """How to add the account to an authenticator app: by picture or by hand."""
    key = new.secret.get_secret_value()
    return [
        heading(strings.FACTOR_SETUP, level=2),
        body(strings.FACTOR_STEP_1),
        body(strings.FACTOR_STEP_2),
        ft.Row(
            [
                ft.Container(
                    ft.Image(
                        src=qr_png(new.uri.get_secret_value()),
                        width=QR_SIDE,
                        height=QR_SIDE,
                        semantics_label=strings.FACTOR_QR,
                        filter_quality=ft.FilterQuality.NONE,
                    ),
                    bgcolor=ft.Colors.WHITE,
                    padding=GAP_S,
                    border_radius=GAP_M,
                )
            ],
            alignment=ft.MainAxisAlignment.CENTER,
        ),
        body(strings.FACTOR_STEP_2_KEY),
        ft.Text(
            grouped(key),
            theme_style=ft.TextThemeStyle.TITLE_MEDIUM,
            text_align=ft.TextAlign.CENTER,
        ),
        text_button(
            strings.FACTOR_COPY,
            lambda: toast(strings.FACTOR_COPIED),
            icon=ft.Icons.CONTENT_COPY,
            action=ft.CopyToClipboard(key),
        ),
        body(strings.FACTOR_STEP_3),
    ]


def _digits(code: str) -> str:
    return "".join(c for c in code if c.isdigit())
