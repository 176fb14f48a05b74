"""Two officers at one record: nobody overwrites what they have not seen."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest

from services.errors import Conflict
from services.records.models import Value
from tests.house import House, Person


async def edit(
    house: House, who: str, person: Person, version: int | None, **changes: Value
) -> int:
    records = (await house.as_(who)).records
    return await records.edit(uuid4(), person.id, changes, "Theo giấy tờ", version)


async def test_the_second_to_save_one_field_is_told_which(house: House) -> None:
    person = house.newcomer("cell-a1")
    seen = (await (await house.as_("city_staff")).records.open(person.id)).version
    assert await edit(house, "staff_a", person, seen, degree="Cao đẳng", alias="Tư") == 2
    with pytest.raises(Conflict, match=r"record\.changed_since") as refused:
        await edit(house, "city_staff", person, seen, degree="Đại học", workplace="Nhà máy")
    assert refused.value.details == {"fields": ["degree"]}, "names of fields, no values"
    record = await (await house.as_("city_staff")).records.open(person.id)
    degree, workplace = record.field("degree"), record.field("workplace")
    assert degree is not None
    assert workplace is not None
    assert (degree.value, workplace.value) == ("Cao đẳng", None), "nothing was half written"
    officer = house.value(
        "select full_name from handbook.members where id = %s", house.id("staff_a")
    )
    assert degree.changed_by == officer
    assert await edit(house, "city_staff", person, record.version, degree="Đại học") == 1


async def test_other_fields_and_the_same_value_are_no_conflict(house: House) -> None:
    person = house.newcomer("cell-a1")
    seen = (await (await house.as_("city_staff")).records.open(person.id)).version
    await edit(house, "staff_a", person, seen, degree="Cao đẳng")
    assert await edit(house, "city_staff", person, seen, degree="Cao đẳng", alias="Tư") == 1


async def test_a_sensitive_change_that_one_cannot_see_is_in_nobodys_way(house: House) -> None:
    person = house.newcomer("cell-a1")
    deputy = house.newcomer("cell-a1", ("deputy_secretary", house.unit("cell-a1")))
    await edit(house, "staff_a", person, None, degree="Cao đẳng")
    before = (await (await house.as_(deputy)).records.open(person.id)).version
    await edit(house, "staff_a", person, None, religion="Không")
    after = (await (await house.as_(deputy)).records.open(person.id)).version
    assert after == before, "not even the number tells of it"


async def test_of_two_at_the_same_moment_one_is_written(house: House) -> None:
    person = house.newcomer("cell-a1")
    seen = (await (await house.as_("staff_a")).records.open(person.id)).version
    found = await asyncio.gather(
        edit(house, "staff_a", person, seen, degree="Cao đẳng"),
        edit(house, "city_staff", person, seen, degree="Đại học"),
        return_exceptions=True,
    )
    assert sorted(type(x).__name__ for x in found) == ["Conflict", "int"]


async def test_a_request_is_accepted_over_a_newer_value_only_when_that_was_seen(
    house: House,
) -> None:
    person = house.newcomer("cell-a1")
    asked = await (await house.as_(person)).requests.file(
        uuid4(), "occupation", "Kỹ sư", "Đổi nghề", []
    )
    await edit(house, "staff_a", person, None, occupation="Bác sĩ")
    requests = (await house.as_("secretary")).requests
    with pytest.raises(Conflict, match=r"request\.value_moved_on"):
        await requests.settle(uuid4(), asked, "accept")
    seen = (await requests.open(asked)).moved_on
    assert seen is not None
    assert (seen.value, seen.changed_by is not None) == ("Bác sĩ", True)
    await edit(house, "city_staff", person, None, occupation="Y tá")
    with pytest.raises(Conflict, match=r"request\.value_moved_on"):
        await requests.settle(uuid4(), asked, "accept", version=seen.version)
    newer = (await requests.open(asked)).moved_on
    assert newer is not None
    assert await requests.settle(uuid4(), asked, "accept", version=newer.version) == "accepted"
    assert (await requests.open(asked)).moved_on is None
    record = await (await house.as_(person)).records.mine()
    occupation = record.field("occupation")
    assert occupation is not None
    assert occupation.value == "Kỹ sư"


async def test_what_moved_on_is_masked_like_the_field(house: House) -> None:
    person = house.newcomer("cell-a1")
    asked = await (await house.as_(person)).requests.file(
        uuid4(), "personal_id", "001122334455", "Ghi nhầm", []
    )
    await edit(house, "staff_a", person, None, personal_id="009988776655")
    seen = (await (await house.as_("staff_a")).requests.open(asked)).moved_on
    assert seen is not None
    assert seen.value == "••••••••6655"
