"""Resets waiting for somebody like me: approve after seeing the person."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from services.accounts.models import ResetApproval, ResetRequest
from views.accounts import strings
from views.accounts.code import code_sheet
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import secondary_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.parts import Tone, card, flow, note, pill, strong
from views.shared.people.strings import unit_path
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown

NEEDED = 2
"""Officers who must approve the reset of somebody with a role above the cell."""


@screen
def ResetsScreen() -> ft.View:
    """The waiting requests; after an approval that brought a code, the code alone."""
    me, services = use_me(), use_services()
    ask = use_confirm()
    handing, set_handing = use_state(lambda: _none())
    query = use_query(services.accounts.resets, [str(me.member_id)], name="accounts.resets")

    async def approve(request: ResetRequest) -> tuple[str, ResetApproval]:
        return request.full_name, await services.accounts.approve_reset(request.reset_id)

    def approved(answer: tuple[str, ResetApproval]) -> None:
        if answer[1].code is None:
            toast(strings.APPROVED_FIRST)
        else:
            set_handing(answer)
        query.reload()

    approving = use_action(approve, on_done=approved, name="accounts.approve_reset")

    def confirm(request: ResetRequest) -> None:
        ask(
            strings.APPROVE_TITLE,
            strings.approve_text(request.full_name),
            strings.APPROVE_YES,
            partial(approving.run, request),
        )

    def draw(requests: list[ResetRequest]) -> list[ft.Control]:
        if not requests:
            return [empty(strings.RESETS_EMPTY, icon=ft.Icons.LOCK_RESET)]
        return [
            note(strings.RESETS_INTRO),
            *problem(approving.error, strings.ERRORS),
            *(request_card(r, partial(confirm, r), busy=approving.busy) for r in requests),
        ]

    if handing is not None and handing[1].code is not None:
        name, approval = handing
        return scaffold(
            strings.CODE_TITLE,
            code_sheet(
                name,
                handing[1].code.get_secret_value(),
                works(approval.effective_at, text.now()),
                strings.RESET_STEPS,
                lambda: set_handing(_none()),
            ),
            lazy=True,  # another kind of list, so that it starts at its top and the code is in sight
        )
    return scaffold(strings.RESETS_TITLE, shown(query, draw, room=strings.ERRORS))


def _none() -> tuple[str, ResetApproval] | None:
    return None


def works(effective_at: datetime, now: datetime) -> str:
    """From when the code works."""
    if effective_at <= now:
        return strings.works_now()
    return strings.works_from(text.moment(effective_at, now))


def request_card(request: ResetRequest, approve: partial[None], *, busy: bool) -> ft.Control:
    """One request: who, since when, what is still needed."""
    marks: list[ft.Control] = []
    if request.needs_officers:
        marks.append(pill(strings.TWO_OFFICERS, Tone.IMPORTANT))
    if request.approvals:
        marks.append(pill(strings.approvals(request.approvals), Tone.WAITING))
    if request.mine:
        marks.append(pill(strings.MINE, Tone.DONE))
    rows: list[ft.Control] = [
        strong(request.full_name),
        note(unit_path(request.unit_names)),
        note(strings.asked(text.moment(request.asked_at))),
        note(strings.effective(text.moment(request.effective_at))),
        note(strings.expires(text.moment(request.expires_at))),
    ]
    if marks:
        rows.append(flow(marks))
    if request.mine and request.needs_officers and request.approvals < NEEDED:
        rows.append(note(strings.WAIT_SECOND))
    else:
        label = strings.APPROVE_AGAIN if request.mine else strings.APPROVE
        rows.append(secondary_button(label, approve, busy=busy, key=f"approve-{request.reset_id}"))
    return card(rows)
