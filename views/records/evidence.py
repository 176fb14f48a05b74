"""The one picture or PDF that may go with a request: picked on the phone, and opened again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.posts.rules import ALLOWED, MOST_BYTES, looks_classified
from services.records.models import Evidence
from views.records import strings
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import Failed, new_reference, sentence
from views.shared.fields import fault
from views.shared.flet_typed import use_effect, use_ref, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action
from views.shared.look import current_page
from views.shared.parts import card, column, flow, heading, list_item, note
from views.shared.picking import PATIENCE_S, Picker, received
from views.shared.posts.files import page_url, reachable
from views.shared.screens import block
from views.shared.theme import GAP_S, GAP_XS

_EXTENSIONS = sorted({*ALLOWED.values(), "jpeg"})


@block
def EvidenceInput(
    member_id: UUID,
    file: Evidence | None,
    on_change: Callable[[Evidence | None], None],
    errors: dict[str, str],
) -> ft.Control:
    """Pick, replace or drop the evidence for a record of ``member_id``."""
    services, ask = use_services(), use_confirm()
    picker = use_ref(Picker).current
    refused, set_refused = use_state(_no_failure)

    async def bring(picked: ft.FilePickerFile) -> Evidence:
        content = await received(picker, picked)
        return await services.requests.upload(member_id, picked.name, content)

    bringing = use_action(bring, on_done=on_change, name="evidence.upload", timeout=PATIENCE_S)

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
                strings.CLASSIFIED_TEXT,
                strings.NOT_CLASSIFIED,
                lambda: bringing.run(picked),
                danger=True,
            )
        else:
            bringing.run(picked)

    picker.picked = take
    failed = refused or bringing.error
    pick = secondary_button(
        words.REPLACE_FILE if file else words.PICK_FILE,
        lambda: None,
        icon=ft.Icons.ATTACH_FILE,
        busy=bringing.busy,
        key="pick-file",
        action=ft.PickFiles(
            picker.control,
            file_type=ft.FilePickerFileType.CUSTOM,
            allowed_extensions=_EXTENSIONS,
            cancel_upload_on_window_blur=False,
        ),
    )
    rows: list[ft.Control] = [heading(strings.EVIDENCE, level=3)]
    if file is None:
        rows += [note(strings.EVIDENCE_HELP), flow([pick])]
    else:
        drop = text_button(
            words.REMOVE_FILE, lambda: on_change(None), icon=ft.Icons.CLOSE, key="remove-file"
        )
        rows.append(card([_line(file), flow([pick, drop])], spacing=GAP_XS))
    if bringing.busy:
        rows.append(ft.Semantics(content=note(words.UPLOADING), live_region=True))
    rows += fault(sentence(failed, errors) if failed else None)
    return column(rows, spacing=GAP_S)


def _no_failure() -> Failed | None:
    return None


def _line(file: Evidence, on_tap: Callable[[], None] | None = None) -> ft.Control:
    is_pdf = file.content_type == "application/pdf"
    icon = ft.Icons.PICTURE_AS_PDF_OUTLINED if is_pdf else ft.Icons.IMAGE_OUTLINED
    return list_item(
        file.file_name,
        lines=[text.file_size(file.size_bytes)],
        leading=ft.Icon(icon, color=ft.Colors.PRIMARY),
        trailing=ft.Icon(ft.Icons.DOWNLOAD) if on_tap else None,
        on_tap=on_tap,
        key=f"file-{file.object_name}",
    )


@block
def EvidenceLinks(files: list[Evidence], errors: dict[str, str]) -> ft.Control:
    """The evidence of a request; a tap makes a link that is good for a minute and opens it."""
    services, page = use_services(), current_page()

    async def fetch(file: Evidence) -> None:
        link = await services.requests.link(file)
        if page is not None:
            await asyncio.wait_for(
                ft.UrlLauncher().launch_url(
                    reachable(link, page_url()), web_only_window_name="_self"
                ),
                10,
            )

    opening = use_action(fetch, name="evidence.open")

    def tell() -> None:
        if opening.error is not None:
            toast(sentence(opening.error, errors))

    use_effect(tell, [opening.error])
    return column([_line(file, lambda f=file: opening.run(f)) for file in files], spacing=0)
