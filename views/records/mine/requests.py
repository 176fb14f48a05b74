"""Đề nghị của tôi: what I have asked for, what came of it, and taking it back."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid4

import flet as ft

from services.errors import NotFound
from services.records.models import Request, Value
from services.records.written import field_name, lines
from views import paths
from views.records.evidence import EvidenceLinks
from views.records.mine import strings
from views.records.mine.rows import in_short
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import danger_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed, use_ref
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import go
from views.shared.paging import use_pages
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    column,
    flow,
    heading,
    list_card,
    list_item,
    note,
    pill,
    section,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_XS

_TONES = {
    "open": Tone.WAITING,
    "forwarded": Tone.WAITING,
    "accepted": Tone.DONE,
    "rejected": Tone.FAULT,
}


@screen
def MyRequestsScreen() -> ft.View:
    """My requests, newest first, a page at a time."""
    me, services = use_me(), use_services()

    async def load(after: Request | None) -> list[Request]:
        return await services.requests.mine(after.filed_at if after else None)

    pages = use_pages(
        load, [str(me.member_id)], key_of=lambda request: request.request_id, name="requests.mine"
    )
    use_return(pages.query.reload)

    def draw(first: list[Request]) -> list[ft.Control]:
        if not first:
            go_there = secondary_button(
                strings.MY_RECORD, partial(go, paths.MY_RECORD), key="to-record"
            )
            return [
                empty(strings.REQUESTS_NONE, icon=ft.Icons.RATE_REVIEW_OUTLINED, action=go_there)
            ]
        requests = pages.items(first)
        return [
            list_card([line(r) for r in requests]),
            *pages.button(requests, strings.OLDER),
        ]

    return scaffold(strings.MY_REQUESTS, shown(pages.query, draw, rows=5), lazy=True)


def line(request: Request) -> ft.Control:
    """A request in the list."""
    said = "; ".join(in_short(lines(request.kind, request.proposed))) or strings.EMPTY_VALUE
    marks = [state_pill(request)]
    if request.entered_by:
        marks.append(pill(strings.BY_PROXY, Tone.IMPORTANT))
    return list_item(
        field_name(request.field),
        lines=[said, strings.sent_at(text.moment(request.filed_at))],
        marks=marks,
        on_tap=partial(go, paths.my_request(request.request_id)),
        key=str(request.request_id),
    )


def state_pill(request: Request) -> ft.Control:
    """Where a request stands."""
    tone = _TONES.get(request.state, Tone.NEUTRAL)
    return pill(strings.state_name(request.state), tone)


@screen
def MyRequestScreen() -> ft.View:
    """One of my requests in full; another person's does not exist here."""
    services, ask = use_services(), use_confirm()
    wanted = ft.use_route_params().get("request_id", "")
    key = use_ref(uuid4)

    async def load() -> Request:
        try:
            request = await services.requests.open(UUID(wanted))
        except ValueError as odd:  # as long as an id, and none
            raise NotFound("request.not_found") from odd
        if not request.mine:
            raise NotFound("request.not_found")
        return request

    query = use_query(load, [wanted], name="requests.open")

    def done(_: str) -> None:
        toast(strings.WITHDRAWN)
        query.reload()

    async def withdraw() -> str:
        return await services.requests.settle(key.current, UUID(wanted), "withdraw")

    withdrawing = use_action(withdraw, on_done=done, name="requests.settle")

    def confirm() -> None:
        ask(
            strings.WITHDRAW_TITLE,
            strings.WITHDRAW_TEXT,
            strings.WITHDRAW,
            withdrawing.run,
            danger=True,
        )

    def draw(request: Request) -> list[ft.Control]:
        rows = draw_request(request)
        rows += problem(withdrawing.error, strings.ERRORS)
        if request.may_withdraw:
            rows.append(
                danger_button(strings.WITHDRAW, confirm, busy=withdrawing.busy, key="withdraw")
            )
        elif request.entered_by or request.state == "rejected":
            again = partial(go, paths.ask(request.field))
            rows.append(secondary_button(strings.ASK_AGAIN, again, key="ask-again"))
        return rows

    return scaffold(strings.REQUEST, shown(query, draw, room=strings.ERRORS))


def draw_request(request: Request) -> list[ft.Control]:
    """State first, then what was asked and why, the papers, the answer."""
    rows: list[ft.Control] = [
        heading(field_name(request.field)),
        flow([state_pill(request)]),
        note(strings.sent_at(text.moment(request.filed_at))),
    ]
    if request.entered_by:
        advice = strings.PROXY_TEXT if request.may_withdraw else strings.PROXY_DONE
        rows.append(banner(f"{strings.entered_by(request.entered_by)} {advice}", Tone.IMPORTANT))
    if request.forwarded_by and request.forwarded_at:
        moment = text.moment(request.forwarded_at)
        rows.append(note(strings.forwarded(request.forwarded_by, moment)))
    rows += [
        _value(strings.BEFORE, request, request.before),
        _value(strings.PROPOSED, request, request.proposed),
        card([note(strings.WHY), body(request.reason)], spacing=GAP_XS),
    ]
    if request.evidence:
        rows += [
            section(strings.EVIDENCE),
            keyed("evidence", EvidenceLinks, request.evidence, strings.ERRORS),
        ]
    if request.state in ("accepted", "rejected") or request.answer:
        said: list[ft.Control] = [note(strings.ANSWER), body(request.answer or strings.NO_ANSWER)]
        if request.decided_by and request.decided_at and request.state != "withdrawn":
            said.append(note(strings.decided(request.decided_by, text.moment(request.decided_at))))
        rows.append(card(said, spacing=GAP_XS))
    return rows


def _value(label: str, request: Request, value: Value) -> ft.Control:
    said = lines(request.kind, value) or [strings.EMPTY_VALUE]
    return card([note(label), column([body(s) for s in said], spacing=0)], spacing=GAP_XS)
