"""What stands on a meeting's own screen beside the invitation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from services.meetings.models import MeetingCard, MeetingLine
from services.meetings.strings import calendar_name, year_name
from views.shared import text
from views.shared.flet_typed import keyed
from views.shared.meetings import strings
from views.shared.meetings.after import AfterMeeting
from views.shared.meetings.calendar import CalendarButton


def around(m: MeetingCard, reload: Callable[[], None]) -> ft.Control:
    """Before it opens the calendar file, from then on what comes of it; ``reload`` once it is reported."""
    if m.opened_at is not None:
        # Anew for each state: what may be done once it has ended is not what could be done before.
        return keyed(f"after-{m.state}", AfterMeeting, m.meeting_id, reload)
    name = calendar_name(f"{text.local(m.starts_at):%Y-%m-%d}")
    return keyed("calendar", CalendarButton, [m], name, strings.CALENDAR_ONE)


def year_calendar(meetings: Sequence[MeetingLine], year: int) -> ft.Control:
    """A year of a cell for the phone's calendar."""
    return keyed(
        f"calendar-{year}", CalendarButton, meetings, year_name(year), strings.CALENDAR_YEAR
    )
