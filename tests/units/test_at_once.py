"""Two people change the same thing at the same moment: one of them is told, nothing is half done."""

import asyncio
from uuid import UUID, uuid4

from services.days import today
from tests.house import House
from tests.units.country import DECISION, Country
from tests.units.straying import strays


async def test_two_officers_merge_the_same_cell(house: House, fresh: Country) -> None:
    other = house.found("cell", fresh.here)
    for _ in range(3):
        cell = house.found("cell", fresh.here)
        person = house.newcomer(cell, account=False)
        answers = await asyncio.gather(
            fresh.change(fresh.staff, "merged", cell, other_id=fresh.two),
            fresh.change("city_staff", "merged", cell, other_id=other),
            fresh.change(fresh.second, "merged", cell, other_id=fresh.far),
        )
        assert sorted(a.status for a in answers) in ([200, 404, 409], [200, 409, 409])
        assert fresh.cell_of(person) in (fresh.two, other)
    assert strays(house) == {}


async def test_two_cells_merge_into_each_other(house: House, fresh: Country) -> None:
    person = house.newcomer(fresh.two, account=False)
    answers = await asyncio.gather(
        fresh.change(fresh.staff, "merged", fresh.one, other_id=fresh.two),
        fresh.change(fresh.second, "merged", fresh.two, other_id=fresh.one),
    )
    assert sorted(a.outcome for a in answers) == ["ok", "unit.closed"]
    assert fresh.cell_of(person) == fresh.cell_of(fresh.member)


async def test_nobody_joins_a_cell_while_it_goes(house: House, fresh: Country) -> None:
    """Whoever comes a moment too late is refused; whoever comes before is taken along."""
    for turn in range(4):
        cell = house.found("cell", fresh.here)
        person = house.newcomer(fresh.two, account=False)
        closing = fresh.change(
            fresh.staff, "merged" if turn % 2 else "closed", cell,
            other_id=fresh.one if turn % 2 else None,
        )  # fmt: skip
        joining = house.call(
            "city_staff", "member_move", key=uuid4(), member_id=person.id, unit_id=cell,
            on_date=today(), decision=DECISION,
        )  # fmt: skip
        await asyncio.gather(joining, closing)
        closed = house.value("select closed_on from handbook.units where id = %s", cell)
        at: UUID = fresh.cell_of(person)
        assert closed is None or at != cell
    assert strays(house) == {}


async def test_a_move_of_a_member_and_a_merger_never_wait_for_each_other(
    house: House, fresh: Country
) -> None:
    for _ in range(5):
        cell = house.found("cell", fresh.here)
        people = [house.newcomer(cell, account=False) for _ in range(4)]
        moves = [
            house.call(
                "city_staff", "member_move", key=uuid4(), member_id=person.id, unit_id=fresh.two,
                on_date=today(), decision=DECISION,
            )
            for person in people
        ]  # fmt: skip
        merger = fresh.change(fresh.staff, "merged", cell, other_id=fresh.two)
        answers = await asyncio.gather(*moves[:2], merger, *moves[2:])
        assert {a.status for a in answers} == {200}, answers
        assert {fresh.cell_of(person) for person in people} == {fresh.two}
    assert strays(house) == {}


async def test_a_writer_waits_for_a_move_that_is_under_way(house: House, fresh: Country) -> None:
    """The path of what is written meanwhile is that of the new place, not of before."""
    with house.sql() as connection:
        with connection.transaction():
            connection.execute("select from handbook.units where id = %s for update", (fresh.one,))
            joining = asyncio.create_task(
                house.call(
                    fresh.staff, "member_move", key=uuid4(), member_id=fresh.second.id,
                    unit_id=fresh.one, on_date=today(), decision=DECISION,
                )
            )  # fmt: skip
            await asyncio.sleep(0.3)
            assert not joining.done()
            old = fresh.path(fresh.one)
            connection.execute(
                "update handbook.units set parent_id = %s where id = %s", (fresh.there, fresh.one)
            )
            connection.execute(
                "select handbook.repath(%s, %s)", (old, fresh.path(fresh.there) + old[-5:])
            )
        answer = await joining
    # The cell is out of that office's scope by then, or its path is the new one.
    path = house.value("select unit_path from handbook.members where id = %s", fresh.second.id)
    assert answer.outcome == "unit.not_found" or path == fresh.path(fresh.one)
