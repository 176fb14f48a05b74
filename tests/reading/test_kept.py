"""What to read later and what to keep: the reader's alone, with a way back."""

from uuid import UUID

import pytest

from services.reading.models import ReadingList
from tests.house import House, Person
from tests.posts.conftest import Ward, found_ward
from tests.posts.test_save import a_post

LATER, KEPT = ReadingList.LATER, ReadingList.KEPT


@pytest.fixture(scope="module")
def ward(house: House) -> Ward:
    """A ward of these tests."""
    return found_ward(house, "Đảng ủy phường thử đọc sau")


async def posted(house: House, ward: Ward, title: str = "Bài để đọc sau") -> UUID:
    post = a_post(ward.cell).model_copy(update={"title": title})
    return await (await house.as_(ward.secretary)).posts.save(post)


async def listed(house: House, who: Person, on: ReadingList) -> list[str]:
    return [item.title for item in await (await house.as_(who)).reading.mine(on)]


async def test_a_post_is_put_on_a_list_taken_off_and_put_back_where_it_stood(
    house: House, ward: Ward
) -> None:
    reading = (await house.as_(ward.member)).reading
    first, second = await posted(house, ward, "Thứ nhất"), await posted(house, ward, "Thứ hai")
    assert (await reading.keep(first, LATER, kept=True)).later
    state = await reading.keep(second, LATER, kept=True)
    assert (state.later, state.kept) == (True, False)
    assert (await reading.keep(second, KEPT, kept=True)).kept
    assert await listed(house, ward.member, LATER) == ["Thứ hai", "Thứ nhất"]
    assert await listed(house, ward.member, KEPT) == ["Thứ hai"]
    assert not (await reading.keep(first, LATER, kept=False)).later
    assert await listed(house, ward.member, LATER) == ["Thứ hai"]
    await reading.keep(first, LATER, kept=True)
    await reading.keep(first, LATER, kept=True)  # twice is once
    assert await listed(house, ward.member, LATER) == ["Thứ hai", "Thứ nhất"]
    post = await (await house.as_(ward.member)).posts.open(second)
    assert (post.reading.later, post.reading.kept) == (True, True)


async def test_pages_follow_one_another(house: House, ward: Ward) -> None:
    reader = house.newcomer(ward.cell)
    reading = (await house.as_(reader)).reading
    posts = [await posted(house, ward, f"Bài số {n:02}") for n in range(23)]
    for post in posts:
        await reading.keep(post, KEPT, kept=True)
    first = await reading.mine(KEPT)
    rest = await reading.mine(KEPT, first[-1])
    assert [i.post_id for i in [*first, *rest]] == posts[::-1]


@pytest.mark.parametrize("who", ("secretary", "office_a", "city_staff", "news", "auditor", "admin"))
async def test_nobody_learns_what_another_keeps(house: House, ward: Ward, who: str) -> None:
    reading = (await house.as_(ward.member)).reading
    post = await posted(house, ward)
    before = house.value("select count(*) from handbook.audit_entries")
    await reading.keep(post, KEPT, kept=True)
    assert house.value("select count(*) from handbook.audit_entries") == before
    for reader in (house.id(who), ward.secretary.id, ward.office.id):
        with house.arranging() as connection, house.acting(connection, reader) as acting:
            theirs = "select count(*) from handbook.bookmarks where member_id <> handbook.me()"
            assert acting.execute(theirs.encode()).fetchone() == (0,)
    with house.sql() as connection:
        names = connection.execute(
            "select proname from pg_proc where prosrc like '%bookmarks%' and pronamespace in"
            " ('api'::regnamespace, 'handbook'::regnamespace)"
        ).fetchall()
    assert {n for (n,) in names} == {
        "reading_keep", "my_reading", "reading_of", "reading_upkeep",
    }  # fmt: skip


async def test_what_is_withdrawn_or_not_mine_any_more_is_not_listed(
    house: House, ward: Ward
) -> None:
    reader = house.newcomer(ward.cell)
    reading = (await house.as_(reader)).reading
    post = await posted(house, ward, "Sẽ gỡ")
    await reading.keep(post, LATER, kept=True)
    house.run("update handbook.posts set state = 'withdrawn' where id = %s", post)
    assert await listed(house, reader, LATER) == []
    house.run("update handbook.posts set state = 'published' where id = %s", post)
    assert await listed(house, reader, LATER) == ["Sẽ gỡ"]
    house.run(
        "update handbook.members set unit_id = %s where id = %s", house.unit("cell-b1"), reader.id
    )
    assert await listed(house, reader, LATER) == []


async def test_what_was_taken_off_is_forgotten_after_an_hour(house: House, ward: Ward) -> None:
    reader, post = house.newcomer(ward.cell), await posted(house, ward)
    reading = (await house.as_(reader)).reading
    await reading.keep(post, LATER, kept=True)
    await reading.keep(post, LATER, kept=False)
    count = "select count(*) from handbook.bookmarks where member_id = %s"
    await house.services.service.rpc("reading_upkeep")
    assert house.value(count, reader.id) == 1
    house.run(
        "update handbook.bookmarks set removed_at = now() - interval '2 hours' where member_id = %s",
        reader.id,
    )
    await house.services.service.rpc("reading_upkeep")
    assert house.value(count, reader.id) == 0


async def test_related_are_near_by_words_and_only_what_is_mine(house: House, ward: Ward) -> None:
    near = await posted(house, ward, "Đại hội chi bộ bàn về chuyển đổi số")
    await posted(house, ward, "Khen thưởng gia đình văn hóa")
    this = await posted(house, ward, "Chuyển đổi số ở chi bộ khu phố")
    member = await house.as_(ward.member)
    related = await member.reading.related(this)
    assert related[0].post_id == near
    assert this not in {r.post_id for r in related}
    assert len(related) <= 4
    for item in related:
        await member.posts.open(item.post_id)  # raises if it were not for the member
    assert await (await house.as_("secretary_b")).reading.related(this) == []
