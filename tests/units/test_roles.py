"""Offices: given in a cell at once, above the cell by two officers; ended at once or on a day."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.days import today
from tests.house import Answer, House, Person
from tests.units.country import DECISION, Country


async def settle(house: House, who: str | Person, proposal: str, accept: bool = True) -> Answer:
    return await house.call(who, "role_settle", key=uuid4(), proposal_id=proposal, accept=accept)


async def end(house: House, who: str | Person, role: object, **more: Any) -> Answer:
    given: dict[str, Any] = {"ends_on": today(), "decision": DECISION, **more}
    return await house.call(who, "role_end", key=uuid4(), role_id=role, **given)


def role_of(house: House, person: Person, kind: str) -> UUID:
    return house.value(
        "select id from handbook.roles where member_id = %s and kind = %s order by starts_at desc",
        person.id, kind,
    )  # fmt: skip


async def proposed(land: Country, to: Person, role: str = "office_staff", **more: Any) -> str:
    answer = await land.give(land.staff, to.id, land.here, role, **more)
    assert answer.status == 200, answer
    assert answer.body.get("role_id") is None
    return str(answer.body["proposal_id"])


async def test_in_a_cell_a_role_counts_at_once(house: House, fresh: Country) -> None:
    person = house.newcomer(fresh.two)
    assert (await house.call(person, "unit_open", unit_id=fresh.two)).status == 404
    given = await fresh.give(fresh.staff, person.id, fresh.two, "secretary")
    assert given.status == 200
    seen = await fresh.opened(person, fresh.two)
    assert seen["leader"] == person.name
    assert [(o["role"], o["decision"], o["present"]) for o in seen["offices"]] == [
        ("secretary", DECISION, True)
    ]
    again = await fresh.give(fresh.staff, person.id, fresh.two, "secretary")
    assert again.outcome == "role.held_already"


async def test_a_role_that_begins_later_counts_later(house: House, fresh: Country) -> None:
    person = house.newcomer(fresh.two)
    later = today() + timedelta(days=3)
    await fresh.give(fresh.staff, person.id, fresh.two, "secretary", starts_on=later)
    assert (await house.call(person, "unit_open", unit_id=fresh.two)).status == 404
    role = role_of(house, person, "secretary")
    assert (await end(house, fresh.staff, role)).status == 200, "before it began"
    offices = (await fresh.opened(fresh.staff, fresh.two))["offices"]
    assert [o["present"] for o in offices] == [False]


async def test_above_the_cell_a_second_officer_confirms(house: House, fresh: Country) -> None:
    person = house.newcomer(fresh.two)
    proposal = await proposed(fresh, person)
    waiting = (await house.call(fresh.second, "role_proposals")).body
    line = next(p for p in waiting if p["proposal_id"] == proposal)
    assert (line["full_name"], line["proposed_by"], line["mine"]) == (
        person.name,
        fresh.staff.name,
        False,
    )
    roles = "select count(*) from handbook.roles where member_id = %s"
    assert house.value(roles, person.id) == 0
    for who, outcome in (
        (fresh.staff, "role.needs_another"),
        (person, "role.not_found"),
        (fresh.other_staff, "role.not_found"),
        (fresh.secretary, "role.not_found"),
        ("staff_a", "role.not_found"),
        ("admin", "role.not_found"),
        ("auditor", "role.not_found"),
    ):
        assert (await settle(house, who, proposal)).outcome == outcome, who
        seen = (await house.call(who, "role_proposals")).body
        assert (proposal in {p["proposal_id"] for p in seen}) is (who == fresh.staff), who
    assert house.value(roles, person.id) == 0
    twice = await fresh.give(fresh.second, person.id, fresh.here, "office_staff")
    assert twice.outcome == "role.held_already", "one proposal of one kind at a time"
    assert (await settle(house, fresh.second, proposal)).status == 200
    assert house.value(roles, person.id) == 1
    assert (await settle(house, fresh.second, proposal)).outcome == "role.not_found"


async def test_secretary_and_office_of_the_ward_confirm_but_do_not_propose(
    house: House, fresh: Country
) -> None:
    """The second officer need not read records."""
    for role, other_ward in (("office_staff", False), ("secretary", False), ("secretary", True)):
        at = fresh.there if other_ward else fresh.here
        second = house.newcomer(fresh.two, (role, at))
        person = house.newcomer(fresh.two)
        own = await fresh.give(second, person.id, fresh.here, "office_staff")
        assert own.outcome == "role.not_found"
        proposal = await proposed(fresh, person)
        answer = await settle(house, second, proposal)
        assert answer.outcome == ("role.not_found" if other_ward else "ok"), (role, answer)


async def test_who_is_to_hold_it_cannot_confirm(house: House, fresh: Country) -> None:
    proposal = await proposed(fresh, fresh.second, "inspection_staff")
    assert (await settle(house, fresh.second, proposal)).outcome == "role.needs_another"
    assert (await settle(house, "city_staff", proposal)).status == 200


async def test_a_refused_proposal_gives_nothing_and_may_be_made_again(
    house: House, fresh: Country
) -> None:
    person = house.newcomer(fresh.two)
    proposal = await proposed(fresh, person)
    assert (await settle(house, fresh.staff, proposal, accept=False)).status == 200
    assert house.value("select count(*) from handbook.roles where member_id = %s", person.id) == 0
    assert await proposed(fresh, person) != proposal


async def test_what_changed_since_the_proposal_counts(house: House, fresh: Country) -> None:
    gone, closed = house.newcomer(fresh.two), house.newcomer(fresh.two)
    first = await proposed(fresh, gone)
    house.run("update handbook.members set life_state = 'left' where id = %s", gone.id)
    assert (await settle(house, fresh.second, first)).outcome == "role.does_not_fit"
    body = house.found("sub_committee", fresh.here)
    answer = await fresh.give(fresh.staff, closed.id, body, "secretary")
    await fresh.done(fresh.staff, "closed", body)
    late = await settle(house, fresh.second, answer.body["proposal_id"])
    assert late.outcome == "role.not_found", "closing refuses what waits"


@pytest.mark.parametrize(
    ("unit", "role"),
    [
        ("one", "organisation_staff"),
        ("one", "system_admin"),
        ("one", "cell_group_leader"),
        ("group", "secretary"),
        ("here", "treasurer"),
        ("here", "member_in_charge"),
        ("here", "news_secretariat"),
        ("here", "editorial_board"),
    ],
)
async def test_a_role_must_fit_the_unit(land: Country, unit: str, role: str) -> None:
    answer = await land.give(land.staff, land.member.id, getattr(land, unit), role)
    assert answer.outcome == "role.does_not_fit"


async def test_who_leads_a_cell_is_of_the_cell_but_not_who_is_in_charge(
    house: House, fresh: Country
) -> None:
    outsider = house.newcomer(fresh.two)
    for unit, role in ((fresh.one, "secretary"), (fresh.group, "cell_group_leader")):
        answer = await fresh.give(fresh.staff, outsider.id, unit, role)
        assert answer.outcome == "role.does_not_fit"
    in_charge = await fresh.give(fresh.staff, outsider.id, fresh.one, "member_in_charge")
    assert in_charge.body["role_id"]
    leader = await fresh.give(fresh.staff, fresh.member.id, fresh.group, "cell_group_leader")
    assert leader.body["role_id"]


@pytest.mark.parametrize(
    ("more", "outcome"),
    [
        ({"starts_on": None}, "unit.date_invalid"),
        ({"starts_on": today() + timedelta(days=500)}, "unit.date_invalid"),
        ({"ends_on": today() - timedelta(days=1)}, "unit.date_invalid"),
        ({"starts_on": "1020-01-01"}, "unit.date_invalid"),
        ({"ends_on": "9999-12-31"}, "unit.date_invalid"),
        ({"starts_on": today() + timedelta(days=5), "ends_on": today()}, "unit.date_invalid"),
        ({"decision": ""}, "unit.decision_missing"),
    ],
)
async def test_dates_and_decision_are_asked_for(
    land: Country, more: dict[str, Any], outcome: str
) -> None:
    answer = await land.give(land.staff, land.member.id, land.one, "treasurer", **more)
    assert answer.outcome == outcome


async def test_nobody_gives_or_ends_an_own_role(house: House, fresh: Country) -> None:
    own = await fresh.give(fresh.staff, fresh.staff.id, fresh.here, "secretary")
    assert own.outcome == "role.not_for_oneself"
    held = role_of(house, fresh.staff, "organisation_staff")
    assert (await end(house, fresh.staff, held)).outcome == "role.not_for_oneself"


async def test_only_staff_above_give_and_end_roles(house: House, fresh: Country) -> None:
    held = role_of(house, fresh.secretary, "secretary")
    for who in (fresh.other_staff, fresh.secretary, "staff_a", "office_a", "admin", "auditor"):
        for unit in (fresh.one, fresh.here):
            answer = await fresh.give(who, fresh.member.id, unit, "secretary")
            assert answer.outcome == "role.not_found", who
        if who != fresh.secretary:
            assert (await end(house, who, held)).outcome == "role.not_found", who
    own = await end(house, fresh.secretary, held)
    assert own.outcome == "role.not_found"
    foreign = await fresh.give(fresh.staff, house.id("member"), fresh.one, "member_in_charge")
    assert foreign.outcome == "role.not_found", "somebody of another ward"


async def test_a_role_ended_today_is_over_at_once_in_live_sessions(
    house: House, fresh: Country
) -> None:
    assert (await fresh.opened(fresh.second, fresh.here))["name"]
    assert (await fresh.opened(fresh.secretary, fresh.one))["name"]
    for person, kind, unit in (
        (fresh.second, "organisation_staff", fresh.here),
        (fresh.secretary, "secretary", fresh.one),
    ):
        ended = await end(house, fresh.staff, role_of(house, person, kind))
        assert ended.status == 200
        assert (await house.call(person, "unit_open", unit_id=unit)).status == 404
        assert (await house.call(person, "member_list")).outcome == "empty"
        assert (await house.call(person, "record_open", member_id=fresh.member.id)).status == 404
    again = await end(house, fresh.staff, role_of(house, fresh.secretary, "secretary"))
    assert again.outcome == "role.not_found"


async def test_a_role_may_end_later_and_never_be_prolonged(house: House, fresh: Country) -> None:
    held = role_of(house, fresh.secretary, "secretary")
    later = today() + timedelta(days=7)
    assert (await end(house, fresh.staff, held, ends_on=later)).status == 200
    assert (await fresh.opened(fresh.secretary, fresh.one))["offices"][0]["present"] is True
    for day in (later + timedelta(days=1), today() - timedelta(days=1), None, "9999-12-31"):
        answer = await end(house, fresh.staff, held, ends_on=day)
        assert answer.outcome == "unit.date_invalid", day
    assert (await end(house, fresh.staff, held, decision=" ")).outcome == "unit.decision_missing"


async def test_two_officers_giving_the_same_at_once_give_it_once(
    house: House, fresh: Country
) -> None:
    person = house.newcomer(fresh.two)
    until = today() + timedelta(days=30)
    answers = await asyncio.gather(
        *(
            fresh.give(who, person.id, fresh.two, "secretary", ends_on=until)
            for who in (fresh.staff, fresh.second, "city_staff")
        )
    )
    assert sorted(a.outcome for a in answers) == ["ok", "role.held_already", "role.held_already"]
    proposals = await asyncio.gather(
        *(
            fresh.give(who, person.id, fresh.here, "office_staff")
            for who in (fresh.staff, fresh.second, "city_staff")
        )
    )
    assert sorted(a.status for a in proposals) == [200, 409, 409]
