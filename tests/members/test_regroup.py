"""Several members into a cell group in one write: all or nobody, with history, and the way back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from services.days import today
from services.errors import Conflict, Invalid, NotFound
from tests.house import House, Person


@pytest.fixture
def cell(house: House) -> UUID:
    """A cell of ward A of one's own, with two groups."""
    return house.found("cell", "ward-a", f"Chi bộ {uuid4().hex[:6]}")


def groups(house: House, cell: UUID) -> tuple[UUID, UUID]:
    return house.found("cell_group", cell, "Tổ Một"), house.found("cell_group", cell, "Tổ Hai")


def group_of(house: House, person: Person) -> UUID | None:
    return house.value("select group_id from handbook.members where id = %s", person.id)


async def test_a_group_is_filled_at_once_and_each_goes_back_to_the_own_one(
    house: House, cell: UUID
) -> None:
    one, two = groups(house, cell)
    people = [house.newcomer(cell, account=False) for _ in range(4)]
    ids = [p.id for p in people]
    roster = (await house.as_("staff_a")).roster
    await roster.regroup(uuid4(), cell, ids[:2], today(), "NQ 01-NQ/CB", one)
    key = uuid4()
    done = await roster.regroup(key, cell, ids, today(), "NQ 02-NQ/CB", two)
    assert done.moved == 4
    assert {g: set(who) for g, who in done.former.items()} == {one: {*ids[:2]}, None: {*ids[2:]}}
    assert {group_of(house, p) for p in people} == {two}
    again = await roster.regroup(key, cell, ids, today(), "NQ 02-NQ/CB", two)
    assert again == done, "a retry is no second write"
    for group_id, who in done.former.items():
        await roster.regroup(uuid4(), cell, who, today(), "Hoàn tác: NQ 02", group_id)
    assert [group_of(house, p) for p in people] == [one, one, None, None]
    record = await (await house.as_("staff_a")).records.open(people[0].id)
    told = [(m.unit_names[-1], m.reason) for m in record.units[:3]]
    assert told == [
        ("Tổ Một", "Hoàn tác: NQ 02"), ("Tổ Hai", "NQ 02-NQ/CB"), ("Tổ Một", "NQ 01-NQ/CB"),
    ]  # fmt: skip


async def test_all_or_nobody(house: House, cell: UUID) -> None:
    one, _ = groups(house, cell)
    ours, elsewhere = house.newcomer(cell, account=False), house.newcomer("cell-a2", account=False)
    stranger = house.newcomer("cell-b1", account=False)
    roster = (await house.as_("staff_a")).roster
    with pytest.raises(Conflict, match=r"group\.not_in_cell"):
        await roster.regroup(uuid4(), cell, [ours.id, elsewhere.id], today(), "NQ 01", one)
    with pytest.raises(NotFound):
        await roster.regroup(uuid4(), cell, [ours.id, stranger.id], today(), "NQ 01", one)
    assert group_of(house, ours) is None
    unit = house.value("select unit_id from handbook.members where id = %s", elsewhere.id)
    assert unit == house.unit("cell-a2"), "nobody was moved to another cell by the way"


async def test_what_is_missing_or_wrong_is_refused(house: House, cell: UUID) -> None:
    one, _ = groups(house, cell)
    person = house.newcomer(cell, account=False)
    roster = (await house.as_("staff_a")).roster
    later = today() + timedelta(days=2)
    for who, day, decision, group in (
        ([], today(), "NQ 01", one),
        ([person.id], later, "NQ 01", one),
        ([person.id], today(), " ", one),
    ):
        with pytest.raises(Invalid):
            await roster.regroup(uuid4(), cell, who, day, decision, group)
    foreign = house.found("cell_group", "cell-a2", "Tổ Khác")
    with pytest.raises(NotFound):
        await roster.regroup(uuid4(), cell, [person.id], today(), "NQ 01", foreign)


@pytest.mark.parametrize("who", ["secretary", "secretary_b", "sibling", "admin", "member"])
async def test_others_put_nobody_anywhere(house: House, cell: UUID, who: str) -> None:
    one, _ = groups(house, cell)
    person = house.newcomer(cell, account=False)
    roster = (await house.as_(who)).roster
    with pytest.raises(NotFound):
        await roster.regroup(uuid4(), cell, [person.id], today(), "NQ 01", one)
    assert group_of(house, person) is None
