"""Erasing the values of somebody who has left or died; the name is typed again before it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.members.names import normalise_name
from services.records.models import Record
from views import paths
from views.records import strings
from views.records.params import use_id
from views.session import use_services
from views.shared.buttons import danger_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence_for
from views.shared.fields import TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import Tone, banner, note, strong
from views.shared.people.strings import unit_path
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown


@screen
def EraseScreen() -> ft.View:
    """What goes, why, the name once more, and a question."""
    services, ask = use_services(), use_confirm()
    member_id = use_id("member_id")
    typed = use_words("record.erase", member_id)
    reason = typed.words
    name, set_name = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(str(member_id), reason.strip())

    async def load() -> Record:
        return await services.records.open(member_id)

    query = use_query(load, [str(member_id)], name="records.open")

    async def erase(why: str, write_key: str) -> int:
        erased_rows = await services.records.erase(UUID(write_key), member_id, why)
        await typed.sent()
        return erased_rows

    def erased(_: int) -> None:
        toast(strings.ERASED)
        go(paths.MEMBERS)

    erasing = use_action(erase, on_done=erased, name="records.erase")

    def confirm(record: Record) -> None:
        set_tried(True)
        if len(reason.strip()) >= 3 and same_name(name, record.full_name):
            ask(
                strings.ERASE_ASK,
                strings.erase_text(record.full_name),
                strings.ERASE_YES,
                partial(erasing.run, reason.strip(), key.value),
                danger=True,
            )

    def draw(record: Record) -> list[ft.Control]:
        if "record.erase" not in record.may:
            return [empty(strings.ERASE_NOT_YOURS, icon=ft.Icons.BLOCK)]
        if record.life_state not in ("left", "deceased"):
            return [empty(strings.ERASE_NOT_YET, icon=ft.Icons.BLOCK)]
        short = strings.REASON_SHORT if tried and len(reason.strip()) < 3 else None
        other = None
        if tried and not same_name(name, record.full_name):
            other = strings.ERASE_NAME_WRONG
        told = erasing.error if erasing.error and erasing.error.field != "reason" else None
        return [
            strong(record.full_name),
            note(unit_path(record.unit_names)),
            banner(strings.ERASE_NOTE, Tone.FAULT),
            *typed.around(
                keyed(
                    "reason",
                    TextInput,
                    strings.REASON,
                    reason,
                    typed.put,
                    error=short or sentence_for(erasing.error, "reason", strings.ERRORS),
                    max_length=1000,
                )
            ),
            keyed("name", TextInput, strings.ERASE_NAME, name, set_name, error=other),
            *problem(told, strings.ERRORS),
            danger_button(
                strings.ERASE_YES, partial(confirm, record), busy=erasing.busy, key="erase"
            ),
        ]

    return scaffold(strings.ERASE_TITLE, shown(query, draw, room=strings.ERRORS))


def same_name(typed: str, full_name: str) -> bool:
    """Whether the name was typed as it stands in the record; capital letters aside."""
    return normalise_name(typed).casefold() == normalise_name(full_name).casefold()
