"""Bản nháp: posts that wait to be published by a unit I publish for."""

from __future__ import annotations

import flet as ft

from services.posts.models import Draft
from views import paths
from views.posts import strings
from views.session import use_services
from views.shared import text
from views.shared.hooks import use_query
from views.shared.look import go
from views.shared.parts import list_card, list_item
from views.shared.posts.rows import category_pill
from views.shared.posts.strings import ERRORS
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


@screen
def DraftsScreen() -> ft.View:
    """The list of drafts."""
    services = use_services()
    drafts = use_query(services.posts.drafts, name="drafts")
    use_return(drafts.reload)
    return scaffold(strings.DRAFTS, shown(drafts, draft_list, room=ERRORS))


def draft_list(drafts: list[Draft]) -> list[ft.Control]:
    """One line a draft."""
    if not drafts:
        return [empty(strings.NO_DRAFTS, icon=ft.Icons.DRAFTS_OUTLINED)]
    return [list_card([_line(draft) for draft in drafts])]


def _line(draft: Draft) -> ft.Control:
    return list_item(
        draft.title or strings.UNTITLED,
        lines=[draft.unit_name, strings.updated(text.moment(draft.updated_at))],
        marks=[category_pill(draft.category)],
        on_tap=lambda: go(paths.post(draft.post_id, paths.DRAFTS)),
    )
