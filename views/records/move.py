"""Moving a member to another cell or cell group, with date and decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from uuid import UUID

import flet as ft

from services.records.models import Record
from services.units.models import UnitLine
from views import paths
from views.records import strings
from views.records.params import use_id
from views.records.record import FIRST_DAY
from views.records.touched import touch
from views.session import use_services
from views.shared import text
from views.shared.buttons import primary_button, text_button
from views.shared.dialogs import use_confirm
from views.shared.errors import sentence_for
from views.shared.fields import ChoiceInput, DateInput, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import toast
from views.shared.hooks import Ready, use_action, use_query, use_request_key
from views.shared.look import go
from views.shared.parts import flow, heading, note, strong
from views.shared.people.strings import unit_path
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, problem, shown
from views.shared.units.picker import UnitPicker

_AT_FIELDS = ("on_date", "decision")


@screen
def MoveScreen() -> ft.View:
    """Where to, when, by which decision; asked once more before it is done."""
    services, ask = use_services(), use_confirm()
    member_id = use_id("member_id")
    cell, set_cell = use_state(_none)
    group, set_group = use_state(lambda: "")
    day, set_day = use_state(_today)
    decision, set_decision = use_state(lambda: "")
    tried, set_tried = use_state(lambda: False)
    target = cell.unit_id if cell is not None else None

    async def load() -> Record:
        return await services.records.open(member_id)

    async def load_groups() -> list[UnitLine]:
        found = await services.units.outline(target) if target is not None else []
        return [u for u in found if u.kind == "cell_group"]

    query = use_query(load, [str(member_id)], name="records.open")
    below = use_query(load_groups, [str(target)], name="units.outline")
    groups = below.state.value if isinstance(below.state, Ready) else []
    about = (str(member_id), str(target), group, str(day), decision.strip())
    key = use_request_key(*about)

    async def move(
        unit_id: UUID, group_id: UUID | None, on: date, why: str, write_key: str
    ) -> None:
        await services.roster.move(UUID(write_key), member_id, unit_id, on, why, group_id)

    def moved(_: None) -> None:
        toast(strings.MOVED)
        touch(member_id)
        go(paths.member(member_id))

    moving = use_action(move, on_done=moved, name="roster.move")

    def pick(unit: UnitLine) -> None:
        set_group("")
        set_cell(unit)

    def confirm(record: Record) -> None:
        set_tried(True)
        if cell is None or day is None or len(decision.strip()) < 3:
            return
        chosen = next((g.unit_id for g in groups if str(g.unit_id) == group), None)
        ask(
            strings.MOVE_TITLE_ASK,
            strings.move_text(record.full_name, cell.name),
            strings.DO_MOVE,
            partial(moving.run, cell.unit_id, chosen, day, decision.strip(), key.value),
        )

    def draw(record: Record) -> list[ft.Control]:
        if "record.edit" not in record.may:
            return [empty(strings.NOT_ALLOWED, icon=ft.Icons.EDIT_OFF_OUTLINED)]
        who = [
            strong(record.full_name),
            note(unit_path(record.unit_names)),
            note(strings.MOVE_NOTE),
        ]
        if cell is None:
            picker = keyed("picker", UnitPicker, pick, kinds=frozenset({"cell"}))
            return [*who, heading(strings.CHOOSE_CELL, level=2), picker]
        short = strings.DECISION_SHORT if tried and len(decision.strip()) < 3 else None
        missing = strings.DATE_MISSING if tried and day is None else None
        told = moving.error if moving.error and moving.error.field not in _AT_FIELDS else None
        return [
            *who,
            heading(cell.name, level=2),
            flow([text_button(strings.OTHER_CELL, lambda: set_cell(_none()))]),
            *group_choice(groups, group, set_group),
            keyed(
                "day",
                DateInput,
                strings.MOVE_DATE,
                day,
                set_day,
                first=FIRST_DAY,
                last=text.now().date(),
                error=missing or sentence_for(moving.error, "on_date", strings.ERRORS),
            ),
            keyed(
                "decision",
                TextInput,
                strings.DECISION,
                decision,
                set_decision,
                error=short or sentence_for(moving.error, "decision", strings.ERRORS),
                help=strings.DECISION_HELP,
                max_length=300,
            ),
            *problem(told, strings.ERRORS),
            primary_button(strings.DO_MOVE, partial(confirm, record), busy=moving.busy, key="move"),
        ]

    return scaffold(strings.MOVE_TITLE, shown(query, draw, room=strings.ERRORS))


def _none() -> UnitLine | None:
    return None


def _today() -> date | None:
    return text.now().date()


def group_choice(
    groups: Sequence[UnitLine], group: str, set_group: Callable[[str], None]
) -> list[ft.Control]:
    """The cell's groups, where it has any."""
    if not groups:
        return []
    options = [*((str(g.unit_id), g.name) for g in groups), ("", strings.NO_GROUP)]
    return [keyed("group", ChoiceInput, strings.GROUP, options, group, set_group)]
