"""Tổ chức đảng: where one starts, and one unit; on a wide screen with the outline beside it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.errors import NotFound
from services.units.models import UnitLine
from views import paths
from views.session import use_services
from views.shared import strings as words
from views.shared.flet_typed import keyed
from views.shared.hooks import Ready, use_query
from views.shared.look import current_look, go
from views.shared.parts import body, column, heading, icon_button, list_card
from views.shared.returning import use_return
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.states import empty, shown
from views.units import strings
from views.units.rows import unit_row
from views.units.tree import Level
from views.units.unit import UnitBody

_TREE_SHARE, _UNIT_SHARE = 2, 3


@screen
def OutlineScreen() -> ft.View:
    """The topmost units I may read; a single one is opened at once."""
    services = use_services()
    query = use_query(services.units.outline, [], name="units.outline")
    use_return(query.reload)
    wide = two_panes()

    def draw(tops: list[UnitLine]) -> list[ft.Control]:
        if not tops:
            return [empty(strings.NO_UNITS, icon=ft.Icons.ACCOUNT_TREE_OUTLINED)]
        if len(tops) == 1:
            only = tops[0].unit_id
            unit = keyed(str(only), UnitBody, only, paths.unit(only))
            return [beside(unit, only, frozenset()) if wide and tops[0].children else unit]
        if wide:
            return [beside(body(strings.CHOOSE), None, frozenset())]
        return [list_card([unit_row(u, partial(go, paths.unit(u.unit_id))) for u in tops])]

    broad = isinstance(query.state, Ready) and any(u.children for u in query.state.value)
    return scaffold(
        strings.TITLE,
        shown(query, draw, room=strings.ERRORS),
        actions=[icon_button(ft.Icons.REFRESH, words.RELOAD, query.reload)],
        broad=broad and wide,
    )


@screen
def UnitScreen() -> ft.View:
    """One unit."""
    services = use_services()
    wanted = ft.use_route_params().get("unit_id", "")
    here = ft.use_view_path() or paths.UNITS
    wide = two_panes()

    async def trail() -> frozenset[UUID]:
        unit = await services.units.open(unit_id(wanted))
        return frozenset(place.unit_id for place in unit.trail)

    # The outline alone needs it; a phone does not ask.
    way = use_query(trail if wide else _nowhere, [wanted, wide], name="units.trail")

    def draw(above: frozenset[UUID]) -> list[ft.Control]:
        shown_unit = keyed(wanted, UnitBody, unit_id(wanted), here)
        return [beside(shown_unit, unit_id(wanted), above) if wide else shown_unit]

    return scaffold(strings.TITLE, shown(way, draw, room=strings.ERRORS), broad=wide)


async def _nowhere() -> frozenset[UUID]:
    return frozenset()


def two_panes() -> bool:
    """Whether the outline has room beside the unit."""
    look = current_look()
    return look.wide and not look.large


def unit_id(wanted: str) -> UUID:
    """The id in an address. Raises NotFound for anything else."""
    try:
        return UUID(wanted)
    except ValueError:
        raise NotFound("unit.not_found") from None


def beside(unit: ft.Control, chosen: UUID | None, way: frozenset[UUID]) -> ft.Control:
    """The outline at the left, a unit at the right."""
    tree = column([heading(strings.TREE, level=2), keyed("tree", Level, None, 0, chosen, way)])
    right = column([unit])
    tree.expand, right.expand = _TREE_SHARE, _UNIT_SHARE
    return ft.Row(
        [tree, ft.VerticalDivider(width=1), right],
        spacing=16,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
