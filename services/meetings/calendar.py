"""Meetings as a calendar file (ICS): one invitation, or the year of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from icalendar import Alarm, Calendar, Event

from services.meetings import strings
from services.meetings.models import MeetingCard, MeetingLine, State

_REMIND = (timedelta(days=-1), timedelta(hours=-1))
_STATUS = {State.PLANNED: "TENTATIVE", State.CANCELLED: "CANCELLED"}


def calendar_file(meetings: Sequence[MeetingLine], made_at: datetime) -> bytes:
    """The file. Times are in UTC; a phone shows them in its own zone. An entry keeps its id, so that
    taking a later file in again changes it instead of adding another."""
    calendar = cast(Any, Calendar())
    calendar.add("prodid", strings.CALENDAR_MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for meeting in meetings:
        calendar.add_component(_event(meeting, made_at))
    return bytes(calendar.to_ical())


def _event(meeting: MeetingLine, made_at: datetime) -> Any:
    event = cast(Any, Event())
    starts = meeting.starts_at.astimezone(UTC)
    event.add("uid", f"{meeting.meeting_id}@so-tay-dang-vien")
    event.add("dtstamp", made_at.astimezone(UTC))
    event.add("dtstart", starts)
    event.add("dtend", starts + timedelta(minutes=meeting.minutes))
    event.add("summary", meeting.title)
    event.add("status", _STATUS.get(meeting.state, "CONFIRMED"))
    said = [meeting.unit_name]
    if isinstance(meeting, MeetingCard):
        event.add("sequence", meeting.version)
        said += [f"{number}. {item.title}" for number, item in enumerate(meeting.items, 1)]
        if meeting.online_link:
            event.add("url", meeting.online_link)
    event.add("location", meeting.place or strings.CALENDAR_ONLINE)
    event.add("description", "\n".join(said))
    if meeting.state is not State.CANCELLED:
        for before in _REMIND:
            alarm = cast(Any, Alarm())
            alarm.add("action", "DISPLAY")
            alarm.add("description", meeting.title)
            alarm.add("trigger", before)
            event.add_component(alarm)
    return event
