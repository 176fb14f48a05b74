"""Asking for a correction of one field: what is there, what it should be, why, one paper."""

from __future__ import annotations

import asyncio
from functools import partial
from uuid import UUID

import flet as ft

from services.records.models import Field, Request
from services.records.written import field_name, lines
from views import paths
from views.records.evidence import EvidenceInput
from views.records.inputs import field_input
from views.records.mine import strings
from views.records.mine.asking import (
    REASON_MOST,
    Asking,
    faults,
    may_be_kept,
    new_asking,
    wanted,
)
from views.records.mine.history import History
from views.records.mine.record import Mine
from views.records.mine.rows import Number, source_line
from views.session import use_me, use_services
from views.shared.buttons import primary_button
from views.shared.drafts import use_draft
from views.shared.errors import sentence
from views.shared.fields import Kind, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import go
from views.shared.parts import Tone, banner, card, column, heading, note, selectable
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M, GAP_XS

_FIELDS = {"value": "value", "reason": "reason", "files": "files"}


@screen
def AskScreen() -> ft.View:
    """The form for the field in the address, unless a request about it waits already."""
    me, services = use_me(), use_services()
    name = ft.use_route_params().get("field", "")

    async def load() -> Mine:
        record, requests = await asyncio.gather(services.records.mine(), services.requests.mine())
        return Mine(record, requests)

    query = use_query(load, [str(me.member_id), name], name="records.mine")
    use_return(query.reload)

    def draw(mine: Mine) -> list[ft.Control]:
        field = mine.record.field(name)
        if field is None or field.decided_by is None:
            return [empty(strings.NOT_ASKABLE, icon=ft.Icons.EDIT_OFF_OUTLINED)]
        rows: list[ft.Control] = [heading(field_name(field.field)), present(field)]
        pending = mine.pending(field.field)
        if pending is not None:
            rows += already_open(pending)
        else:
            rows.append(keyed(f"ask-{field.field}", AskForm, me.member_id, field))
        return [*rows, keyed(f"history-{field.field}", History, me.member_id, field)]

    return scaffold(strings.ASK, shown(query, draw, room=strings.ERRORS, rows=3))


def present(field: Field) -> ft.Control:
    """What the record says now."""
    said = lines(field.kind, field.value)
    if field.field_class == "masked" and said:
        return card([note(strings.PRESENT), keyed("number", Number, field)], spacing=GAP_XS)
    rows: list[ft.Control] = [note(strings.PRESENT)]
    rows += [selectable(line) for line in said or [strings.MISSING]]
    small = source_line(field)
    return card([*rows, *([note(small)] if small else [])], spacing=GAP_XS)


def already_open(pending: Request) -> list[ft.Control]:
    """A field takes one request at a time."""
    return [
        banner(strings.ALREADY_OPEN, Tone.WAITING),
        primary_button(
            strings.SEE_REQUEST,
            partial(go, paths.my_request(pending.request_id)),
            key="see-request",
        ),
    ]


@block
def AskForm(member_id: UUID, field: Field) -> ft.Control:
    """The form. What is typed stays through every error, and is kept until it is sent."""
    services = use_services()
    first, _ = use_state(lambda: new_asking(field))
    form, set_form = use_state(lambda: first)
    tried, set_tried = use_state(lambda: False)
    kept = use_draft(
        f"record.ask.{field.field}", None, form, set_form, first, worth=may_be_kept(field)
    )

    async def send(asked: Asking) -> UUID:
        request_id = await services.requests.file(
            asked.key,
            field.field,
            wanted(asked, field),
            asked.reason.strip(),
            [asked.evidence] if asked.evidence else [],
        )
        await kept.forget()
        return request_id

    def sent(request_id: UUID) -> None:
        toast(strings.SENT)
        go(paths.my_request(request_id))

    sending = use_action(send, on_done=sent, name="requests.file")

    def put(name: str, value: object) -> None:
        set_form(lambda old: old.model_copy(update={name: value}))

    def submit() -> None:
        set_tried(True)
        if not faults(form, field):
            sending.run(form)

    if kept.waiting:
        return column(kept.waiting)
    found = faults(form, field) if tried else {}
    told = sending.error
    if told is not None and told.field in _FIELDS:
        found[_FIELDS[told.field]] = sentence(told, strings.ERRORS)
        told = None
    by_cell = field.decided_by == "cell"
    return column(
        [
            *kept.above,
            heading(strings.NEW_VALUE, level=2),
            field_input(
                _as_asked(field), form.typed, partial(put, "typed"), error=found.get("value")
            ),
            *removing(field),
            keyed(
                "reason",
                TextInput,
                strings.REASON,
                form.reason,
                partial(put, "reason"),
                kind=Kind.LONG,
                lines=2,
                hint=strings.REASON_HINT,
                max_length=REASON_MOST,
                error=found.get("reason"),
            ),
            keyed(
                "evidence",
                EvidenceInput,
                member_id,
                form.evidence,
                partial(put, "evidence"),
                strings.ERRORS,
            ),
            *fault(found.get("files")),
            note(strings.DECIDED_BY_CELL if by_cell else strings.DECIDED_BY_WARD),
            *fault(strings.CHECK_FIELDS if found else None),
            *problem(told, strings.ERRORS),
            *kept.below,
            primary_button(
                strings.SEND, submit, busy=sending.busy, icon=ft.Icons.SEND_OUTLINED, key="send"
            ),
        ],
        spacing=GAP_M,
    )


def _as_asked(field: Field) -> Field:
    """The field as the one thing that is asked about: neither optional nor shown once more."""
    if field.kind in ("choice", "yes_no"):
        return field
    hidden = {"value": None} if field.field_class == "masked" else {}
    return field.model_copy(update={"required": True, **hidden})


def removing(field: Field) -> list[ft.Control]:
    """How to ask that a value goes, where it may."""
    may_go = field.value not in (None, [], "") and not field.required
    if not may_go or field.field_class == "masked" or field.kind in ("choice", "yes_no"):
        return []
    return [note(strings.TO_REMOVE)]
