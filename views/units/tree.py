"""The outline of a wide screen: units one below the other, opened level by level."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import flet as ft

from services.units.models import UnitLine
from views import paths
from views.session import use_services
from views.shared import text
from views.shared.flet_typed import keyed, use_state
from views.shared.guard import tapped
from views.shared.hooks import use_query
from views.shared.look import go
from views.shared.parts import column, icon_button, note
from views.shared.returning import use_return
from views.shared.screens import block
from views.shared.states import shown
from views.shared.theme import GAP_S, GAP_XS, RADIUS, TOUCH
from views.units import strings

INDENT = 20


@block
def Level(parent: UUID | None, depth: int, chosen: UUID | None, way: frozenset[UUID]) -> ft.Control:
    """The units below one, or the topmost. ``way`` holds the units above the chosen one."""
    services = use_services()

    async def load() -> list[UnitLine]:
        return await services.units.outline(parent)

    query = use_query(load, [str(parent)], name="units.outline")
    use_return(query.reload)

    def draw(units: list[UnitLine]) -> list[ft.Control]:
        return [keyed(str(u.unit_id), Node, u, depth, chosen, way) for u in units]

    return column(shown(query, draw, room=strings.ERRORS, rows=2), spacing=0)


@block
def Node(unit: UnitLine, depth: int, chosen: UUID | None, way: frozenset[UUID]) -> ft.Control:
    """One unit: its name opens it at the right, the arrow opens what is below."""
    leads_there = unit.unit_id in way
    opened, set_opened = use_state(lambda: depth == 0)
    seen, set_seen = use_state(lambda: False)
    if leads_there and not seen:
        # Follow once to where the reader went; the reader may close it again.
        set_seen(True)
        set_opened(True)
        opened = True
    elif seen and not leads_there:
        set_seen(False)
    rows: list[ft.Control] = [_row(unit, depth, opened, unit.unit_id == chosen, set_opened)]
    if opened and unit.children:
        rows.append(keyed(f"below-{unit.unit_id}", Level, unit.unit_id, depth + 1, chosen, way))
    return column(rows, spacing=0)


def _row(
    unit: UnitLine, depth: int, opened: bool, is_chosen: bool, set_opened: Callable[[bool], None]
) -> ft.Control:
    arrow: ft.Control = ft.Container(width=TOUCH)
    if unit.children:
        arrow = icon_button(
            ft.Icons.EXPAND_MORE if opened else ft.Icons.CHEVRON_RIGHT,
            strings.closes(unit.name) if opened else strings.opens(unit.name),
            partial(set_opened, not opened),
        )
    words = column(
        [
            ft.Text(unit.name, theme_style=ft.TextThemeStyle.TITLE_SMALL),
            note(strings.counts(text.number(unit.members), unit.children, unit.kind)),
        ],
        spacing=0,
    )
    sheet = ft.Container(
        words,
        padding=ft.Padding.symmetric(horizontal=GAP_S, vertical=GAP_XS),
        border_radius=RADIUS,
        bgcolor=ft.Colors.PRIMARY_CONTAINER if is_chosen else None,
        ink=True,
        on_click=tapped(partial(_go_to, unit.unit_id)),
    )
    named = ft.MergeSemantics(
        content=ft.Semantics(content=sheet, button=True, selected=is_chosen), expand=True
    )
    return ft.Container(
        ft.Row([arrow, named], spacing=0, vertical_alignment=ft.CrossAxisAlignment.START),
        padding=ft.Padding.only(left=depth * INDENT),
    )


def _go_to(unit_id: UUID) -> None:
    go(paths.unit(unit_id))
