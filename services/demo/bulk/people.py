"""Made-up members of a cell, and who leads it and works for the ward."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from services.demo.bulk.ids import day_text, text_id
from services.demo.bulk.units import Place
from services.demo.names import Sex, name_pools
from services.demo.people import CARD_PREFIX
from services.demo.seeds import BASE_DATE, Role
from services.members.names import vietnamese_sort_key

Row = tuple[str | None, ...]

MEMBER_COLUMNS: Final = (
    "id", "unit_id", "unit_path", "full_name", "sort_key", "sex", "birth_date", "card_number",
    "phone", "email", "status", "admission_date", "official_date", "activity_exempt",
    "working_away",
)  # fmt: skip

WARD_POSTS: Final[tuple[Role, ...]] = (
    "secretary", "deputy_secretary", "organisation_staff", "office_staff", "inspection_staff",
    "editor",
)  # fmt: skip

_TODAY: Final = BASE_DATE.toordinal()
_YEAR: Final = 365.25


def _table(*bands: tuple[int, int, int]) -> tuple[tuple[int, int], ...]:
    return tuple((low, high) for low, high, weight in bands for _ in range(weight))


# (youngest age, oldest age, weight), as in the small demo
_RESIDENTIAL: Final = _table(
    (22, 35, 9), (36, 50, 12), (51, 60, 12), (61, 70, 34), (71, 80, 24), (81, 89, 9)
)
_STAFF: Final = _table((25, 35, 34), (36, 45, 36), (46, 58, 30))


@dataclass(frozen=True, slots=True)
class Person:
    """A row for handbook.members, with what accounts and roles need to know."""

    id: str
    phone: str | None
    may_lead: bool
    active: bool
    row: Row


def people_of(cell: Place, random: Random) -> list[Person]:
    """The members of a cell. Probationers are the last of every other cell."""
    return [
        _person(
            cell,
            cell.first + position,
            random,
            probationary=position == cell.size - 1 and cell.first % 2 == 0,
        )
        for position in range(cell.size)
    ]


def leaders_of(cell: Place, people: list[Person]) -> Iterator[tuple[Person, Role]]:
    """A secretary for every cell, a deputy where there are fifteen members."""
    able = [person for person in people if person.may_lead] or people
    yield able[0], "secretary"
    if cell.size >= 15 and len(able) > 1:
        yield able[1], "deputy_secretary"


def ward_posts(office: list[Person]) -> Iterator[tuple[Person, Role]]:
    """Committee and staff of a ward, from its office cell; none of them leads that cell too."""
    able = [person for person in office if person.may_lead]
    yield from zip(able[2:], WARD_POSTS, strict=False)


def _person(cell: Place, number: int, random: Random, *, probationary: bool) -> Person:
    draw = random.random
    low, high = (21, 32) if probationary else _draw(_STAFF if cell.staff else _RESIDENTIAL, draw())
    age = low + int(draw() * (high - low + 1))
    birth = _TODAY - int(age * _YEAR) - 1 - int(draw() * 360)
    sex: Sex = "female" if draw() < 0.45 else "male"
    name, key = _name(random, sex, birth < _TODAY - 51 * _YEAR)
    if probationary:
        admitted, official = _TODAY - 30 - int(draw() * 300), None
    else:
        # Most people were admitted young: the smaller of two draws.
        earliest = birth + int(19 * _YEAR)
        latest = min(birth + int(45 * _YEAR), _TODAY - int(2 * _YEAR))
        admitted = earliest + int(min(draw(), draw()) * max(latest - earliest, 1))
        official = admitted + 365
    phone = None if age >= 74 and draw() < 0.4 else f"+84900{number}"
    exempt = age >= 78 and draw() < 0.5
    away = not cell.staff and 24 <= age <= 55 and draw() < 0.22
    member_id = text_id(f"member-{number}")
    row = (
        member_id,
        cell.id,
        cell.path,
        name,
        key,
        sex,
        day_text(birth),
        None if probationary else f"{CARD_PREFIX}{number:010d}",
        phone,
        f"dangvien{number}@songmau.example" if draw() < 0.08 else None,
        "probationary" if probationary else "official",
        day_text(admitted),
        day_text(official) if official else None,
        "t" if exempt else "f",
        "t" if away else "f",
    )
    may_lead = not (probationary or exempt or away or phone is None)
    # One in seven has not activated the account yet.
    return Person(member_id, phone, may_lead, phone is not None and number % 7 != 0, row)


def _draw(table: tuple[tuple[int, int], ...], chance: float) -> tuple[int, int]:
    return table[int(chance * len(table))]


@cache
def _surnames() -> tuple[str, ...]:
    pools = name_pools()
    weights = (0, *pools.weights)
    return tuple(
        name for i, name in enumerate(pools.surnames) for _ in range(weights[i + 1] - weights[i])
    )


def _name(random: Random, sex: Sex, older: bool) -> tuple[str, str]:
    pools = name_pools()
    surnames, middles, givens = _surnames(), pools.middle[sex, older], pools.given[sex]
    draw = random.random
    surname = surnames[int(draw() * len(surnames))]
    middle = middles[int(draw() * len(middles))]
    given = givens[int(draw() * len(givens))]
    # A part that repeats itself makes no name: draw again.
    if middle == surname or given == surname or given in middle.split():
        return _name(random, sex, older)
    return _with_key(f"{surname} {middle} {given}")


@cache
def _with_key(name: str) -> tuple[str, str]:
    return name, vietnamese_sort_key(name)
