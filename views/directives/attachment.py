"""The one attachment of a post being written: picked on the phone, put into the private bucket."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.posts.models import NewFile
from services.posts.rules import ALLOWED, MOST_BYTES, looks_classified
from views.directives import strings
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import Failed, new_reference, sentence
from views.shared.fields import TextInput, fault
from views.shared.flet_typed import keyed, use_ref, use_state
from views.shared.hooks import use_action
from views.shared.parts import card, column, flow, heading, list_item, note
from views.shared.picking import PATIENCE_S, Picker, received
from views.shared.screens import block
from views.shared.theme import GAP_S, GAP_XS

_EXTENSIONS = sorted({*ALLOWED.values(), "jpeg"})


@block
def AttachmentInput(
    unit_id: UUID, file: NewFile | None, on_change: Callable[[NewFile | None], None]
) -> ft.Control:
    """Pick, replace or drop the attachment; a picture may say what it shows."""
    services, ask = use_services(), use_confirm()
    client = use_ref(Picker).current
    refused, set_refused = use_state(_no_failure)

    async def bring(picked: ft.FilePickerFile) -> NewFile:
        content = await received(client, picked)
        # The name was asked about before anything was sent.
        return await services.posts.upload(unit_id, picked.name, content, classified_confirmed=True)

    bringing = use_action(bring, on_done=on_change, name="file.upload", timeout=PATIENCE_S)

    def take(files: list[ft.FilePickerFile]) -> None:
        if not files:
            return
        picked = files[0]
        set_refused(_no_failure())
        bringing.reset()
        if picked.size > MOST_BYTES:
            set_refused(Failed("file.too_big", new_reference(), "invalid"))
        elif looks_classified(picked.name):
            ask(
                strings.CLASSIFIED_TITLE,
                strings.CLASSIFIED_FILE_TEXT,
                strings.NOT_CLASSIFIED,
                lambda: bringing.run(picked),
                danger=True,
            )
        else:
            bringing.run(picked)

    client.picked = take
    failed = refused or bringing.error
    pick = secondary_button(
        words.REPLACE_FILE if file else words.PICK_FILE,
        lambda: None,
        icon=ft.Icons.ATTACH_FILE,
        busy=bringing.busy,
        key="pick-file",
        action=ft.PickFiles(
            client.control,
            file_type=ft.FilePickerFileType.CUSTOM,
            allowed_extensions=_EXTENSIONS,
            cancel_upload_on_window_blur=False,
        ),
    )
    rows: list[ft.Control] = [heading(strings.ATTACHMENT, level=3)]
    if file is None:
        rows.append(note(strings.ATTACHMENT_HELP))
        rows.append(flow([pick]))
    else:
        rows += _present(file, on_change, pick)
    if bringing.busy:
        rows.append(ft.Semantics(content=note(words.UPLOADING), live_region=True))
    rows += fault(sentence(failed, strings.ERRORS) if failed else None)
    return column(rows, spacing=GAP_S)


def _no_failure() -> Failed | None:
    return None


def _present(
    file: NewFile, on_change: Callable[[NewFile | None], None], pick: ft.Control
) -> list[ft.Control]:
    is_picture = file.kind == "picture"
    icon = ft.Icons.IMAGE_OUTLINED if is_picture else ft.Icons.PICTURE_AS_PDF_OUTLINED
    rows: list[ft.Control] = [
        list_item(
            file.file_name,
            lines=[text.file_size(file.size_bytes)],
            leading=ft.Icon(icon, color=ft.Colors.PRIMARY),
        ),
        flow(
            [
                pick,
                text_button(
                    words.REMOVE_FILE,
                    lambda: on_change(None),
                    icon=ft.Icons.CLOSE,
                    key="remove-file",
                ),
            ]
        ),
    ]
    if is_picture:
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
    return [card(rows, spacing=GAP_XS)]
