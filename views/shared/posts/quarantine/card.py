"""A file of a post or an article, and taking it out of circulation with a reason."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol
from uuid import UUID

import flet as ft

from views.shared.buttons import danger_button
from views.shared.dialogs import use_confirm
from views.shared.fields import TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_request_key
from views.shared.look import current_look
from views.shared.parts import card, flow, note, strong
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
    """What it is; the first tap asks for a reason, the second whether it is meant."""
    ask = use_confirm()
    opened, set_opened = use_state(lambda: False)
    reason, set_reason = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(file.object_name, reason)
    short = len(reason.strip()) < _SHORTEST

    def stopped(_: object) -> None:
        toast(strings.STOPPED)
        done()

    stopping = use_action(
        lambda: stop(UUID(key.value), file.object_name, reason.strip()),
        on_done=stopped,
        name="file.quarantine",
    )

    def send() -> None:
        if not opened:
            set_opened(True)
            return
        set_tried(True)
        if not short:
            ask(strings.STOP_TITLE, strings.STOP_TEXT, strings.STOP_NOW, stopping.run, danger=True)

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
        rows.append(
            keyed(
                "reason",
                TextInput,
                strings.REASON,
                reason,
                set_reason,
                lines=2,
                max_length=_MOST,
                help=strings.REASON_HELP,
                error=strings.ERRORS["quarantine.reason_length"] if tried and short else None,
            )
        )
    rows += problem(stopping.error, strings.ERRORS)
    rows.append(flow([danger_button(strings.STOP_NOW, send, busy=stopping.busy, key="stop-now")]))
    return card(rows, spacing=GAP_S)
