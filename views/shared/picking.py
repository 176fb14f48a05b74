"""A file picked on the phone, on its way through this process's upload desk."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import flet as ft

from services.errors import Invalid
from views.shared.guard import safe
from views.shared.uploads import UploadFailed, desk

PATIENCE_S = 240.0
"""How long a file may take; give it to the ``use_action`` that brings it as well."""


@dataclass
class Picker:
    """The picker on the phone, and what it has last said. Keep one by ``use_ref(Picker)``, set
    ``picked``, and open it by a button's ``ft.PickFiles(picker.control, …)``."""

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


async def received(picker: Picker, picked: ft.FilePickerFile) -> bytes:
    """The content of a picked file. Raises Invalid with a code of the uploads."""
    async with _arrived(picker, picked, None) as path:
        return await asyncio.to_thread(path.read_bytes)


async def received_at(
    picker: Picker, picked: ft.FilePickerFile, path: Path, most: int | None = None
) -> None:
    """Put a picked file, of at most ``most`` bytes, where the caller keeps it; it is never whole in
    memory. Raises as ``received``."""
    async with _arrived(picker, picked, most) as arrived:
        await asyncio.to_thread(shutil.move, arrived, path)


@asynccontextmanager
async def _arrived(
    picker: Picker, picked: ft.FilePickerFile, most: int | None
) -> AsyncGenerator[Path]:
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
