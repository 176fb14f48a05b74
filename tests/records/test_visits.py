"""One visit of a record is one line in the log; another reader, session, sight or hour is another."""

import asyncio
import json
from uuid import UUID

import pytest

from services.container import MemberServices
from tests.database import Connection
from tests.house import House, Person

OPENED = "record.open"


@pytest.fixture
def secretary(house: House) -> Person:
    """The secretary of a cell of her own."""
    cell = house.found("cell", "ward-a")
    return house.newcomer(cell, ("secretary", cell))


@pytest.fixture
def person(house: House, secretary: Person) -> Person:
    return house.newcomer(cell_of(house, secretary))


@pytest.fixture
async def reader(house: House, secretary: Person) -> MemberServices:
    return await house.sign_in(secretary)


def cell_of(house: House, secretary: Person) -> UUID:
    return house.value("select unit_id from handbook.members where id = %s", secretary.id)


async def lines(house: House, person: Person) -> list[tuple[str, str | None]]:
    """What the member sees, newest first."""
    return [(v.action, v.actor) for v in await (await house.as_(person)).records.views()]


async def test_a_record_opened_again_and_again_in_a_session_is_one_line(
    house: House, secretary: Person, person: Person, reader: MemberServices
) -> None:
    for _ in range(3):
        assert (await reader.records.open(person.id)).full_name == person.name
    await asyncio.gather(*(reader.records.open(person.id) for _ in range(4)))
    assert await lines(house, person) == [(OPENED, secretary.name)]


async def test_screens_that_open_at_once_are_one_line(
    house: House, secretary: Person, person: Person, reader: MemberServices
) -> None:
    await asyncio.gather(*(reader.records.open(person.id) for _ in range(5)))
    assert await lines(house, person) == [(OPENED, secretary.name)]


async def test_each_reader_and_each_session_has_its_line(
    house: House, secretary: Person, person: Person, reader: MemberServices
) -> None:
    other_device = await house.sign_in(secretary)
    officer = house.newcomer("cell-a2", ("organisation_staff", house.unit("ward-a")))
    staff = await house.sign_in(officer)
    for _ in range(2):
        for services in (reader, other_device, staff):
            await services.records.open(person.id)
    seen = await lines(house, person)
    assert sorted(seen) == sorted([(OPENED, secretary.name)] * 2 + [(OPENED, officer.name)])


async def test_one_persons_visit_hides_no_reading_of_another(
    house: House, secretary: Person, person: Person, reader: MemberServices
) -> None:
    other = house.newcomer(cell_of(house, secretary))
    for one in (person, other, person, other):
        await reader.records.open(one.id)
    for one in (person, other):
        assert await lines(house, one) == [(OPENED, secretary.name)]


async def test_every_number_shown_in_full_and_every_look_at_changes_has_its_line(
    house: House, person: Person, reader: MemberServices
) -> None:
    await reader.records.open(person.id)
    for field in ("card_number", "card_number", "personal_id"):
        await reader.records.reveal(person.id, field)
    await reader.records.history(person.id)
    await reader.records.open(person.id)
    seen = [action for action, _ in await lines(house, person)]
    assert seen == ["record.history", *["record.reveal"] * 3, OPENED]


async def test_the_first_sight_of_sensitive_fields_has_its_line(house: House) -> None:
    cell = house.found("cell", "ward-a")
    person = house.newcomer(cell)
    deputy = house.newcomer(cell, ("deputy_secretary", cell))
    records = (await house.as_(deputy)).records
    await records.open(person.id)
    house.run(
        "insert into handbook.roles (member_id, unit_id, kind) values (%s, %s, 'secretary')",
        deputy.id,
        cell,
    )
    for _ in range(2):
        await records.open(person.id)
    seen = house.value(
        "select array_agg(v.after ->> 'what' order by e.id) from handbook.audit_entries e"
        " join handbook.audit_values v on v.entry_id = e.id"
        " where e.action = 'record.open' and e.member_id = %s",
        person.id,
    )
    assert seen == ["open,contact,masked", "open,contact,masked,sensitive"]


@pytest.mark.parametrize(("minutes", "count"), [(9, 1), (11, 2)])
def test_a_visit_is_over_after_ten_minutes(
    house: House, secretary: Person, person: Person, minutes: int, count: int
) -> None:
    with house.arranging() as connection:
        claims = house.claims(secretary.id)
        opened(connection, claims, person.id)
        # The log only grows; here its clock is moved in a transaction that is rolled back.
        connection.execute("set local session_replication_role = replica")
        for table in ("audit_entries", "audit_values"):
            connection.execute(
                f"update handbook.{table} set at = at - make_interval(mins => %s)"
                " where at >= now()".encode(),
                (minutes,),
            )
        connection.execute("set local session_replication_role = origin")
        opened(connection, claims, person.id)
        found = connection.execute(
            "select count(*) from handbook.audit_entries where member_id = %s and action = %s",
            (person.id, OPENED),
        ).fetchone()
        assert found == (count,)


def opened(connection: Connection, claims: str, member: UUID) -> None:
    """The record is opened in the session of these claims."""
    assert json.loads(claims)["session_id"]
    connection.execute("select set_config('request.jwt.claims', %s, true)", (claims,))
    connection.execute("set local role authenticated")
    row = connection.execute("select api.record_open(%s) ->> 'member_id'", (member,)).fetchone()
    connection.execute("reset role")
    assert row == (str(member),)
