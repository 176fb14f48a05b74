"""Screens below the present one stay alive; coming back to one brings it up to date."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from views.shared.flet_typed import use_effect, use_ref


def use_return(reload: Callable[[], None]) -> None:
    """Hook: run ``reload`` when this screen is on top again after another one covered it."""
    here = ft.use_view_path()
    at = ft.use_route_location()
    covered = use_ref(lambda: False)

    def check() -> None:
        if at != here:
            covered.current = True
        elif covered.current:
            covered.current = False
            reload()

    use_effect(check, [at, here])


def use_uncovered() -> bool:
    """Hook: whether this screen has been on top once. One that an address opens below another is not: the
    client raises for what can be selected there."""
    here = ft.use_view_path()
    at = ft.use_route_location()
    been = use_ref(lambda: False)
    been.current = been.current or at == here
    return been.current
