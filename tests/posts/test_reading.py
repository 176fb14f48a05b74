"""Reading is private: a mark is the reader's, and a count knows no persons."""

from uuid import UUID

import pytest

from tests.house import House, Person
from tests.posts.conftest import Ward
from tests.posts.test_save import a_post


async def unread(house: House, who: Person, post: UUID) -> bool:
    feed = await (await house.as_(who)).posts.feed()
    return next(item.unread for item in feed if item.post_id == post)


async def test_opening_marks_it_read_for_the_reader_alone(house: House, ward: Ward) -> None:
    post = await (await house.as_(ward.secretary)).posts.save(a_post(ward.cell))
    other = house.newcomer(ward.cell)
    assert await unread(house, ward.member, post)
    await (await house.as_(ward.member)).posts.open(post)
    assert not await unread(house, ward.member, post)
    assert await unread(house, other, post)


async def test_accesses_are_counted_without_persons(house: House, ward: Ward) -> None:
    post = await (await house.as_(ward.secretary)).posts.save(a_post(ward.cell))
    member = await house.as_(ward.member)
    for _ in range(3):
        await member.posts.open(post)
    await (await house.as_(ward.secretary)).posts.open(post)
    await house.services.reads.flush(house.services.service)
    counts = "select array[sum(reads), sum(readers)] from handbook.post_reads where post_id = %s"
    assert house.value(counts, post) == [4, 2]
    assert house.value("select count(*) from handbook.read_marks where post_id = %s", post) == 2


async def test_a_draft_leaves_no_mark(house: House, ward: Ward) -> None:
    secretary = await house.as_(ward.secretary)
    post = await secretary.posts.save(a_post(ward.cell, publish=False))
    await secretary.posts.open(post)
    assert house.value("select count(*) from handbook.read_marks where post_id = %s", post) == 0


@pytest.mark.parametrize("who", ("secretary", "office_a", "city_staff", "auditor", "admin"))
async def test_nobody_sees_the_marks_of_another(house: House, ward: Ward, who: str) -> None:
    post = await (await house.as_(ward.secretary)).posts.save(a_post(ward.cell))
    await (await house.as_(ward.member)).posts.open(post)
    for reader in (house.id(who), ward.secretary.id, ward.office.id):
        with house.arranging() as connection, house.acting(connection, reader) as acting:
            marks = "select count(*) from handbook.read_marks where member_id <> handbook.me()"
            assert acting.execute(marks.encode()).fetchone() == (0,)
            assert acting.execute(
                "select has_table_privilege('handbook.post_reads', 'select')"
            ).fetchone() == (False,)


async def test_no_function_answers_with_who_read(house: House, ward: Ward) -> None:
    """Whatever an api function reads of marks, it reads the caller's own."""
    with house.sql() as connection:
        rows = connection.execute(
            "select proname, prosrc from pg_proc where prosrc like '%read_marks%'"
            " and pronamespace in ('api'::regnamespace, 'handbook'::regnamespace)"
        ).fetchall()
    assert {name for name, _ in rows} == {"feed", "mark_read", "my_reading", "upkeep"}
    sources = dict(rows)
    assert "r.member_id = (select handbook.me())" in sources["feed"]
    assert "r.member_id = (select handbook.me())" in sources["my_reading"]
    assert sources["mark_read"].count("r.member_id = caller") == 2
    assert "values (caller, of_post)" in sources["mark_read"]


async def test_marks_are_deleted_after_90_days(house: House, ward: Ward) -> None:
    post = await (await house.as_(ward.secretary)).posts.save(a_post(ward.cell))
    await (await house.as_(ward.member)).posts.open(post)
    age = "update handbook.read_marks set read_at = now() - interval '%s days' where post_id = %%s"
    count = "select count(*) from handbook.read_marks where post_id = %s"
    house.run(age % 89, post)
    await house.services.service.rpc("upkeep")
    assert house.value(count, post) == 1
    house.run(age % 91, post)
    await house.services.service.rpc("upkeep")
    assert house.value(count, post) == 0


async def test_reading_is_not_logged(house: House, ward: Ward) -> None:
    post = await (await house.as_(ward.secretary)).posts.save(a_post(ward.cell))
    before = house.value("select count(*) from handbook.audit_entries")
    await (await house.as_(ward.member)).posts.open(post)
    assert house.value("select count(*) from handbook.audit_entries") == before
