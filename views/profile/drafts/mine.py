"""Bản nháp của tôi: what I have typed and not sent, to go on with or to throw away."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import flet as ft

from services.drafts.models import OwnDraft
from services.drafts.service import texts
from views.profile.drafts import strings
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import go
from views.shared.parts import body, card, flow, note, strong
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_S

_MOST = 160
_SAID = re.compile(r"\w\s+\w|[^\x00-\x7f]")
"""Words of people; not ids, days and choices."""


@screen
def MyDraftsScreen() -> ft.View:
    """All of them, the latest first."""
    me, services = use_me(), use_services()
    query = use_query(services.drafts.mine, [str(me.member_id)], name="drafts.mine")
    use_return(query.reload)

    def draw(drafts: list[OwnDraft]) -> list[ft.Control]:
        if not drafts:
            return [empty(strings.EMPTY, icon=ft.Icons.EDIT_NOTE)]
        return [
            note(strings.INTRO),
            *(keyed(f"{d.form} {d.about}", DraftCard, d, query.reload) for d in drafts),
        ]

    return scaffold(strings.TITLE, shown(query, draw, rows=4))


@block
def DraftCard(draft: OwnDraft, reload: Callable[[], None]) -> ft.Control:
    """What it is, how it begins, and the two ways on."""
    services, ask = use_services(), use_confirm()

    def dropped(_: None) -> None:
        toast(strings.DROPPED)
        reload()

    async def drop() -> None:
        await services.drafts.drop(draft.form, draft.about)

    dropping = use_action(drop, on_done=dropped, name="drafts.drop")

    def throw() -> None:
        ask(
            words.DRAFT_DROP_TITLE,
            strings.DROP_TEXT,
            words.DRAFT_DROP,
            dropping.run,
            danger=True,
        )

    ways: list[ft.Control] = []
    if draft.path is not None:
        ways.append(secondary_button(strings.OPEN, partial(go, draft.path), key="open-draft"))
    ways.append(text_button(words.DRAFT_DROP, throw, key="drop-draft"))
    said = begins(draft)
    return card(
        [
            strong(strings.form(draft.form)),
            *([body(draft.subject)] if draft.subject else []),
            *([note(said)] if said else []),
            note(
                strings.kept(text.moment(draft.saved_at), text.day(text.local(draft.until).date()))
            ),
            *([] if draft.path else [note(strings.NO_PATH)]),
            *problem(dropping.error),
            flow(ways),
        ],
        spacing=GAP_S,
    )


def begins(draft: OwnDraft) -> str:
    """How it begins, in the words of who wrote it."""
    said = next((" ".join(t.split()) for t in texts(draft.content) if _SAID.search(t)), "")
    if not said:
        return ""
    short = said if len(said) <= _MOST else f"{said[:_MOST].rstrip()}…"
    return f"“{short}”"
