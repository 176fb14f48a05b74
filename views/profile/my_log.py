"""What was written about me, by whom and when."""

from __future__ import annotations

import flet as ft

from services.audit.models import OwnEntry
from views.profile import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.paging import use_pages
from views.shared.parts import list_card, list_item, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def MyLogScreen() -> ft.View:
    """My log, newest first, a page at a time."""
    me, services = use_me(), use_services()

    async def load(after: OwnEntry | None) -> list[OwnEntry]:
        return await services.audit.my_log(after.entry_id if after else None)

    pages = use_pages(
        load, [str(me.member_id)], key_of=lambda entry: entry.entry_id, name="audit.my_log"
    )

    def draw(first: list[OwnEntry]) -> list[ft.Control]:
        if not first:
            return [empty(strings.LOG_EMPTY, icon=ft.Icons.HISTORY)]
        entries = pages.items(first)
        return [
            note(strings.LOG_NOTE),
            list_card([line(e) for e in entries]),
            *pages.button(entries, strings.OLDER),
        ]

    return scaffold(strings.MY_LOG, shown(pages.query, draw, rows=6), lazy=True)


def line(entry: OwnEntry) -> ft.Control:
    """An entry in plain words."""
    who = strings.BY_ME if entry.by_me else entry.actor or strings.BY_SYSTEM
    return list_item(
        strings.log_line(entry.action),
        lines=[f"{text.moment(entry.at)} · {who}"],
        key=str(entry.entry_id),
    )
