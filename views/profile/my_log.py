"""What was written about me, by whom and when."""

from __future__ import annotations

import flet as ft

from services.audit.models import OwnEntry
from views.profile import strings
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import secondary_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_action, use_query
from views.shared.parts import list_card, list_item, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown

PAGE = 50


@screen
def MyLogScreen() -> ft.View:
    """My log, newest first, a page at a time."""
    me, services = use_me(), use_services()
    older, set_older = use_state(lambda: _none())
    query = use_query(services.audit.my_log, [str(me.member_id)], name="audit.my_log")

    def add(page: list[OwnEntry]) -> None:
        set_older(lambda held: (*held, *page))

    more = use_action(services.audit.my_log, on_done=add, name="audit.my_log")

    def draw(first: list[OwnEntry]) -> list[ft.Control]:
        entries = [*first, *(e for e in older if e.entry_id < first[-1].entry_id)] if first else []
        if not entries:
            return [empty(strings.LOG_EMPTY, icon=ft.Icons.HISTORY)]
        rows: list[ft.Control] = [note(strings.LOG_NOTE), list_card([line(e) for e in entries])]
        full = len(entries) % PAGE == 0 and (more.result is None or len(more.result) > 0)
        if full:
            rows += problem(more.error)
            rows.append(
                secondary_button(
                    strings.OLDER, lambda: more.run(entries[-1].entry_id), busy=more.busy
                )
            )
        return rows

    return scaffold(strings.MY_LOG, shown(query, draw, rows=6), lazy=True)


def _none() -> tuple[OwnEntry, ...]:
    return ()


def line(entry: OwnEntry) -> ft.Control:
    """An entry in plain words."""
    who = strings.BY_ME if entry.by_me else entry.actor or strings.BY_SYSTEM
    return list_item(
        strings.log_line(entry.action),
        lines=[f"{text.moment(entry.at)} · {who}"],
        key=str(entry.entry_id),
    )
