"""One task of one member: what is asked, where it stands, what can be done now, its history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.tasks.models import Part, Repeat, State, Step, TaskCard, TaskEvent, TaskFile, TaskStep
from views import paths
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import secondary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.files import file_item, use_file_opener
from views.shared.flet_typed import use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import (
    body,
    card,
    column,
    flow,
    heading,
    icon_button,
    key_values,
    list_card,
    list_item,
    note,
    section,
    selectable,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown
from views.shared.tasks.rows import marks
from views.shared.theme import GAP_S, GAP_XS
from views.tasks import strings
from views.tasks.parts import event_card
from views.tasks.people import strings as people
from views.tasks.steps import Doing, what_now

ANSWERED = {
    State.HANDED_IN: Step.HAND_IN,
    State.RETURNED: Step.RETURN,
    State.CHANGE_ASKED: Step.ASK_CHANGE,
    State.DONE: Step.APPROVE,
    State.CANCELLED: Step.CANCEL,
}
"""The step whose words stand at the top while a task is in a state."""


def wanted_id(typed: str) -> UUID:
    """The id in an address. Raises NotFound for what is none."""
    try:
        return UUID(typed)
    except ValueError:
        raise NotFound("task.not_found") from None


@screen
def TaskScreen() -> ft.View:
    """The assignment in the address."""
    services, ask = use_services(), use_confirm()
    wanted, here = ft.use_route_params().get("assignment_id", ""), ft.use_view_path() or ""
    standing_in, set_standing_in = use_state(lambda: False)
    key = use_request_key(wanted)
    query = use_query(lambda: services.tasks.open(wanted_id(wanted)), [wanted], name="tasks.open")
    use_return(query.reload)

    async def take(card: TaskCard, step: Step, percent: int | None) -> Step:
        await services.tasks.step(
            TaskStep(
                key=UUID(key.value),
                assignment_id=card.assignment_id,
                step=step,
                version=card.version,
                percent=percent,
            )
        )
        return step

    async def revoke(event_id: int) -> None:
        await services.tasks.revoke(UUID(key.value), event_id)

    def taken(step: Step) -> None:
        key.renew()
        toast(strings.SAID.get(step, strings.SAVED))
        query.reload()

    def revoked(_: None) -> None:
        key.renew()
        toast(strings.REVOKE_DONE)
        query.reload()

    taking = use_action(take, on_done=taken, name="tasks.step")
    revoking = use_action(revoke, on_done=revoked, name="tasks.revoke")
    open_file = use_file_opener(services.tasks.link, strings.ERRORS)

    def ask_revoke(event: TaskEvent) -> None:
        ask(
            strings.REVOKE_TITLE,
            strings.REVOKE_TEXT,
            strings.REVOKE,
            partial(revoking.run, event.event_id),
            danger=True,
        )

    def draw(task: TaskCard) -> list[ft.Control]:
        doing = Doing(
            lambda step, percent: taking.run(task, step, percent),
            lambda step: go(paths.task_step(here, step)),
            taking.busy,
            task.part is Part.HELPER,
        )
        return [
            *head(task),
            *latest(task, open_file),
            *asked(task),
            *problem(taking.error or revoking.error, strings.ERRORS),
            *what_now(task, doing, standing_in, lambda: set_standing_in(not standing_in)),
            *around(task, here),
            *history(task, open_file, ask_revoke),
        ]

    return scaffold(
        strings.TASK,
        shown(query, draw, room=strings.ERRORS),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def head(task: TaskCard) -> list[ft.Control]:
    """Title, state, due day."""
    pairs: list[tuple[str, str | ft.Control]] = []
    if not task.mine:
        pairs.append((whose(task), doer(task)))
    pairs.append((strings.GIVEN_BY, task.unit_name))
    closed = task.state in (State.DONE, State.CANCELLED)
    pairs.append(
        (strings.due("").strip(": "), text.day(task.due_on) if closed else text.due(task.due_on))
    )
    if task.first_due_on != task.due_on:
        pairs.append((strings.FIRST_DUE, text.day(task.first_due_on)))
    if task.time_asked is not None:
        pairs.append((strings.ASKED_UNTIL, text.day(task.time_asked)))
    if task.percent and task.state is State.ACCEPTED:
        pairs.append((strings.PERCENT, f"{task.percent} %"))
    return [
        column([heading(task.title), flow(marks(task))], spacing=GAP_S),
        card(key_values(pairs)),
    ]


def whose(task: TaskCard) -> str:
    """What the name of whoever takes part is called."""
    return people.HELPER_IS if task.part is Part.HELPER else strings.GIVEN_TO


def doer(task: TaskCard) -> str:
    """The name of whose assignment this is."""
    return next((p.full_name for p in task.people if p.member_id == task.member_id), "")


def asked(task: TaskCard) -> list[ft.Control]:
    """What is asked and why: read before anything is tapped."""
    return [
        card([note(title), selectable(said)], spacing=GAP_XS)
        for title, said in ((strings.WHY, task.why), (strings.DETAILS, task.details))
        if said
    ]


def latest(task: TaskCard, open_file: Callable[[TaskFile], None]) -> list[ft.Control]:
    """What was said last that the state calls for an answer to: a result, a wish, what is missing."""
    wanted = Step.ASK_TIME if task.time_asked is not None else ANSWERED.get(task.state)
    steps = {wanted, Step.REOPEN} if wanted is Step.RETURN else {wanted}
    said = [e for e in task.history if e.step in steps and e.revoked_at is None]
    if not said or not (said[-1].words or said[-1].files):
        return []
    return [event_card(said[-1], files_of(said[-1], open_file))]


def files_of(event: TaskEvent, open_file: Callable[[TaskFile], None]) -> list[ft.Control]:
    """The files of a step, each opened by a tap."""
    return [
        file_item(
            file.file_name,
            file.content_type,
            text.file_size(file.size_bytes),
            on_tap=partial(open_file, file),
            key=f"file-{file.object_name}",
        )
        for file in event.files
    ]


def around(task: TaskCard, here: str) -> list[ft.Control]:
    """Correcting it, from where it comes, who else takes part, what they have said."""
    rows: list[ft.Control] = []
    if task.may_correct:
        to = partial(go, paths.task_step(here, "correct-text"))
        rows.append(
            text_button(strings.CORRECT, to, icon=ft.Icons.EDIT_OUTLINED, key="correct-text")
        )
    source = strings.SOURCES[task.source]
    facts: list[tuple[str, str | ft.Control]] = [
        (strings.FROM, f"{source}: {task.source_note}" if task.source_note else source),
        (strings.WEIGHT, strings.WEIGHTS[task.weight]),
    ]
    if task.repeat is not Repeat.NEVER and task.repeat_until is not None:
        said = (
            f"{strings.REPEATS[task.repeat]}, {strings.until(text.day(task.repeat_until)).lower()}"
        )
        facts.append((strings.REPEATING, said))
    rows.append(card(key_values(facts)))
    if task.post_id is not None:
        rows.append(
            secondary_button(
                strings.SEE_DOCUMENT, partial(go, paths.post(task.post_id)), key="document"
            )
        )
    rows += earlier(task)
    rows += taking_part(task, here)
    if task.helpers_words:
        rows.append(section(strings.HELPERS_WORDS))
        rows += [
            card([body(said.words), note(f"{said.actor}, {text.moment(said.at)}")])
            for said in task.helpers_words
        ]
    return rows


def taking_part(task: TaskCard, here: str) -> list[ft.Control]:
    """Who does it and who helps; for whoever assigns, the way to each one's part and to more people."""
    rows: list[ft.Control] = []
    if len(task.people) > 1 or task.may_add:
        rows.append(section(strings.PEOPLE))
    part = {Part.MAIN: strings.DOES, Part.HELPER: strings.HELPS}
    if len(task.people) > 1 and any(p.assignment_id for p in task.people):
        above = here.rsplit("/", 1)[0]
        parts = [
            list_item(
                p.full_name,
                lines=[part[p.part]],
                on_tap=partial(go, paths.task(p.assignment_id, above))
                if p.assignment_id and p.assignment_id != task.assignment_id
                else None,
                key=f"part-{p.member_id}",
            )
            for p in task.people
        ]
        rows += [note(people.EACH_OWN), list_card(parts)]
    elif len(task.people) > 1:
        rows.append(card([body(f"{p.full_name} ({part[p.part]})") for p in task.people]))
    if task.may_add:
        to = partial(go, paths.task_step(here, "more-people"))
        rows.append(
            secondary_button(people.ADD, to, icon=ft.Icons.PERSON_ADD_ALT, key="more-people")
        )
    return rows


def earlier(task: TaskCard) -> list[ft.Control]:
    """What it said before it was corrected, the latest first."""
    if not task.earlier:
        return []
    return [
        section(strings.EARLIER_TEXTS),
        *(
            card(
                [
                    body(said.title),
                    *(body(words_) for words_ in (said.why, said.details) if words_),
                    note(strings.replaced(text.moment(said.replaced_at))),
                ],
                spacing=GAP_XS,
            )
            for said in task.earlier
        ),
    ]


def history(
    task: TaskCard,
    open_file: Callable[[TaskFile], None],
    revoke: Callable[[TaskEvent], None],
) -> list[ft.Control]:
    """Every step, the latest first."""
    drawn: list[ft.Control] = [section(strings.HISTORY)]
    for event in reversed(task.history):
        below = files_of(event, open_file)
        if event.may_revoke:
            below.append(
                text_button(strings.REVOKE, partial(revoke, event), key=f"revoke-{event.event_id}")
            )
        drawn.append(event_card(event, below))
    return drawn
