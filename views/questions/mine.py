"""What I asked and what was answered."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.questions.models import Question
from views import paths
from views.questions import strings
from views.questions.parts import head, question_row, reply
from views.session import use_services
from views.shared.buttons import danger_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query
from views.shared.look import go
from views.shared.paging import use_pages
from views.shared.parts import flow, list_card, note
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown


@screen
def MineScreen() -> ft.View:
    """One line for each."""
    services = use_services()
    pages = use_pages(
        services.questions.mine, [], key_of=lambda q: q.question_id, name="questions.mine"
    )
    use_return(pages.reload)

    def draw(first: list[Question]) -> list[ft.Control]:
        if not first:
            return [empty(strings.MINE_EMPTY, icon=ft.Icons.HELP_OUTLINE)]
        items = pages.items(first)
        rows = [question_row(q, partial(go, paths.my_question(q.question_id))) for q in items]
        return [list_card(rows), *pages.button(items, strings.MORE, strings.ERRORS)]

    return scaffold(strings.MINE, shown(pages.query, draw, room=strings.ERRORS))


@screen
def MyQuestionScreen() -> ft.View:
    """One of them; the answer is now seen."""
    services, ask = use_services(), use_confirm()
    wanted = ft.use_route_params().get("question_id", "")

    async def load() -> Question:
        try:
            return await services.questions.open(UUID(wanted))
        except ValueError as error:
            raise NotFound("question.not_found") from error

    query = use_query(load, [wanted], name="questions.open")

    async def take_back(what: str) -> str:
        await services.questions.take_back(UUID(wanted), what)
        return what

    def taken_back(what: str) -> None:
        if what == "question":
            toast(strings.DELETED)
            go(paths.MY_QUESTIONS)
        else:
            toast(strings.TAKEN_BACK)
            query.reload()

    taking = use_action(take_back, on_done=taken_back, name="questions.take_back")

    def ask_delete() -> None:
        ask(
            strings.DELETE_TITLE,
            strings.DELETE_TEXT,
            strings.DELETE,
            partial(taking.run, "question"),
            danger=True,
        )

    def ask_consent() -> None:
        ask(
            strings.TAKE_BACK_TITLE,
            strings.TAKE_BACK_TEXT,
            strings.TAKE_BACK,
            partial(taking.run, "consent"),
        )

    def draw(question: Question) -> list[ft.Control]:
        open_post = partial(go, paths.post(question.post_id))
        rows = [
            *head(question),
            *reply(question),
            flow([text_button(strings.OPEN_POST, open_post, key="open-post")]),
            note(strings.MAY_PUBLISH if question.may_publish else strings.NOT_PUBLIC),
            *problem(taking.error, strings.ERRORS),
        ]
        if question.may_publish:
            rows.append(
                secondary_button(strings.TAKE_BACK, ask_consent, busy=taking.busy, key="consent")
            )
        if question.waits:
            rows.append(danger_button(strings.DELETE, ask_delete, busy=taking.busy, key="delete"))
        return rows

    return scaffold(strings.ONE, shown(query, draw, room=strings.ERRORS))
