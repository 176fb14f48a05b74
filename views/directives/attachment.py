"""The one attachment of a post being written."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import flet as ft

from services.posts.models import NewFile
from views.directives import strings
from views.shared.parts import column, note
from views.shared.screens import block


@block
def AttachmentInput(
    unit_id: UUID, file: NewFile | None, on_change: Callable[[NewFile | None], None]
) -> ft.Control:
    return column([note(strings.ATTACHMENT)])
