"""Pure functions: a task to a line of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from services.tasks.models import Part, Repeat, State, TaskLine
from views.shared import text
from views.shared.parts import Tone, list_item, pill
from views.shared.tasks import strings

TONES = {
    State.ASSIGNED: Tone.WAITING,
    State.CHANGE_ASKED: Tone.WAITING,
    State.ACCEPTED: Tone.NEUTRAL,
    State.HANDED_IN: Tone.WAITING,
    State.RETURNED: Tone.IMPORTANT,
    State.DONE: Tone.DONE,
    State.CANCELLED: Tone.NEUTRAL,
}


def marks(task: TaskLine) -> list[ft.Control]:
    """State and what stands out, each in words."""
    if task.part is Part.HELPER:
        over = task.state in (State.DONE, State.CANCELLED)
        ended = [pill(strings.STATES[task.state], TONES[task.state])] if over else []
        return [pill(strings.HELPER), *ended]
    drawn = [pill(strings.STATES[task.state], TONES[task.state])]
    if task.late:
        drawn.append(pill(strings.LATE, Tone.FAULT))
    elif task.near_due:
        drawn.append(pill(strings.NEAR_DUE, Tone.IMPORTANT))
    if task.time_asked is not None:
        drawn.append(pill(strings.TIME_ASKED, Tone.WAITING))
    if task.beyond:
        drawn.append(pill(strings.BEYOND, Tone.DONE))
    return drawn


def due_words(task: TaskLine) -> str:
    """The due day; with the days left while that matters."""
    closed = task.state in (State.DONE, State.CANCELLED, State.HANDED_IN)
    return strings.due(text.day(task.due_on) if closed else text.due(task.due_on))


def task_row(
    task: TaskLine,
    on_tap: Callable[[], None],
    *,
    title: str | None = None,
    extra: Sequence[str] = (),
    of_unit: bool = True,
) -> ft.Control:
    """A task in a list; ``of_unit`` names who gave it."""
    lines = [*extra, due_words(task)]
    if of_unit:
        lines.append(task.unit_name)
    if task.percent and task.state is State.ACCEPTED:
        lines.insert(len(extra) + 1, strings.percent(task.percent))
    if task.repeat is not Repeat.NEVER:
        lines.append(strings.REPEATS[task.repeat])
    return list_item(
        title or task.title,
        lines=lines,
        marks=marks(task),
        on_tap=on_tap,
        key=f"task-{task.assignment_id}",
    )
