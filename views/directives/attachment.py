"""The one attachment of a post being written: picked on the phone, put into the private bucket."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.posts.models import NewFile
from views.directives import strings
from views.session import use_services
from views.shared import text
from views.shared.fields import TextInput
from views.shared.files import file_item
from views.shared.flet_typed import keyed
from views.shared.picking import PickedFile, paper_input, use_picking
from views.shared.screens import block


@block
def AttachmentInput(
    unit_id: UUID, file: NewFile | None, on_change: Callable[[NewFile | None], None]
) -> ft.Control:
    """Pick, replace or drop the attachment; a picture may say what it shows."""
    services = use_services()

    async def bring(picked: PickedFile) -> NewFile:
        return await services.posts.upload(
            unit_id,
            picked.name,
            await picked.content(),
            classified_confirmed=picked.classified_confirmed,
        )

    return paper_input(
        strings.ATTACHMENT,
        strings.ATTACHMENT_HELP,
        use_picking(bring, on_done=on_change, name="file.upload"),
        _present(file, on_change) if file else [],
        lambda: on_change(None),
        strings.ERRORS,
    )


def _present(file: NewFile, on_change: Callable[[NewFile], None]) -> list[ft.Control]:
    rows = [file_item(file.file_name, file.content_type, text.file_size(file.size_bytes))]
    if file.kind == "picture":
        rows.append(
            keyed(
                "alternative",
                TextInput,
                strings.PICTURE_SHOWS,
                file.alternative,
                lambda said: on_change(file.model_copy(update={"alternative": said})),
                optional=True,
                max_length=300,
                help=strings.PICTURE_SHOWS_HELP,
            )
        )
    return rows
