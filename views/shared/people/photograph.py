"""Setting and removing a photograph: by the member, or by staff for a member."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import flet as ft

from views.session import use_services
from views.shared import strings as words
from views.shared.buttons import danger_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.fields import fault
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.parts import avatar, body, card, column, flow, note
from views.shared.people import strings
from views.shared.people.portrait import faces, use_links
from views.shared.picking import PickedFile, pick_button, use_picking
from views.shared.screens import block

_SIDE = 160
_PICTURES = ("jpg", "jpeg", "png", "webp")


@block
def PhotographForm(
    member_id: UUID, name: str, on_change: Callable[[], None] | None = None
) -> ft.Control:
    """The photograph in large, and what can be done with it."""
    services, ask = use_services(), use_confirm()
    query = use_links([member_id])
    picture = faces(query).get(member_id)

    async def put(picked: PickedFile) -> None:
        await services.photographs.put(uuid4(), member_id, await picked.content())

    async def remove() -> None:
        await services.photographs.remove(uuid4(), member_id)

    def done(said: str, _: object) -> None:
        toast(said)
        query.reload()
        if on_change is not None:
            on_change()

    putting = use_picking(
        put, on_done=partial(done, strings.PHOTOGRAPH_SET), name="photographs.put"
    )
    removing = use_action(
        remove, on_done=partial(done, strings.PHOTOGRAPH_GONE), name="photographs.remove"
    )

    busy = putting.busy or removing.busy
    failed = putting.failed or removing.error
    rows: list[ft.Control] = [
        ft.Row([avatar(name, side=_SIDE, picture=picture)], alignment=ft.MainAxisAlignment.CENTER),
        body(strings.PHOTOGRAPH_WHAT),
        note(strings.PHOTOGRAPH_BARE),
        *fault(sentence(failed, strings.PHOTOGRAPH_ERRORS) if failed else None),
        pick_button(
            putting,
            strings.PHOTOGRAPH_REPLACE if picture else strings.PHOTOGRAPH_PICK,
            _PICTURES,
            main=True,
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
