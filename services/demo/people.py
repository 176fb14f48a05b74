"""Invented members with ages and party dates that fit together."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from services.demo.names import Sex, invent_name
from services.demo.seeds import BASE_DATE, MemberSeed

# (youngest age, oldest age, weight): residential cells are mostly pensioners, staff cells work.
_RESIDENTIAL = ((22, 35, 9), (36, 50, 12), (51, 60, 12), (61, 70, 34), (71, 80, 24), (81, 89, 9))
_STAFF = ((25, 35, 34), (36, 45, 36), (46, 58, 30))

CARD_PREFIX = "99"
"""No real card number starts like this: 99 is the invented city."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a member belongs, and what kind of cell it is."""

    unit_key: str
    group_key: str | None
    staff: bool


def add_years(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def invent_member(random: Random, number: int, place: Place, *, probationary: bool) -> MemberSeed:
    """One person; `number` makes key, phone and card number unique within the demo."""
    bands = _STAFF if place.staff else _RESIDENTIAL
    low, high, _ = random.choices(bands, weights=[weight for *_, weight in bands])[0]
    age = random.randint(21, 32) if probationary else random.randint(low, high)
    birth = add_years(BASE_DATE, -age) - timedelta(days=random.randint(1, 360))
    sex: Sex = "female" if random.random() < 0.45 else "male"
    admitted, official = _party_dates(random, birth, probationary)
    return MemberSeed(
        key=f"member-{number:03d}",
        unit_key=place.unit_key,
        group_key=place.group_key,
        full_name=invent_name(random, sex, birth.year),
        sex=sex,
        birth_date=birth,
        phone=None if age >= 74 and random.random() < 0.4 else f"+8490001{number:04d}",
        email=f"dangvien{number:03d}@songmau.example" if random.random() < 0.08 else None,
        card_number=None if probationary else card_number(number),
        admission_date=admitted,
        official_date=official,
        status="probationary" if probationary else "official",
        exempt=age >= 78 and random.random() < 0.5,
        working_away=24 <= age <= 55 and not place.staff and random.random() < 0.22,
    )


def card_number(number: int) -> str:
    """Twelve digits, unique by number."""
    return f"{CARD_PREFIX}{number:010d}"


def _party_dates(random: Random, birth: date, probationary: bool) -> tuple[date, date | None]:
    if probationary:
        # Still inside the twelve months of probation on the base date.
        return BASE_DATE - timedelta(days=random.randint(30, 330)), None
    earliest = add_years(birth, 19)
    latest = min(add_years(birth, 45), add_years(BASE_DATE, -2))
    # Most people were admitted young: the smaller of two draws.
    span = max((latest - earliest).days, 1)
    admitted = earliest + timedelta(days=min(random.randrange(span), random.randrange(span)))
    return admitted, add_years(admitted, 1)
