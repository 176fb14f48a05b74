"""Asking about a post, or reporting a mistake in it. What is typed survives a lost connection."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from services.models import Frozen
from services.questions.models import Desk, Kind, QuestionAsk
from views import paths
from views.questions import strings
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.errors import sentence_for
from views.shared.fields import ChoiceInput, SwitchInput, TextInput
from views.shared.fields import Kind as Typed
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_request_key
from views.shared.look import go
from views.shared.parts import Tone, banner, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem

DESKS: tuple[tuple[Desk, str], ...] = (
    (Desk.EDITORS, strings.TO_EDITORS),
    (Desk.SECRETARY, strings.TO_SECRETARY),
)
_LEAST = 5


class Form(Frozen):
    """What is being written."""

    desk: Desk = Desk.EDITORS
    words: str = ""
    may_publish: bool = False


@screen
def AskScreen() -> ft.View:
    """A question to the editors or the own secretary."""
    return _form(Kind.QUESTION)


@screen
def MistakeScreen() -> ft.View:
    """A mistake, told to the editors."""
    return _form(Kind.MISTAKE)


def _form(kind: Kind) -> ft.View:
    services, ask = use_services(), use_confirm()
    post_id = ft.use_route_params().get("post_id", "")
    form, set_form = use_state(Form)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(post_id, kind, form)
    kept = use_draft(f"question.{kind.value}", post_id, form, set_form, Form())

    async def send(question: QuestionAsk, confirmed: bool) -> UUID:
        question_id = await services.questions.ask(question, classified_confirmed=confirmed)
        await kept.forget()
        return question_id

    def sent(question_id: UUID) -> None:
        toast(strings.SENT)
        go(paths.my_question(question_id))

    sending = use_action(send, on_done=sent, name="questions.ask")

    def start() -> None:
        set_tried(True)
        if len(form.words.strip()) < _LEAST:
            return
        question = QuestionAsk(
            key=UUID(key.value),
            post_id=UUID(post_id),
            kind=kind,
            desk=form.desk if kind is Kind.QUESTION else Desk.EDITORS,
            words=form.words.strip(),
            may_publish=form.may_publish and kind is Kind.QUESTION,
        )
        unless_stamped(ask, question.words, lambda sure: sending.run(question, sure))

    def write(words: str) -> None:
        set_form(lambda old: old.model_copy(update={"words": words}))

    def choose(desk: Desk) -> None:
        set_form(lambda old: old.model_copy(update={"desk": desk}))

    def agree(on: bool) -> None:
        set_form(lambda old: old.model_copy(update={"may_publish": on}))

    asks = kind is Kind.QUESTION
    if kept.waiting:
        return scaffold(strings.ASK if asks else strings.MISTAKE, kept.waiting)
    short = strings.SHORT if tried and len(form.words.strip()) < _LEAST else None
    failed = sending.error
    told = failed if failed is not None and failed.field != "words" else None
    rows: list[ft.Control] = [
        *kept.above,
        banner(strings.PRIVACY if asks else strings.MISTAKE_PRIVACY, Tone.NEUTRAL),
    ]
    if asks:
        rows.append(keyed("desk", ChoiceInput, strings.TO_WHOM, DESKS, form.desk, choose))
    rows.append(
        keyed(
            "words",
            TextInput,
            strings.WORDS if asks else strings.MISTAKE_WORDS,
            form.words,
            write,
            kind=Typed.LONG,
            lines=5,
            max_length=2000,
            help=strings.WORDS_HELP,
            error=short or sentence_for(failed, "words", strings.ERRORS),
        )
    )
    if asks:
        rows.append(
            keyed(
                "agree",
                SwitchInput,
                strings.AGREE,
                form.may_publish,
                agree,
                help=strings.AGREE_HELP,
            )
        )
    rows += [note(strings.NOT_SECRET), *kept.below]
    return scaffold(
        strings.ASK if asks else strings.MISTAKE,
        rows,
        bottom=[
            *problem(told, strings.ERRORS),
            primary_button(
                strings.SEND, start, busy=sending.busy, icon=ft.Icons.SEND_OUTLINED, key="send"
            ),
        ],
    )
