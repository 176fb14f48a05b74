"""A phone may send a write twice: the key makes the second one harmless, and nothing else."""

import asyncio
from uuid import UUID, uuid4

import pytest

from services.errors import Conflict, Invalid, NotFound
from tests.house import House
from tests.posts.conftest import Ward
from tests.posts.test_save import a_post


async def test_the_same_key_gives_the_first_answer_and_one_row(house: House, ward: Ward) -> None:
    secretary, post = await house.as_(ward.secretary), a_post(ward.cell, title="Gửi hai lần")
    first = await secretary.posts.save(post)
    assert await secretary.posts.save(post) == first
    count = "select count(*) from handbook.posts where title = 'Gửi hai lần'"
    assert house.value(count) == 1


@pytest.mark.parametrize(
    "change",
    [{"title": "Khác"}, {"body": "Khác"}, {"leaders_only": True}, {"publish": False}],
    ids=lambda change: next(iter(change)),
)
async def test_the_same_key_with_another_content_is_refused_and_not_dropped(
    house: House, ward: Ward, change: dict[str, object]
) -> None:
    secretary, post = await house.as_(ward.secretary), a_post(ward.cell, title="Gửi rồi mới sửa")
    first = await secretary.posts.save(post)
    changed = post.model_copy(update=change)
    with pytest.raises(Conflict, match=r"write\.key_reused"):
        await secretary.posts.save(changed)
    assert await secretary.posts.save(changed.model_copy(update={"key": uuid4()})) != first


async def test_ten_at_once_with_one_key_write_one_row(house: House, ward: Ward) -> None:
    secretary, post = await house.as_(ward.secretary), a_post(ward.cell, title="Mười lần một lúc")
    answers = await asyncio.gather(*(secretary.posts.save(post) for _ in range(10)))
    assert len(set(answers)) == 1
    assert house.value("select count(*) from handbook.posts where title = %s", post.title) == 1


async def test_a_key_of_another_verb_is_refused(house: House, ward: Ward) -> None:
    secretary, post = await house.as_(ward.secretary), a_post(ward.cell, publish=False)
    post_id = await secretary.posts.save(post)
    with pytest.raises(Conflict, match=r"write\.key_reused"):
        await secretary.posts.publish(post.key, post_id)
    assert post_id in {draft.post_id for draft in await secretary.posts.drafts()}


async def test_a_key_of_another_thing_is_refused(house: House, ward: Ward) -> None:
    """Or the second directive would look acknowledged, and would not be."""
    secretary, member = await house.as_(ward.secretary), await house.as_(ward.member)
    directives = [
        await secretary.posts.save(a_post(ward.cell, category="directive", acknowledge=True))
        for _ in range(2)
    ]
    key = uuid4()
    await member.directives.acknowledge(key, directives[0])
    with pytest.raises(Conflict, match=r"write\.key_reused"):
        await member.directives.acknowledge(key, directives[1])
    waiting = {line.post_id for line in (await member.directives.home()).to_acknowledge}
    assert directives[1] in waiting and directives[0] not in waiting


async def test_a_refused_write_leaves_its_key_free(house: House, ward: Ward) -> None:
    secretary, post = await house.as_(ward.secretary), a_post(ward.cell, title="x")
    with pytest.raises(Invalid):
        await secretary.posts.save(post)
    assert await secretary.posts.save(post.model_copy(update={"title": "Đã sửa"}))


async def test_a_key_belongs_to_one_person(house: House, ward: Ward) -> None:
    secretary, office = await house.as_(ward.secretary), await house.as_(ward.office)
    post = a_post(ward.cell)
    of_the_cell = await secretary.posts.save(post)
    of_the_ward = await office.posts.save(post.model_copy(update={"unit_id": ward.unit}))
    assert of_the_cell != of_the_ward
    with pytest.raises(NotFound):
        await (await house.as_(ward.member)).posts.save(post)


async def test_a_write_without_a_key_is_refused(house: House, ward: Ward) -> None:
    answer = await house.call(
        ward.secretary,
        "post_save",
        key=None,
        unit_id=ward.cell,
        category="news",
        title="Không khóa",
    )
    assert (answer.status, answer.outcome) == (422, "write.key_missing")


async def test_keys_are_forgotten_after_a_week(house: House, ward: Ward) -> None:
    secretary, post = await house.as_(ward.secretary), a_post(ward.cell)
    first: UUID = await secretary.posts.save(post)
    age = "update handbook.idempotency_keys set created_at = now() - interval '%s' where key = %%s"
    house.run(age % "6 days", post.key)
    await house.services.service.rpc("upkeep")
    assert await secretary.posts.save(post) == first
    house.run(age % "8 days", post.key)
    await house.services.service.rpc("upkeep")
    assert await secretary.posts.save(post) != first
