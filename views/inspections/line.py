"""One line of a plan: who, what, when; what was found, for who may read it; the steps I may take."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.inspections.models import Findings, LineCard, Part, State, Step
from views import paths
from views.inspections import strings
from views.inspections.mends import strings as mends
from views.inspections.mends.statements import said, to_say
from views.inspections.parts import history, looked_at, marks, paragraphs
from views.session import use_me, use_services
from views.shared import strings as words
from views.shared import text
from views.shared.buttons import danger_button, primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.flet_typed import keyed
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import (
    card,
    column,
    flow,
    heading,
    icon_button,
    key_values,
    note,
    section,
)
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_M

FORMS = (Step.CONCLUDE, Step.RETURN, Step.MOVE, Step.DROP, Step.RESUME, Step.REOPEN)
"""Steps that want words or a day; in the order they are offered."""


@screen
def LineScreen() -> ft.View:
    """The line in the address."""
    services, me = use_services(), use_me()
    wanted = ft.use_route_params().get("line_id", "")
    query = use_query(
        lambda: services.inspections.line(wanted_id(wanted)),
        [wanted],
        name="inspections.line",
    )
    use_return(query.reload)

    def draw(x: LineCard) -> list[ft.Control]:
        return [
            heading(x.content, level=2),
            flow(marks(x, adopted=x.adopted_on is not None)),
            card([key_values(facts(x))]),
            *(findings(x) if x.adopted_on else []),
            *mine(x),
            *to_say(x, me.member_id, query.reload),
            keyed(f"steps-{x.version}", Steps, x, query.reload),
            *history(x.history, strings.STEPS_TAKEN),
        ]

    return scaffold(
        strings.LINE,
        shown(query, draw, room=strings.ERRORS, rows=5),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
    )


def facts(x: LineCard) -> list[tuple[str, str | ft.Control]]:
    """What the plan says of it."""
    when = strings.line_when(x.month, x.months)
    if x.due_on > x.planned_for:
        when = f"{when} ({strings.planned_before(x.planned_for, x.months)})"
    rows = [
        (strings.KIND, strings.KINDS[x.kind]),
        (strings.TARGET, looked_at(x)),
        (strings.PERIOD, x.period),
        (strings.WHEN, when),
        (strings.LEAD, ", ".join(x.named(Part.LEAD))),
        (strings.DOERS, ", ".join(x.named(Part.DOER))),
        (strings.FORM, x.form),
        (strings.CONCLUDED, text.day(x.concluded_on) if x.concluded_on else ""),
    ]
    return [(label, said) for label, said in rows if said]


def findings(x: LineCard) -> list[ft.Control]:
    """What was found, the statements, what the cell concluded; for others that it is not theirs."""
    f = x.findings
    if f is None:
        waiting = x.state in (State.PLANNED, State.UNDER_WAY)
        told = strings.NOT_WRITTEN if waiting else strings.NOT_FOR_YOU
        return [section(strings.FINDINGS), note(told)]
    rows: list[ft.Control] = [
        section(strings.FINDINGS),
        note(
            strings.handed_in(f.handed_in_by, f.handed_in_at)
            if f.handed_in_at
            else strings.DRAFT_BEGUN
        ),
        written(f),
    ]
    rows += said(x.statements)
    if f.conclusion:
        rows += [
            section(strings.CONCLUSION),
            paragraphs([(strings.concluded(x.concluded_on, f.concluded_by), f.conclusion)]),
        ]
    return rows


def written(f: Findings) -> ft.Control:
    """The four parts of a report."""
    return paragraphs(
        [
            (strings.LOOKED_AT, f.looked_at),
            (strings.GOOD, f.good),
            (strings.LACKING, f.lacking),
            (strings.PROPOSAL, f.proposal),
        ]
    )


def mine(x: LineCard) -> list[ft.Control]:
    """What waits for who leads: writing the report."""
    here = partial(paths.inspection_line, x.unit_id, x.year, x.line_id)
    if Step.HAND_IN in x.steps:
        return [
            primary_button(
                strings.WRITE_FINDINGS,
                partial(go, here("findings")),
                icon=ft.Icons.EDIT_NOTE,
                key="findings",
            )
        ]
    return []


@block
def Steps(x: LineCard, reload: Callable[[], None]) -> ft.Control:
    """What I may do with the line: at once, by a form, or after a question."""
    services, ask = use_services(), use_confirm()
    key = use_request_key(x.line_id, x.version)

    async def take(step: Step) -> Step:
        await services.inspections.step(UUID(key.value), x.line_id, step, x.version)
        return step

    def taken(step: Step) -> None:
        toast(strings.STEP_DONE)
        if step is Step.REMOVE:
            go(paths.inspections(x.unit_id, x.year))
        else:
            reload()

    taking = use_action(take, on_done=taken, name="inspections.step")
    here = partial(paths.inspection_line, x.unit_id, x.year, x.line_id)
    rows: list[ft.Control] = [*problem(taking.error, strings.ERRORS)]
    if x.may_run and x.adopted_on and x.part is Part.SUBJECT:
        rows.append(note(strings.ERRORS["inspection.about_oneself"]))
    if Step.START in x.steps:
        rows.append(
            primary_button(
                strings.STEPS[Step.START],
                lambda: ask(
                    strings.STEPS[Step.START], strings.START_TEXT, strings.STEPS[Step.START],
                    partial(taking.run, Step.START),
                ),
                busy=taking.busy,
                key="start",
            )
        )  # fmt: skip
    if x.spoke_for and x.keeps and x.state is State.REPORTED:
        rows.append(note(mends.SPOKE_FOR))
    if x.sent and x.keeps and x.state is State.CONCLUDED:
        rows.append(note(mends.SENT))
    for step in FORMS:
        if step in x.steps:
            button = primary_button if step is Step.CONCLUDE else secondary_button
            rows.append(button(strings.STEPS[step], partial(go, here(step.value)), key=step.value))
    changeable = x.state in (State.PLANNED, State.UNDER_WAY) and x.part is not Part.SUBJECT
    if x.may_run and (changeable or x.adopted_on is None):
        rows.append(
            secondary_button(
                strings.LINE_EDIT,
                partial(go, here("edit")),
                icon=ft.Icons.EDIT_OUTLINED,
                key="edit",
            )
        )
    if x.may_run and x.adopted_on is None:
        rows.append(
            danger_button(
                strings.STEPS[Step.REMOVE],
                lambda: ask(
                    strings.STEPS[Step.REMOVE], strings.REMOVE_TEXT, strings.STEPS[Step.REMOVE],
                    partial(taking.run, Step.REMOVE), danger=True,
                ),
                busy=taking.busy,
                key="remove",
            )
        )  # fmt: skip
    return column(rows, spacing=GAP_M)
