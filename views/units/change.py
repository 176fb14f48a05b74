"""Thay đổi tổ chức: the menu of changes of a unit, and the form of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

import flet as ft

from services.members.models import RosterQuery
from services.units.models import Unit, UnitVerb
from services.units.rules import kinds_below
from views import paths
from views.session import use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import ChoiceInput, DateInput, TextInput
from views.shared.flet_typed import Setter, keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import Tone, banner, column, heading, list_card, list_item, note
from views.shared.people.strings import UNIT_KINDS
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, shown
from views.units import strings
from views.units.draft import (
    CODED,
    FIRST_DAY,
    NAMED,
    TARGETED,
    Draft,
    blocked,
    consequence,
    faults,
    possible,
    to_change,
)
from views.units.form import decision_input, faults_at, form_end
from views.units.outline import unit_id
from views.units.people import MembersInput
from views.units.target import TargetInput

_FIELDS = ("name", "code", "kind", "other_id", "member_ids", "on_date", "decision")


@screen
def ChangeMenuScreen() -> ft.View:
    """What can be changed about a unit."""
    services = use_services()
    wanted = ft.use_route_params().get("unit_id", "")
    here = ft.use_view_path() or ""

    async def load() -> Unit:
        return await services.units.open(unit_id(wanted))

    query = use_query(load, [wanted], name="units.open")

    def draw(unit: Unit) -> list[ft.Control]:
        verbs = possible(unit)
        if not verbs:
            return [empty(strings.NOTHING_TO_CHANGE, icon=ft.Icons.LOCK_OUTLINE)]
        rows = [
            list_item(
                strings.VERBS[verb],
                lines=[strings.VERB_LINES[verb]],
                on_tap=partial(go, f"{here}/{verb.value}"),
                key=verb.value,
            )
            for verb in verbs
        ]
        content: list[ft.Control] = [heading(unit.name, level=2), note(strings.CHANGE_NOTE)]
        if not unit.may_change:
            content.append(note(strings.OWN_NOTE))
        return [*content, list_card(rows)]

    return scaffold(strings.CHANGE, shown(query, draw, room=strings.ERRORS))


@screen
def ChangeScreen() -> ft.View:
    """One change of one unit."""
    services = use_services()
    params = ft.use_route_params()
    wanted, verb = params.get("unit_id", ""), UnitVerb(params.get("verb", "renamed"))

    async def load() -> Unit:
        return await services.units.open(unit_id(wanted))

    query = use_query(load, [wanted], name="units.open")

    def draw(unit: Unit) -> list[ft.Control]:
        if verb not in possible(unit):
            return [empty(strings.NOTHING_TO_CHANGE, icon=ft.Icons.LOCK_OUTLINE)]
        return [keyed(verb.value, ChangeForm, unit, verb)]

    return scaffold(strings.VERBS[verb], shown(query, draw, room=strings.ERRORS))


@block
def ChangeForm(unit: Unit, verb: UnitVerb) -> ft.Control:
    """The form; what will happen stands above the button and is asked once more."""
    services = use_services()
    ask = use_confirm()
    today = text.now().date()
    draft, put = use_state(lambda: _first(unit, verb, today))
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(draft)

    async def send() -> UUID:
        return await services.units.change(to_change(draft, verb, unit, UUID(key.value)))

    def changed(made: UUID) -> None:
        toast(strings.DONE[verb])
        go(_after(unit, verb, draft, made))

    sending = use_action(send, on_done=changed, name="units.change", timeout=120)
    missing = faults(draft, verb, unit, today) if tried else {}
    found, told = faults_at(missing, sending.error, _FIELDS)
    happens = consequence(draft, verb, unit)
    stop = blocked(verb, unit)

    def start() -> None:
        set_tried(True)
        if not faults(draft, verb, unit, today) and happens is not None:
            ask(
                f"{strings.VERBS[verb]}?",
                happens,
                strings.DO_IT[verb],
                sending.run,
                danger=verb in (UnitVerb.MERGED, UnitVerb.CLOSED),
            )

    if stop is not None:
        return column([heading(unit.name, level=2), banner(stop, Tone.WAITING)])
    return column(
        [
            heading(unit.name, level=2),
            *inputs(unit, verb, draft, put, found),
            *decided(unit, draft, put, found, today),
            *([banner(strings.happens(happens))] if happens else []),
            *form_end(
                found,
                told,
                primary_button(strings.DO_IT[verb], start, busy=sending.busy, key="do-it"),
            ),
        ]
    )


def inputs(
    unit: Unit, verb: UnitVerb, draft: Draft, put: Setter[Draft], found: dict[str, str]
) -> list[ft.Control]:
    """The fields that this change alone has."""
    rows: list[ft.Control] = []
    kinds = kinds_below(unit.kind)
    if verb is UnitVerb.FOUNDED and len(kinds) > 1:
        options = [(kind, UNIT_KINDS.get(kind, kind)) for kind in kinds]
        rows.append(
            ChoiceInput(
                strings.NEW_KIND,
                options,
                draft.kind,
                lambda kind: put(lambda old: replace(old, kind=kind)),
                error=found.get("kind"),
            )
        )
    if verb in NAMED:
        rows.append(
            TextInput(
                strings.NEW_NAME if verb is UnitVerb.RENAMED else strings.NEW_UNIT_NAME,
                draft.name,
                lambda name: put(lambda old: replace(old, name=name)),
                error=found.get("name"),
                max_length=200,
            )
        )
    if verb in CODED and unit.kind != "cell_group" and draft.kind != "cell_group":
        rows.append(
            TextInput(
                strings.NEW_CODE,
                draft.code,
                lambda code: put(lambda old: replace(old, code=code)),
                error=found.get("code"),
                help=strings.NEW_CODE_HELP,
                optional=True,
                max_length=40,
            )
        )
    if verb in TARGETED:
        rows.append(
            keyed(
                "target",
                TargetInput,
                unit,
                verb,
                draft.other,
                lambda other: put(lambda old: replace(old, other=other)),
                found.get("other_id"),
            )
        )
    if verb is UnitVerb.SPLIT:
        rows.append(
            keyed(
                "members",
                MembersInput,
                strings.WHO_LEAVES,
                members_of(unit),
                draft.members,
                lambda members: put(lambda old: replace(old, members=members)),
                found.get("member_ids"),
            )
        )
    return rows


def decided(
    unit: Unit, draft: Draft, put: Setter[Draft], found: dict[str, str], today: date
) -> list[ft.Control]:
    """Date and decision, which every change has."""
    return [
        DateInput(
            strings.ON_DATE,
            draft.on_date,
            lambda day: put(lambda old: replace(old, on_date=day)),
            first=max(FIRST_DAY, unit.founded_on or FIRST_DAY),
            last=today,
            error=found.get("on_date"),
        ),
        decision_input(
            draft.decision,
            lambda words: put(lambda old: replace(old, decision=words)),
            found.get("decision"),
        ),
    ]


def members_of(unit: Unit) -> RosterQuery:
    """The members of a cell or of a cell group."""
    if unit.kind == "cell_group":
        return RosterQuery(unit_id=unit.parent_id, filters={"group_id": str(unit.unit_id)})
    return RosterQuery(unit_id=unit.unit_id)


def _first(unit: Unit, verb: UnitVerb, today: date) -> Draft:
    kinds = kinds_below(unit.kind)
    only = kinds[0] if verb is UnitVerb.FOUNDED and len(kinds) == 1 else None
    return Draft(on_date=today, kind=only, name=unit.name if verb is UnitVerb.RENAMED else "")


def _after(unit: Unit, verb: UnitVerb, draft: Draft, made: UUID) -> str:
    """Where one looks next: at what was made, or at what is left."""
    if verb is UnitVerb.MERGED and draft.other is not None:
        return paths.unit(draft.other.id)
    if verb is UnitVerb.CLOSED:
        return paths.unit(unit.parent_id) if unit.parent_id else paths.UNITS
    return paths.unit(made)
