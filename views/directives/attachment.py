"""The one attachment of a post being written: picked on the phone, put into the private bucket."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.posts.models import NewFile
from views.directives import strings
from views.directives.form import Form, described, said
from views.session import use_services
from views.shared import text
from views.shared.fields import TextInput
from views.shared.files import file_item
from views.shared.flet_typed import keyed
from views.shared.look import current_look
from views.shared.parts import card, note
from views.shared.picking import PickedFile, paper_input, use_picking
from views.shared.posts.pictures import Picture
from views.shared.screens import block
from views.shared.theme import GAP_XS

_THUMB = 120


@block
def AttachmentInput(
    unit_id: UUID,
    file: NewFile | None,
    on_change: Callable[[NewFile | None], None],
    *,
    needed: bool = False,
    error: str | None = None,
) -> ft.Control:
    """Pick, replace or drop the attachment; a picture may say what it shows, or must if ``needed``."""
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
        _present(file, on_change, needed, error) if file else [],
        lambda: on_change(None),
        strings.ERRORS,
    )


def _present(
    file: NewFile, on_change: Callable[[NewFile], None], needed: bool, error: str | None
) -> list[ft.Control]:
    rows = [file_item(file.file_name, file.content_type, text.file_size(file.size_bytes))]
    if file.kind == "picture":
        rows.append(
            _shows(
                file.alternative,
                lambda words: on_change(file.model_copy(update={"alternative": words})),
                needed=needed,
                error=None if said(file) else error,
            )
        )
    return rows


def more_pictures(
    form: Form, change: Callable[[Callable[[Form], Form]], None], error: str | None
) -> list[ft.Control]:
    """What the further pictures of a draft show."""

    def describe(name: str) -> Callable[[str], None]:
        return lambda words: change(lambda old: described(old, name, words))

    return [
        keyed(
            file.object_name,
            _Further,
            file.file_name,
            file.object_name,
            file.alternative,
            describe(file.object_name),
            None if said(file) else error,
        )
        for file in form.more_files
        if file.kind == "picture"
    ]


@block
def _Further(
    file_name: str,
    object_name: str,
    alternative: str,
    on_change: Callable[[str], None],
    error: str | None,
) -> ft.Control:
    return card(
        [
            note(file_name),
            keyed("picture", Picture, object_name, alternative, height=current_look().px(_THUMB)),
            _shows(alternative, on_change, needed=True, error=error),
        ],
        spacing=GAP_XS,
    )


def _shows(
    alternative: str, on_change: Callable[[str], None], *, needed: bool, error: str | None
) -> ft.Control:
    return keyed(
        "alternative",
        TextInput,
        strings.PICTURE_SHOWS,
        alternative,
        on_change,
        optional=not needed,
        max_length=300,
        help=strings.PICTURE_SHOWS_HELP,
        error=error,
    )
