"""A mentor replies to the invitation for whom to help: named, until the member answers in person."""

from uuid import UUID, uuid4

from tests.house import Answer, House, Person
from tests.meetings.desk import Cell


async def reply(house: House, who: Person, meeting: UUID, whom: Person, **more: object) -> Answer:
    """An answer for somebody."""
    arguments = {
        "key": uuid4(), "meeting_id": meeting, "reply": "coming", "member_id": whom.id,
    } | more  # fmt: skip
    return await house.call(who, "meeting_reply", **arguments)


async def called(house: House) -> tuple[Cell, UUID, Person, Person]:
    """A cell with a meeting to which it is invited, somebody who is helped, and the mentor."""
    cell = Cell(house)
    pupil, mentor = cell.member(), cell.member()
    tie = {"member_id": pupil.id, "mentor_id": mentor.id}
    assert (await house.call(cell.secretary, "mentor_set", key=uuid4(), **tie)).outcome == "ok"
    meeting = await cell.planned()
    assert (await cell.step(meeting, "call")).outcome == "ok"
    return cell, meeting, pupil, mentor


async def test_a_mentor_enters_what_was_said_and_is_named(house: House) -> None:
    _, meeting, pupil, mentor = await called(house)
    away = await reply(house, mentor, meeting, pupil, reply="excused", reason="Đi khám bệnh")
    assert away.outcome == "ok", away
    (helped,) = (await house.call(mentor, "meeting_open", meeting_id=meeting)).body["helped"]
    assert (helped["full_name"], helped["reply"], helped["own"]) == (pupil.name, "excused", False)
    assert (await reply(house, mentor, meeting, pupil)).outcome == "ok"  # another word, changed
    card = (await house.call(pupil, "meeting_open", meeting_id=meeting)).body
    assert (card["reply"], card["by_proxy"], card["helped"]) == ("coming", True, [])


async def test_what_the_member_says_in_person_stands_and_its_reason_stays_private(
    house: House,
) -> None:
    _, meeting, pupil, mentor = await called(house)
    await reply(house, mentor, meeting, pupil)
    own = await reply(house, pupil, meeting, pupil, reply="excused", reason="Điều trị dài ngày")
    assert own.outcome == "ok"
    refused = await reply(house, mentor, meeting, pupil)
    assert refused.outcome == "meeting.own_reply"
    seen = await house.call(mentor, "meeting_open", meeting_id=meeting)
    (helped,) = seen.body["helped"]
    assert (helped["reply"], helped["own"]) == ("excused", True)
    assert "Điều trị" not in str(seen.body)


async def test_nobody_replies_for_whom_they_do_not_help_any_more(house: House) -> None:
    cell, meeting, pupil, mentor = await called(house)
    other = cell.member()
    assert (await reply(house, other, meeting, pupil)).outcome == "meeting.not_found"
    assert (await reply(house, mentor, meeting, other)).outcome == "meeting.not_found"
    tie = {"member_id": pupil.id, "mentor_id": mentor.id}
    await house.call(cell.secretary, "mentor_set", key=uuid4(), ended=True, **tie)
    assert (await reply(house, mentor, meeting, pupil)).outcome == "meeting.not_found"
    assert (await house.call(mentor, "meeting_open", meeting_id=meeting)).body["helped"] == []
