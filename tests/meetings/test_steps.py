"""What a meeting may become: every move from every state, by everybody who could try."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tests.house import House
from tests.meetings.desk import Cell

LEGAL = {
    "call": {"planned": "called"},
    "cancel": {"planned": "cancelled", "called": "cancelled"},
    "start": {"planned": "running", "called": "running"},
    "close": {"running": "closed"},
}
STATES = ("planned", "called", "running", "closed", "cancelled")
PATH = {
    "planned": (),
    "called": ("call",),
    "running": ("start",),
    "closed": ("start", "close"),
    "cancelled": ("cancel",),
}


async def brought(cell: Cell, state: str) -> UUID:
    meeting = await cell.planned()
    for step in PATH[state]:
        assert (await cell.step(meeting, step, reason="Hoãn")).outcome == "ok"
    return meeting


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("step", LEGAL)
async def test_each_step_from_each_state(house: House, step: str, state: str) -> None:
    cell = Cell(house)
    meeting = await brought(cell, state)
    answer = await cell.step(meeting, step, reason="Hoãn")
    after = LEGAL[step].get(state)
    assert answer.outcome == ("ok" if after else "meeting.wrong_state")
    assert house.value("select state::text from handbook.meetings where id = %s", meeting) == (
        after or state
    )


@pytest.mark.parametrize("step", LEGAL)
async def test_nobody_but_those_who_run_it_takes_a_step(house: House, step: str) -> None:
    cell = Cell(house)
    clerk = house.newcomer(cell.id, ("cell_clerk", cell.id))
    meeting = await brought(cell, next(iter(LEGAL[step])))
    outsiders = ("member", "secretary", "secretary_b", "staff_a", "city_staff", "admin", "auditor")
    for who in (clerk, cell.member(), *outsiders):
        answer = await cell.step(meeting, step, who, reason="Hoãn")
        assert answer.outcome == "meeting.not_found", who


async def test_a_closed_meeting_is_not_changed_any_more(house: House) -> None:
    cell = Cell(house)
    person = cell.member()
    meeting = await brought(cell, "closed")
    item = house.value(
        "select id from handbook.meeting_items where meeting_id = %s and position = 1", meeting
    )
    key = uuid4()
    secretary = cell.secretary
    assert (await cell.plan(meeting_id=meeting, version=3)).outcome == "meeting.wrong_state"
    marked = await house.call(
        secretary, "meeting_mark", key=key, meeting_id=meeting, member_id=person.id,
        presence="present",
    )  # fmt: skip
    assert marked.outcome == "meeting.not_found"
    written = await house.call(
        secretary, "meeting_item_save", key=key, item_id=item, conclusion="Khác"
    )
    assert written.outcome == "meeting.item_not_found"
    spoke = await house.call(
        secretary, "meeting_speaker", key=key, item_id=item, member_id=person.id, spoke=True
    )
    assert spoke.outcome == "meeting.item_not_found"


async def test_two_officers_at_once_the_second_is_told(house: House) -> None:
    cell = Cell(house)
    meeting = await cell.planned()
    assert (await cell.step(meeting, "call")).outcome == "ok"
    again = await cell.step(meeting, "start", version=1)
    assert again.outcome == "meeting.changed_meanwhile"


async def test_a_meeting_is_not_opened_before_its_day_nor_called_after_its_hour(
    house: House,
) -> None:
    cell = Cell(house)
    far = await cell.planned(starts_at=(datetime.now(UTC) + timedelta(days=2)).isoformat())
    assert (await cell.step(far, "start")).outcome == "meeting.too_early"
    past = await cell.planned(
        kind="thematic", starts_at=(datetime.now(UTC) - timedelta(hours=2)).isoformat()
    )
    assert (await cell.step(past, "call")).outcome == "meeting.time_wrong"
    assert (await cell.step(past, "start")).outcome == "ok", "begun late is begun"


async def test_the_report_is_due_by_the_rule_of_the_day_it_ended(house: House) -> None:
    cell = Cell(house)
    meeting = await brought(cell, "closed")
    assert (
        house.value(
            "select report_by - handbook.today() from handbook.meetings where id = %s", meeting
        )
        == 2
    )
