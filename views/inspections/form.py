"""The form of a line: what is looked at, whom, when, and who looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import flet as ft
from pydantic import BaseModel

from services.inspections.models import (
    Choices,
    Kind,
    Line,
    LineCard,
    LineDraft,
    Part,
    Person,
    PlanCard,
    Target,
)
from views import paths
from views.inspections import strings
from views.inspections.choosing import Chooser, LeadChooser
from views.inspections.parts import month_field, month_of
from views.session import use_services, use_session
from views.shared.buttons import primary_button, secondary_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence
from views.shared.fields import ChoiceInput, TextInput, fault
from views.shared.fields import Kind as Keyboard
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.kept import use_kept
from views.shared.look import go
from views.shared.parts import body, card, column, heading, note
from views.shared.preferences import writing_key
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.stamps import unless_stamped
from views.shared.states import problem, shown
from views.shared.theme import GAP_M


class Form(BaseModel, frozen=True):
    """What has been filled in."""

    kind: Kind = Kind.INSPECTION
    target: Target = Target.MEMBERS
    subjects: frozenset[UUID] = frozenset()
    group: str = ""
    content: str = ""
    period: str = ""
    form: str = ""
    span: str = "1"
    month: str = ""
    lead: str = ""
    doers: frozenset[UUID] = frozenset()
    reason: str = ""


@dataclass(frozen=True)
class Place:
    """Where the line stands, and where the form leads back to."""

    plan_id: UUID
    adopted: bool
    back: str
    line_id: UUID | None = None
    version: int | None = None


@screen
def NewLineScreen() -> ft.View:
    """One more line for the plan in the address."""
    services = use_services()
    params = ft.use_route_params()
    unit, year = params.get("unit_id", ""), int(params.get("year") or 0)
    query = use_query(
        lambda: services.inspections.plan(wanted_id(unit, "unit.not_found"), year),
        [unit, year],
        name="inspections.plan",
    )

    def draw(told: PlanCard) -> list[ft.Control]:
        if told.plan is None or told.choices is None:
            return [note(strings.ERRORS["inspection.not_found"])]
        place = Place(
            told.plan.plan_id, told.plan.adopted_on is not None, paths.inspections(unit, year)
        )
        return [keyed("new", LineForm, place, Form(), told.choices)]

    return scaffold(strings.LINE_NEW, shown(query, draw, room=strings.ERRORS))


@screen
def EditLineScreen() -> ft.View:
    """The line in the address."""
    services = use_services()
    wanted = ft.use_route_params().get("line_id", "")
    query = use_query(
        lambda: services.inspections.line(wanted_id(wanted, "inspection.not_found")),
        [wanted],
        name="inspections.line",
    )

    def draw(x: LineCard) -> list[ft.Control]:
        if x.choices is None:
            return [note(strings.ERRORS["inspection.not_found"])]
        back = paths.inspection_line(x.unit_id, x.year, x.line_id)
        place = Place(x.plan_id, x.adopted_on is not None, back, x.line_id, x.version)
        return [keyed("edit", LineForm, place, form_of(x), x.choices)]

    return scaffold(strings.LINE_EDIT, shown(query, draw, room=strings.ERRORS))


def form_of(x: Line) -> Form:
    """A line as it stands in the fields."""
    month = x.month if x.months == 1 else (x.month + 2) // 3
    return Form(
        kind=x.kind, target=x.target, subjects=frozenset(x.ids(Part.SUBJECT)), group=str(x.group_id or ""),
        content=x.content, period=x.period, form=x.form, span=str(x.months), month=str(month),
        lead=str(next(iter(x.ids(Part.LEAD)), "")), doers=frozenset(x.ids(Part.DOER)),
    )  # fmt: skip


def faults(form: Form, place: Place) -> dict[str, str]:
    """What is missing yet, by field."""
    found: dict[str, str] = {}
    if len(form.content.strip()) < 3:
        found["content"] = strings.ERRORS["inspection.content_missing"]
    if month_of(form.span, form.month) is None:
        found["month"] = strings.ERRORS["inspection.month_wrong"]
    if form.target is Target.MEMBERS and not form.subjects:
        found["subjects"] = strings.ERRORS["inspection.subjects_missing"]
    if form.target is Target.GROUP and not form.group:
        found["group_id"] = strings.ERRORS["inspection.group_missing"]
    if not form.lead:
        found["lead"] = strings.ERRORS["inspection.lead_missing"]
    if place.adopted and len(form.reason.strip()) < 2:
        found["reason"] = strings.ERRORS["inspection.reason_missing"]
    return found


def may_look(form: Form, people: Sequence[Person]) -> list[Person]:
    """Who can look: nobody looks at himself."""
    return [
        p
        for p in people
        if not (
            (form.target is Target.MEMBERS and p.member_id in form.subjects)
            or (form.target is Target.COMMITTEE and p.leads)
            or (form.target is Target.GROUP and form.group == str(p.group_id or "-"))
        )
    ]


def draft_of(form: Form, lookers: Sequence[Person]) -> LineDraft:
    """What is sent; who has become one of those looked at meanwhile is left out."""
    ids = [p.member_id for p in lookers]
    lead = UUID(form.lead) if form.lead else None
    members = form.target is Target.MEMBERS
    return LineDraft(
        kind=form.kind,
        target=form.target,
        subjects=sorted(form.subjects) if members else [],
        group_id=UUID(form.group) if form.target is Target.GROUP and form.group else None,
        content=form.content.strip(),
        period=form.period.strip(),
        form=form.form.strip(),
        month=month_of(form.span, form.month) or 0,
        months=int(form.span),
        lead=lead if lead in ids else None,
        doers=[i for i in ids if i in form.doers and i != lead],
    )


@block
def LineForm(place: Place, first: Form, choices: Choices) -> ft.Control:
    """What is typed stays through every error; a new line on this device until it is saved."""
    services, session, ask = use_services(), use_session(), use_confirm()
    form, set_form = use_state(lambda: first)
    tried, set_tried = use_state(lambda: False)
    decided, set_decided = use_state(lambda: False)
    key = use_request_key(form)
    fresh = place.line_id is None
    kept = use_kept(
        writing_key(session.user_id, f"inspection.{place.plan_id}"),
        form,
        worth=fresh and bool(form.content.strip()),
    )
    lookers = may_look(form, choices.people)

    async def save(filled: Form, confirmed: bool) -> None:
        await services.inspections.save_line(
            UUID(key.value),
            place.plan_id,
            draft_of(filled, may_look(filled, choices.people)),
            line_id=place.line_id,
            version=place.version,
            reason=filled.reason.strip() or None,
            classified_confirmed=confirmed,
        )
        if fresh:
            await kept.forget()

    def saved(_: None) -> None:
        toast(strings.SAVED_LINE)
        go(place.back)

    saving = use_action(save, on_done=saved, name="inspections.save_line")

    def put(name: str, value: Any) -> None:
        set_form(lambda old: old.model_copy(update={name: value}))

    def turn(name: str, member_id: UUID, on: bool) -> None:
        def change(old: Form) -> Form:
            held: frozenset[UUID] = getattr(old, name)
            return old.model_copy(update={name: held | {member_id} if on else held - {member_id}})

        set_form(change)

    def submit() -> None:
        set_tried(True)
        if not faults(form, place):
            said = "\n".join((form.content, form.period, form.form, form.reason))
            unless_stamped(ask, said, lambda sure: saving.run(form, sure))

    left = kept.found
    if fresh and left is not None and left.content.strip() and not (decided or form.content):

        def resume() -> None:
            set_form(left)
            set_decided(True)

        return column(
            [
                heading(strings.KEPT_TITLE, level=2),
                card([body(left.content)]),
                primary_button(strings.KEPT_RESUME, resume, key="resume"),
                secondary_button(strings.KEPT_DROP, lambda: set_decided(True), key="drop"),
            ],
            spacing=GAP_M,
        )
    found = faults(form, place) if tried else {}
    told = saving.error
    if told is not None and told.field in (
        "content",
        "month",
        "subjects",
        "group_id",
        "lead",
        "doers",
        "reason",
    ):
        found[str(told.field)] = sentence(told, strings.ERRORS)
        told = None
    return column(
        [
            keyed(
                "kind", ChoiceInput, strings.KIND, list(strings.KINDS.items()), form.kind.value,
                lambda value: put("kind", Kind(value)),
            ),
            keyed(
                "content", TextInput, strings.CONTENT, form.content, partial(put, "content"),
                hint=strings.CONTENT_HINT, kind=Keyboard.LONG, lines=2, max_length=2000,
                error=found.get("content"),
            ),
            keyed(
                "target", ChoiceInput, strings.TARGET, targets(choices), form.target.value,
                lambda value: put("target", Target(value)),
            ),
            *(
                [
                    keyed(
                        "subjects", Chooser, strings.SUBJECTS, choices.people, form.subjects,
                        partial(turn, "subjects"), found.get("subjects"),
                    )
                ]
                if form.target is Target.MEMBERS
                else []
            ),
            *(
                [
                    keyed(
                        "group", ChoiceInput, strings.GROUP,
                        [(str(g.unit_id), g.name) for g in choices.groups], form.group,
                        partial(put, "group"), error=found.get("group_id"),
                    )
                ]
                if form.target is Target.GROUP
                else []
            ),
            keyed(
                "period", TextInput, strings.PERIOD, form.period, partial(put, "period"),
                hint=strings.PERIOD_HINT, max_length=200, optional=True,
            ),
            *([] if place.adopted and place.line_id else when_fields(form, put, found)),
            keyed("lead", LeadChooser, lookers, form.lead, partial(put, "lead"), found.get("lead")),
            keyed(
                "doers", Chooser, strings.DOERS, [p for p in lookers if str(p.member_id) != form.lead],
                form.doers, partial(turn, "doers"), found.get("doers"),
            ),
            keyed(
                "form", TextInput, strings.FORM, form.form, partial(put, "form"),
                hint=strings.FORM_HINT, max_length=200, optional=True,
            ),
            *(
                [
                    keyed(
                        "reason", TextInput, strings.WHY_CHANGE, form.reason, partial(put, "reason"),
                        kind=Keyboard.LONG, lines=2, max_length=500, error=found.get("reason"),
                    )
                ]
                if place.adopted
                else []
            ),
            *fault(strings.CHECK if found else None),
            *problem(told, strings.ERRORS),
            primary_button(strings.SAVE, submit, busy=saving.busy, key="save"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def targets(choices: Choices) -> list[tuple[str, str]]:
    """Whom one may look at; a cell without groups has none to offer."""
    return [
        (target.value, words)
        for target, words in strings.TARGETS.items()
        if target is not Target.GROUP or choices.groups
    ]


def when_fields(form: Form, put: Any, found: dict[str, str]) -> list[ft.Control]:
    """Month or quarter."""
    return [
        keyed("span", ChoiceInput, strings.SPAN, strings.SPANS, form.span, partial(put, "span")),
        month_field(form.span, form.month, partial(put, "month"), found.get("month")),
    ]
