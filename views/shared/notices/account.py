"""Notices that concern the whole account, above the content of the main screens."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.accounts.models import Reset
from views import paths
from views.session import Session, use_me, use_services, use_session
from views.shared import text
from views.shared.buttons import danger_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import go
from views.shared.notices import strings
from views.shared.parts import Tone, banner, body, card, column, flow, strong
from views.shared.screens import block
from views.shared.states import problem


@block
def AccountNotices(*, guide: bool = False) -> ft.Control:
    """Waiting resets that I can cancel, and the missing second factor; nothing when all is well.

    ``guide`` adds the offer of the first-use guide."""
    me, services, session = use_me(), use_services(), use_session()
    ask = use_confirm()
    use_query(session.refresh_me, name="accounts.me")  # each time a main screen opens

    async def cancel(reset: Reset) -> None:
        await services.accounts.cancel_reset(reset.reset_id)
        await session.refresh_me()

    cancelling = use_action(
        cancel, on_done=lambda _: toast(strings.CANCELLED), name="accounts.cancel_reset"
    )

    def confirm(reset: Reset) -> None:
        ask(
            strings.CANCEL_TITLE,
            strings.CANCEL_TEXT,
            strings.CANCEL_YES,
            partial(cancelling.run, reset),
            danger=True,
        )

    rows: list[ft.Control] = []
    for reset in me.resets:
        words = strings.reset_asked(text.moment(reset.asked_at), text.moment(reset.effective_at))
        button = danger_button(
            strings.NOT_ME, partial(confirm, reset), busy=cancelling.busy, key="cancel-reset"
        )
        rows.append(banner(words, Tone.FAULT, action=button))
    rows += problem(cancelling.error, strings.ERRORS)
    if me.needs_second_factor:
        verify = secondary_button(
            strings.VERIFY_NOW, lambda: go(paths.SECOND_FACTOR), key="verify-now"
        )
        rows.append(banner(strings.NEEDS_FACTOR, Tone.WAITING, action=verify))
    if guide and not session.guide_seen:
        rows.append(guide_card(session))
    held = column(rows)
    held.visible = bool(rows)
    return held


def guide_card(session: Session) -> ft.Control:
    """An offer to be shown round, until it is taken or declined."""

    def show() -> None:
        session.dismiss_guide()
        go(paths.HELP)

    return card(
        [
            strong(strings.GUIDE_TITLE),
            body(strings.GUIDE_TEXT),
            flow(
                [
                    secondary_button(strings.GUIDE_OPEN, show, key="guide-open"),
                    text_button(strings.GUIDE_SKIP, session.dismiss_guide, key="guide-skip"),
                ]
            ),
        ]
    )
