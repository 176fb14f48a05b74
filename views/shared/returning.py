"""Screens below the present one stay alive: coming back to one brings it up to date, and only the one on
top follows what others do."""

from __future__ import annotations

import random
from collections.abc import Callable

import flet as ft

from views.shared.flet_typed import use_effect, use_ref
from views.shared.hooks import use_every

_SPREAD = 0.25


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


def use_following(seconds: float, look: Callable[[], None]) -> None:
    """Hook: ``look`` about every so many seconds while this screen is on top and its phone connected.

    Each screen has a pace of its own, a quarter more or less, so that screens opened at one moment do
    not ask at one moment for ever after.
    """
    here, at = ft.use_view_path(), ft.use_route_location()
    pace = use_ref(lambda: seconds * random.uniform(1 - _SPREAD, 1 + _SPREAD))  # noqa: S311

    def turn() -> None:
        if at == here:
            look()

    use_every(pace.current, turn)
