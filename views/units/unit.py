"""One unit: facts, what is below, offices, history, and the ways to change it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.units.models import Office, Unit, UnitLine
from services.units.rules import roles_at
from views import paths
from views.session import use_me, use_services
from views.shared import text
from views.shared.buttons import primary_button, secondary_button, text_button
from views.shared.fields import SwitchInput, TextInput
from views.shared.flet_typed import keyed, use_state
from views.shared.hooks import use_query
from views.shared.look import current_look, go
from views.shared.parts import (
    card,
    column,
    flow,
    heading,
    key_values,
    list_card,
    note,
    pill,
    section,
)
from views.shared.people.strings import UNIT_KINDS
from views.shared.returning import use_return
from views.shared.screens import block
from views.shared.states import empty, shown
from views.units import strings
from views.units.rows import event_row, matching, office_row, unit_row

SEARCH_FROM = 6
"""So many units in a list make a search field worth its place."""


@block
def UnitBody(unit_id: UUID, here: str) -> ft.Control:
    """Everything about one unit; ``here`` is its address, below which the forms lie."""
    services = use_services()

    async def load() -> Unit:
        return await services.units.open(unit_id)

    query = use_query(load, [str(unit_id)], name="units.open")
    use_return(query.reload)

    def draw(unit: Unit) -> list[ft.Control]:
        return [
            *head(unit),
            facts(unit),
            *ways_to_change(unit, here),
            *([keyed("below", Below, unit, here)] if unit.kind != "cell_group" else []),
            keyed("offices", Offices, unit, here),
            *history(unit),
        ]

    return column(shown(query, draw, room=strings.ERRORS))


def head(unit: Unit) -> list[ft.Control]:
    """Where one is: the units above as ways up, and the name."""
    ups: list[ft.Control] = [
        text_button(place.name, partial(go, paths.unit(place.unit_id)), icon=ft.Icons.ARROW_UPWARD)
        for place in unit.trail
    ]
    rows: list[ft.Control] = [flow(ups, spacing=0)] if ups else []
    rows.append(heading(unit.name))
    if unit.closed_on is not None:
        rows.append(flow([pill(strings.closed_on(text.day(unit.closed_on)))]))
    return rows


def facts(unit: Unit) -> ft.Control:
    """Kind, code, counts, leader, dates."""
    rows: list[tuple[str, str | ft.Control]] = [
        (strings.KIND, UNIT_KINDS.get(unit.kind, unit.kind))
    ]
    if unit.code or unit.kind != "cell_group":
        rows.append((strings.CODE, unit.code or strings.NO_CODE))
    above = unit.unit_names[:-1]
    if above:
        rows.append((strings.PLACE, ", ".join(reversed(above))))
    rows.append((strings.MEMBERS, text.number(unit.members)))
    if unit.kind != "cell_group":
        label = strings.GROUPS if unit.kind == "cell" else strings.CHILDREN
        rows.append((label, text.number(unit.children)))
    if unit.closed_on is None:
        rows.append((strings.LEADER, unit.leader or strings.NO_LEADER))
    if unit.founded_on is not None:
        rows.append((strings.FOUNDED_ON, text.day(unit.founded_on)))
    return card([key_values(rows)])


def ways_to_change(unit: Unit, here: str) -> list[ft.Control]:
    """The menu of changes, and the members; nothing for those who only read."""
    buttons: list[ft.Control] = []
    if unit.closed_on is None and (unit.may_change or "unit.manage" in unit.may):
        buttons.append(
            primary_button(
                strings.CHANGE,
                partial(go, paths.unit_part(here, "change")),
                icon=ft.Icons.ACCOUNT_TREE_OUTLINED,
                key="change",
            )
        )
    return buttons


@block
def Below(unit: Unit, here: str) -> ft.Control:
    """The units directly below, with a search field over them, closed ones on demand."""
    services = use_services()
    typed, set_typed = use_state(lambda: "")
    closed, set_closed = use_state(lambda: False)
    is_cell = unit.kind == "cell"

    async def load() -> list[UnitLine]:
        return await services.units.outline(unit.unit_id, with_closed=closed)

    query = use_query(load, [str(unit.unit_id), closed, unit], name="units.outline")

    def open_(line: UnitLine) -> None:
        # A phone goes down step by step and comes back the same way.
        wide = current_look().wide
        go(paths.unit(line.unit_id) if wide else paths.unit_part(here, str(line.unit_id)))

    def draw(lines: list[UnitLine]) -> list[ft.Control]:
        if not lines:
            return [note(strings.NO_GROUPS if is_cell else strings.NONE_BELOW)]
        rows: list[ft.Control] = []
        if len(lines) >= SEARCH_FROM:
            rows.append(TextInput(strings.SEARCH_BELOW, typed, set_typed, max_length=80))
        found = matching(lines, typed) if len(lines) >= SEARCH_FROM else lines
        if not found:
            return [*rows, empty(strings.NONE_FOUND, icon=ft.Icons.SEARCH_OFF)]
        return [*rows, list_card([unit_row(line, partial(open_, line)) for line in found])]

    return column(
        [
            section(strings.GROUPS if is_cell else strings.BELOW),
            *shown(query, draw, room=strings.ERRORS, rows=2),
            SwitchInput(strings.SHOW_CLOSED, closed, set_closed),
        ]
    )


@block
def Offices(unit: Unit, here: str) -> ft.Control:
    """Who holds which office; past ones on demand."""
    me = use_me()
    past, set_past = use_state(lambda: False)
    may = "role.grant" in unit.may and unit.closed_on is None

    def ending(office: Office) -> ft.Control:
        own = office.member_id == me.member_id
        end = partial(go, paths.unit_part(here, "end", office.role_id))
        return office_row(office, unit.kind, end if may and not own else None)

    now_held = [o for o in in_order(unit) if o.present]
    gone = [o for o in in_order(unit) if not o.present]
    rows: list[ft.Control] = [section(strings.OFFICES)]
    if now_held:
        rows.append(list_card([ending(o) for o in now_held]))
    else:
        rows.append(note(strings.NO_OFFICES))
    if may:
        rows.append(
            secondary_button(
                strings.GIVE_ROLE,
                partial(go, paths.unit_part(here, "give")),
                icon=ft.Icons.PERSON_ADD_ALT,
                key="give",
            )
        )
    if "role.confirm" in unit.may:
        rows.append(text_button(strings.PROPOSALS, partial(go, paths.PROPOSALS), key="proposals"))
    if gone:
        if past:
            rows.append(list_card([office_row(o, unit.kind) for o in gone]))
        rows.append(
            text_button(
                strings.HIDE_PAST if past else strings.PAST_OFFICES,
                partial(set_past, not past),
                key="past",
            )
        )
    return column(rows)


def in_order(unit: Unit) -> list[Office]:
    """Offices, the leading ones first; people of one office in the order they came in."""
    rank = {role: place for place, role in enumerate(roles_at(unit.kind))}
    return sorted(unit.offices, key=lambda o: rank.get(o.role, len(rank)))


def history(unit: Unit) -> list[ft.Control]:
    """What happened to the unit, newest first."""
    if not unit.history:
        return [section(strings.HISTORY), note(strings.NO_HISTORY)]
    return [section(strings.HISTORY), list_card([event_row(e) for e in unit.history])]
