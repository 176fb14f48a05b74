"""A ward of its own for the account tests, with everybody who decides about accounts."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.house import House, Person


@dataclass(frozen=True)
class Ward:
    """One cell of one ward and those who look after its accounts."""

    unit: UUID
    cell: UUID
    secretary: Person
    deputy: Person
    organiser: Person
    second_organiser: Person
    admin: Person


@pytest.fixture(scope="session")
def ward(house: House) -> Ward:
    """Secretary and deputy of the cell, two organisers and a system admin of the ward."""
    unit = house.found("ward", "city", "Đảng ủy phường thử tài khoản")
    cell = house.found("cell", unit)
    return Ward(
        unit,
        cell,
        secretary=house.newcomer(cell, ("secretary", cell)),
        deputy=house.newcomer(cell, ("deputy_secretary", cell)),
        organiser=house.newcomer(cell, ("organisation_staff", unit), name="Lê Thị Tổ Chức"),
        second_organiser=house.newcomer(cell, ("organisation_staff", unit)),
        admin=house.newcomer(cell, ("system_admin", unit)),
    )
