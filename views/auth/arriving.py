"""Somebody has opened the roll-call's code before signing in: the moment is kept meanwhile."""

from __future__ import annotations

import flet as ft

from services.meetings.arrivals import is_held
from views import paths
from views.auth import strings
from views.session import use_entrance
from views.shared.hooks import Ready, use_query
from views.shared.look import go
from views.shared.parts import Tone, banner
from views.shared.screens import block


@block
def Arriving() -> ft.Control:
    """Keeps the arrival once, and says so; the address then carries what it is kept by."""
    entrance = use_entrance()
    params = ft.use_route_params()
    meeting_id, code = params.get("meeting_id", ""), params.get("code", "")

    async def keep() -> bool:
        if is_held(code):
            return True
        held = await entrance.hold(meeting_id, code)
        if held:
            go(paths.arrive(meeting_id, held))
        return held is not None

    query = use_query(keep, [meeting_id, code], name="meetings.hold")
    match query.state:
        case Ready(value=True):
            return banner(strings.ARRIVAL_HELD, Tone.DONE)
        case Ready(value=False):
            return banner(strings.ARRIVAL_OLD, Tone.WAITING)
        case _:
            return banner(strings.ARRIVAL_KEEPING, Tone.NEUTRAL)
