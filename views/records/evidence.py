"""The one picture or PDF that may go with a request: picked on the phone, and opened again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.records.models import Evidence
from views.records import strings
from views.session import use_services
from views.shared import text
from views.shared.files import file_item, use_file_opener
from views.shared.parts import column
from views.shared.picking import PickedFile, paper_input, use_picking
from views.shared.screens import block


@block
def EvidenceInput(
    member_id: UUID,
    file: Evidence | None,
    on_change: Callable[[Evidence | None], None],
    errors: dict[str, str],
) -> ft.Control:
    """Pick, replace or drop the evidence for a record of ``member_id``."""
    services = use_services()

    async def bring(picked: PickedFile) -> Evidence:
        return await services.requests.upload(
            member_id,
            picked.name,
            await picked.content(),
            classified_confirmed=picked.classified_confirmed,
        )

    return paper_input(
        strings.EVIDENCE,
        strings.EVIDENCE_HELP,
        use_picking(bring, on_done=on_change, name="evidence.upload"),
        [_line(file)] if file else [],
        lambda: on_change(None),
        errors,
    )


def _line(file: Evidence, on_tap: Callable[[], None] | None = None) -> ft.Control:
    return file_item(
        file.file_name,
        file.content_type,
        text.file_size(file.size_bytes),
        on_tap=on_tap,
        key=f"file-{file.object_name}",
    )


@block
def EvidenceLinks(files: list[Evidence], errors: dict[str, str]) -> ft.Control:
    """The evidence of a request; a tap makes a link that is good for a minute and opens it."""
    open_file = use_file_opener(use_services().requests.link, errors)
    return column([_line(file, partial(open_file, file)) for file in files], spacing=0)
