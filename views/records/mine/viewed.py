"""Ai đã xem hồ sơ: who has looked at my record, and when."""

from __future__ import annotations

import flet as ft

from services.records.models import View
from views.records.mine import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.paging import use_pages
from views.shared.parts import list_card, list_item, note
from views.shared.people.face import face
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def ViewedByScreen() -> ft.View:
    """Every look, newest first, a page at a time."""
    me, services = use_me(), use_services()
    pages = use_pages(
        services.records.views,
        [str(me.member_id)],
        key_of=lambda view: view.entry_id,
        name="records.views",
    )

    def draw(first: list[View]) -> list[ft.Control]:
        if not first:
            return [empty(strings.VIEWS_NONE, icon=ft.Icons.VISIBILITY_OFF_OUTLINED)]
        views = pages.items(first)
        return [
            note(strings.VIEWS_NOTE),
            list_card([line(v) for v in views]),
            *pages.button(views, strings.OLDER_VIEWS),
        ]

    return scaffold(strings.VIEWED_BY, shown(pages.query, draw, rows=6), lazy=True)


def line(view: View) -> ft.Control:
    """Who, what and when."""
    who = view.actor or strings.SOMEBODY
    return list_item(
        who,
        lines=[strings.view_line(view.action), text.moment(view.at)],
        leading=face(who),
        key=str(view.entry_id),
    )
