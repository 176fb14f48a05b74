"""The unit whose members the roster shows."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import flet as ft

from services.units.models import UnitLine
from views import paths
from views.members import strings
from views.members.question import use_asked
from views.shared.buttons import secondary_button
from views.shared.flet_typed import keyed
from views.shared.look import go
from views.shared.scaffold import scaffold
from views.shared.screens import screen
from views.shared.units.picker import UnitPicker


@screen
def UnitScreen() -> ft.View:
    """All units in scope, or one found by going down the tree."""
    asked, put = use_asked()

    def take(unit_id: UUID | None, name: str | None) -> None:
        put(asked.within(unit_id, name))
        go(paths.MEMBERS)

    def picked(unit: UnitLine) -> None:
        take(unit.unit_id, unit.name)

    everything = secondary_button(strings.ALL_UNITS, partial(take, None, None), key="all-units")
    return scaffold(strings.UNIT, [everything, keyed("picker", UnitPicker, picked)])
