"""Ending an office."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from uuid import UUID

import flet as ft

from services.units.models import Office, Unit
from views import paths
from views.session import use_services
from views.shared import text
from views.shared.buttons import danger_button
from views.shared.dialogs import use_confirm
from views.shared.fields import DateInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import Tone, banner, card, column, heading
from views.shared.people.strings import role_title
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import empty, shown
from views.units import strings
from views.units.form import a_day, decision_input, faults_at, form_end
from views.units.offices import strings as words
from views.units.outline import unit_id
from views.units.rows import office_row

_FIELDS = ("ends_on", "decision")


@screen
def EndScreen() -> ft.View:
    """An office ends."""
    services = use_services()
    params = ft.use_route_params()
    wanted, role_id = params.get("unit_id", ""), params.get("role_id", "")

    async def load() -> Unit:
        return await services.units.open(unit_id(wanted))

    query = use_query(load, [wanted], name="units.open")

    def draw(unit: Unit) -> list[ft.Control]:
        office = next((o for o in unit.offices if str(o.role_id) == role_id and o.present), None)
        if office is None or "role.grant" not in unit.may:
            return [empty(words.NOT_HELD, icon=ft.Icons.EVENT_BUSY)]
        return [keyed(role_id, EndForm, unit, office)]

    return scaffold(strings.END_ROLE, shown(query, draw, room=strings.ERRORS))


@block
def EndForm(unit: Unit, office: Office) -> ft.Control:
    """Day and decision."""
    services = use_services()
    ask = use_confirm()
    today = text.now().date()
    day, set_day = use_state(lambda: a_day(today))
    decision, set_decision = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(office.role_id, day, decision)
    title = role_title(office.role, unit.kind)

    async def send() -> None:
        assert day is not None
        await services.units.end_role(UUID(key.value), office.role_id, day, decision.strip())

    def ended(_: None) -> None:
        toast(words.ENDED)
        go(paths.unit(unit.unit_id))

    sending = use_action(send, on_done=ended, name="units.end_role")

    def missing() -> dict[str, str]:
        found: dict[str, str] = {}
        if day is None:
            found["ends_on"] = words.MUST_END
        if len(decision.strip()) < 3:
            found["decision"] = strings.MUST_DECISION
        return found

    found, told = faults_at(missing() if tried else {}, sending.error, _FIELDS)

    def start() -> None:
        set_tried(True)
        if missing() or day is None:
            return
        if day == today:
            said = words.will_end_now(office.full_name, title, unit.name)
        else:
            said = words.will_end(office.full_name, title, unit.name, text.day(day))
        ask(f"{words.END}?", said, words.END, partial(sending.run), danger=True)

    last = today + timedelta(days=20 * 365)
    if office.ends_at is not None:
        last = min(last, max(today, text.local(office.ends_at - timedelta(seconds=1)).date()))
    return column(
        [
            heading(unit.name, level=2),
            card([office_row(office, unit.kind)]),
            DateInput(
                words.END_DAY,
                day,
                set_day,
                first=today,
                last=last,
                error=found.get("ends_on"),
            ),
            banner(words.END_HELP, Tone.NEUTRAL),
            decision_input(decision, set_decision, found.get("decision")),
            *form_end(found, told, danger_button(words.END, start, busy=sending.busy, key="do-it")),
        ]
    )
