"""The photograph of a member, set or removed by staff."""

from __future__ import annotations

import flet as ft

from services.records.models import Record
from views.records import strings
from views.records.params import use_id
from views.session import use_services
from views.shared.flet_typed import keyed
from views.shared.hooks import use_query
from views.shared.parts import heading
from views.shared.people.photograph import PhotographForm
from views.shared.people.strings import PHOTOGRAPH
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def PhotographScreen() -> ft.View:
    """Whose it is, then the form."""
    services = use_services()
    member_id = use_id("member_id")

    async def load() -> Record:
        return await services.records.open(member_id)

    query = use_query(load, [str(member_id)], name="records.open")

    def draw(record: Record) -> list[ft.Control]:
        if "record.edit" not in record.may:
            return [empty(strings.NOT_ALLOWED, icon=ft.Icons.EDIT_OFF_OUTLINED)]
        return [
            heading(record.full_name),
            keyed("form", PhotographForm, record.member_id, record.full_name),
        ]

    return scaffold(PHOTOGRAPH, shown(query, draw, room=strings.ERRORS))
