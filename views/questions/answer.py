"""One question at my desk: who asked, and what I do with it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.models import Frozen
from services.questions.models import Desk, Question
from views import paths
from views.questions import strings
from views.questions.parts import asker, head, is_mistake, reply
from views.session import use_services
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.errors import sentence_for
from views.shared.fields import ChoiceInput, Kind, SwitchInput, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import flow, note
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown

_LEAST = 3
_SAYS = ("answer", "close")


class Answering(Frozen):
    """What is done with the question, and in which words; None where nobody has typed any."""

    verb: str = "answer"
    words: str | None = None
    publish: bool = False


@screen
def AnswerScreen() -> ft.View:
    """Answer, pass on, or close; below an answer, publish it or take it down."""
    services, ask = use_services(), use_confirm()
    here = ft.use_view_path()
    wanted = ft.use_route_params().get("question_id", "")
    form, set_form = use_state(Answering)
    verb, typed, publish = form.verb, form.words, form.publish
    kept = use_draft(
        "answer.question", wanted, form, set_form, Answering(), worth=typed is not None
    )
    tried, set_tried = use_state(lambda: False)

    async def load() -> Question:
        try:
            return await services.questions.open(UUID(wanted))
        except ValueError as error:
            raise NotFound("question.not_found") from error

    query = use_query(load, [wanted], name="questions.open")
    value = query.state.value if isinstance(query.state, Ready) else None
    said = typed if typed is not None else default_words(value, verb)
    key = use_request_key(wanted, verb, said, publish, value.published if value else None)

    async def settle(what: str, words: str | None, public: bool, confirmed: bool) -> str:
        state = await services.questions.settle(
            UUID(key.value),
            UUID(wanted),
            what,
            words,
            publish=public,
            classified_confirmed=confirmed,
        )
        await kept.forget()
        return state

    def put(name: str, what: object) -> None:
        set_form(lambda old: old.model_copy(update={name: what}))

    def settled(state: str) -> None:
        if value is not None and not value.waits:
            query.reload()
            return
        toast(strings.DONE.get(state, ""))
        go(paths.QUESTIONS)

    settling = use_action(settle, on_done=settled, name="questions.settle")

    def start() -> None:
        set_tried(True)
        words = said.strip() if verb in _SAYS else None
        if words is not None and len(words) < _LEAST:
            return
        run = partial(settling.run, verb, words, publish and verb == "answer")
        # Words that nobody has typed say that it is put right: that shall be meant.
        if words and typed is None:
            sure = partial(run, False)
            ask(strings.MENDED_TITLE, strings.mended(words), strings.DO[verb], sure)
        else:
            unless_stamped(ask, words or "", run)

    def draw(question: Question) -> list[ft.Control]:
        rows = [
            *asker(question),
            *head(question),
            flow(ways(question, paths.post(question.post_id, here))),
            *reply(question),
        ]
        if not question.waits:
            if question.may_publish and question.state == "answered":
                what = "unpublish" if question.published else "publish"
                label = strings.UNPUBLISH if question.published else strings.PUBLISH_NOW
                run = partial(settling.run, what, None, False, False)
                rows.append(secondary_button(label, run, busy=settling.busy, key=what))
            return [*rows, *problem(settling.error, strings.ERRORS)]
        if kept.waiting:
            return [*rows, *kept.waiting]
        rows.append(
            keyed("verb", ChoiceInput, strings.WHAT, choices(question), verb, partial(put, "verb"))
        )
        rows += kept.above
        if verb in _SAYS:
            short = strings.ANSWER_SHORT if tried and len(said.strip()) < _LEAST else None
            rows.append(
                keyed(
                    f"words-{verb}",
                    TextInput,
                    strings.ANSWER_WORDS if verb == "answer" else strings.CLOSE_WORDS,
                    said,
                    partial(put, "words"),
                    kind=Kind.LONG,
                    lines=5,
                    max_length=5000,
                    error=short or sentence_for(settling.error, "words", strings.ERRORS),
                )
            )
        if verb == "answer" and question.may_publish:
            rows.append(
                keyed(
                    "publish",
                    SwitchInput,
                    strings.PUBLISH,
                    publish,
                    partial(put, "publish"),
                    help=strings.PUBLISH_HELP,
                )
            )
        elif verb == "answer":
            rows.append(note(strings.ANSWERED_PRIVATELY))
        return [*rows, *kept.below]

    failed = settling.error
    bottom: list[ft.Control] = []
    if value is not None and value.waits:
        told = failed if failed is not None and failed.field != "words" else None
        bottom = [
            *problem(told, strings.ERRORS),
            primary_button(strings.DO[verb], start, busy=settling.busy, key="settle"),
        ]
    return scaffold(strings.ONE, shown(query, draw, room=strings.ERRORS), bottom=bottom)


def ways(question: Question, post_path: str) -> list[ft.Control]:
    """To the post; and from a mistake, for who may, to where it is put right. Back leads here, with what
    is half written."""
    found: list[ft.Control] = []
    if is_mistake(question) and question.may_correct:
        found.append(
            secondary_button(
                strings.CORRECT_POST,
                partial(go, paths.post_desk(post_path, "correct")),
                icon=ft.Icons.EDIT_OUTLINED,
                key="correct-post",
            )
        )
    return [*found, text_button(strings.OPEN_POST, partial(go, post_path), key="open-post")]


def choices(question: Question) -> list[tuple[str, str]]:
    """What can be done with a question that waits; never where it lies already."""
    offered = [("answer", strings.ANSWER)]
    if question.desk is not Desk.EDITORS:
        offered.append(("pass_editors", strings.PASS_EDITORS))
    if question.desk is not Desk.SECRETARY and not is_mistake(question):
        offered.append(("pass_secretary", strings.PASS_SECRETARY))
    return [*offered, ("pass_above", strings.PASS_ABOVE), ("close", strings.CLOSE)]


def default_words(question: Question | None, verb: str) -> str:
    """What stands in the field before anything is typed: thanks for a mistake."""
    if question is not None and is_mistake(question) and verb == "answer":
        return strings.THANKS
    return ""
