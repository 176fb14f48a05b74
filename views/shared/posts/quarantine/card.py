"""A file of a post or an article, and taking it out of circulation with a reason."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

import flet as ft

from views.shared.buttons import danger_button
from views.shared.dialogs import use_confirm
from views.shared.fields import TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_request_key
from views.shared.kept_words import use_words
from views.shared.look import current_look
from views.shared.parts import card, column, flow, note, strong
from views.shared.posts.pictures import Picture
from views.shared.posts.quarantine import strings
from views.shared.screens import block
from views.shared.states import empty, problem
from views.shared.theme import GAP_S

_SHORTEST = 3
_MOST = 500
_THUMB = 120

Stop = Callable[[UUID, str, str], Awaitable[None]]
"""Takes the file of a name in the bucket out of circulation: a key for the write, the name, a reason."""


class Carried(Protocol):
    """A file, as far as this needs to know it."""

    @property
    def kind(self) -> str:
        """document or picture."""
        ...

    @property
    def object_name(self) -> str:
        """Its name in the bucket."""
        ...

    @property
    def file_name(self) -> str:
        """As it was brought."""
        ...

    @property
    def alternative(self) -> str:
        """What a picture shows."""
        ...

    @property
    def quarantined(self) -> bool:
        """Whether it is out of circulation already."""
        ...


def stop_cards(files: Sequence[Carried], stop: Stop, done: Callable[[], None]) -> list[ft.Control]:
    """Each file that is in circulation, with the way to end that."""
    here = [file for file in files if not file.quarantined]
    if not here:
        return [empty(strings.NO_FILES, icon=ft.Icons.VERIFIED_USER_OUTLINED)]
    return [
        note(strings.FILES_HELP),
        *(keyed(file.object_name, StopCard, file, stop, done) for file in here),
    ]


@block
def StopCard(file: Carried, stop: Stop, done: Callable[[], None]) -> ft.Control:
    """What it is, and the way to take it out of circulation."""
    opened, set_opened = use_state(lambda: False)
    rows: list[ft.Control] = [strong(file.file_name)]
    if file.kind == "picture":
        rows.append(
            keyed(
                "picture",
                Picture,
                file.object_name,
                file.alternative,
                height=current_look().px(_THUMB),
            )
        )
        rows += [note(file.alternative)] if file.alternative else []
    if opened:
        rows.append(keyed("stop-form", StopForm, file, stop, done))
    else:
        stop_now = danger_button(strings.STOP_NOW, lambda: set_opened(True), key="stop-now")
        rows.append(flow([stop_now]))
    return card(rows, spacing=GAP_S)


@block
def StopForm(file: Carried, stop: Stop, done: Callable[[], None]) -> ft.Control:
    """The reason; then it is asked whether it is meant."""
    ask = use_confirm()
    typed = use_words("file.stop", uuid5(NAMESPACE_URL, file.object_name))
    reason = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(file.object_name, reason)
    short = len(reason.strip()) < _SHORTEST

    def stopped(_: object) -> None:
        toast(strings.STOPPED)
        done()

    async def take_out() -> None:
        await stop(UUID(key.value), file.object_name, reason.strip())
        await typed.sent()

    stopping = use_action(take_out, on_done=stopped, name="file.quarantine")

    def send() -> None:
        set_tried(True)
        if not short:
            ask(strings.STOP_TITLE, strings.STOP_TEXT, strings.STOP_NOW, stopping.run, danger=True)

    return column(
        [
            *typed.around(
                keyed(
                    "reason",
                    TextInput,
                    strings.REASON,
                    reason,
                    typed.put,
                    lines=2,
                    max_length=_MOST,
                    help=strings.REASON_HELP,
                    error=strings.ERRORS["quarantine.reason_length"] if tried and short else None,
                )
            ),
            *problem(stopping.error, strings.ERRORS),
            flow([danger_button(strings.STOP_NOW, send, busy=stopping.busy, key="stop-now")]),
        ],
        spacing=GAP_S,
    )
