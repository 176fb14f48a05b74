"""Reads are counted in bulk: sums of posts and cells, once a second, each batch once; never persons."""

import asyncio
from uuid import UUID, uuid4

import pytest

from services import worker
from services.errors import Unavailable
from services.gateway import Service
from services.posts.models import Counts
from services.reading.counting import ReadCounter
from tests.house import House, Person
from tests.posts.conftest import Ward, found_ward
from tests.posts.test_save import a_post


@pytest.fixture(scope="module")
def ward(house: House) -> Ward:
    """A ward whose counts start at nothing."""
    return found_ward(house, "Đảng ủy phường thử đếm lượt đọc")


async def posted(house: House, ward: Ward) -> UUID:
    return await (await house.as_(ward.secretary)).posts.save(a_post(ward.cell))


async def opened(house: House, who: Person, post: UUID) -> Counts:
    counts = (await (await house.as_(who)).posts.open(post)).counts
    assert counts is not None
    return counts


async def flushed(house: House) -> None:
    await house.services.reads.flush(house.services.service)


def read(house: House, post: UUID) -> list[int]:
    row: list[int] = house.value(
        "select array[coalesce(sum(reads), 0), coalesce(sum(readers), 0)] from handbook.post_reads"
        " where post_id = %s",
        post,
    )
    return row


async def test_opening_tells_what_there_is_to_count_and_writes_no_count(
    house: House, ward: Ward
) -> None:
    one, other = await posted(house, ward), await posted(house, ward)
    reader = house.newcomer(ward.cell)
    await flushed(house)
    before = house.value("select coalesce(sum(reads), 0) from handbook.post_reads")
    seen = [
        await opened(house, reader, one),
        await opened(house, reader, one),
        await opened(house, reader, other),
    ]
    assert [(c.post, c.day, c.month) for c in seen] == [
        (True, True, True), (False, False, False), (True, False, False),
    ]  # fmt: skip
    assert {c.unit_id for c in seen} == {ward.cell}
    assert house.value("select coalesce(sum(reads), 0) from handbook.post_reads") == before
    await flushed(house)
    assert (read(house, one), read(house, other)) == ([2, 1], [1, 1])


async def test_a_second_opening_on_a_day_writes_nothing_at_all(house: House, ward: Ward) -> None:
    post, reader = await posted(house, ward), house.newcomer(ward.cell)
    await opened(house, reader, post)
    row = "select (xmin::text, ctid::text, xmax::text)::text from handbook.read_marks where post_id = %s"
    before = house.value(row, post)
    await opened(house, reader, post)
    assert house.value(row, post) == before
    # The next day it is a reader more, and the mark is kept longer.
    age = "update handbook.read_marks set read_at = now() - interval '1 day' where post_id = %s"
    house.run(age, post)
    again = await opened(house, reader, post)
    assert (again.post, again.day) == (True, True)
    fresh = "select read_at > now() - interval '1 hour' from handbook.read_marks where post_id = %s"
    assert house.value(fresh, post)


async def test_many_readers_are_one_write_and_reach_every_unit_above(
    house: House, ward: Ward
) -> None:
    post = await posted(house, ward)
    await flushed(house)  # what was read before
    for _ in range(6):
        reader = house.newcomer(ward.cell)
        await opened(house, reader, post)
        await opened(house, reader, post)
    days = "select reads from handbook.publication_days where unit_id = %s and day = %s"
    today = house.value("select (now() at time zone 'Asia/Ho_Chi_Minh')::date")
    units = [ward.cell, ward.unit, house.unit("city")]
    before = [house.value(days, unit, today) or 0 for unit in units]
    people = "select readers from handbook.reader_periods where unit_id = %s and span = 'month'"
    of_cell = house.value(people, ward.cell) or 0
    await flushed(house)
    assert read(house, post) == [12, 6]
    assert [house.value(days, unit, today) - was for unit, was in zip(units, before, strict=True)] == [
        12, 12, 12,
    ]  # fmt: skip
    assert house.value(people, ward.cell) - of_cell == 6
    by_day = "select count(*) from handbook.reader_periods where unit_id = %s and span = 'day'"
    # Of a cell there are no days: a number so small and so fresh would tell who has just read.
    assert (house.value(by_day, ward.cell), house.value(by_day, ward.unit)) == (0, 1)


class Deaf:
    """A service whose answer is lost the first time, after the work was done."""

    def __init__(self, house: House) -> None:
        self.house, self.lost = house, False

    async def rpc(self, function: str, **arguments: object) -> object:
        answer = await self.house.services.service.rpc(function, **arguments)
        if not self.lost:
            self.lost = True
            raise Unavailable("database.unavailable")
        return answer


async def test_a_batch_whose_answer_was_lost_is_counted_once(house: House, ward: Ward) -> None:
    post, counter = await posted(house, ward), ReadCounter()
    counts = Counts(unit_id=ward.cell, post=True, day=False, month=False)
    counter.add(post, counts)
    service = Deaf(house)
    with pytest.raises(Unavailable):
        await counter.flush(service)  # type: ignore[arg-type]
    counter.add(post, counts)  # read meanwhile
    await counter.flush(service)  # type: ignore[arg-type]
    assert read(house, post) == [2, 2]


async def test_several_processes_count_at_once(house: House, ward: Ward) -> None:
    posts = [await posted(house, ward) for _ in range(4)]
    counts = Counts(unit_id=ward.cell, post=True, day=True, month=False)

    async def process(service: Service) -> None:
        counter = ReadCounter()
        for _ in range(5):
            for post in posts:
                counter.add(post, counts)
            await counter.flush(service)

    await asyncio.gather(*(process(house.services.service) for _ in range(6)))
    assert [read(house, post) for post in posts] == [[30, 30]] * 4


async def test_the_worker_counts_every_second_and_outlives_a_failure(
    house: House, ward: Ward
) -> None:
    post, counter, pauses = await posted(house, ward), ReadCounter(), list[float]()
    counter.add(post, Counts(unit_id=ward.cell, post=True, day=True, month=True))
    done = asyncio.Event()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if read(house, post) == [1, 1]:
            done.set()
        await asyncio.sleep(0.05)

    task = asyncio.create_task(worker.work(house.services.service, None, sleep, reads=counter))
    await asyncio.wait_for(done.wait(), 30)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert 1.0 in pauses


async def test_what_is_counted_names_nobody(house: House) -> None:
    """No column of the counts could hold a person, and nobody but the worker may add to them."""
    with house.sql() as connection:
        columns = connection.execute(
            "select table_name, column_name from information_schema.columns where table_schema = 'handbook'"
            " and table_name in ('post_reads', 'publication_days', 'reader_periods', 'read_batches')"
        ).fetchall()
    assert not [c for c in columns if "member_id" in c[1] or "reader_id" in c[1]]
    answer = await house.call(
        "city_staff", "reads_count", process=uuid4(), batch=1, posts=[], readers=[]
    )
    assert answer.outcome == "42501"
