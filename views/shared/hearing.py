"""Screens that many look at while one person moves things on: they are told, and ask only then."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from uuid import UUID

import flet as ft

from services.signals import Ear
from views.session import use_services
from views.shared.flet_typed import page_gone, use_effect, use_ref
from views.shared.hooks import is_away
from views.shared.look import current_page

SOON_S = (0.1, 1.2)
"""Between these a phone waits once it was told: what comes together is one, and a cell doesn't ask as one."""
SELDOM_S = 60.0
"""About so many seconds between two looks of a screen that is told: another server process may have written
what nobody here has heard of."""
_GONE_S = 120.0


def use_hearing(about: Sequence[UUID], reload: Callable[[], None]) -> None:
    """Hook: ``reload`` soon after another session of this server has changed one of these.

    Name only what the caller has been shown: nothing is listened for that the database did not give out. A
    screen below another one, or whose device is away, asks nothing; both load anew when somebody comes back.
    """
    signals = use_services().signals
    here, at = ft.use_view_path(), ft.use_route_location()
    page = current_page()
    ear = use_ref(lambda: Ear(signals))
    latest = use_ref(lambda: reload)
    latest.current = reload if here == at else _nothing

    async def listen() -> None:
        hearing = ear.current
        # A page that is over for good takes nothing down by itself: it is looked after now and then.
        while page is None or not page_gone(page):
            with suppress(TimeoutError):
                async with asyncio.timeout(_GONE_S):
                    await hearing.changed.wait()
                await asyncio.sleep(random.uniform(*SOON_S))  # noqa: S311
                hearing.changed.clear()
                if not is_away(page):
                    latest.current()
        hearing.close()

    use_effect(listen, [], cleanup=lambda: ear.current.close())
    use_effect(lambda: ear.current.add(about), [*about])


def _nothing() -> None:
    return None
