"""Fellow members see of each other name and role, and of contact what each one shares."""

from uuid import UUID

import pytest

from services.members.models import Fellow
from tests.cast import CAST, CELL
from tests.house import House, Person


@pytest.fixture
def cell(house: House) -> UUID:
    return house.found("cell", house.found("ward", "city", "Đảng ủy phường thử hội viên"))


async def fellows(house: House, who: Person | str) -> dict[UUID, Fellow]:
    return {f.member_id: f for f in await (await house.as_(who)).members.my_cell()}


@pytest.mark.parametrize("who", CAST)
async def test_the_own_cell_and_nobody_else(house: House, who: str) -> None:
    with house.sql() as connection:
        rows = connection.execute(
            "select id from handbook.members where unit_id = %s and life_state = 'active'",
            (house.unit(CELL[who]),),
        ).fetchall()
    assert set(await fellows(house, who)) == {row[0] for row in rows}


async def test_contact_is_seen_where_and_while_it_is_shared(house: House, cell: UUID) -> None:
    shy, open_ = house.newcomer(cell), house.newcomer(cell)
    house.run("update handbook.members set email = 'mo@example.vn' where id = %s", open_.id)
    mine = (await house.as_(open_)).members

    async def seen() -> tuple[str | None, str | None]:
        line = (await fellows(house, shy))[open_.id]
        return line.phone, line.email

    assert await seen() == (None, None), "nothing is shared by default"
    await mine.share_contact(phone=True, email=False)
    assert await seen() == (f"+84{open_.phone[1:]}", None)
    await mine.share_contact(phone=False, email=True)
    assert await seen() == (None, "mo@example.vn")
    card = await mine.my_card()
    assert (card.shares_phone, card.shares_email) == (False, True)
    await mine.share_contact(phone=False, email=False)
    assert await seen() == (None, None)


async def test_roles_are_named_while_they_last(house: House, cell: UUID) -> None:
    reader, secretary = house.newcomer(cell), house.newcomer(cell, ("secretary", cell))
    assert [r.role for r in (await fellows(house, reader))[secretary.id].roles] == ["secretary"]
    house.run("update handbook.roles set ends_at = now() where member_id = %s", secretary.id)
    assert (await fellows(house, reader))[secretary.id].roles == []


async def test_who_left_is_no_longer_listed(house: House, cell: UUID) -> None:
    reader, gone = house.newcomer(cell), house.newcomer(cell)
    house.run("update handbook.members set life_state = 'left' where id = %s", gone.id)
    assert set(await fellows(house, reader)) == {reader.id}


async def test_a_member_changes_nothing_but_what_is_shared(house: House, cell: UUID) -> None:
    """Even with a direct connection in the member's role."""
    import psycopg

    person, other = house.newcomer(cell), house.newcomer(cell)
    with house.arranging() as connection, house.acting(connection, person.id) as acting:
        for change in (
            "full_name = 'Khác'",
            "phone = '+84900000000'",
            "activity_exempt = true",
            "unit_path = ''",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), acting.transaction():
                acting.execute(f"update handbook.members set {change}".encode())
        touched = acting.execute("update handbook.members set shares_phone = true").rowcount
    assert touched == 1, "the own row alone"
    assert house.value("select shares_phone from handbook.members where id = %s", other.id) is False
