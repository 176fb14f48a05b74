"""Ai đã xem hồ sơ: who has looked at my record, and when."""

from __future__ import annotations

import flet as ft

from services.records.models import View
from views.records.mine import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import secondary_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action, use_query
from views.shared.parts import list_card, list_item, note
from views.shared.people.face import face
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown

PAGE = 50


@screen
def ViewedByScreen() -> ft.View:
    """Every look, newest first, a page at a time."""
    me, services = use_me(), use_services()
    older, set_older = use_state(_none)
    query = use_query(services.records.views, [str(me.member_id)], name="records.views")
    more = use_action(
        services.records.views,
        on_done=lambda page: set_older(lambda held: (*held, *page)),
        name="records.views",
    )

    def draw(first: list[View]) -> list[ft.Control]:
        if not first:
            return [empty(strings.VIEWS_NONE, icon=ft.Icons.VISIBILITY_OFF_OUTLINED)]
        views = [*first, *(v for v in older if v.entry_id < first[-1].entry_id)]
        rows: list[ft.Control] = [note(strings.VIEWS_NOTE), list_card([line(v) for v in views])]
        if len(views) % PAGE == 0 and (more.result is None or more.result):
            rows += problem(more.error)
            rows.append(
                secondary_button(strings.OLDER_VIEWS, lambda: more.run(views[-1]), busy=more.busy)
            )
        return rows

    return scaffold(strings.VIEWED_BY, shown(query, draw, rows=6), lazy=True)


def _none() -> tuple[View, ...]:
    return ()


def line(view: View) -> ft.Control:
    """Who, what and when."""
    who = view.actor or strings.SOMEBODY
    return list_item(
        who,
        lines=[strings.view_line(view.action), text.moment(view.at)],
        leading=face(who),
        key=str(view.entry_id),
    )
