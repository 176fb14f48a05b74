"""Two wards below the demo's city, with staff, cells and members, for tests that change units."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from services.days import today
from tests.house import Answer, House, Person

DECISION = "QĐ 15-QĐ/ĐU"


@dataclass(frozen=True)
class Country:
    """Ward `here` with two cells and a cell group; ward `there` with one cell."""

    house: House
    here: UUID
    there: UUID
    one: UUID
    two: UUID
    group: UUID
    far: UUID
    staff: Person
    second: Person
    other_staff: Person
    secretary: Person
    member: Person

    async def change(self, who: str | Person, verb: str, unit: UUID, **more: Any) -> Answer:
        """A unit is changed today, by a decision, over REST."""
        given: dict[str, Any] = {"on_date": today(), "decision": DECISION, "key": uuid4(), **more}
        return await self.house.call(who, "unit_change", verb=verb, unit_id=unit, **given)

    async def done(self, who: str | Person, verb: str, unit: UUID, **more: Any) -> UUID:
        """The same, and it worked; the unit that came of it."""
        answer = await self.change(who, verb, unit, **more)
        assert answer.status == 200, answer
        return UUID(answer.body["unit_id"])

    async def give(
        self, who: str | Person, member: UUID, unit: UUID, role: str, **more: Any
    ) -> Answer:
        """A role is given from today on."""
        given: dict[str, Any] = {"starts_on": today(), "decision": DECISION, "key": uuid4(), **more}
        return await self.house.call(
            who, "role_give", member_id=member, unit_id=unit, role=role, **given
        )

    async def opened(self, who: str | Person, unit: UUID) -> dict[str, Any]:
        """What somebody sees of a unit."""
        answer = await self.house.call(who, "unit_open", unit_id=unit)
        assert answer.status == 200, answer
        return answer.body

    def path(self, unit: UUID) -> str:
        """Where a unit stands in the tree."""
        return str(self.house.value("select path from handbook.units where id = %s", unit))

    def cell_of(self, person: Person) -> UUID:
        """The cell somebody is in."""
        return UUID(
            str(self.house.value("select unit_id from handbook.members where id = %s", person.id))
        )

    def group_of(self, person: Person) -> UUID | None:
        """The cell group somebody is in."""
        found = self.house.value("select group_id from handbook.members where id = %s", person.id)
        return UUID(str(found)) if found else None

    def into_group(self, person: Person, group: UUID) -> None:
        """Put somebody into a cell group."""
        self.house.run("update handbook.members set group_id = %s where id = %s", group, person.id)


def found_country(house: House) -> Country:
    """New wards, cells and people."""
    here = house.found("ward", "city", "Đảng ủy phường Thử Đông")
    there = house.found("ward", "city", "Đảng ủy phường Thử Tây")
    one, two = house.found("cell", here, "Chi bộ Một"), house.found("cell", here, "Chi bộ Hai")
    office = house.found("cell", here, "Chi bộ Cơ quan")
    far = house.found("cell", there, "Chi bộ Xa")
    return Country(
        house,
        here,
        there,
        one,
        two,
        group=house.found("cell_group", one, "Tổ đảng Một"),
        far=far,
        staff=house.newcomer(office, ("organisation_staff", here), name="Lê Cán Bộ"),
        second=house.newcomer(office, ("organisation_staff", here), name="Vũ Cán Bộ"),
        other_staff=house.newcomer(far, ("organisation_staff", there), name="Hồ Cán Bộ"),
        secretary=house.newcomer(one, ("secretary", one), name="Phan Bí Thư"),
        member=house.newcomer(one, name="Trần Thị Na"),
    )
