"""One task of one member: what is asked, where it stands, what can be done now, its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.tasks.models import Part, Repeat, State, Step, TaskCard, TaskEvent, TaskFile, TaskStep
from views import paths
from views.session import use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
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
    note,
    section,
    selectable,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import problem, shown
from views.shared.tasks.rows import marks
from views.shared.theme import GAP_S
from views.tasks import strings
from views.tasks.parts import event_card

MEMBERS_OWN = (
    Step.ACCEPT,
    Step.HAND_IN,
    Step.REPORT,
    Step.ASK_TIME,
    Step.ASK_CHANGE,
    Step.TAKE_BACK,
)
ONE_TAP = (Step.ACCEPT, Step.TAKE_BACK)
QUICK = (25, 50, 75)
"""Percentages that are reported by one tap."""


@dataclass(frozen=True)
class Doing:
    """What a screen of a task hands to its parts: taking a step at once, or opening its form."""

    at_once: Callable[[Step, int | None], None]
    form: Callable[[Step], None]
    busy: bool

    def take(self, step: Step) -> Callable[[], None]:
        """What a button of this step does."""
        return partial(self.at_once, step, None) if step in ONE_TAP else partial(self.form, step)


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
    wanted = ft.use_route_params().get("assignment_id", "")
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
            lambda step: go(paths.task_step(task.assignment_id, step)),
            taking.busy,
        )
        return [
            *head(task),
            *problem(taking.error or revoking.error, strings.ERRORS),
            *what_now(task, doing, standing_in, lambda: set_standing_in(not standing_in)),
            *asked(task),
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
        pairs.append((strings.GIVEN_TO, doer(task)))
    pairs.append((strings.DONE_STEPS["assign"].capitalize(), task.unit_name))
    closed = task.state in (State.DONE, State.CANCELLED)
    pairs.append(
        (strings.due("").strip(": "), text.day(task.due_on) if closed else text.due(task.due_on))
    )
    if task.first_due_on != task.due_on:
        pairs.append((strings.FIRST_DUE, text.day(task.first_due_on)))
    if task.time_asked is not None:
        pairs.append((strings.ASKED_UNTIL, text.day(task.time_asked)))
    if task.percent and task.state in (State.ACCEPTED, State.RETURNED):
        pairs.append((strings.PERCENT, f"{task.percent} %"))
    return [
        column([heading(task.title), flow(marks(task))], spacing=GAP_S),
        card(key_values(pairs)),
    ]


def doer(task: TaskCard) -> str:
    """The name of whose assignment this is."""
    return next((p.full_name for p in task.people if p.member_id == task.member_id), "")


def what_now(
    task: TaskCard, doing: Doing, standing_in: bool, toggle: Callable[[], None]
) -> list[ft.Control]:
    """The main step as the one big button, the others below; a proxy's behind a tap of its own."""
    own = [step for step in MEMBERS_OWN if step in task.steps]
    others = [step for step in task.steps if step not in MEMBERS_OWN]
    if task.mine or task.part is Part.HELPER:
        return steps([*own, *others], doing, quick=Step.REPORT in own)
    rows = steps(others, doing, quick=False)
    if own:
        rows.append(
            text_button(
                strings.PROXY, toggle, icon=ft.Icons.RECORD_VOICE_OVER_OUTLINED, key="proxy"
            )
        )
        if standing_in:
            rows.append(note(strings.PROXY_HELP))
            rows += [_step_button(step, doing) for step in own]
    return rows


def steps(offered: Sequence[Step], doing: Doing, *, quick: bool) -> list[ft.Control]:
    """Buttons of the steps, the first as the main one."""
    if not offered:
        return []
    first, *rest = offered
    rows: list[ft.Control] = [
        primary_button(
            strings.STEPS[first], doing.take(first), busy=doing.busy, key=f"step-{first}"
        )
        if first is not Step.COMMENT
        else _step_button(first, doing)
    ]
    if quick:
        buttons: list[ft.Control] = [
            secondary_button(
                f"{percent} %",
                partial(doing.at_once, Step.REPORT, percent),
                disabled=doing.busy,
                key=f"quick-{percent}",
            )
            for percent in QUICK
        ]
        rows.append(column([note(strings.QUICK), flow(buttons)], spacing=GAP_S))
    if rest:
        rows.append(flow([_step_button(step, doing) for step in rest]))
    return rows


def _step_button(step: Step, doing: Doing) -> ft.Control:
    return secondary_button(
        strings.STEPS[step], doing.take(step), disabled=doing.busy, key=f"step-{step}"
    )


def asked(task: TaskCard) -> list[ft.Control]:
    """What is asked, why, from where, who else takes part."""
    rows: list[ft.Control] = []
    for title, words_ in ((strings.WHY, task.why), (strings.DETAILS, task.details)):
        if words_:
            rows.append(card([note(title), selectable(words_)]))
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
    if len(task.people) > 1:
        rows.append(section(strings.PEOPLE))
        part = {Part.MAIN: strings.DOES, Part.HELPER: strings.HELPS}
        rows.append(card([body(f"{p.full_name} ({part[p.part]})") for p in task.people]))
    if task.helpers_words:
        rows.append(section(strings.HELPERS_WORDS))
        rows += [
            card([body(said.words), note(f"{said.actor}, {text.moment(said.at)}")])
            for said in task.helpers_words
        ]
    return rows


def history(
    task: TaskCard,
    open_file: Callable[[TaskFile], None],
    revoke: Callable[[TaskEvent], None],
) -> list[ft.Control]:
    """Every step, the latest first."""
    drawn: list[ft.Control] = [section(strings.HISTORY)]
    for event in reversed(task.history):
        below: list[ft.Control] = [
            file_item(
                file.file_name,
                file.content_type,
                text.file_size(file.size_bytes),
                on_tap=partial(open_file, file),
                key=f"file-{file.object_name}",
            )
            for file in event.files
        ]
        if event.may_revoke:
            below.append(
                text_button(strings.REVOKE, partial(revoke, event), key=f"revoke-{event.event_id}")
            )
        drawn.append(event_card(event, below))
    return drawn
