"""Setting and removing a photograph: by the member, or by staff for a member."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import flet as ft

from services.posts.rules import MOST_BYTES
from views.session import use_services
from views.shared import strings as words
from views.shared.buttons import danger_button, primary_button
from views.shared.dialogs import use_confirm
from views.shared.errors import Failed, new_reference, sentence
from views.shared.fields import fault
from views.shared.flet_typed import use_ref, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import avatar, body, card, column, flow, note
from views.shared.people import strings
from views.shared.people.portrait import faces, use_links
from views.shared.picking import PATIENCE_S, Picker, received
from views.shared.screens import block

_SIDE = 160


@block
def PhotographForm(
    member_id: UUID, name: str, on_change: Callable[[], None] | None = None
) -> ft.Control:
    """The photograph in large, and what can be done with it."""
    services, ask = use_services(), use_confirm()
    picker = use_ref(Picker).current
    refused, set_refused = use_state(_no_failure)
    query = use_links([member_id])
    picture = faces(query).get(member_id)

    async def put(picked: ft.FilePickerFile) -> None:
        content = await received(picker, picked)
        await services.photographs.put(uuid4(), member_id, content)

    async def remove() -> None:
        await services.photographs.remove(uuid4(), member_id)

    def done(said: str, _: object) -> None:
        toast(said)
        query.reload()
        if on_change is not None:
            on_change()

    putting = use_action(
        put,
        on_done=partial(done, strings.PHOTOGRAPH_SET),
        name="photographs.put",
        timeout=PATIENCE_S,
    )
    removing = use_action(
        remove, on_done=partial(done, strings.PHOTOGRAPH_GONE), name="photographs.remove"
    )

    def take(files: list[ft.FilePickerFile]) -> None:
        set_refused(_no_failure())
        if files and files[0].size > MOST_BYTES:
            set_refused(Failed("file.too_large", new_reference(), "invalid"))
        elif files:
            putting.run(files[0])

    picker.picked = take
    busy = putting.busy or removing.busy
    failed = refused or putting.error or removing.error
    rows: list[ft.Control] = [
        ft.Row([avatar(name, side=_SIDE, picture=picture)], alignment=ft.MainAxisAlignment.CENTER),
        body(strings.PHOTOGRAPH_WHAT),
        note(strings.PHOTOGRAPH_BARE),
        *fault(sentence(failed, strings.PHOTOGRAPH_ERRORS) if failed else None),
        primary_button(
            strings.PHOTOGRAPH_REPLACE if picture else strings.PHOTOGRAPH_PICK,
            _nothing,
            icon=ft.Icons.PHOTO_CAMERA_OUTLINED,
            busy=busy,
            key="pick-photograph",
            action=ft.PickFiles(
                picker.control,
                file_type=ft.FilePickerFileType.IMAGE,
                cancel_upload_on_window_blur=False,
            ),
        ),
    ]
    if putting.busy:
        rows.append(ft.Semantics(content=note(words.UPLOADING), live_region=True))
    if picture:
        drop = partial(
            ask,
            strings.PHOTOGRAPH_REMOVE_ASK,
            strings.PHOTOGRAPH_REMOVE_TEXT,
            strings.PHOTOGRAPH_REMOVE,
            removing.run,
            danger=True,
        )
        remove_it = danger_button(
            strings.PHOTOGRAPH_REMOVE, drop, busy=busy, key="remove-photograph"
        )
        rows.append(flow([remove_it]))
    return column([card(rows)])


def _nothing() -> None:
    return None


def _no_failure() -> Failed | None:
    return None
