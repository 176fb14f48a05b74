"""The forms: an opinion with a name or without, a note about somebody, a question to those above."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID, uuid4

import flet as ft

from services.meetings.models import Roll, RollLine
from services.models import Frozen
from services.opinions.models import NoteKind
from views import paths
from views.opinions import strings
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.fields import ChoiceInput, Kind, SwitchInput, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import Tone, banner, column, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import ask_about_stamp
from views.shared.states import problem, shown
from views.shared.theme import GAP_M

LONGEST = 4000


class Words(Frozen):
    """What has been typed."""

    words: str = ""


@screen
def NamedScreen() -> ft.View:
    """An opinion under my name; what is typed is kept, for me alone, until it is sent."""
    wanted = ft.use_route_params().get("meeting_id", "")
    return scaffold(strings.SEND_NAMED, [keyed(f"named-{wanted}", NamedForm, wanted)])


@block
def NamedForm(wanted: str) -> ft.Control:
    """The words, and the question about a stamp."""
    services, ask = use_services(), use_confirm()
    form, set_form = use_state(Words)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(form.words)
    kept = use_draft("opinion.named", wanted, form, set_form, Words())

    async def send(said: str, confirmed: bool) -> None:
        await services.opinions.send(
            UUID(key.value), wanted_id(wanted), said, classified_confirmed=confirmed
        )
        await kept.forget()

    def sent(_: None) -> None:
        toast(strings.SENT)
        go(paths.opinions(wanted))

    sending = use_action(send, on_done=sent, name="opinions.send")
    stamped = sending.error is not None and sending.error.code == "meeting.classified"

    def typed(words: str) -> None:
        set_form(Words(words=words))

    def submit() -> None:
        set_tried(True)
        if len(form.words.strip()) >= 2:
            sending.run(form.words.strip(), False)

    def confirm() -> None:
        ask_about_stamp(ask, partial(sending.run, form.words.strip(), True))

    if kept.waiting:
        return column(kept.waiting)
    return column(
        [
            *kept.above,
            note(strings.SEND_NOTE),
            words_input(form.words, typed, short=tried and len(form.words.strip()) < 2),
            *(
                [banner(strings.CLASSIFIED_TEXT, Tone.FAULT)]
                if stamped
                else problem(sending.error, strings.ERRORS)
            ),
            *kept.below,
            primary_button(
                strings.NOT_CLASSIFIED if stamped else strings.SEND,
                confirm if stamped else submit,
                busy=sending.busy,
                key="send",
            ),
        ],
        spacing=GAP_M,
    )


def words_input(
    words: str, typed: Callable[[str], None], *, short: bool, label: str = strings.WORDS
) -> ft.Control:
    """The one long field of these forms."""
    return keyed(
        "words", TextInput, label, words, typed,
        kind=Kind.LONG, lines=6, max_length=LONGEST, error=strings.WORDS_SHORT if short else None,
    )  # fmt: skip


@screen
def UnnamedScreen() -> ft.View:
    """An opinion without a name; nothing of it is kept anywhere but where it is read."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")
    words, set_words = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    voice, _ = use_state(uuid4)

    async def send(said: str) -> None:
        await services.opinions.send_unnamed(voice, wanted_id(wanted), said)

    def sent(_: None) -> None:
        toast(strings.SENT_UNNAMED)
        go(paths.opinions(wanted))

    sending = use_action(send, on_done=sent, name="opinions.send_unnamed")

    def submit() -> None:
        set_tried(True)
        if len(words.strip()) >= 2:
            sending.run(words.strip())

    return scaffold(
        strings.SEND_UNNAMED,
        [
            banner(strings.PROTECTS),
            words_input(words, set_words, short=tried and len(words.strip()) < 2),
            *problem(sending.error, strings.ERRORS),
            primary_button(strings.SEND, submit, busy=sending.busy, key="send"),
        ],
    )


@screen
def NoteScreen() -> ft.View:
    """Criticism about somebody who is there, who is then asked."""
    services = use_services()
    wanted = ft.use_route_params().get("meeting_id", "")
    query = use_query(
        lambda: services.meetings.roll(wanted_id(wanted)), [wanted], name="meetings.roll"
    )

    def draw(roll: Roll) -> list[ft.Control]:
        there = [p for p in roll.people if p.presence in ("present", "online")]
        return [keyed(f"note-{wanted}", NoteForm, wanted, there)]

    return scaffold(strings.NOTE_ADD, shown(query, draw, room=strings.ERRORS))


class NoteDraft(Frozen):
    """What has been filled in about somebody."""

    kind: NoteKind = NoteKind.SELF_CRITICISM
    who: str = ""
    words: str = ""


@block
def NoteForm(wanted: str, people: list[RollLine]) -> ft.Control:
    """Which of the two, about whom, the words."""
    services = use_services()
    form, set_form = use_state(NoteDraft)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(form)
    kept = use_draft("opinion.note", wanted, form, set_form, NoteDraft())

    async def send(about: UUID, said: str) -> None:
        await services.opinions.note(UUID(key.value), wanted_id(wanted), about, form.kind, said)
        await kept.forget()

    def sent(_: None) -> None:
        toast(strings.NOTE_ASKED)
        go(paths.opinions(wanted))

    sending = use_action(send, on_done=sent, name="opinions.note")

    def put(name: str, value: str) -> None:
        set_form(lambda old: old.model_copy(update={name: value}))

    def submit() -> None:
        set_tried(True)
        if form.who and len(form.words.strip()) >= 2:
            sending.run(UUID(form.who), form.words.strip())

    if kept.waiting:
        return column(kept.waiting)
    short = tried and len(form.words.strip()) < 2
    return column(
        [
            *kept.above,
            note(strings.NOTE_HELP),
            keyed(
                "kind", ChoiceInput, strings.NOTE_KIND, list(strings.NOTE_KINDS.items()), form.kind,
                lambda value: put("kind", NoteKind(value)),
            ),
            words_input(form.words, partial(put, "words"), short=short, label=strings.NOTE_WORDS),
            keyed(
                "who", ChoiceInput, strings.NOTE_WHO,
                [(str(p.member_id), p.full_name) for p in people], form.who or None, partial(put, "who"),
                error=strings.NOTE_WHO_MISSING if tried and not form.who else None,
            ),
            *problem(sending.error, strings.ERRORS),
            *kept.below,
            primary_button(strings.SEND, submit, busy=sending.busy, key="send"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


class QuestionDraft(Frozen):
    """What has been filled in."""

    words: str = ""
    up: bool = True


@screen
def QuestionScreen() -> ft.View:
    """A question of the cell, without who asked."""
    services, ask = use_services(), use_confirm()
    wanted = ft.use_route_params().get("meeting_id", "")
    form, set_form = use_state(QuestionDraft)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(form)
    kept = use_draft("opinion.question", wanted, form, set_form, QuestionDraft())
    words, up = form.words, form.up

    async def send(said: str, confirmed: bool) -> None:
        await services.opinions.add_question(
            UUID(key.value), wanted_id(wanted), said, pass_up=up, classified_confirmed=confirmed
        )
        await kept.forget()

    def sent(_: None) -> None:
        toast(strings.QUESTION_SAVED)
        go(paths.opinions(wanted))

    sending = use_action(send, on_done=sent, name="opinions.question")
    stamped = sending.error is not None and sending.error.code == "meeting.classified"

    def put(name: str, value: object) -> None:
        set_form(lambda old: old.model_copy(update={name: value}))

    def submit() -> None:
        set_tried(True)
        if len(words.strip()) >= 2:
            sending.run(words.strip(), False)

    def confirm() -> None:
        ask_about_stamp(ask, partial(sending.run, words.strip(), True))

    short = tried and len(words.strip()) < 2
    if kept.waiting:
        return scaffold(strings.QUESTION_ADD, kept.waiting)
    return scaffold(
        strings.QUESTION_ADD,
        [
            *kept.above,
            note(strings.QUESTION_HELP),
            words_input(words, partial(put, "words"), short=short, label=strings.QUESTION_WORDS),
            keyed("up", SwitchInput, strings.QUESTION_PASS, up, partial(put, "up")),
            *(
                [banner(strings.CLASSIFIED_TEXT, Tone.FAULT)]
                if stamped
                else problem(sending.error, strings.ERRORS)
            ),
            *kept.below,
            *kept.below,
            primary_button(
                strings.NOT_CLASSIFIED if stamped else strings.SEND,
                confirm if stamped else submit,
                busy=sending.busy,
                key="send",
            ),
        ],
    )
