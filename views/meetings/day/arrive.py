"""Báo có mặt: by the six digits on the secretary's screen, or straight from the QR code."""

from __future__ import annotations

import flet as ft

from services.meetings.arrivals import is_held
from services.meetings.models import Arrival
from views import paths
from views.meetings import strings as room
from views.meetings.day import strings
from views.session import use_services
from views.shared.buttons import primary_button, secondary_button
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import Tone, banner, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown

DIGITS = 6


@screen
def ArriveScreen() -> ft.View:
    """The code is typed."""
    wanted = ft.use_route_params().get("meeting_id", "")
    return scaffold(room.ARRIVE, [keyed(f"arrive-{wanted}", CodeForm, wanted)])


@screen
def ArrivedScreen() -> ft.View:
    """The code stands in the address: it was scanned. When it is too old, it can be typed."""
    services = use_services()
    params = ft.use_route_params()
    wanted, code = params.get("meeting_id", ""), params.get("code", "")
    query = use_query(
        lambda: services.meetings.arrive(wanted_id(wanted), code, held=is_held(code)),
        [wanted, code],
        name="meetings.arrive",
    )

    def draw(told: Arrival) -> list[ft.Control]:
        if told.arrived:
            return [
                banner(strings.ARRIVED, Tone.DONE),
                primary_button(
                    strings.ARRIVE_TO_MEETING, lambda: go(paths.meeting(wanted)), key="meeting"
                ),
            ]
        return [
            banner(strings.ARRIVE_WHY[told.why or "meeting.code_wrong"], Tone.WAITING),
            keyed(f"arrive-{wanted}", CodeForm, wanted),
        ]

    return scaffold(room.ARRIVE, shown(query, draw, room=room.ERRORS))


@block
def CodeForm(wanted: str) -> ft.Control:
    """Six digits; what is wrong is said beside them."""
    services = use_services()
    code, set_code = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    told, set_told = use_state(lambda: "")

    async def send(digits: str) -> Arrival:
        return await services.meetings.arrive(wanted_id(wanted), digits)

    def sent(answer: Arrival) -> None:
        if answer.arrived:
            toast(strings.ARRIVED)
            go(paths.meeting(wanted))
        else:
            set_told(strings.ARRIVE_WHY[answer.why or "meeting.code_wrong"])

    sending = use_action(send, on_done=sent, name="meetings.arrive")
    digits = "".join(c for c in code if c.isdigit())

    def submit() -> None:
        set_tried(True)
        set_told("")
        if len(digits) == DIGITS:
            sending.run(digits)

    short = tried and len(digits) != DIGITS
    return ft.Column(
        [
            keyed(
                "code", TextInput, strings.ARRIVE_CODE, code, set_code,
                kind=Kind.NUMBER, max_length=8, on_submit=submit,
                error=strings.ARRIVE_SHORT if short else told or None,
            ),
            *problem(sending.error, room.ERRORS),
            primary_button(strings.ARRIVE_SEND, submit, busy=sending.busy, key="send"),
            note(strings.ARRIVE_HELP),
            secondary_button(
                strings.ARRIVE_TO_MEETING, lambda: go(paths.meeting(wanted)), key="meeting"
            ),
        ],
        tight=True,
        spacing=16,
    )  # fmt: skip
