"""Requests to correct records that wait for a decision in my scope, oldest first."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.records.models import Request
from services.records.written import field_name
from views import paths
from views.records import strings
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared import text
from views.shared.look import go
from views.shared.paging import use_pages
from views.shared.parts import Tone, icon_button, list_card, list_item, note, pill
from views.shared.people.face import face
from views.shared.people.strings import unit_path
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown

_TONES = {"open": Tone.WAITING, "forwarded": Tone.IMPORTANT, "accepted": Tone.DONE}


@screen
def InboxScreen() -> ft.View:
    """One line for each request."""
    me, services = use_me(), use_services()

    async def load(after: Request | None) -> list[Request]:
        return await services.requests.waiting(after.filed_at if after else None)

    pages = use_pages(
        load,
        [str(me.member_id)],
        key_of=lambda request: request.request_id,
        name="requests.waiting",
    )
    use_return(pages.reload)

    def draw(first: list[Request]) -> list[ft.Control]:
        if not first:
            return [empty(strings.INBOX_EMPTY, icon=ft.Icons.INBOX_OUTLINED)]
        requests = pages.items(first)
        return [
            note(strings.INBOX_NOTE),
            list_card([request_row(r) for r in requests]),
            *pages.button(requests, strings.INBOX_MORE, strings.REQUEST_ERRORS),
        ]

    if not me.may("record.decide"):
        return scaffold(strings.INBOX, empty(strings.INBOX_NOT_YOURS, icon=ft.Icons.INBOX))
    return scaffold(
        strings.INBOX,
        shown(pages.query, draw, room=strings.REQUEST_ERRORS),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, pages.reload)],
    )


def state_pill(request: Request) -> ft.Control:
    """How far a request is."""
    return pill(
        strings.STATES.get(request.state, request.state), _TONES.get(request.state, Tone.NEUTRAL)
    )


def request_row(request: Request) -> ft.Control:
    """Whose record, which field, since when."""
    lines = [field_name(request.field), unit_path(request.unit_names[-1:])]
    lines.append(strings.filed(text.ago(request.filed_at)))
    if request.entered_by:
        lines.append(strings.entered_by(request.entered_by))
    marks = [state_pill(request)]
    if not request.may_decide and request.may_forward:
        marks.append(pill(strings.FOR_WARD))
    return list_item(
        request.full_name,
        lines=lines,
        marks=marks,
        leading=face(request.full_name),
        on_tap=partial(go, paths.inbox(request.request_id)),
        key=f"request-{request.request_id}",
    )
