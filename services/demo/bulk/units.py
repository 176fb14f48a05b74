"""Made-up wards, communes and cells below the small demo's city."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from services.demo.bulk.ids import dice, text_id, unit_label
from services.demo.bulk.texts import unit_words
from services.demo.hanoi import URBAN_WARDS, Size, spread

FIRST_MEMBER = 100_000
"""Numbers of made-up members begin here; those of the small demo end long before."""


@dataclass(frozen=True, slots=True)
class Start:
    """What the small demo has brought: its city, its counts, the first free unit label."""

    city_id: str
    city_path: str
    wards: int
    cells: int
    members: int
    posts: int
    reads: int
    label: int


@dataclass(frozen=True, slots=True)
class Place:
    """A unit; its members are numbered from `first`, `size` of them (a ward's: those of its cells).

    `place` names the ward in a sentence, `area` the group or hamlet; `staff`: people at work.
    """

    id: str
    parent_id: str
    kind: Literal["city", "ward", "cell"]
    code: str
    name: str
    path: str
    place: str
    area: str
    staff: bool
    first: int
    size: int


def city(start: Start, size: Size) -> Place:
    """The small demo's city as the place of posts for everybody."""
    name = unit_words()["city_place"]
    members = size.members - start.members
    return Place(
        start.city_id,
        "",
        "city",
        "",
        name,
        start.city_path,
        name,
        name,
        False,
        FIRST_MEMBER,
        members,
    )


def wards(start: Start, size: Size) -> Iterator[tuple[Place, list[Place]]]:
    """Every made-up ward with its cells; the last cell is that of the ward's office."""
    random = dice(0)
    wanted = size.wards - start.wards
    counts = list(
        spread(size.cells - start.cells, [random.uniform(0.6, 1.4) for _ in range(wanted)])
    )
    sizes = spread(
        size.members - start.members, [random.uniform(0.4, 1.6) for _ in range(sum(counts))]
    )
    label, first = start.label, FIRST_MEMBER
    for offset, cells in enumerate(counts):
        number = start.wards + 1 + offset
        ward = _ward(start, number, label, first, 0)
        label += 1
        below: list[Place] = []
        for position in range(1, cells + 1):
            members = next(sizes)
            below.append(_cell(ward, number, position, cells, label, first, members))
            label += 1
            first += members
        yield _ward(start, number, label - cells - 1, ward.first, first - ward.first), below


def _ward(start: Start, number: int, label: int, first: int, members: int) -> Place:
    words = unit_words()
    urban = number <= URBAN_WARDS
    place = words["ward_place" if urban else "commune_place"].format(number=number)
    return Place(
        id=text_id(f"ward-{number}"),
        parent_id=start.city_id,
        kind="ward",
        code=f"99.000.{number:03d}.000.000",
        name=words["ward" if urban else "commune"].format(number=number),
        path=start.city_path + unit_label(label),
        place=place,
        area=words["ward_area" if urban else "commune_area"].format(number=1 + number % 9),
        staff=False,
        first=first,
        size=members,
    )


def _cell(
    ward: Place, ward_number: int, position: int, cells: int, label: int, first: int, members: int
) -> Place:
    words = unit_words()
    # One cell in five is at a place of work, and so is the last one, the office.
    working = position % 5 == 0 or position == cells
    if working:
        kinds = words["work_areas"]
        area = kinds[position // 5 % len(kinds)].format(number=f"{ward_number}.{position}")
    else:
        urban = ward_number <= URBAN_WARDS
        area = words["ward_area" if urban else "commune_area"].format(number=position)
    pattern = words["office" if position == cells else "cell"]
    return Place(
        id=text_id(f"cell-{ward_number}-{position}"),
        parent_id=ward.id,
        kind="cell",
        code=f"99.000.{ward_number:03d}.000.{position:03d}",
        name=pattern.format(number=position, area=area),
        path=ward.path + unit_label(label),
        place=ward.place,
        area=area,
        staff=working,
        first=first,
        size=members,
    )
