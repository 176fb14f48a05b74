"""The versions of one field of the own record, on demand."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from services.records import strings as words
from services.records.models import Change, Field
from services.records.written import lines
from views.records.mine import strings
from views.records.mine.rows import row_of
from views.session import use_services
from views.shared import text
from views.shared.buttons import text_button
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.parts import column, heading, list_card, note
from views.shared.screens import block
from views.shared.states import shown
from views.shared.theme import GAP_S


@block
def History(member_id: UUID, field: Field) -> ft.Control:
    """A button, and after a tap what was there before."""
    open_, set_open = use_state(lambda: False)
    if not open_:
        button = text_button(
            strings.SHOW_HISTORY,
            lambda: set_open(True),
            icon=ft.Icons.HISTORY,
            key="show-history",
        )
        return ft.Row([button], wrap=True)
    return keyed("versions", Versions, member_id, field)


@block
def Versions(member_id: UUID, field: Field) -> ft.Control:
    """The latest versions, newest first."""
    services = use_services()

    async def load() -> list[Change]:
        return await services.records.history(member_id, field.field)

    query = use_query(load, [str(member_id), field.field], name="records.history")

    def draw(changes: list[Change]) -> list[ft.Control]:
        if not changes:
            return [note(strings.HISTORY_NONE)]
        return [list_card([_version(field, change) for change in changes])]

    return column(
        [heading(strings.HISTORY, level=2), *shown(query, draw, rows=1)],
        spacing=GAP_S,
    )


def _version(field: Field, change: Change) -> ft.Control:
    source = words.SOURCES.get(change.source, words.SOURCES["start"])
    small = strings.changed(source, change.changed_by, None)
    return row_of(
        text.moment(change.changed_at),
        lines(field.kind, change.after) or [strings.EMPTY_VALUE],
        f"{small}. {change.reason}" if change.reason else small,
    )
