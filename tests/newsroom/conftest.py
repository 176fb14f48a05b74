"""A ward with a newsroom of its own below the city, in nobody else's way."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.container import MemberServices
from services.newsroom.models import ManuscriptSave, Moved, Saved, Step
from tests.house import House, Person


@dataclass
class Newsroom:
    """The ward's units and people, and the city's newsroom."""

    house: House
    city: UUID
    ward: UUID
    cell: UUID
    sibling_cell: UUID
    people: dict[str, Person]

    async def of(self, who: str) -> MemberServices:
        """The services of one of its people."""
        return await self.house.as_(self.people[who])

    async def write(self, who: str = "contributor", **more: Any) -> Saved:
        """A manuscript that could be submitted, for the ward unless said otherwise."""
        given = {
            "key": uuid4(),
            "unit_id": self.cell,
            "target_id": self.ward,
            "title": "Tin thử nghiệm",
            "body": "Nội dung.",
        }
        return await (await self.of(who)).newsroom.save(ManuscriptSave.model_validate(given | more))

    async def go(self, who: str, saved: Saved, step: Step, **more: Any) -> Moved:
        """A step with the version that was last saved."""
        version = more.pop("version", saved.version)
        newsroom = (await self.of(who)).newsroom
        return await newsroom.step(uuid4(), saved.manuscript_id, step, version=version, **more)

    async def at_the_ward(self, **more: Any) -> Saved:
        """A manuscript that lies at the ward's desk."""
        saved = await self.write(**more)
        await self.go("contributor", saved, Step.SUBMIT)
        return saved


def found_newsroom(house: House, name: str) -> Newsroom:
    """A new ward with two cells; who is who, by name."""
    city = house.unit("city")
    ward = house.found("ward", "city", name)
    cell, sibling_cell = (
        house.found("cell", ward, "Chi bộ viết"),
        house.found("cell", ward, "Chi bộ bên"),
    )
    people = {
        "contributor": house.newcomer(cell, ("contributor", cell)),
        "other_contributor": house.newcomer(cell, ("contributor", cell)),
        "sibling_contributor": house.newcomer(sibling_cell, ("contributor", sibling_cell)),
        "member": house.newcomer(cell),
        "cell_secretary": house.newcomer(cell, ("secretary", cell)),
        "editor": house.newcomer(cell, ("editor", ward)),
        "editor_2": house.newcomer(sibling_cell, ("editor", ward)),
        "secretariat": house.newcomer(sibling_cell, ("news_secretariat", city)),
        "board": house.newcomer(sibling_cell, ("editorial_board", city)),
    }
    return Newsroom(house, city, ward, cell, sibling_cell, people)


@pytest.fixture(scope="module")
def newsroom(house: House) -> Newsroom:
    return found_newsroom(house, "Đảng ủy phường thử tòa soạn")
