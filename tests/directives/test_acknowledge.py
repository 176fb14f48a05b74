"""I have read and understood: by name, once, in one's own name."""

import asyncio
from datetime import UTC, datetime
from uuid import UUID, uuid4

import psycopg
import pytest

from services.errors import Forbidden, NotFound
from tests.house import House, Person
from tests.posts.conftest import Ward
from tests.posts.test_save import a_post


async def directive(house: House, ward: Ward, **more: object) -> UUID:
    services = await house.as_(ward.secretary)
    return await services.posts.save(
        a_post(ward.cell, **{"category": "directive", "acknowledge": True, **more})
    )


async def acknowledge(house: House, who: Person, post: UUID, key: UUID | None = None) -> datetime:
    return await (await house.as_(who)).directives.acknowledge(key or uuid4(), post)


async def test_a_second_time_changes_nothing(house: House, ward: Ward) -> None:
    post, key = await directive(house, ward), uuid4()
    first = await acknowledge(house, ward.member, post, key)
    assert abs((datetime.now(UTC) - first).total_seconds()) < 60
    assert await acknowledge(house, ward.member, post, key) == first, "the same write repeated"
    assert await acknowledge(house, ward.member, post) == first, "another write, nothing new"
    count = "select count(*) from handbook.acknowledgements where post_id = %s"
    assert house.value(count, post) == 1
    tally = "select sum(acknowledged) from handbook.acknowledgement_tallies where post_id = %s"
    assert house.value(tally, post) == 1


async def test_it_is_gone_from_what_waits_and_named_to_the_secretary(
    house: House, ward: Ward
) -> None:
    post = await directive(house, ward)
    member, secretary = await house.as_(ward.member), await house.as_(ward.secretary)
    assert post in {line.post_id for line in (await member.directives.home()).to_acknowledge}
    when = await acknowledge(house, ward.member, post)
    assert post not in {line.post_id for line in (await member.directives.home()).to_acknowledge}
    seen = (await member.posts.open(post)).directive
    assert seen is not None and seen.acknowledged_at == when
    named = {
        p.member_id: p.acknowledged_at for p in (await secretary.directives.tracking(post)).people
    }
    assert named[ward.member.id] == when
    assert named[ward.secretary.id] is None


async def test_twenty_at_once_are_all_counted(house: House, ward: Ward) -> None:
    cell = house.found("cell", ward.unit)
    people = [house.newcomer(cell, ("secretary", cell))] + [house.newcomer(cell) for _ in range(19)]
    post = await (await house.as_(people[0])).posts.save(
        a_post(cell, category="directive", acknowledge=True)
    )
    for person in people:
        await house.pair(person)
    await asyncio.gather(*(acknowledge(house, person, post) for person in people))
    by_name = await (await house.as_(people[0])).directives.tracking(post)
    assert (by_name.acknowledged, by_name.expected) == (20, 20)
    office = await (await house.as_(ward.office)).directives.tracking(post, cell)
    assert (office.acknowledged, office.expected) == (20, 20)
    tally = "select acknowledged from handbook.acknowledgement_tallies where post_id = %s"
    assert house.value(tally, post) == 20


async def test_one_person_on_ten_devices_counts_once(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    times = await asyncio.gather(*(acknowledge(house, ward.member, post) for _ in range(10)))
    assert len(set(times)) == 1
    tally = "select sum(acknowledged) from handbook.acknowledgement_tallies where post_id = %s"
    assert house.value(tally, post) == 1


async def test_an_office_that_may_read_is_not_meant(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    office = await house.as_(ward.office)
    seen = (await office.posts.open(post)).directive
    assert seen is not None and not seen.is_addressee
    with pytest.raises(Forbidden, match=r"directive\.not_addressed"):
        await office.directives.acknowledge(uuid4(), post)


async def test_nothing_to_acknowledge_is_not_acknowledged(house: House, ward: Ward) -> None:
    silent = await directive(house, ward, acknowledge=False)
    news = await directive(house, ward, category="news", acknowledge=False)
    for post in (silent, news):
        with pytest.raises(Forbidden, match=r"directive\.not_addressed"):
            await acknowledge(house, ward.member, post)


async def test_drafts_and_withdrawn_directives_are_not_acknowledged(
    house: House, ward: Ward
) -> None:
    draft = await directive(house, ward, publish=False)
    with pytest.raises(NotFound, match=r"directive\.not_found"):
        await acknowledge(house, ward.member, draft)
    with pytest.raises(Forbidden, match=r"directive\.not_addressed"):
        await acknowledge(house, ward.secretary, draft)
    withdrawn = await directive(house, ward)
    house.run("update handbook.posts set state = 'withdrawn' where id = %s", withdrawn)
    with pytest.raises(NotFound, match=r"directive\.not_found"):
        await acknowledge(house, ward.member, withdrawn)


async def test_one_for_leaders_is_acknowledged_by_leaders(house: House, ward: Ward) -> None:
    post = await (await house.as_(ward.office)).posts.save(
        a_post(ward.unit, category="directive", acknowledge=True, leaders_only=True)
    )
    assert await acknowledge(house, ward.secretary, post)
    with pytest.raises(NotFound):
        await acknowledge(house, ward.member, post)
    with pytest.raises(Forbidden):
        await acknowledge(house, ward.office, post)


async def test_it_can_neither_be_taken_back_nor_given_for_another(house: House, ward: Ward) -> None:
    post = await directive(house, ward)
    await acknowledge(house, ward.member, post)
    tries = {
        "delete from handbook.acknowledgements where post_id = %s": (post,),
        "update handbook.acknowledgements set acknowledged_at = now() where post_id = %s": (post,),
        "insert into handbook.acknowledgements (post_id, member_id) values (%s, %s)": (
            post, ward.member.id,
        ),
    }  # fmt: skip
    for attempt, given in tries.items():
        with (
            house.arranging() as connection,
            house.acting(connection, ward.secretary.id) as acting,
            pytest.raises(psycopg.errors.InsufficientPrivilege),
        ):
            acting.execute(attempt.encode(), given)
