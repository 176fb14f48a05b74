"""Replying to an invitation for members without a phone whom I help, as they said it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

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
from views.shared.parts import Tone, banner, card, flow, note, section, selectable, strong
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
    reason, set_reason = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(meeting.meeting_id, who.member_id, reason)

    async def send(reply: Reply, why: str | None) -> None:
        await services.meetings.reply(
            UUID(key.value), meeting.meeting_id, reply, why, who.member_id
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
    if (late or who.own) and away and reason:
        return card(
            [*rows, *too_late(strings.BEGUN if late else strings.OWN_REPLY, reason)], spacing=GAP_S
        )
    if late:
        return ft.Container(visible=False)
    if who.own:
        return card(rows, spacing=GAP_S)
    short = len(reason.strip()) < 2

    def excuse() -> None:
        set_tried(True)
        if not short:
            sending.run(Reply.EXCUSED, reason.strip())

    offered = [Reply.COMING, *([Reply.ONLINE] if meeting.online_link else [])]
    rows.append(
        flow(
            [
                *(
                    secondary_button(
                        strings.REPLIES[value],
                        partial(sending.run, value, None),
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
    if away:
        rows += [
            keyed(
                "why", TextInput, strings.WHY, reason, set_reason, kind=Kind.LONG, lines=2,
                max_length=REASON_MOST, error=strings.WHY_SHORT if tried and short else None,
            ),
            primary_button(strings.SEND, excuse, busy=sending.busy, key=f"away-{who.member_id}"),
        ]  # fmt: skip
    return card([*rows, *problem(sending.error, _ERRORS)], spacing=GAP_S)


def too_late(why: str, reason: str) -> list[ft.Control]:
    """A reason that was being typed meanwhile: it can't be sent any more, and the words stay."""
    return [banner(why, Tone.WAITING), selectable(reason)]
