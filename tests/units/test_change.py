"""Founding, renaming, moving, merging, splitting and closing: what happens to units and people."""

from uuid import UUID, uuid4

from services.days import today
from tests.house import House
from tests.units.country import DECISION, Country


async def test_a_founded_unit_stands_below_with_date_decision_and_history(
    house: House, land: Country
) -> None:
    group = await land.done(land.staff, "founded", land.two, kind="cell_group", name="  Tổ   Mới ")
    seen = await land.opened(land.staff, group)
    assert (seen["name"], seen["kind"], seen["code"]) == ("Tổ Mới", "cell_group", None)
    assert seen["founded_on"] == today().isoformat()
    assert [(e["kind"], e["decision"], e["about_me"]) for e in seen["history"]] == [
        ("founded", DECISION, True)
    ]
    assert land.path(group).startswith(land.path(land.two))
    lines = (await house.call(land.staff, "units_outline", unit_id=land.two)).body
    assert str(group) in {line["unit_id"] for line in lines}


async def test_a_ward_is_founded_by_the_city_alone(house: House, land: Country) -> None:
    city = house.unit("city")
    refused = await land.change(land.staff, "founded", city, kind="ward", name="Phường lậu")
    assert refused.outcome == "unit.not_found"
    ward = await land.done("city_staff", "founded", city, kind="ward", name="Đảng ủy Mới")
    cell = await land.done(
        "city_staff", "founded", ward, kind="cell", name="Chi bộ Mới", code="9/1"
    )
    assert (await land.opened("city_staff", cell))["code"] == "9/1"
    again = await land.change("city_staff", "founded", ward, kind="cell", name="Khác", code="9/1")
    assert again.outcome == "unit.code_taken"


async def test_a_rename_keeps_the_old_name_in_the_history(house: House, fresh: Country) -> None:
    await fresh.done(fresh.staff, "renamed", fresh.one, name="Chi bộ Một Mới")
    seen = await fresh.opened(fresh.secretary, fresh.one)
    assert seen["name"] == "Chi bộ Một Mới"
    assert seen["history"][0]["details"] == {"from": "Chi bộ Một", "to": "Chi bộ Một Mới"}
    same = await fresh.change(fresh.staff, "renamed", fresh.one, name="Chi bộ Một Mới")
    assert same.outcome == "unit.name_missing"


async def test_merging_takes_members_groups_and_history_along_and_ends_offices(
    house: House, fresh: Country
) -> None:
    gone = house.newcomer(fresh.one)
    house.run("update handbook.members set life_state = 'left' where id = %s", gone.id)
    fresh.into_group(fresh.member, fresh.group)
    charge = await fresh.give(fresh.staff, fresh.second.id, fresh.one, "member_in_charge")
    assert charge.status == 200
    await fresh.done(fresh.staff, "merged", fresh.one, other_id=fresh.two)
    for person in (fresh.member, fresh.secretary, gone):
        assert fresh.cell_of(person) == fresh.two
    assert fresh.group_of(fresh.member) == fresh.group
    assert fresh.path(fresh.group).startswith(fresh.path(fresh.two))
    kept = await fresh.opened(fresh.staff, fresh.two)
    assert (kept["members"], kept["children"]) == (2, 1)
    event = kept["history"][0]
    assert (event["kind"], event["about_me"], event["members"]) == ("merged", False, 2)
    closed = await fresh.opened(fresh.staff, fresh.one)
    assert closed["closed_on"] == today().isoformat()
    assert (closed["members"], closed["children"]) == (0, 0)
    assert [o["present"] for o in closed["offices"]] == [False, False]
    left = await house.call(fresh.secretary, "unit_open", unit_id=fresh.two)
    assert left.outcome == "unit.not_found", "the secretary of the closed cell leads no more"


async def test_a_closed_unit_refuses_everything(house: House, fresh: Country) -> None:
    spare = house.found("cell", fresh.here)
    await fresh.done(fresh.staff, "closed", spare)
    changes = {
        "founded": {"kind": "cell_group", "name": "Tổ"},
        "renamed": {"name": "Tên khác"},
        "moved": {"other_id": fresh.there},
        "merged": {"other_id": fresh.two},
        "split": {"name": "Mới", "member_ids": [fresh.member.id]},
        "closed": {},
    }
    for verb, more in changes.items():
        assert (await fresh.change("city_staff", verb, spare, **more)).outcome == "unit.closed", (
            verb
        )
    into = await fresh.change(fresh.staff, "merged", fresh.one, other_id=spare)
    assert into.outcome == "unit.closed"
    role = await fresh.give(fresh.staff, fresh.member.id, spare, "secretary")
    assert role.outcome == "unit.closed"
    move = await house.call(
        fresh.staff, "member_move", key=uuid4(), member_id=fresh.member.id, unit_id=spare,
        on_date=today(), decision=DECISION,
    )  # fmt: skip
    assert move.outcome == "unit.closed"
    joins = await house.call(
        fresh.staff, "member_add", key=uuid4(), unit_id=spare, reason="Kết nạp",
        fields={"full_name": "Ngô Văn Sau", "status": "probationary"},
    )  # fmt: skip
    assert joins.outcome == "unit.closed"


async def test_splitting_takes_the_chosen_and_ends_their_offices(
    house: House, fresh: Country
) -> None:
    fresh.into_group(fresh.secretary, fresh.group)
    house.newcomer(fresh.one)
    new = await fresh.done(
        fresh.staff, "split", fresh.one, name="Chi bộ Ba", member_ids=[fresh.secretary.id]
    )
    assert fresh.cell_of(fresh.secretary) == new
    assert fresh.group_of(fresh.secretary) is None
    assert fresh.cell_of(fresh.member) == fresh.one
    assert [o["present"] for o in (await fresh.opened(fresh.staff, fresh.one))["offices"]] == [
        False
    ]
    event = (await fresh.opened(fresh.staff, new))["history"][0]
    assert (event["kind"], event["members"], event["other_name"]) == ("split", 1, "Chi bộ Một")
    assert (await fresh.opened(fresh.staff, fresh.one))["history"][0]["about_me"] is False


async def test_a_cell_group_is_split_and_merged_inside_its_cell(
    house: House, fresh: Country
) -> None:
    for person in (fresh.member, fresh.secretary):
        fresh.into_group(person, fresh.group)
    new = await fresh.done(
        fresh.staff, "split", fresh.group, name="Tổ Hai", member_ids=[fresh.member.id]
    )
    assert (fresh.group_of(fresh.member), fresh.cell_of(fresh.member)) == (new, fresh.one)
    elsewhere = house.found("cell_group", fresh.two)
    across = await fresh.change(fresh.staff, "merged", new, other_id=elsewhere)
    assert across.outcome == "unit.kind_does_not_fit"
    await fresh.done(fresh.staff, "merged", new, other_id=fresh.group)
    assert fresh.group_of(fresh.member) == fresh.group


async def test_who_is_to_be_split_off_must_be_there_and_somebody_must_stay(
    house: House, fresh: Country
) -> None:
    left = house.newcomer(fresh.one)
    house.run("update handbook.members set life_state = 'left' where id = %s", left.id)
    everybody = [fresh.member.id, fresh.secretary.id]
    wrong: list[list[UUID] | None] = [None, [], [fresh.staff.id], [uuid4()], [left.id], everybody]
    for chosen in wrong:
        answer = await fresh.change(
            fresh.staff, "split", fresh.one, name="Chi bộ Ba", member_ids=chosen
        )
        assert answer.outcome == "unit.members_missing", chosen
    assert fresh.cell_of(fresh.member) == fresh.one


async def test_a_unit_with_anybody_or_anything_in_it_is_not_closed(
    house: House, fresh: Country
) -> None:
    assert (await fresh.change("city_staff", "closed", fresh.here)).outcome == "unit.not_empty"
    assert (await fresh.change(fresh.staff, "closed", fresh.one)).outcome == "unit.not_empty"
    lonely = house.found("cell", fresh.here)
    person = house.newcomer(lonely)
    house.run("update handbook.members set life_state = 'suspended' where id = %s", person.id)
    assert (await fresh.change(fresh.staff, "closed", lonely)).outcome == "unit.not_empty"
    house.run("update handbook.members set life_state = 'deceased' where id = %s", person.id)
    await fresh.done(fresh.staff, "closed", lonely)
    fresh.into_group(fresh.member, fresh.group)
    assert (await fresh.change(fresh.staff, "closed", fresh.group)).outcome == "unit.not_empty"


async def test_closing_ends_offices_that_have_not_begun(house: House, fresh: Country) -> None:
    spare = house.found("cell", fresh.here)
    house.run(
        "insert into handbook.roles (member_id, unit_id, kind, starts_at)"
        " values (%s, %s, 'member_in_charge', now() + interval '9 days')",
        fresh.second.id, spare,
    )  # fmt: skip
    await fresh.done(fresh.staff, "closed", spare)
    assert [o["present"] for o in (await fresh.opened(fresh.staff, spare))["offices"]] == [False]


async def test_outlines_leave_closed_units_out_until_they_are_asked_for(
    house: House, fresh: Country
) -> None:
    spare = house.found("cell", fresh.here)
    await fresh.done(fresh.staff, "closed", spare)

    async def listed(**more: object) -> set[str]:
        answer = await house.call(fresh.staff, "units_outline", unit_id=fresh.here, **more)
        return {line["unit_id"] for line in answer.body}

    assert str(spare) not in await listed()
    assert str(spare) in await listed(with_closed=True)


async def test_a_retry_does_it_once(house: House, fresh: Country) -> None:
    key = uuid4()
    made = {
        await fresh.done(fresh.staff, "founded", fresh.two, key=key, kind="cell_group", name="Tổ")
        for _ in range(3)
    }
    assert len(made) == 1
    assert (await fresh.opened(fresh.staff, fresh.two))["children"] == 1
