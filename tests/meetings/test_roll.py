"""Roll-call: by the changing code, by the clerk; what quorum and votes are reckoned from."""

import asyncio
from uuid import UUID, uuid4

import pytest

from services.days import today
from tests.house import Answer, House, Person
from tests.meetings.desk import Cell, code_of


async def arrive(
    house: House, who: Person | str, meeting: UUID, code: str, **more: object
) -> Answer:
    return await house.call(who, "meeting_arrive", meeting_id=meeting, code=code, **more)


def presence(house: House, meeting: UUID, person: Person) -> str | None:
    found = house.value(
        "select presence::text || ' ' || way from handbook.meeting_attendance"
        " where meeting_id = %s and member_id = %s", meeting, person.id,
    )  # fmt: skip
    return str(found) if found else None


@pytest.mark.parametrize(("digits", "way"), [(True, "code"), (False, "qr")])
async def test_the_code_of_this_half_minute_and_of_the_one_before(
    house: House, digits: bool, way: str
) -> None:
    cell = Cell(house)
    now, before, old = cell.member(), cell.member(), cell.member()
    meeting = await cell.running()
    for person, ago in ((now, 0), (before, 1)):
        answer = await arrive(house, person, meeting, code_of(house, meeting, ago, digits=digits))
        assert answer.body["arrived"], (ago, answer)
        assert presence(house, meeting, person) == f"present {way}"
    answer = await arrive(house, old, meeting, code_of(house, meeting, 3, digits=digits))
    assert answer.body == {"arrived": False, "why": "meeting.code_wrong"}
    assert presence(house, meeting, old) is None


async def test_the_secretarys_screen_shows_the_code_and_nobody_elses(house: House) -> None:
    cell = Cell(house)
    member = cell.member()
    meeting = await cell.running()
    shown = (await house.call(cell.secretary, "meeting_code", meeting_id=meeting)).body
    assert shown["seconds"] == 30
    assert 0 < shown["seconds_left"] <= 30
    assert len(shown["token"]) == 32
    assert (await arrive(house, member, meeting, shown["digits"])).body["arrived"]
    for who in (member, "secretary", "secretary_b", "staff_a", "city_staff", "admin"):
        hidden = await house.call(who, "meeting_code", meeting_id=meeting)
        assert hidden.outcome == "meeting.not_found", who


async def test_five_wrong_codes_and_then_a_pause_even_for_the_right_one(house: House) -> None:
    cell = Cell(house)
    person = cell.member()
    meeting = await cell.running()
    right = code_of(house, meeting)
    wrong = f"{(int(right) + 500_000) % 1_000_000:06d}"
    for _ in range(5):
        assert (await arrive(house, person, meeting, wrong)).body["why"] == "meeting.code_wrong"
    again = await arrive(house, person, meeting, code_of(house, meeting))
    assert again.body == {"arrived": False, "why": "meeting.too_many_tries"}
    await cell.mark(meeting, person)
    assert presence(house, meeting, person) == "present clerk", "the clerk can at any time"


async def test_opening_the_code_keeps_the_moment_through_signing_in(house: House) -> None:
    cell = Cell(house)
    person, other = cell.member(), cell.member()
    meeting = await cell.running()
    service = house.services.service
    token = code_of(house, meeting, digits=False)
    held = await service.rpc("meeting_hold", meeting_id=str(meeting), code=token)
    house.run(
        "update handbook.meeting_holds set arrived_at = arrived_at - interval '4 minutes'"
        " where meeting_id = %s", meeting,
    )  # fmt: skip
    assert (await arrive(house, person, meeting, held, held=True)).body["arrived"]
    assert house.value(
        "select now() - arrived_at > interval '3 minutes' from handbook.meeting_attendance"
        " where meeting_id = %s and member_id = %s", meeting, person.id,
    )  # fmt: skip
    twice = await arrive(house, other, meeting, held, held=True)
    assert not twice.body["arrived"], "one arrival for one opening"
    late = await service.rpc("meeting_hold", meeting_id=str(meeting), code=token)
    house.run("update handbook.meeting_holds set expires_at = now() where meeting_id = %s", meeting)
    assert not (await arrive(house, other, meeting, late, held=True)).body["arrived"]
    old = code_of(house, meeting, 3, digits=False)
    for code in (old, code_of(house, meeting), "x" * 32):
        held = await service.rpc("meeting_hold", meeting_id=str(meeting), code=code)
        assert held is None, "six digits are for those who are signed in"


async def test_double_taps_and_two_clerks_each_person_once(house: House) -> None:
    cell = Cell(house)
    people = [cell.member() for _ in range(8)]
    clerk = house.newcomer(cell.id, ("cell_clerk", cell.id))
    meeting = await cell.running()
    for person in (*people, clerk, cell.secretary):
        await house.pair(person)  # signed in one after the other: that is slowed down on purpose
    code = code_of(house, meeting)

    def marks(who: Person) -> list[object]:
        return [
            house.call(
                who, "meeting_mark", key=uuid4(), meeting_id=meeting, member_id=p.id,
                presence="present",
            )
            for p in people
        ]  # fmt: skip

    taps = [arrive(house, p, meeting, code) for p in people for _ in range(3)]
    answers = await asyncio.gather(*taps, *marks(cell.secretary), *marks(clerk))  # type: ignore[arg-type]
    assert {a.status for a in answers} == {200}  # type: ignore[attr-defined]
    reckoning = await cell.reckoning(meeting)
    assert reckoning["present"] == 8
    assert reckoning["summoned"] == 10


async def test_who_is_not_of_the_cell_cannot_arrive_nor_mark(house: House) -> None:
    cell = Cell(house)
    person = cell.member()
    meeting = await cell.running()
    code = code_of(house, meeting)
    for who in ("member", "secretary", "secretary_b", "staff_a", "admin"):
        assert (await arrive(house, who, meeting, code)).outcome == "meeting.not_found", who
    for who in (person, "secretary", "staff_a"):
        answer = await house.call(
            who, "meeting_mark", key=uuid4(), meeting_id=meeting, member_id=person.id,
            presence="present",
        )  # fmt: skip
        assert answer.outcome == "meeting.not_found", who
        roll = await house.call(who, "meeting_roll", meeting_id=meeting)
        assert roll.outcome == "meeting.not_found", who
    newcomer = cell.member()
    assert (await arrive(house, newcomer, meeting, code)).outcome == "meeting.not_found", (
        "the roll is of the moment it was opened"
    )


async def test_the_clerk_named_for_the_meeting_keeps_it(house: House) -> None:
    cell = Cell(house)
    named, other = cell.member(), cell.member()
    meeting = await cell.running(clerk_id=str(named.id))
    for who, expected in ((named, "ok"), (other, "meeting.not_found")):
        answer = await house.call(
            who, "meeting_mark", key=uuid4(), meeting_id=meeting, member_id=other.id,
            presence="present",
        )  # fmt: skip
        assert answer.outcome == expected


# official there / away / exempt / probationary / absent -> base, quorum. The secretary is one more
# official member and is not marked.
BASES = [
    ("nobody came", {"there": 0, "absent": 3}, 4, False),
    ("exactly half is not over half", {"there": 2, "absent": 1}, 4, False),
    ("one more than half", {"there": 3, "absent": 1}, 5, True),
    ("the exempt who stay away are left out", {"there": 2, "exempt": 3}, 3, True),
    ("those elsewhere are left out", {"there": 2, "away": 4}, 3, True),
    ("probationers never count", {"there": 2, "absent": 2, "probationary": 5}, 5, False),
]


@pytest.mark.parametrize(("name", "who", "base", "quorum"), BASES, ids=[b[0] for b in BASES])
async def test_the_vote_base_and_quorum(
    house: House, name: str, who: dict[str, int], base: int, quorum: bool
) -> None:
    cell = Cell(house)
    there = [cell.member() for _ in range(who.get("there", 0))]
    for _ in range(who.get("absent", 0)):
        cell.member()
    for _ in range(who.get("exempt", 0)):
        cell.member(activity_exempt=True)
    for _ in range(who.get("away", 0)):
        cell.member(working_away=True)
    novices = [cell.member(status="probationary") for _ in range(who.get("probationary", 0))]
    meeting = await cell.running()
    for person in (*there, *novices):
        await cell.mark(meeting, person)
    reckoning = await cell.reckoning(meeting)
    assert (reckoning["base"], reckoning["quorum"]) == (base, quorum), reckoning
    assert reckoning["checked"] is False, "the screen says that the rule is not confirmed"


async def test_exempt_and_away_count_again_when_they_come(house: House) -> None:
    cell = Cell(house)
    exempt, away = cell.member(activity_exempt=True), cell.member(working_away=True)
    meeting = await cell.running()
    assert (await cell.reckoning(meeting))["base"] == 1
    await cell.mark(meeting, exempt)
    await cell.mark(meeting, away, "online")
    assert (await cell.reckoning(meeting))["base"] == 3


async def test_at_the_end_absences_are_written_and_the_exempt_are_not(house: House) -> None:
    cell = Cell(house)
    came, silent, sorry = cell.member(), cell.member(), cell.member()
    exempt = cell.member(activity_exempt=True)
    meeting = await cell.planned()
    for who, reply in ((sorry, "excused"), (silent, "coming")):
        answer = await house.call(
            who, "meeting_reply", key=uuid4(), meeting_id=meeting, reply=reply, reason="Ốm"
        )
        assert answer.outcome == "ok"
    await cell.step(meeting, "start")
    await cell.mark(meeting, came)
    await cell.mark(meeting, cell.secretary)
    assert (await cell.step(meeting, "close")).outcome == "ok"
    found = {p: presence(house, meeting, p) for p in (came, silent, sorry, exempt)}
    assert found == {
        came: "present clerk", silent: "unexcused clerk", sorry: "excused clerk", exempt: None
    }  # fmt: skip
    mine = (await house.call(sorry, "meeting_year", year=today().year)).body["attendance"]
    assert (mine["meetings"], mine["excused"], mine["unexcused"]) == (1, 1, 0)
    lines = (await house.call(cell.secretary, "cell_attendance", unit_id=cell.id, year=2026)).body
    assert {line["full_name"]: line["present"] for line in lines}[came.name] == 1
    assert (await house.call(came, "cell_attendance", unit_id=cell.id, year=2026)).body == []


async def test_replies_are_the_members_own_or_a_proxys_and_end_when_it_begins(
    house: House,
) -> None:
    cell = Cell(house)
    elder, other = cell.member(), cell.member()
    meeting = await cell.planned()

    async def reply(who: Person | str, value: str = "coming", **more: object) -> Answer:
        return await house.call(
            who, "meeting_reply", key=uuid4(), meeting_id=meeting, reply=value, **more
        )

    proxied = await reply(cell.secretary, member_id=elder.id)
    assert proxied.outcome == "ok"
    card = (await house.call(elder, "meeting_open", meeting_id=meeting)).body
    assert (card["reply"], card["by_proxy"]) == ("coming", True)
    for who in (other, "secretary", "staff_a"):
        answer = await reply(who, member_id=elder.id)
        assert answer.outcome == "meeting.not_found", who
    assert (await reply(other, "excused")).outcome == "meeting.reason_missing"
    assert (await reply(other, "online")).outcome == "meeting.not_online"
    await cell.step(meeting, "start")
    assert (await reply(other)).outcome == "meeting.wrong_state"
