"""Correcting what a given task says; what it said before stays to be read."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import flet as ft

from services.models import Frozen
from services.tasks.models import Source, TaskCard, TaskCorrect, Weight
from views.session import use_services
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.errors import sentence
from views.shared.fields import ChoiceInput, Kind, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import Tone, banner, column, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown
from views.shared.theme import GAP_M
from views.tasks import strings


class Text(Frozen):
    """What has been filled in, over which version."""

    version: int
    title: str
    why: str
    details: str
    weight: Weight
    source_note: str
    words: str = ""


@screen
def CorrectScreen() -> ft.View:
    """The task behind the assignment in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("assignment_id", "")
    back = (ft.use_view_path() or "").rsplit("/", 1)[0]
    query = use_query(lambda: services.tasks.open(wanted_id(wanted)), [wanted], name="tasks.open")

    def draw(task: TaskCard) -> list[ft.Control]:
        if not task.may_correct:
            return [banner(strings.NO_LONGER, Tone.WAITING)]
        return [note(strings.CORRECT_HELP), keyed("correct", CorrectForm, task, back)]

    return scaffold(strings.CORRECT, shown(query, draw, room=strings.ERRORS))


@block
def CorrectForm(task: TaskCard, back: str) -> ft.Control:
    """What is typed stays through every error. Then ``back`` to the task."""
    services, ask = use_services(), use_confirm()
    start = first(task)
    typed, set_typed = use_state(lambda: start)
    kept = use_draft(
        "task.correct", task.assignment_id, typed, set_typed, start,
        fits=lambda found: found.version == task.task_version,
    )  # fmt: skip
    key = use_request_key(typed.model_dump_json())

    async def send(filled: Text, confirmed: bool, write_key: str) -> None:
        await services.tasks.correct(
            TaskCorrect(
                key=UUID(write_key),
                task_id=task.task_id,
                version=task.task_version,
                title=filled.title.strip(),
                why=filled.why.strip(),
                details=filled.details.strip(),
                weight=filled.weight,
                source_note=filled.source_note.strip() or None,
                words=filled.words.strip() or None,
            ),
            classified_confirmed=confirmed,
        )
        await kept.forget()

    def sent(_: None) -> None:
        toast(strings.CORRECTED)
        go(back)

    sending = use_action(send, on_done=sent, name="tasks.correct")

    def put(name: str, value: Any) -> None:
        set_typed(lambda old: old.model_copy(update={name: value}))

    def submit() -> None:
        said = "\n".join([typed.title, typed.why, typed.details, typed.source_note, typed.words])
        unless_stamped(ask, said, lambda sure: sending.run(typed, sure, key.value))

    if kept.waiting:
        return column(kept.waiting)
    told = sending.error
    wrong = None
    if told is not None and told.field == "title":
        wrong, told = sentence(told, strings.ERRORS), None
    notes: list[ft.Control] = []
    if task.source is not Source.MANUAL:
        notes.append(
            keyed(
                "source-note", TextInput, strings.SOURCE_NOTE, typed.source_note,
                partial(put, "source_note"), max_length=200, optional=True,
            )
        )  # fmt: skip
    return column(
        [
            *kept.above,
            keyed(
                "title", TextInput, strings.TITLE, typed.title, partial(put, "title"),
                max_length=200, lines=2, kind=Kind.LONG, error=wrong,
            ),
            keyed(
                "why", TextInput, strings.WHY_LABEL, typed.why, partial(put, "why"),
                kind=Kind.LONG, lines=2, max_length=1000, optional=True,
            ),
            keyed(
                "details", TextInput, strings.DETAILS_LABEL, typed.details, partial(put, "details"),
                kind=Kind.LONG, lines=4, max_length=10000, optional=True,
            ),
            *notes,
            keyed(
                "weight", ChoiceInput, strings.WEIGHT_LABEL, list(strings.WEIGHTS.items()),
                typed.weight.value, lambda value: put("weight", Weight(value)),
            ),
            keyed(
                "words", TextInput, strings.CORRECT_WORDS, typed.words, partial(put, "words"),
                kind=Kind.LONG, lines=2, max_length=4000, optional=True,
            ),
            *fault(strings.CHECK_FIELDS if wrong else None),
            *problem(told, strings.ERRORS),
            *kept.below,
            primary_button(strings.CORRECT_SAVE, submit, busy=sending.busy, key="correct"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def first(task: TaskCard) -> Text:
    """What the task says now."""
    return Text(
        version=task.task_version,
        title=task.title,
        why=task.why,
        details=task.details,
        weight=task.weight,
        source_note=task.source_note or "",
    )
