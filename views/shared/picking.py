"""A file picked on the phone: looked at before it is sent, brought through this process's upload
desk, and shown where it was asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import flet as ft

from services.errors import Invalid
from services.files import ALLOWED, MOST_BYTES, stamped_name
from views.shared import strings
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import Failed, new_reference, sentence
from views.shared.fields import fault
from views.shared.flet_typed import use_ref, use_state
from views.shared.guard import safe
from views.shared.hooks import use_action
from views.shared.parts import card, column, flow, heading, note
from views.shared.theme import GAP_S, GAP_XS
from views.shared.uploads import UploadFailed, desk

T = TypeVar("T")

PATIENCE_S = 240.0
"""How long a file may take."""

PAPERS = sorted({*ALLOWED.values(), "jpeg"})
"""Endings of the pictures and documents that a post or a request may carry."""


@dataclass(frozen=True)
class PickedFile:
    """A file that has arrived; it lies at `path` while it is brought, and is never kept."""

    name: str
    path: Path
    classified_confirmed: bool
    """Its name carries a secrecy stamp, and the member has said that it is not classified."""

    async def content(self) -> bytes:
        """The whole file in memory, for those that are small."""
        return await asyncio.to_thread(self.path.read_bytes)


@dataclass(frozen=True)
class Picking:
    """What ``use_picking`` returns: the picker for ``pick_button``, and how the bringing goes."""

    control: ft.FilePicker
    busy: bool
    failed: Failed | None


def use_picking(
    bring: Callable[[PickedFile], Awaitable[T]],
    *,
    on_done: Callable[[T], None],
    name: str,
    patience: float = PATIENCE_S,
    most: int = MOST_BYTES,
) -> Picking:
    """Hook: pick a file, and ``bring`` it to a service. One of more than ``most`` bytes is not sent
    at all; one that looks classified only after the member has said that it is not."""
    picker, ask = use_ref(_Picker).current, use_confirm()
    refused, set_refused = use_state(_no_failure)

    async def send(picked: ft.FilePickerFile, classified_confirmed: bool) -> T:
        async with _arrived(picker, picked, most) as path:
            return await bring(PickedFile(picked.name, path, classified_confirmed))

    sending = use_action(send, on_done=on_done, name=name, timeout=patience)

    def take(files: list[ft.FilePickerFile]) -> None:
        if not files:
            return
        picked = files[0]
        set_refused(_no_failure())
        sending.reset()
        if picked.size > most:
            set_refused(Failed("file.too_large", new_reference(), "invalid"))
        elif stamped_name(picked.name):
            ask(
                strings.CLASSIFIED_TITLE,
                strings.CLASSIFIED_FILE_TEXT,
                strings.NOT_CLASSIFIED,
                lambda: sending.run(picked, True),
                danger=True,
                no=strings.DROP_FILE,
            )
        else:
            sending.run(picked, False)

    picker.picked = take
    return Picking(picker.control, sending.busy, refused or sending.error)


def pick_button(
    picking: Picking, label: str, extensions: Sequence[str], *, main: bool = False
) -> ft.Control:
    """Opens the device's own choice of files; ``main`` where that is what the screen is for."""
    button = primary_button if main else secondary_button
    return button(
        label,
        _nothing,
        icon=ft.Icons.UPLOAD_FILE if main else ft.Icons.ATTACH_FILE,
        busy=picking.busy,
        key="pick-file",
        action=ft.PickFiles(
            picking.control,
            file_type=ft.FilePickerFileType.CUSTOM,
            allowed_extensions=list(extensions),
            cancel_upload_on_window_blur=False,
        ),
    )


def paper_input(
    title: str,
    help: str,
    picking: Picking,
    present: Sequence[ft.Control],
    on_drop: Callable[[], None],
    errors: Mapping[str, str],
) -> ft.Control:
    """The one picture or document of a form: to be picked, or ``present`` and to be replaced or
    dropped. ``errors`` holds the room's sentences."""
    rows: list[ft.Control] = [heading(title, level=3)]
    if present:
        again = pick_button(picking, strings.REPLACE_FILE, PAPERS)
        drop = text_button(strings.REMOVE_FILE, on_drop, icon=ft.Icons.CLOSE, key="remove-file")
        first, *more = present
        rows.append(card([first, flow([again, drop]), *more], spacing=GAP_XS))
    else:
        rows += [
            note(help),
            note(strings.NO_CLASSIFIED_FILES),
            flow([pick_button(picking, strings.PICK_FILE, PAPERS)]),
        ]
    if picking.busy:
        rows.append(ft.Semantics(content=note(strings.UPLOADING), live_region=True))
    rows += fault(sentence(picking.failed, errors) if picking.failed else None)
    return column(rows, spacing=GAP_S)


def _nothing() -> None:
    return None


def _no_failure() -> Failed | None:
    return None


@dataclass
class _Picker:
    """The picker on the phone, and what it has last said."""

    picked: Callable[[list[ft.FilePickerFile]], None] = lambda _: None
    broken: asyncio.Event = field(default_factory=asyncio.Event)
    control: ft.FilePicker = field(init=False)

    def __post_init__(self) -> None:
        self.control = ft.FilePicker(
            on_result=safe(self._on_result), on_upload=safe(self._on_upload)
        )

    def _on_result(self, event: ft.FilePickerResultEvent) -> None:
        self.picked(event.files)

    def _on_upload(self, event: ft.FilePickerUploadEvent) -> None:
        if event.error:
            self.broken.set()


@asynccontextmanager
async def _arrived(picker: _Picker, picked: ft.FilePickerFile, most: int) -> AsyncGenerator[Path]:
    picker.broken.clear()
    try:
        async with desk.expect(PATIENCE_S, most) as upload:
            await picker.control.upload(
                [ft.FilePickerUploadFile(upload.url, method="PUT", id=picked.id, name=picked.name)]
            )
            arrival = asyncio.ensure_future(upload.path())
            breach = asyncio.ensure_future(picker.broken.wait())
            try:
                await asyncio.wait({arrival, breach}, return_when=asyncio.FIRST_COMPLETED)
                if not arrival.done():
                    # The answer may be on its way still: it says better what was wrong.
                    await asyncio.wait({arrival}, timeout=1)
                if not arrival.done():
                    raise UploadFailed("file.failed")
                path = arrival.result()
            finally:
                arrival.cancel()
                breach.cancel()
            yield path
    except UploadFailed as failed:
        raise Invalid(failed.code) from failed
