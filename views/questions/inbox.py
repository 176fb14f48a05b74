"""Questions and mistakes at my desks, the oldest first."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.accounts.models import Me
from services.questions.models import Question
from views import paths
from views.questions import strings
from views.questions.parts import question_row
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared.flet_typed import use_state
from views.shared.look import go
from views.shared.paging import use_pages
from views.shared.parts import icon_button, list_card, note
from views.shared.posts.chips import choice_chips
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown


def answers(me: Me) -> bool:
    """Whether somebody sits at a desk."""
    return me.may("question.editors") or me.may("question.secretary")


@screen
def InboxScreen() -> ft.View:
    """What waits, or what is settled."""
    me, services = use_me(), use_services()
    done, set_done = use_state(lambda: False)

    async def load(after: Question | None) -> list[Question]:
        if done:
            return await services.questions.settled(after)
        return await services.questions.waiting(after)

    pages = use_pages(load, [done], key_of=lambda q: q.question_id, name="questions.inbox")
    use_return(pages.reload)

    def choose(new: bool) -> None:
        pages.reload()
        set_done(new)

    def draw(first: list[Question]) -> list[ft.Control]:
        if not first:
            said = strings.SETTLED_EMPTY if done else strings.INBOX_EMPTY
            return [empty(said, icon=ft.Icons.INBOX_OUTLINED)]
        items = pages.items(first)
        rows = [question_row(q, partial(go, paths.question(q.question_id))) for q in items]
        return [
            *([] if done else [note(strings.INBOX_NOTE)]),
            list_card(rows),
            *pages.button(items, strings.MORE, strings.ERRORS),
        ]

    if not answers(me):
        return scaffold(strings.INBOX, empty(strings.NOT_YOURS, icon=ft.Icons.INBOX_OUTLINED))
    options = ((False, strings.WAITING), (True, strings.SETTLED))
    return scaffold(
        strings.INBOX,
        [
            choice_chips(strings.WHICH, options, done, choose),
            *shown(pages.query, draw, room=strings.ERRORS),
        ],
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, pages.reload)],
    )
