"""The invitation as a calendar file, read back by the library."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import pytest
from icalendar import Calendar

from services.meetings.calendar import calendar_file
from services.meetings.models import Kind, MeetingLine, State
from tests.house import House
from tests.meetings.desk import Cell

MADE = datetime(2026, 11, 1, tzinfo=UTC)


def events(content: bytes) -> list[Any]:
    """What a phone finds in a file."""
    calendar = cast(Any, Calendar.from_ical(content.decode()))
    return list(calendar.walk("VEVENT"))


def line(starts_at: datetime, state: State = State.CALLED, **more: object) -> MeetingLine:
    """A meeting in a list."""
    return MeetingLine.model_validate(
        {
            "meeting_id": uuid4(), "unit_id": uuid4(), "unit_name": "Chi bộ A1 – Tổ dân phố số 1",
            "kind": Kind.REGULAR, "title": "Sinh hoạt chi bộ thường kỳ tháng 11/2026; ưu tiên, đủ dấu",
            "starts_at": starts_at, "minutes": 90, "place": "Nhà văn hóa, ngõ 3", "online": False,
            "state": state,
            "month": starts_at.date().replace(day=1), "report_by": None, "reported_at": None, "reply": None,
            "presence": None,
        } | more
    )  # fmt: skip


@pytest.mark.parametrize(
    ("there", "utc"),
    [
        ("2026-11-05T19:30:00+07:00", "20261105T123000Z"),
        ("2027-01-01T06:30:00+07:00", "20261231T233000Z"),  # the year before in UTC
        ("2027-03-01T00:00:00+07:00", "20270228T170000Z"),
    ],
)
def test_times_of_vietnam_are_written_in_utc(there: str, utc: str) -> None:
    content = calendar_file([line(datetime.fromisoformat(there))], MADE)
    assert f"DTSTART:{utc}" in content.decode()
    (event,) = events(content)
    assert event.end - event.start == timedelta(minutes=90)


def test_words_come_back_as_they_were() -> None:
    meeting = line(datetime(2026, 11, 5, 12, 30, tzinfo=UTC))
    (event,) = events(calendar_file([meeting], MADE))
    assert str(event["SUMMARY"]) == meeting.title
    assert str(event["LOCATION"]) == meeting.place
    assert str(event["UID"]).startswith(str(meeting.meeting_id))
    assert all(len(row) <= 75 for row in calendar_file([meeting], MADE).split(b"\r\n"))


@pytest.mark.parametrize(
    ("state", "said", "alarms"),
    [
        (State.PLANNED, "TENTATIVE", 2),
        (State.CALLED, "CONFIRMED", 2),
        (State.CANCELLED, "CANCELLED", 0),
    ],
)
def test_a_cancelled_meeting_is_said_to_be_and_reminds_nobody(
    state: State, said: str, alarms: int
) -> None:
    (event,) = events(calendar_file([line(MADE, state)], MADE))
    assert str(event["STATUS"]) == said
    assert len(event.walk("VALARM")) == alarms


async def test_a_years_plan_and_one_card_go_into_files(house: House) -> None:
    cell = Cell(house)
    meeting = await cell.planned(online_link="https://hop.example/abc")
    services = await house.as_(cell.secretary)
    card = await services.meetings.open(meeting)
    (one,) = events(calendar_file([card], MADE))
    assert str(one["URL"]) == "https://hop.example/abc"
    assert card.items[0].title in str(one["DESCRIPTION"])
    year = await services.meetings.year(card.month.year)
    found = events(calendar_file(year.meetings, MADE))
    assert [UUID(str(e["UID"]).split("@")[0]) for e in found] == [meeting]
