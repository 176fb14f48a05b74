"""An adoption written down wrongly: another day or meeting, or back to a draft."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

import flet as ft

from services.inspections.models import Plan, PlanCard
from views import paths
from views.inspections import strings
from views.inspections.mends import strings as mends
from views.inspections.parts import ELSE, decided_fields, decision
from views.session import use_services
from views.shared.buttons import danger_button, primary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.kept_words import use_words
from views.shared.look import go
from views.shared.parts import column, flow, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown
from views.shared.theme import GAP_M


@screen
def AdoptedScreen() -> ft.View:
    """Another day or meeting for the adoption of the plan in the address."""
    return _of_plan(mends.DAY_EDIT, back=False)


@screen
def UnadoptScreen() -> ft.View:
    """The plan in the address becomes a draft again."""
    return _of_plan(mends.UNADOPT, back=True)


def _of_plan(title: str, *, back: bool) -> ft.View:
    services = use_services()
    params = ft.use_route_params()
    unit, year = params.get("unit_id", ""), int(params.get("year") or 0)
    query = use_query(
        lambda: services.inspections.plan(wanted_id(unit), year),
        [unit, year],
        name="inspections.plan",
    )

    def draw(told: PlanCard) -> list[ft.Control]:
        plan = told.plan
        if plan is None or plan.adopted_on is None:
            return [note(strings.ERRORS["inspection.not_found"])]
        if back and not plan.may_unadopt:
            return [note(mends.NO_WAY_BACK)]
        if not back and not told.may_run:
            return [note(strings.ERRORS["inspection.not_found"])]
        name = plan.adopted_by.full_name if plan.adopted_by else None
        form = UnadoptForm if back else AdoptedForm
        return [
            note(told.unit_name),
            note(mends.now(plan.adopted_on, name)),
            keyed("form", form, told, plan),
        ]

    return scaffold(title, shown(query, draw, room=strings.ERRORS))


def ways(told: PlanCard, plan: Plan) -> list[ft.Control]:
    """The ways to both, for who may take them; beside the aims of the plan."""
    if plan.adopted_on is None:
        return []
    to = partial(paths.inspections, told.unit_id, told.year)
    found: list[ft.Control] = []
    if told.may_run:
        found.append(
            text_button(
                mends.DAY_EDIT, partial(go, to("adopted")), icon=ft.Icons.EDIT_CALENDAR_OUTLINED,
                key="adopted",
            )
        )  # fmt: skip
    if plan.may_unadopt:
        found.append(
            text_button(mends.UNADOPT, partial(go, to("unadopt")), icon=ft.Icons.UNDO, key="unadopt")
        )  # fmt: skip
    return [flow(found)] if found else []


def _reason(reason: str, put: Callable[[str], None], *, missing: bool) -> ft.Control:
    return keyed(
        "reason", TextInput, mends.WHY, reason, put, kind=Kind.LONG, lines=2, max_length=500,
        hint=mends.WHY_HINT, error=strings.ERRORS["inspection.reason_missing"] if missing else None,
    )  # fmt: skip


@block
def AdoptedForm(told: PlanCard, plan: Plan) -> ft.Control:
    """On which day, in which meeting it really was, and why it is changed."""
    services, ask = use_services(), use_confirm()
    known = any(m.meeting_id == plan.meeting_id for m in told.meetings)
    meeting, set_meeting = use_state(lambda: str(plan.meeting_id) if known else ELSE)
    on_day, set_day = use_state(lambda: plan.adopted_on)
    typed = use_words("inspection.adoption", plan.plan_id)
    reason = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(meeting, on_day, reason)
    day, of_meeting = decision(told.meetings, meeting, on_day)
    short = len(reason.strip()) < 2

    async def correct(new: date, confirmed: bool) -> None:
        await services.inspections.correct_adoption(
            UUID(key.value), plan.plan_id, plan.version, new, of_meeting, reason.strip(),
            classified_confirmed=confirmed,
        )  # fmt: skip
        await typed.sent()

    def corrected(_: None) -> None:
        toast(mends.DAY_DONE)
        go(paths.inspections(told.unit_id, told.year))

    correcting = use_action(correct, on_done=corrected, name="inspections.correct_adoption")

    def submit() -> None:
        set_tried(True)
        if not short and day is not None:
            send = partial(correcting.run, day)
            ask(
                mends.DAY_EDIT, mends.DAY_ASK, mends.DAY_EDIT,
                partial(unless_stamped, ask, reason, send),
            )  # fmt: skip

    missing = strings.ERRORS["inspection.day_wrong"] if tried and day is None else None
    return column(
        [
            note(mends.DAY_NOTE),
            *decided_fields(told.meetings, meeting, set_meeting, on_day, set_day, missing),
            *typed.around(_reason(reason, typed.put, missing=tried and short)),
            *problem(correcting.error, strings.ERRORS),
            primary_button(mends.DAY_EDIT, submit, busy=correcting.busy, key="correct"),
        ],
        spacing=GAP_M,
    )


@block
def UnadoptForm(told: PlanCard, plan: Plan) -> ft.Control:
    """Why; then a question that says what becomes of the plan."""
    services, ask = use_services(), use_confirm()
    typed = use_words("inspection.unadopt", plan.plan_id)
    reason = typed.words
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(reason)
    short = len(reason.strip()) < 2

    async def take_back(confirmed: bool) -> None:
        await services.inspections.unadopt(
            UUID(key.value), plan.plan_id, plan.version, reason.strip(),
            classified_confirmed=confirmed,
        )  # fmt: skip
        await typed.sent()

    def taken_back(_: None) -> None:
        toast(mends.UNADOPT_DONE)
        go(paths.inspections(told.unit_id, told.year))

    taking = use_action(take_back, on_done=taken_back, name="inspections.unadopt")

    def submit() -> None:
        set_tried(True)
        if not short:
            ask(
                mends.UNADOPT, mends.UNADOPT_ASK, mends.UNADOPT,
                lambda: unless_stamped(ask, reason, taking.run), danger=True,
            )  # fmt: skip

    return column(
        [
            note(mends.UNADOPT_NOTE),
            *typed.around(_reason(reason, typed.put, missing=tried and short)),
            *problem(taking.error, strings.ERRORS),
            danger_button(mends.UNADOPT, submit, busy=taking.busy, key="unadopt"),
        ],
        spacing=GAP_M,
    )
