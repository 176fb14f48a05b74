"""Finds a unit by going down the tree, level by level."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.units.models import UnitLine
from views.session import use_services
from views.shared.buttons import secondary_button, text_button
from views.shared.flet_typed import use_state
from views.shared.hooks import use_query
from views.shared.parts import column, flow, list_card, list_item, strong
from views.shared.people.strings import UNIT_KINDS
from views.shared.screens import block
from views.shared.states import empty, shown
from views.shared.units import strings


def _top() -> tuple[UnitLine, ...]:
    return ()


@block
def UnitPicker(
    on_pick: Callable[[UnitLine], None],
    *,
    kinds: frozenset[str] | None = None,
    groups: bool = True,
) -> ft.Control:
    """The units one may read. ``kinds`` says which can be picked; the others lead further down.
    Without ``groups`` a cell is the end of the way."""
    services = use_services()
    way, set_way = use_state(_top)
    here: UUID | None = way[-1].unit_id if way else None

    async def load() -> list[UnitLine]:
        return await services.units.outline(here)

    query = use_query(load, [str(here)], name="units.outline")

    def tap(unit: UnitLine) -> None:
        pickable = kinds is None or unit.kind in kinds
        # One that holds nothing that could be picked instead is picked at once.
        leaf = not unit.children or (unit.kind == "cell" and not groups)
        if pickable and (leaf or kinds is not None):
            on_pick(unit)
        elif unit.children:
            set_way((*way, unit))

    def draw(units: list[UnitLine]) -> list[ft.Control]:
        if not units:
            return [empty(strings.NO_UNITS, icon=ft.Icons.ACCOUNT_TREE)]
        return [list_card([unit_row(u, partial(tap, u)) for u in units])]

    above: list[ft.Control] = []
    if way:
        above.append(strong(way[-1].name))
        ways_on = [text_button(strings.UP, lambda: set_way(way[:-1]), icon=ft.Icons.ARROW_UPWARD)]
        above.append(flow(ways_on))
        if kinds is None or way[-1].kind in kinds:
            above.append(secondary_button(strings.choose(way[-1].name), partial(on_pick, way[-1])))
    return column([*above, *shown(query, draw)])


def unit_row(unit: UnitLine, on_tap: Callable[[], None]) -> ft.Control:
    """A unit with what it holds."""
    kind = UNIT_KINDS.get(unit.kind)
    lines = [strings.counts(unit.members, unit.children)]
    if kind is not None and not unit.name.startswith(kind):
        lines.insert(0, kind)
    return list_item(unit.name, lines=lines, on_tap=on_tap, key=f"unit-{unit.unit_id}")
