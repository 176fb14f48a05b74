"""Forms of a few words: aims, adopting, a step with a reason, the cell's conclusion."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

import flet as ft

from services.inspections.models import LineCard, Plan, PlanCard, Step, StepForm
from services.models import Frozen
from views import paths
from views.inspections import strings
from views.inspections.mends import strings as mends
from views.inspections.parts import ELSE, decided_fields, decision, month_field, month_of
from views.session import use_services
from views.shared import text
from views.shared.buttons import danger_button, primary_button
from views.shared.dialogs import use_confirm
from views.shared.drafts import use_draft
from views.shared.fields import ChoiceInput, Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import column, heading, note
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown
from views.shared.theme import GAP_M


@screen
def AimsScreen() -> ft.View:
    """The aims of the plan in the address."""
    return _of_plan(strings.AIMS_EDIT, adopting=False)


@screen
def AdoptScreen() -> ft.View:
    """Writing down that the cell has adopted the plan in the address."""
    return _of_plan(strings.ADOPT, adopting=True)


def _of_plan(title: str, *, adopting: bool) -> ft.View:
    services = use_services()
    params = ft.use_route_params()
    unit, year = params.get("unit_id", ""), int(params.get("year") or 0)
    query = use_query(
        lambda: services.inspections.plan(wanted_id(unit), year),
        [unit, year],
        name="inspections.plan",
    )

    def draw(told: PlanCard) -> list[ft.Control]:
        if told.plan is None or not told.may_run:
            return [note(strings.ERRORS["inspection.not_found"])]
        form = AdoptForm if adopting else AimsForm
        return [note(told.unit_name), keyed("form", form, told, told.plan)]

    return scaffold(title, shown(query, draw, room=strings.ERRORS))


class Aims(Frozen):
    """What is typed over a version of a plan's aims."""

    aims: str
    version: int
    reason: str = ""


@block
def AimsForm(told: PlanCard, plan: Plan) -> ft.Control:
    """What the plan is for; of an adopted one with a reason."""
    services, ask = use_services(), use_confirm()
    first = Aims(aims=plan.aims, version=plan.version)
    form, set_form = use_state(lambda: first)
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(form)
    aims, reason = form.aims, form.reason
    kept = use_draft(
        "inspection.aims", plan.plan_id, form, set_form, first,
        fits=lambda found: found.version == plan.version,
    )  # fmt: skip
    adopted = plan.adopted_on is not None

    async def save(confirmed: bool) -> None:
        await services.inspections.save_plan(
            UUID(key.value), told.unit_id, told.year, aims=aims.strip(), version=plan.version,
            reason=reason.strip() or None, classified_confirmed=confirmed,
        )  # fmt: skip
        await kept.forget()

    def put(name: str, value: str) -> None:
        set_form(lambda old: old.model_copy(update={name: value}))

    def saved(_: None) -> None:
        toast(strings.SAVED_LINE)
        go(paths.inspections(told.unit_id, told.year))

    saving = use_action(save, on_done=saved, name="inspections.save_plan")
    short = adopted and len(reason.strip()) < 2

    def submit() -> None:
        set_tried(True)
        if not short:
            unless_stamped(ask, f"{aims}\n{reason}", saving.run)

    return column(
        [
            *kept.around(
                keyed(
                    "aims", TextInput, strings.AIMS, aims, partial(put, "aims"), kind=Kind.LONG, lines=4,
                    max_length=4000, hint=strings.AIMS_HINT, optional=True,
                ),
                *(
                    [
                        keyed(
                            "reason", TextInput, strings.WHY_CHANGE, reason, partial(put, "reason"),
                            kind=Kind.LONG, lines=2, max_length=500,
                            error=strings.ERRORS["inspection.reason_missing"] if tried and short else None,
                        )
                    ]
                    if adopted
                    else []
                ),
            ),
            *problem(saving.error, strings.ERRORS),
            primary_button(strings.SAVE, submit, busy=saving.busy, key="save"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


@block
def AdoptForm(told: PlanCard, plan: Plan) -> ft.Control:
    """On which day, in which meeting."""
    services, ask = use_services(), use_confirm()
    first = str(told.meetings[0].meeting_id) if told.meetings else ELSE
    meeting, set_meeting = use_state(lambda: first)
    on_day, set_day = use_state(lambda: _today())
    key = use_request_key(meeting, on_day)

    async def adopt(day: date, of_meeting: UUID | None) -> None:
        await services.inspections.adopt(
            UUID(key.value), plan.plan_id, plan.version, day, of_meeting
        )

    def adopted(_: None) -> None:
        toast(strings.ADOPTED_DONE)
        go(paths.inspections(told.unit_id, told.year))

    adopting = use_action(adopt, on_done=adopted, name="inspections.adopt")

    def submit() -> None:
        day, of_meeting = decision(told.meetings, meeting, on_day)
        if day is not None:
            ask(
                strings.ADOPT, strings.ADOPT_NOTE, strings.ADOPT,
                partial(adopting.run, day, of_meeting),
            )  # fmt: skip

    missing = strings.ERRORS["inspection.day_wrong"] if on_day is None else None
    return column(
        [
            note(strings.ADOPT_NOTE),
            *decided_fields(told.meetings, meeting, set_meeting, on_day, set_day, missing),
            *problem(adopting.error, strings.ERRORS),
            primary_button(strings.ADOPT, submit, busy=adopting.busy, key="adopt"),
        ],
        spacing=GAP_M,
    )


def _today() -> date | None:
    return text.now().date()


@screen
def StepScreen() -> ft.View:
    """The step in the address: put off, drop, take up again, return, conclude, take a conclusion back."""
    services = use_services()
    params = ft.use_route_params()
    wanted, name = params.get("line_id", ""), params.get("step", "")
    step = Step(name)
    query = use_query(
        lambda: services.inspections.line(wanted_id(wanted)),
        [wanted],
        name="inspections.line",
    )

    def draw(x: LineCard) -> list[ft.Control]:
        if step not in x.steps:
            return [note(strings.ERRORS["inspection.wrong_state"])]
        return [heading(x.content, level=2), keyed("form", StepWords, x, step)]

    return scaffold(strings.STEPS[step], shown(query, draw, room=strings.ERRORS))


class Stepping(Frozen):
    """What is typed for a step, and the month where it moves."""

    words: str = ""
    span: str
    month: str = ""


def concluded_before(x: LineCard) -> str:
    """A conclusion that was just taken back, to be mended rather than typed again."""
    last = next((e for e in reversed(x.history) if e.step == "reopen" and e.before), None)
    return str((last.before or {}).get("conclusion", "")) if last else ""


@block
def StepWords(x: LineCard, step: Step) -> ft.Control:
    """A reason or the cell's conclusion, and what else the step wants."""
    services, ask = use_services(), use_confirm()
    concluding, moving, reopening = step is Step.CONCLUDE, step is Step.MOVE, step is Step.REOPEN
    begun = Stepping(words=concluded_before(x) if concluding else "", span=str(x.months))
    form, set_form = use_state(lambda: begun)
    kept = use_draft(f"inspection.{step.value}", x.line_id, form, set_form, begun)
    words, span, month = form.words, form.span, form.month
    first = str(x.meetings[0].meeting_id) if x.meetings else ELSE
    meeting, set_meeting = use_state(lambda: first)
    on_day, set_day = use_state(lambda: _today())
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(words, span, month, meeting, on_day)
    day, of_meeting = decision(x.meetings, meeting, on_day)
    short = len(words.strip()) < 2
    wrong_month = moving and month_of(span, month) is None

    async def take(confirmed: bool) -> None:
        said = words.strip()
        sent = StepForm(
            reason=None if concluding else said,
            words=said if concluding else None,
            month=month_of(span, month) if moving else None,
            months=int(span) if moving else None,
            on_day=day if concluding else None,
            meeting_id=of_meeting if concluding else None,
        )
        await services.inspections.step(
            UUID(key.value), x.line_id, step, x.version, sent, classified_confirmed=confirmed
        )
        await kept.forget()

    def put(name: str, value: str) -> None:
        set_form(lambda old: old.model_copy(update={name: value}))

    def taken(_: None) -> None:
        toast(strings.STEP_DONE)
        go(paths.inspection_line(x.unit_id, x.year, x.line_id))

    taking = use_action(take, on_done=taken, name="inspections.step")

    def submit() -> None:
        set_tried(True)
        if short or wrong_month or (concluding and day is None):
            return
        if concluding:
            ask(
                strings.STEPS[step], strings.CONCLUDE_NOTE, strings.STEPS[step],
                lambda: unless_stamped(ask, words, taking.run),
            )  # fmt: skip
        elif reopening:
            ask(
                strings.STEPS[step], mends.REOPEN_ASK, strings.STEPS[step],
                lambda: unless_stamped(ask, words, taking.run),
            )  # fmt: skip
        else:
            unless_stamped(ask, words, taking.run)

    refusal = "inspection.words_missing" if concluding else "inspection.reason_missing"
    hint = {Step.RETURN: strings.WHY_RETURN_HINT, Step.REOPEN: mends.REOPEN_HINT}.get(step)
    button = danger_button if step in (Step.DROP, Step.REOPEN) else primary_button
    return column(
        [
            *([note(strings.CONCLUDE_NOTE)] if concluding else []),
            *([note(mends.REOPEN_NOTE)] if reopening else []),
            *kept.around(
                *(
                    [
                        keyed("span", ChoiceInput, strings.SPAN, strings.SPANS, span, partial(put, "span")),
                        month_field(
                            span, month, partial(put, "month"),
                            strings.ERRORS["inspection.month_wrong"] if tried and wrong_month else None,
                        ),
                    ]
                    if moving
                    else []
                ),
                keyed(
                    "words", TextInput, strings.CONCLUDE_LABEL if concluding else strings.WHY, words,
                    partial(put, "words"),
                    kind=Kind.LONG, lines=5 if concluding else 2, max_length=10000 if concluding else 500,
                    hint=strings.CONCLUDE_HINT if concluding else hint,
                    help=None if concluding or hint else strings.WHY_HINT,
                    error=strings.ERRORS[refusal] if tried and short else None,
                ),
            ),
            *(
                decided_fields(
                    x.meetings, meeting, set_meeting, on_day, set_day,
                    strings.ERRORS["inspection.day_wrong"] if tried and day is None else None,
                )
                if concluding
                else []
            ),
            *problem(taking.error, strings.ERRORS),
            button(strings.STEPS[step], submit, busy=taking.busy, key="send"),
        ],
        spacing=GAP_M,
    )  # fmt: skip
