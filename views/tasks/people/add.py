"""Giving a given task to more people, or asking more to help with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import flet as ft
from pydantic import BaseModel

from services.tasks.models import Candidate, Part, TaskAdd, TaskCard
from views.session import use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.errors import sentence
from views.shared.fields import ChoiceInput, DateInput, Kind, TextInput, fault
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import Tone, banner, column, heading
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import empty, problem, shown
from views.shared.theme import GAP_M
from views.tasks import strings as tasks
from views.tasks.people import strings
from views.tasks.people.choose import Chosen, choosing, in_order

LONGEST = timedelta(days=3650)
_ERRORS = {
    **tasks.ERRORS,
    "task.already_in": strings.ALREADY_IN,
    "task.wrong_state": strings.OVER,
    "task.nobody": strings.MISSING,
}


class More(BaseModel):
    """What has been filled in."""

    part: Part = Part.MAIN
    who: frozenset[UUID] = frozenset()
    due_on: date | None = None
    words: str = ""


@screen
def AddScreen() -> ft.View:
    """Those of the unit who are not yet at the task behind the assignment in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("assignment_id", "")
    back = (ft.use_view_path() or "").rsplit("/", 1)[0]

    async def load() -> tuple[TaskCard, list[Candidate]]:
        task = await services.tasks.open(wanted_id(wanted))
        if not task.may_add or task.unit_id is None:
            return task, []
        inside = {person.member_id for person in task.people}
        return task, [
            p for p in await services.tasks.load(task.unit_id) if p.member_id not in inside
        ]

    query = use_query(load, [wanted], name="tasks.load")

    def draw(loaded: tuple[TaskCard, list[Candidate]]) -> list[ft.Control]:
        task, people = loaded
        if not task.may_add:
            return [banner(tasks.NO_LONGER, Tone.WAITING)]
        if not people:
            return [empty(strings.NOBODY_LEFT, icon=ft.Icons.GROUPS_OUTLINED)]
        return [heading(task.title, level=2), keyed("add", AddForm, task, people, back)]

    return scaffold(strings.ADD, shown(query, draw, room=_ERRORS))


@block
def AddForm(task: TaskCard, people: list[Candidate], back: str) -> ft.Control:
    """What is typed stays through every error. Then ``back`` to the task."""
    services, ask = use_services(), use_confirm()
    today = text.now().date()
    same = task.first_due_on if task.first_due_on >= today else None
    more, set_more = use_state(lambda: More(due_on=same))
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(more.model_dump_json())
    first, _ = use_state(lambda: more)
    kept = use_draft("task.add", task.task_id, more, set_more, first)

    async def send(filled: More, confirmed: bool, write_key: str) -> int:
        who = in_order(people, filled.who)
        main = filled.part is Part.MAIN
        await services.tasks.add(
            TaskAdd(
                key=UUID(write_key),
                task_id=task.task_id,
                members=who if main else [],
                helpers=[] if main else who,
                due_on=filled.due_on if main else None,
                words=filled.words.strip() or None,
            ),
            classified_confirmed=confirmed,
        )
        await kept.forget()
        return len(who)

    def sent(count: int) -> None:
        toast(strings.added(count))
        go(back)

    sending = use_action(send, on_done=sent, name="tasks.add")

    def put(name: str, value: Any) -> None:
        set_more(lambda old: old.model_copy(update={name: value}))

    def choose(change: Callable[[Chosen], Chosen]) -> None:
        set_more(lambda old: old.model_copy(update={"who": change(old.who)}))

    def submit() -> None:
        set_tried(True)
        if not faults(more):
            unless_stamped(ask, more.words, lambda sure: sending.run(more, sure, key.value))

    found = faults(more) if tried else {}
    told = sending.error
    if told is not None and told.field in ("due_on", "members", "words"):
        found[told.field] = sentence(told, _ERRORS)
        told = None
    due: list[ft.Control] = []
    if more.part is Part.MAIN:
        due.append(
            keyed(
                "due", DateInput, strings.DUE, more.due_on, partial(put, "due_on"),
                first=today, last=today + LONGEST, error=found.get("due_on"),
            )
        )  # fmt: skip
    return column(
        [
            *kept.around(
                keyed(
                    "part", ChoiceInput, strings.PART, list(strings.PARTS.items()), more.part.value,
                    lambda value: put("part", Part(value)),
                ),
                *due,
                heading(strings.WHO, level=2),
                *fault(found.get("members")),
                *choosing(people, more.who, choose),
                keyed(
                    "words", TextInput, strings.WORDS, more.words, partial(put, "words"),
                    kind=Kind.LONG, lines=2, max_length=4000, optional=True, error=found.get("words"),
                ),
            ),
            *fault(tasks.CHECK_FIELDS if found else None),
            *problem(told, _ERRORS),
            primary_button(strings.add(len(more.who)), submit, busy=sending.busy, key="add"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def faults(more: More) -> dict[str, str]:
    """What is missing yet, by field."""
    found: dict[str, str] = {}
    if not more.who:
        found["members"] = strings.MISSING
    if more.part is Part.MAIN and more.due_on is None:
        found["due_on"] = tasks.DUE_MISSING
    return found
