"""Questions that cells below have passed up, and answering them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.opinions.models import QuestionUp
from views.opinions import strings
from views.opinions.beside import answered
from views.opinions.forms import words_input
from views.session import use_services
from views.shared import strings as words
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_request_key
from views.shared.ids import wanted_id
from views.shared.paging import use_pages
from views.shared.parts import Tone, banner, card, column, flow, icon_button, note, selectable
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import ask_about_stamp
from views.shared.states import empty, problem, shown


@screen
def QuestionsUpScreen() -> ft.View:
    """Those that wait, or those that are answered."""
    services = use_services()
    unit = ft.use_route_params().get("unit_id", "")
    done, set_done = use_state(lambda: False)

    async def load(after: QuestionUp | None) -> list[QuestionUp]:
        return await services.opinions.waiting(wanted_id(unit), after, answered=done)

    pages = use_pages(load, [unit, done], key_of=lambda q: q.question_id, name="opinions.waiting")

    def draw(first: list[QuestionUp]) -> list[ft.Control]:
        asked = pages.items(first)
        if not asked:
            return [empty(strings.UP_NONE, icon=ft.Icons.QUESTION_ANSWER_OUTLINED)]
        rows: list[ft.Control] = [
            keyed(str(q.question_id), QuestionCard, q, pages.query.reload) for q in asked
        ]
        return [*rows, *pages.button(asked, strings.MORE)]

    return scaffold(
        strings.UP,
        [filters(done, set_done), *shown(pages.query, draw, room=strings.ERRORS)],
        lazy=True,
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, pages.reload)],
    )


def filters(done: bool, choose: Callable[[bool], None]) -> ft.Control:
    """Waiting or answered; the one in force says so to screen readers as well."""
    buttons: list[ft.Control] = []
    for value, label in ((False, strings.UP_WAITING), (True, strings.UP_DONE)):
        draw = primary_button if value is done else secondary_button
        buttons.append(
            ft.Semantics(
                content=draw(label, partial(choose, value), key=f"filter-{value}"),
                selected=value is done,
            )
        )
    return flow(buttons)


@block
def QuestionCard(q: QuestionUp, reload: Callable[[], None]) -> ft.Control:
    """A question with its cell; a tap opens the field for the answer."""
    services, ask = use_services(), use_confirm()
    open_, set_open = use_state(lambda: False)
    said, set_said = use_state(lambda: q.answer or "")
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(said)

    async def send(answer: str, confirmed: bool) -> None:
        await services.opinions.answer(
            UUID(key.value), q.question_id, answer, classified_confirmed=confirmed
        )

    def sent(_: None) -> None:
        toast(strings.ANSWERED)
        set_open(False)
        reload()

    sending = use_action(send, on_done=sent, name="opinions.answer")
    stamped = sending.error is not None and sending.error.code == "meeting.classified"

    def submit() -> None:
        set_tried(True)
        if len(said.strip()) >= 2:
            sending.run(said.strip(), False)

    def confirm() -> None:
        ask_about_stamp(ask, partial(sending.run, said.strip(), True))

    rows: list[ft.Control] = [note(q.unit_name), selectable(q.words), *answered(q)]
    if not open_:
        rows.append(
            text_button(strings.ANSWER, lambda: set_open(True), key=f"answer-{q.question_id}")
        )
        return card(rows)
    short = tried and len(said.strip()) < 2
    form = column(
        [
            words_input(said, set_said, short=short, label=strings.ANSWER_WORDS),
            *(
                [banner(strings.CLASSIFIED_TEXT, Tone.FAULT)]
                if stamped
                else problem(sending.error, strings.ERRORS)
            ),
            primary_button(
                strings.NOT_CLASSIFIED if stamped else strings.ANSWER_SEND,
                confirm if stamped else submit,
                busy=sending.busy,
                key=f"send-{q.question_id}",
            ),
        ]
    )
    return card([*rows, form])
