"""A unit moves: every row that carries its path follows, and so do rights, at once."""

from uuid import UUID, uuid4

import pytest

from services.days import today
from services.errors import NotFound
from services.posts.models import Category, PostCreate
from tests.house import House, Person
from tests.units.country import Country
from tests.units.straying import carried, strays


async def filled(house: House, land: Country) -> tuple[UUID, UUID]:
    """Something in every table: a directive, its acknowledgement, a record, a request."""
    secretary = await house.as_(land.secretary)
    post = await secretary.posts.save(
        PostCreate(
            key=uuid4(), unit_id=land.one, category=Category.DIRECTIVE, title="Giữ liên hệ",
            body="Nội dung.", acknowledge=True, publish=True,
        )
    )  # fmt: skip
    member = await house.as_(land.member)
    await member.directives.acknowledge(uuid4(), post)
    edited = await house.call(
        land.staff, "record_edit", key=uuid4(), member_id=land.member.id,
        changes={"degree": "Đại học", "religion": "Không"}, reason="Bổ sung hồ sơ",
    )  # fmt: skip
    assert edited.status == 200, edited
    request = await house.call(
        land.member, "request_file", key=uuid4(), field="occupation", value="Nghỉ hưu",
        reason="Đã nghỉ hưu",
    )  # fmt: skip
    assert request.status == 200, request
    return post, UUID(request.body["request_id"])


async def test_every_row_follows_a_cell_to_another_ward(house: House, fresh: Country) -> None:
    post, request = await filled(house, fresh)
    old = fresh.path(fresh.one)
    before = carried(house, old)
    for table in (
        "members", "posts", "directives", "acknowledgement_tallies", "unit_tallies", "memberships",
        "record_documents", "record_changes", "change_requests",
    ):  # fmt: skip
        assert before[table] > 0, table
    moved = await fresh.done("city_staff", "moved", fresh.one, other_id=fresh.there)
    assert moved == fresh.one
    new = fresh.path(fresh.one)
    assert new.startswith(fresh.path(fresh.there))
    assert set(carried(house, old).values()) == {0}
    assert carried(house, new) == {**before, "unit_events": before["unit_events"] + 1}
    assert strays(house) == {}
    # Rights are those of the new place at once.
    for who, sees in ((fresh.staff, False), (fresh.other_staff, True)):
        for function, arguments in (
            ("unit_open", {"unit_id": fresh.one}),
            ("record_open", {"member_id": fresh.member.id}),
            ("request_open", {"request_id": request}),
        ):
            answer = await house.call(who, function, **arguments)
            assert (answer.status == 200) is sees, (function, answer)
        history = await house.call(who, "record_history", member_id=fresh.member.id)
        assert (history.outcome == "ok") is sees
    event = (await fresh.opened(fresh.other_staff, fresh.one))["history"][0]
    assert (event["kind"], event["members"]) == ("moved", 2)
    assert event["details"] == {"from": "Đảng ủy phường Thử Đông"}
    assert event["other_name"] == "Đảng ủy phường Thử Tây"
    assert (await house.call(fresh.member, "post_open", post_id=post)).status == 200
    tracking = await (await house.as_(fresh.secretary)).directives.tracking(post, fresh.one)
    assert (tracking.acknowledged, tracking.expected) == (1, 2)


async def test_meetings_votes_and_signed_papers_follow_a_cell(house: House, fresh: Country) -> None:
    """What ended or was counted is never changed, but for the place of its cell in the tree."""
    for state in ("planned", "closed"):
        meeting = house.value(
            "insert into handbook.meetings (unit_id, unit_path, kind, title, starts_at, minutes, place,"
            " month, state, opened_at, closed_at) values (%s, '', 'thematic', 'Chuyên đề', now(), 90,"
            " 'Ở đây', handbook.today(), %s::handbook.meeting_state, now(),"
            " case when %s = 'closed' then now() end) returning id",
            fresh.one, state, state,
        )  # fmt: skip
    house.run(
        "insert into handbook.votes (meeting_id, unit_path, title, secret, options, picks_min, picks_max,"
        " majority, state, cancelled_why, stamp_denied) values (%s, '', 'Câu hỏi', false, '{Có,Không}', 1, 1,"
        " 'half', 'cancelled', 'Thôi', false)",
        meeting,
    )
    house.run(
        "insert into handbook.meeting_questions (meeting_id, unit_id, unit_path, words, noted_by)"
        " values (%s, %s, '', 'Bao giờ?', %s)",
        meeting, fresh.one, fresh.member.id,
    )  # fmt: skip
    house.run(
        "insert into handbook.inspection_plans (unit_id, unit_path, year, adopted_on, adopted_by)"
        " values (%s, '', 2026, handbook.today(), %s)",
        fresh.one, fresh.member.id,
    )  # fmt: skip
    old = fresh.path(fresh.one)
    before = carried(house, old)
    assert (before["meetings"], before["votes"], before["meeting_questions"]) == (2, 1, 1)
    assert before["inspection_plans"] == 1
    await fresh.done("city_staff", "moved", fresh.one, other_id=fresh.there)
    after = carried(house, fresh.path(fresh.one))
    assert (after["meetings"], after["votes"], after["meeting_questions"]) == (2, 1, 1)
    assert after["inspection_plans"] == 1
    assert strays(house) == {}


async def test_counts_of_both_wards_follow(house: House, fresh: Country) -> None:
    async def members(unit: UUID) -> int:
        return int((await fresh.opened("city_staff", unit))["members"])

    here, there = await members(fresh.here), await members(fresh.there)
    await fresh.done("city_staff", "moved", fresh.one, other_id=fresh.there)
    assert (await members(fresh.here), await members(fresh.there)) == (here - 2, there + 2)


async def test_a_group_that_moves_takes_its_members_into_the_new_cell(
    house: House, fresh: Country
) -> None:
    fresh.into_group(fresh.secretary, fresh.group)
    await fresh.done(fresh.staff, "moved", fresh.group, other_id=fresh.two)
    assert (fresh.cell_of(fresh.secretary), fresh.group_of(fresh.secretary)) == (
        fresh.two,
        fresh.group,
    )
    assert [o["present"] for o in (await fresh.opened(fresh.staff, fresh.one))["offices"]] == [
        False
    ]
    assert fresh.cell_of(fresh.member) == fresh.one
    assert strays(house) == {}


async def test_the_record_of_who_is_split_off_or_merged_follows(
    house: House, fresh: Country
) -> None:
    await filled(house, fresh)
    await fresh.done(fresh.staff, "split", fresh.one, name="Ba", member_ids=[fresh.member.id])
    assert strays(house) == {}
    await fresh.done("city_staff", "merged", fresh.cell_of(fresh.member), other_id=fresh.far)
    assert strays(house) == {}
    assert (await house.call(fresh.staff, "record_open", member_id=fresh.member.id)).status == 404
    services = await house.as_(fresh.other_staff)
    record = await services.records.open(fresh.member.id)
    with pytest.raises(NotFound):
        await (await house.as_(fresh.secretary)).records.open(fresh.member.id)
    assert any(f.field == "degree" and f.value == "Đại học" for f in record.fields)


async def test_an_office_keeps_its_reach_through_a_move_of_its_unit(
    house: House, fresh: Country
) -> None:
    """The secretary's role is held at the unit, wherever it stands."""
    await fresh.done("city_staff", "moved", fresh.one, other_id=fresh.there)
    person: Person = fresh.member
    assert (await house.call(fresh.secretary, "record_open", member_id=person.id)).status == 200
    assert (await fresh.opened(fresh.secretary, fresh.one))["unit_names"][-2:] == [
        "Đảng ủy phường Thử Tây",
        "Chi bộ Một",
    ]
    assert (
        today().isoformat()
        == (await fresh.opened(fresh.secretary, fresh.one))["history"][0]["on_date"]
    )
