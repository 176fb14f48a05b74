"""Entering for a member what the member said: one field, the reason, then a slip to hand over."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

import flet as ft

from services.models import Frozen
from services.records.models import Evidence, Field, Record, Value
from services.records.strings import SECTIONS
from services.records.written import field_name, in_words
from views import paths
from views.records import strings
from views.records.evidence import EvidenceInput
from views.records.inputs import field_input
from views.records.mine.asking import may_be_kept
from views.records.params import use_id
from views.records.values import Parsed, as_typed, parsed
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.drafts import use_draft
from views.shared.errors import sentence_for
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import (
    Tone,
    banner,
    body,
    card,
    flow,
    heading,
    list_card,
    list_item,
    note,
    section,
    strong,
)
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.strings import MUST_FILL

_AT_FIELDS = ("value", "reason")


@screen
def ProxyScreen() -> ft.View:
    """Which field, then the entry."""
    services = use_services()
    member_id = use_id("member_id")
    chosen, set_chosen = use_state(lambda: "")

    async def load() -> Record:
        return await services.records.open(member_id)

    query = use_query(load, [str(member_id)], name="records.open")

    def draw(record: Record) -> list[ft.Control]:
        if "record.proxy" not in record.may:
            return [empty(strings.PROXY_NOT_YOURS, icon=ft.Icons.EDIT_OFF_OUTLINED)]
        fields = askable(record)
        field = next((f for f in fields if f.field == chosen), None)
        if field is None:
            return [strong(record.full_name), note(strings.PROXY_NOTE), *choice(fields, set_chosen)]
        entry = keyed(f"entry-{field.field}", Entry, record, field, lambda: set_chosen(""))
        return [strong(record.full_name), entry]

    return scaffold(strings.PROXY_TITLE, shown(query, draw, room=strings.REQUEST_ERRORS))


def askable(record: Record) -> list[Field]:
    """The fields that are corrected by request."""
    return [f for f in record.fields if f.decided_by is not None]


def choice(fields: Sequence[Field], choose: Callable[[str], None]) -> list[ft.Control]:
    """All fields in their sections, with what the record says."""
    rows: list[ft.Control] = []
    for name, title in SECTIONS.items():
        inside = [f for f in fields if f.section == name]
        if inside:
            rows += [
                section(title),
                list_card(
                    [
                        list_item(
                            field_name(f.field),
                            lines=[in_words(f.kind, f.value) or strings.NOT_KNOWN],
                            on_tap=partial(choose, f.field),
                            key=f"ask-{f.field}",
                        )
                        for f in inside
                    ]
                ),
            ]
    return rows


class Entering(Frozen):
    """What is typed of an entry."""

    typed: str
    reason: str
    file: Evidence | None = None


@block
def Entry(record: Record, field: Field, other: Callable[[], None]) -> ft.Control:
    """The entry; once it is filed, the slip."""
    me, services = use_me(), use_services()
    first = Entering(typed=as_typed(field), reason=strings.in_the_words_of(record.full_name))
    form, set_form = use_state(lambda: first)
    typed, reason, file = form.typed, form.reason, form.file
    kept = use_draft(
        f"record.proxy.{field.field}", record.member_id, form, set_form, first,
        worth=may_be_kept(field),
    )  # fmt: skip
    tried, set_tried = use_state(lambda: False)
    filed, set_filed = use_state(_not_filed)
    reading = wanted(field, typed)
    key = use_request_key(field.field, typed, reason, file.object_name if file else "")

    async def send(value: Value, why: str, papers: list[Evidence], write_key: str) -> UUID:
        request_id = await services.requests.file(
            UUID(write_key), field.field, value, why, papers, record.member_id
        )
        await kept.forget()
        return request_id

    def put(name: str, what: object) -> None:
        set_form(lambda old: old.model_copy(update={name: what}))

    sending = use_action(send, on_done=set_filed, name="requests.file")

    async def save(request_id: UUID) -> None:
        request = await services.requests.open(request_id)
        from services.printing.entries import entries_pdf  # loads long: not at the app's start

        content = await asyncio.to_thread(entries_pdf, [request], text.now(), demo=me.demo)
        name = strings.proxy_file(text.now().strftime("%Y-%m-%d"))
        await ft.FilePicker().save_file(file_name=name, src_bytes=content)

    saving = use_action(save, name="requests.slip", timeout=60)
    begun = strings.in_the_words_of(record.full_name).strip()
    said = reason.strip()
    reason_short = len(said.removeprefix(begun).strip()) < 3

    def submit() -> None:
        set_tried(True)
        if reading.fault is None and not reason_short:
            sending.run(reading.value, said, [file] if file else [], key.value)

    if filed is not None:
        done: list[ft.Control] = [
            banner(strings.PROXY_DONE, Tone.DONE),
            body(strings.PROXY_DONE_NOTE),
            *problem(saving.error, strings.REQUEST_ERRORS),
            primary_button(
                strings.PROXY_PRINT,
                partial(saving.run, filed),
                busy=saving.busy,
                icon=ft.Icons.PRINT,
                key="print",
            ),
            secondary_button(strings.PROXY_ANOTHER, other, key="another"),
            secondary_button(
                strings.PROXY_BACK, partial(go, paths.member(record.member_id)), key="to-record"
            ),
        ]
        return ft.Column(done, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    errors = strings.REQUEST_ERRORS
    fault = reading.fault if tried else None
    short = strings.REASON_SHORT if tried and reason_short else None
    failed = sending.error
    told = failed if failed is not None and failed.field not in _AT_FIELDS else None
    rows: list[ft.Control] = [
        heading(field_name(field.field), level=2),
        card(
            [
                note(strings.PROXY_PRESENT),
                body(in_words(field.kind, field.value) or strings.NOT_KNOWN),
            ]
        ),
        flow([text_button(strings.PROXY_OTHER, other, key="other")]),
        *kept.around(
            field_input(
                field,
                typed,
                partial(put, "typed"),
                error=fault or sentence_for(failed, "value", errors),
            ),
            keyed(
                "reason",
                TextInput,
                strings.PROXY_REASON,
                reason,
                partial(put, "reason"),
                kind=Kind.LONG,
                lines=2,
                error=short or sentence_for(failed, "reason", errors),
                max_length=1000,
            ),
            keyed("papers", EvidenceInput, record.member_id, file, partial(put, "file"), errors),
        ),
        *problem(told, errors),
        primary_button(strings.PROXY_SEND, submit, busy=sending.busy, key="send"),
    ]
    return ft.Column(
        rows, tight=True, spacing=16, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def wanted(field: Field, typed: str) -> Parsed:
    """What was typed. A number shown masked begins empty, so empty is nothing said about it."""
    if field.field_class == "masked" and not typed.strip():
        return Parsed(fault=MUST_FILL)
    return parsed(field, typed)


def _not_filed() -> UUID | None:
    return None
