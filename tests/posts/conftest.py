"""A ward of its own for the tests of posts and directives."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from tests.house import House, Person


@dataclass(frozen=True)
class Ward:
    """A cell with its people, and the office above it."""

    unit: UUID
    cell: UUID
    secretary: Person
    member: Person
    office: Person


def found_ward(house: House, name: str) -> Ward:
    """A new ward; its office stands in another cell than the people of `cell`."""
    unit = house.found("ward", "city", name)
    cell, office_cell = house.found("cell", unit), house.found("cell", unit)
    return Ward(
        unit,
        cell,
        secretary=house.newcomer(cell, ("secretary", cell), name="Phạm Bí Thư"),
        member=house.newcomer(cell),
        office=house.newcomer(office_cell, ("office_staff", unit), name="Đỗ Văn Phòng"),
    )


@pytest.fixture(scope="module")
def ward(house: House) -> Ward:
    """A new one for each module, so that counts start at nothing."""
    return found_ward(house, "Đảng ủy phường thử bài viết")
