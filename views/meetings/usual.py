"""When and where the cell meets as a rule."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

import flet as ft

from services.meetings.models import MeetingDay, MeetingYear
from views import paths
from views.meetings import strings
from views.paths import Tab
from views.session import use_services
from views.shared import text
from views.shared.buttons import primary_button
from views.shared.fields import Kind, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import use_action, use_query, use_request_key
from views.shared.ids import wanted_id
from views.shared.look import go
from views.shared.parts import column
from views.shared.scaffold import scaffold
from views.shared.screens import block, screen
from views.shared.states import problem, shown
from views.shared.theme import GAP_M


@screen
def UsualDayScreen() -> ft.View:
    """The usual day of the cell in the address."""
    services = use_services()
    unit = ft.use_route_params().get("unit_id", "")
    query = use_query(
        lambda: services.meetings.year(text.now().year, wanted_id(unit)),
        [unit],
        name="meetings.year",
    )

    def draw(told: MeetingYear) -> list[ft.Control]:
        back = Tab.MEETINGS if told.mine else paths.meetings_of(unit)
        return [keyed(f"usual-{unit}", UsualDayForm, told.unit_id, told.day, back)]

    return scaffold(strings.DAY_TITLE, shown(query, draw, room=strings.ERRORS))


@block
def UsualDayForm(unit_id: UUID, present: MeetingDay | None, back: str) -> ft.Control:
    """Day of the month, hour, length, place."""
    services = use_services()
    form, set_form = use_state(
        lambda: {
            "day": str(present.day) if present else "3",
            "at": present.at.strftime("%H:%M") if present else "19:30",
            "minutes": str(present.minutes) if present else "90",
            "place": present.place if present else "",
        }
    )
    tried, set_tried = use_state(lambda: False)
    key = use_request_key(str(form))

    async def save(filled: dict[str, str]) -> None:
        at = text.parse_clock(filled["at"])
        assert at is not None, "checked before"
        await services.meetings.set_day(
            UUID(key.value),
            unit_id,
            int(filled["day"]),
            at,
            int(filled["minutes"]),
            filled["place"],
        )

    def saved(_: None) -> None:
        toast(strings.DAY_SAVED)
        go(back)

    saving = use_action(save, on_done=saved, name="meetings.day")

    def put(name: str, value: Any) -> None:
        set_form(lambda old: {**old, name: value})

    def submit() -> None:
        set_tried(True)
        if not faults(form):
            saving.run(form)

    found = faults(form) if tried else {}
    fields = (
        ("day", strings.DAY_LABEL, Kind.NUMBER, 2, strings.DAY_HELP),
        ("at", strings.AT, Kind.TEXT, 8, strings.AT_HINT),
        ("minutes", strings.MINUTES, Kind.NUMBER, 3, None),
        ("place", strings.PLACE, Kind.TEXT, 200, None),
    )
    return column(
        [
            *(
                keyed(
                    name, TextInput, label, form[name], partial(put, name),
                    kind=kind, max_length=most, help=help_, error=found.get(name),
                )
                for name, label, kind, most, help_ in fields
            ),
            *problem(saving.error, strings.ERRORS),
            primary_button(strings.SAVE, submit, busy=saving.busy, key="save"),
        ],
        spacing=GAP_M,
    )  # fmt: skip


def faults(form: dict[str, str]) -> dict[str, str]:
    """What is missing yet, by field."""
    found: dict[str, str] = {}
    if not form["day"].strip().isdigit() or not 1 <= int(form["day"]) <= 31:
        found["day"] = strings.DAY_WRONG
    if text.parse_clock(form["at"]) is None:
        found["at"] = strings.AT_WRONG
    if not form["minutes"].strip().isdigit() or not 15 <= int(form["minutes"]) <= 600:
        found["minutes"] = strings.MINUTES_WRONG
    if len(form["place"].strip()) < 2:
        found["place"] = strings.PLACE_MISSING
    return found
