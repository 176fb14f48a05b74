"""A ward of one's own for each test, with cells, an officer of its organisation staff, and a neighbour."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from services.imports.models import Import, Purpose
from services.imports.service import Imports
from tests.house import House, Person
from tests.imports.generator import Listed, members

_bases = itertools.count(100_000, 100_000)


@dataclass
class Ward:
    """A ward, its cells by name, and who imports there."""

    house: House
    id: UUID
    cells: dict[str, UUID]
    staff: Person
    base: int
    """Numbers of cards and persons begin here: they are one of a kind in the whole house."""

    def listed(self, count: int, *, share: float = 0.0, seed: int = 3, offset: int = 0) -> Listed:
        """A list of members of this ward, the same for the same arguments."""
        return members(count, list(self.cells), share=share, seed=seed, offset=self.base + offset)

    async def imports(self, who: Person | str | None = None) -> Imports:
        """The verbs of somebody, the ward's officer unless said otherwise."""
        return (await self.house.as_(who or self.staff)).imports

    async def checked(self, path: Path, purpose: Purpose = Purpose.ADD) -> Import:
        """A file after its dry run."""
        imports = await self.imports()
        import_id = await imports.begin(uuid4(), self.id, purpose, path, path.name)
        return await imports.check(import_id, (await imports.open(import_id)).mapping)

    def members(self) -> list[dict[str, object]]:
        """The rows of the ward's members, the officer aside."""
        with self.house.sql() as connection:
            rows = connection.execute(
                "select to_jsonb(m) from handbook.members m join handbook.units u"
                " on starts_with(m.unit_path, u.path) where u.id = %s and m.id <> %s"
                " order by m.card_number",
                (self.id, self.staff.id),
            ).fetchall()
        return [row[0] for row in rows]


@pytest.fixture
def ward(house: House) -> Ward:
    """A new ward with three cells; its officer is a member of the first."""
    tag = uuid4().hex[:4].translate(str.maketrans("0123456789", "ghijklmnop"))
    unit = house.found("ward", "city", f"Đảng ủy phường thử {tag}")
    cells = {
        name: house.found("cell", unit, name)
        for name in (f"Chi bộ {tag} Một", f"Chi bộ {tag} Hai", f"Chi bộ {tag} Ba")
    }
    staff = house.newcomer(next(iter(cells.values())), ("organisation_staff", unit))
    return Ward(house, unit, cells, staff, next(_bases))
