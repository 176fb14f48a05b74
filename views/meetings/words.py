"""Two forms of a few words: asking to be excused, and why a meeting is cancelled."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from services.meetings.models import MeetingCard, Reply, Step
from views import paths
from views.meetings import strings
from views.session import use_services
from views.shared.buttons import danger_button, primary_button
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import heading, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown


@screen
def ExcuseScreen() -> ft.View:
    """Xin vắng: the reason."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")
    typed = use_words("meeting.excuse", wanted)
    why = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(why)
    query = use_query(
        lambda: services.meetings.open(wanted_id(wanted)), [wanted], name="meetings.open"
    )

    async def send(reason: str) -> None:
        await services.meetings.reply(UUID(key.value), wanted_id(wanted), Reply.EXCUSED, reason)
        await typed.sent()

    def sent(_: None) -> None:
        toast(strings.REPLY_SENT)
        go(paths.meeting(wanted))

    sending = use_action(send, on_done=sent, name="meetings.reply")

    def submit() -> None:
        set_tried(True)
        if len(why.strip()) >= 2:
            sending.run(why.strip())

    def draw(m: MeetingCard) -> list[ft.Control]:
        short = tried and len(why.strip()) < 2
        return [
            heading(m.title, level=2),
            note(strings.when(m.starts_at, m.minutes)),
            *typed.around(
                keyed(
                    "why", TextInput, strings.EXCUSE_WHY, why, typed.put,
                    kind=Kind.LONG, lines=3, max_length=500, hint=strings.EXCUSE_HINT,
                    error=strings.ERRORS["meeting.reason_missing"] if short else None,
                )
            ),
            note(strings.REPLY_NOTE),
            *problem(sending.error, strings.ERRORS),
            primary_button(strings.EXCUSE_SEND, submit, busy=sending.busy, key="send"),
        ]  # fmt: skip

    return scaffold(strings.EXCUSE, shown(query, draw, room=strings.ERRORS))


@screen
def CancelScreen() -> ft.View:
    """Hủy: the reason, which the members see."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")
    typed = use_words("meeting.cancel", wanted)
    why = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(why)
    query = use_query(
        lambda: services.meetings.open(wanted_id(wanted)), [wanted], name="meetings.open"
    )

    async def send(m: MeetingCard, reason: str) -> None:
        await services.meetings.step(UUID(key.value), m.meeting_id, Step.CANCEL, m.version, reason)
        await typed.sent()

    def sent(_: None) -> None:
        toast(strings.CANCEL_DONE)
        go(paths.meeting(wanted))

    sending = use_action(send, on_done=sent, name="meetings.step")

    def submit(m: MeetingCard) -> None:
        set_tried(True)
        if len(why.strip()) >= 2:
            sending.run(m, why.strip())

    def draw(m: MeetingCard) -> list[ft.Control]:
        short = tried and len(why.strip()) < 2
        return [
            heading(m.title, level=2),
            note(strings.CANCEL_NOTE),
            *typed.around(
                keyed(
                    "why", TextInput, strings.CANCEL_WHY, why, typed.put,
                    kind=Kind.LONG, lines=3, max_length=500,
                    error=strings.ERRORS["meeting.reason_missing"] if short else None,
                )
            ),
            *problem(sending.error, strings.ERRORS),
            danger_button(strings.CANCEL, lambda: submit(m), busy=sending.busy, key="send"),
        ]  # fmt: skip

    return scaffold(strings.CANCEL_TITLE, shown(query, draw, room=strings.ERRORS))
