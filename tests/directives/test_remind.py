"""Reminding: those who have not acknowledged, not the exempt, not oneself, not twice in a day."""

from uuid import UUID, uuid4

import pytest

from services.errors import Conflict, NotFound
from tests.directives.test_acknowledge import acknowledge, directive
from tests.house import House, Person
from tests.posts.conftest import Ward, found_ward
from tests.posts.test_save import a_post


@pytest.fixture
def ward(house: House) -> Ward:
    return found_ward(house, "Đảng ủy phường thử nhắc")


async def remind(house: House, who: Person, post: UUID, unit: UUID | None = None) -> int:
    return await (await house.as_(who)).directives.remind(uuid4(), post, unit)


def reminded(house: House, post: UUID) -> set[UUID]:
    with house.sql() as connection:
        rows = connection.execute(
            "select member_id from handbook.reminders where post_id = %s", (post,)
        ).fetchall()
    return {row[0] for row in rows}


async def test_only_who_is_expected_and_has_not(house: House, ward: Ward) -> None:
    house.newcomer(ward.cell, exempt=True)
    done, open_ = house.newcomer(ward.cell), house.newcomer(ward.cell)
    left = house.newcomer(ward.cell)
    house.run("update handbook.members set life_state = 'left' where id = %s", left.id)
    post = await directive(house, ward)
    await acknowledge(house, done, post)
    assert await remind(house, ward.secretary, post) == 2
    assert reminded(house, post) == {ward.member.id, open_.id}


async def test_nobody_twice_within_a_day_whoever_reminds(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    assert await remind(house, ward.secretary, post) == 1
    assert await remind(house, ward.secretary, post) == 0
    assert await remind(house, ward.office, post, ward.cell) == 1, "the secretary is still to come"
    age = "update handbook.reminders set reminded_at = now() - interval '%s hours' where post_id = %%s"
    house.run(age % 23, post)
    assert await remind(house, ward.secretary, post) == 0
    house.run(age % 25, post)
    assert await remind(house, ward.secretary, post) == 1
    assert house.value("select count(*) from handbook.reminders where post_id = %s", post) == 2


async def test_a_repeated_write_reminds_once(house: House, ward: Ward) -> None:
    post, key = await directive(house, ward), uuid4()
    secretary = (await house.as_(ward.secretary)).directives
    assert await secretary.remind(key, post) == 1
    assert await secretary.remind(key, post) == 1, "the first answer again"
    with pytest.raises(Conflict, match=r"write\.key_reused"):
        await secretary.remind(key, post, ward.cell)


async def test_the_member_sees_it_until_acknowledging(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    member = (await house.as_(ward.member)).directives

    async def line() -> bool:
        waiting = (await member.home()).to_acknowledge
        return next(w.reminded_at is not None for w in waiting if w.post_id == post)

    assert not await line()
    await remind(house, ward.secretary, post)
    assert await line()
    people = (await (await house.as_(ward.secretary)).directives.tracking(post)).people
    assert [p.member_id for p in people if p.reminded_at is not None] == [ward.member.id]
    await acknowledge(house, ward.member, post)
    assert post not in {w.post_id for w in (await member.home()).to_acknowledge}
    assert await remind(house, ward.secretary, post) == 0


async def test_a_ward_reminds_its_subtree_or_one_cell(house: House, ward: Ward) -> None:
    other = house.found("cell", ward.unit)
    far = house.newcomer(other)
    office = await house.as_(ward.office)
    post = await office.posts.save(a_post(ward.unit, category="directive", acknowledge=True))
    assert await remind(house, ward.office, post, other) == 1
    assert reminded(house, post) == {far.id}
    assert await remind(house, ward.office, post) == 2
    assert reminded(house, post) == {far.id, ward.secretary.id, ward.member.id}


async def test_a_directive_for_leaders_reminds_leaders(house: House, ward: Ward) -> None:
    office = await house.as_(ward.office)
    post = await office.posts.save(
        a_post(ward.unit, category="directive", acknowledge=True, leaders_only=True)
    )
    assert await remind(house, ward.office, post) == 1
    assert reminded(house, post) == {ward.secretary.id}


async def test_nobody_is_reminded_of_what_needs_no_acknowledgement(
    house: House, ward: Ward
) -> None:
    post = await directive(house, ward, acknowledge=False)
    assert await remind(house, ward.secretary, post) == 0
    assert reminded(house, post) == set()


async def test_members_and_strangers_remind_nobody(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    for who in (ward.member, house.newcomer("cell-b1", ("secretary", house.unit("cell-b1")))):
        with pytest.raises(NotFound, match=r"directive\.not_found"):
            await remind(house, who, post)
    assert reminded(house, post) == set()


async def test_the_own_log_says_who_reminded(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    await remind(house, ward.secretary, post)
    log = await (await house.as_(ward.member)).audit.my_log()
    assert ("reminders.insert", ward.secretary.name) in {(e.action, e.actor) for e in log}
