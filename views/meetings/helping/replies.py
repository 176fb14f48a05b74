"""Replying to an invitation for members without a phone whom I help, as they said it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid5

import flet as ft

from services.meetings.models import Helped, MeetingCard, Reply, State
from views.meetings import strings as meetings
from views.meetings.helping import strings
from views.session import use_services
from views.shared.buttons import primary_button, secondary_button
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_request_key
from views.shared.kept_words import use_words
from views.shared.parts import Tone, banner, card, column, flow, note, section, selectable, strong
from views.shared.screens import block
from views.shared.states import problem
from views.shared.theme import GAP_S

_ERRORS = {**meetings.ERRORS, "meeting.own_reply": strings.OWN_REPLY}
REASON_MOST = 500


def helping(meeting: MeetingCard, reload: Callable[[], None]) -> list[ft.Control]:
    """Each of those whom I help, while the invitation stands; then what was being typed, if anything was."""
    if not meeting.helped or meeting.state not in (State.CALLED, State.RUNNING):
        return []
    called = meeting.state is State.CALLED
    return [
        *([section(strings.TITLE), note(strings.HELP)] if called else []),
        *(
            keyed(f"helped-{who.member_id}", HelpedReply, meeting, who, reload)
            for who in meeting.helped
        ),
    ]


@block
def HelpedReply(meeting: MeetingCard, who: Helped, reload: Callable[[], None]) -> ft.Control:
    """One of them: what was answered, and what may be entered; what was said in person stands."""
    services = use_services()
    away, set_away = use_state(lambda: False)
    key = use_request_key(meeting.meeting_id, who.member_id)

    async def send(reply: Reply) -> None:
        await services.meetings.reply(
            UUID(key.value), meeting.meeting_id, reply, None, who.member_id
        )

    def sent(_: None) -> None:
        key.renew()
        set_away(False)
        toast(strings.SENT)
        reload()

    sending = use_action(send, on_done=sent, name="meetings.reply")
    now = strings.NOT_YET
    if who.reply is not None:
        now = strings.said(strings.REPLIES[who.reply], who.own)
    rows: list[ft.Control] = [strong(who.full_name), note(now)]
    late = meeting.state is not State.CALLED
    over = strings.BEGUN if late else strings.OWN_REPLY if who.own else None
    typing = [keyed("away", Away, meeting, who, partial(sent, None), over)] if away else []
    if late and not away:
        return ft.Container(visible=False)
    if over is not None:
        return card([*rows, *typing], spacing=GAP_S)
    offered = [Reply.COMING, *([Reply.ONLINE] if meeting.online_link else [])]
    rows.append(
        flow(
            [
                *(
                    secondary_button(
                        strings.REPLIES[value],
                        partial(sending.run, value),
                        disabled=sending.busy,
                        key=f"for-{who.member_id}-{value}",
                    )
                    for value in offered
                ),
                secondary_button(
                    strings.REPLIES[Reply.EXCUSED],
                    partial(set_away, True),
                    disabled=sending.busy,
                    key=f"for-{who.member_id}-excused",
                ),
            ]
        )
    )
    return card([*rows, *typing, *problem(sending.error, _ERRORS)], spacing=GAP_S)


@block
def Away(
    meeting: MeetingCard, who: Helped, told: Callable[[], None], over: str | None
) -> ft.Control:
    """Why that member will not come; ``told`` once it is sent. When it is ``over``, what was being typed
    can't be sent any more, and the words stay."""
    services = use_services()
    typed = use_words("meeting.excuse_for", uuid5(meeting.meeting_id, str(who.member_id)))
    reason = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(meeting.meeting_id, who.member_id, reason)

    async def send(why: str) -> None:
        await services.meetings.reply(
            UUID(key.value), meeting.meeting_id, Reply.EXCUSED, why, who.member_id
        )
        await typed.sent()

    sending = use_action(send, on_done=lambda _: told(), name="meetings.reply")
    short = len(reason.strip()) < 2

    def excuse() -> None:
        set_tried(True)
        if not short:
            sending.run(reason.strip())

    if over is not None:
        return column([banner(over, Tone.WAITING), selectable(reason)] if reason else [])
    return column(
        [
            *typed.around(
                keyed(
                    "why", TextInput, strings.WHY, reason, typed.put, kind=Kind.LONG, lines=2,
                    max_length=REASON_MOST, error=strings.WHY_SHORT if tried and short else None,
                )
            ),
            *problem(sending.error, _ERRORS),
            primary_button(strings.SEND, excuse, busy=sending.busy, key=f"away-{who.member_id}"),
        ],
        spacing=GAP_S,
    )  # fmt: skip
