"""Picks the unit that another moves to or merges into, going down the tree where needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.units.models import Unit, UnitLine, UnitVerb
from services.units.rules import kinds_below
from views.session import use_services
from views.shared.buttons import text_button
from views.shared.fields import TextInput, fault
from views.shared.flet_typed import use_state
from views.shared.hooks import use_query
from views.shared.parts import body, card, column, flow, icon_button, list_card, note, strong
from views.shared.screens import block
from views.shared.states import shown
from views.units import strings
from views.units.draft import Pick
from views.units.rows import matching, unit_row
from views.units.unit import SEARCH_FROM

_DEPTH = {"city": 0, "ward": 1, "grassroots_body": 1, "sub_committee": 2, "cell": 3}


def fits(line: UnitLine, unit: Unit, verb: UnitVerb) -> bool:
    """Whether the unit of this line can take the other one."""
    if line.unit_id == unit.unit_id or line.closed_on is not None:
        return False
    if verb is UnitVerb.MERGED:
        return line.kind == unit.kind
    return unit.kind in kinds_below(line.kind) and line.unit_id != unit.parent_id


def leads_on(line: UnitLine, unit: Unit, verb: UnitVerb) -> bool:
    """Whether there may be something to pick further down."""
    if not line.children or line.unit_id == unit.unit_id:
        return False
    deepest = {"cell_group": 3, "cell": 2, "sub_committee": 1}.get(unit.kind, 0)
    if verb is UnitVerb.MERGED:
        deepest = _DEPTH.get(unit.kind, 4)
    return _DEPTH.get(line.kind, 4) < deepest


@block
def TargetInput(
    unit: Unit,
    verb: UnitVerb,
    value: Pick | None,
    on_change: Callable[[Pick | None], None],
    error: str | None,
) -> ft.Control:
    """The unit that was picked, or a list to pick from; groups merge inside their cell only."""
    services = use_services()
    way, set_way = use_state(lambda: _start(unit, verb))
    typed, set_typed = use_state(lambda: "")
    here: UUID | None = way[-1].id if way else None

    async def load() -> list[UnitLine]:
        return await services.units.outline(here)

    query = use_query(load, [str(here)], name="units.outline")

    def open_(line: UnitLine) -> None:
        set_typed("")
        set_way((*way, Pick(line.unit_id, line.name)))

    def row(line: UnitLine) -> ft.Control:
        pick = fits(line, unit, verb)
        further = leads_on(line, unit, verb)
        into = icon_button(ft.Icons.CHEVRON_RIGHT, strings.opens(line.name), partial(open_, line))
        tap = partial(on_change, Pick(line.unit_id, line.name)) if pick else partial(open_, line)
        return unit_row(
            line,
            tap,
            trailing=into if pick and further else None,
            remark=strings.STANDS_HERE if line.unit_id == unit.parent_id else None,
        )

    def draw(lines: list[UnitLine]) -> list[ft.Control]:
        useful = [x for x in lines if fits(x, unit, verb) or leads_on(x, unit, verb)]
        if not useful:
            return [note(strings.NONE_TO_PICK)]
        if len(useful) < SEARCH_FROM:
            return [list_card([row(x) for x in useful])]
        found = matching(useful, typed)
        search = TextInput(strings.SEARCH_BELOW, typed, set_typed, max_length=80)
        return [search, list_card([row(x) for x in found]) if found else note(strings.NONE_FOUND)]

    label = strings.MERGE_INTO if verb is UnitVerb.MERGED else strings.MOVE_TO
    if value is not None:
        again = text_button(strings.PICK_AGAIN, lambda: on_change(None), key="pick-again")
        chosen = card([note(label), body(value.name), flow([again])])
        return column([chosen, *fault(error)])
    rows: list[ft.Control] = [strong(label)]
    if way:
        rows.append(note(way[-1].name))
    if way and not (verb is UnitVerb.MERGED and unit.kind == "cell_group"):
        up = text_button(strings.UP, lambda: set_way(way[:-1]), icon=ft.Icons.ARROW_UPWARD)
        rows.append(flow([up]))
    return column([*rows, *fault(error), *shown(query, draw, room=strings.ERRORS, rows=3)])


def _start(unit: Unit, verb: UnitVerb) -> tuple[Pick, ...]:
    """Among the siblings for a merger; one level higher for a move."""
    trail = tuple(Pick(p.unit_id, p.name) for p in unit.trail)
    return trail if verb is UnitVerb.MERGED else trail[:-1]
