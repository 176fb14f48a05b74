"""Giving an office at a unit."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import flet as ft

from services.members.models import RosterQuery
from services.units.models import GivenRole, Unit
from services.units.rules import roles_at, takes_two_officers
from views import paths
from views.session import use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.dialogs import use_confirm
from views.shared.fields import ChoiceInput, DateInput, SwitchInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import banner, column, heading
from views.shared.people.strings import role_title
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, shown
from views.units import strings
from views.units.draft import FIRST_DAY, nobody
from views.units.form import a_day, decision_input, faults_at, form_end
from views.units.offices import strings as words
from views.units.outline import unit_id
from views.units.people import MembersInput

_FIELDS = ("role", "member_id", "starts_on", "ends_on", "decision")


@screen
def GiveScreen() -> ft.View:
    """An office is given to a member."""
    services = use_services()
    wanted = ft.use_route_params().get("unit_id", "")

    async def load() -> Unit:
        return await services.units.open(unit_id(wanted))

    query = use_query(load, [wanted], name="units.open")

    def draw(unit: Unit) -> list[ft.Control]:
        if "role.grant" not in unit.may or unit.closed_on is not None:
            return [empty(strings.NOTHING_TO_CHANGE, icon=ft.Icons.LOCK_OUTLINE)]
        return [keyed("form", GiveForm, unit)]

    return scaffold(strings.GIVE_ROLE, shown(query, draw, room=strings.ERRORS))


@block
def GiveForm(unit: Unit) -> ft.Control:
    """Office, member, dates, decision."""
    services = use_services()
    ask = use_confirm()
    today = text.now().date()
    roles = roles_at(unit.kind)
    role, set_role = use_state(lambda: roles[0] if len(roles) == 1 else "")
    picked, set_picked = use_state(nobody)
    starts, set_starts = use_state(lambda: a_day(today))
    has_end, set_has_end = use_state(lambda: False)
    ends, set_ends = use_state(lambda: a_day(None))
    decision, set_decision = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    last = ends if has_end else None
    key = use_request_key(role, picked, starts, last, decision)
    two = takes_two_officers(unit.kind)

    async def send() -> GivenRole:
        assert starts is not None
        return await services.units.give_role(
            UUID(key.value), picked[0].id, unit.unit_id, role, starts, decision.strip(), last
        )

    def given(answer: GivenRole) -> None:
        toast(words.PROPOSED if answer.proposal_id else words.GIVEN)
        go(paths.PROPOSALS if answer.proposal_id else paths.unit(unit.unit_id))

    sending = use_action(send, on_done=given, name="units.give_role")

    def missing() -> dict[str, str]:
        found: dict[str, str] = {}
        if role not in roles:
            found["role"] = strings.MUST_PICK_ROLE
        if not picked:
            found["member_id"] = strings.MUST_PICK_MEMBER
        if starts is None:
            found["starts_on"] = words.MUST_START
        if has_end and ends is None:
            found["ends_on"] = words.MUST_LAST
        if len(decision.strip()) < 3:
            found["decision"] = strings.MUST_DECISION
        return found

    found, told = faults_at(missing() if tried else {}, sending.error, _FIELDS)

    def start() -> None:
        set_tried(True)
        if not missing() and starts is not None:
            said = words.will_propose if two else words.will_give
            ask(
                f"{words.PROPOSE if two else words.GIVE}?",
                said(picked[0].name, role_title(role, unit.kind), unit.name, text.day(starts)),
                words.PROPOSE if two else words.GIVE,
                sending.run,
            )

    rows: list[ft.Control] = [heading(unit.name, level=2)]
    if two:
        rows.append(banner(words.TWO_OFFICERS))
    if len(roles) > 1:
        options = [(r, role_title(r, unit.kind)) for r in roles]
        rows.append(ChoiceInput(words.ROLE, options, role, set_role, error=found.get("role")))
    rows += [
        keyed(
            f"member-{role == 'member_in_charge'}",
            MembersInput,
            words.WHO,
            candidates(unit, role),
            picked,
            set_picked,
            found.get("member_id"),
            single=True,
        ),
        DateInput(
            words.STARTS_ON,
            starts,
            set_starts,
            first=FIRST_DAY,
            last=today + timedelta(days=366),
            error=found.get("starts_on"),
        ),
        SwitchInput(words.HAS_END, has_end, set_has_end, help=words.HAS_END_HELP),
    ]
    if has_end:
        rows.append(
            DateInput(
                words.ENDS_ON,
                ends,
                set_ends,
                first=max(today, starts or today),
                last=today + timedelta(days=20 * 365),
                error=found.get("ends_on"),
            )
        )
    rows += [
        decision_input(decision, set_decision, found.get("decision")),
        *form_end(
            found,
            told,
            primary_button(
                words.PROPOSE if two else words.GIVE, start, busy=sending.busy, key="do-it"
            ),
        ),
    ]
    return column(rows)


def candidates(unit: Unit, role: str) -> RosterQuery:
    """Where to look: the cell for its own offices, everything in reach for somebody in charge."""
    if role == "member_in_charge":
        return RosterQuery()
    return RosterQuery(unit_id=unit.parent_id if unit.kind == "cell_group" else unit.unit_id)
