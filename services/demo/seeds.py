"""What the demo organisation is made of: plain rows without any database."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from services.demo.names import Sex

BASE_DATE: Final = date(2026, 11, 22)
"""The day on which the demo takes place; every date is chosen relative to it."""

DEMO_PASSWORD: Final = "Demo@2026!"  # noqa: S105  a demo database says so on every screen

UnitKind = Literal["city", "ward", "cell", "cell_group"]
MemberStatus = Literal["official", "probationary"]
Role = Literal[
    "cell_group_leader",
    "cell_clerk",
    "deputy_secretary",
    "secretary",
    "treasurer",
    "organisation_staff",
    "office_staff",
    "inspection_staff",
    "contributor",
    "editor",
    "news_secretariat",
    "editorial_board",
    "system_admin",
    "auditor",
]


@dataclass(frozen=True, slots=True)
class UnitSeed:
    """A unit of the tree; parents stand before their children. Cell groups have no code."""

    key: str
    parent_key: str | None
    kind: UnitKind
    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class MemberSeed:
    """A person. `unit_key` is always a cell, `group_key` the cell group inside it, if any.

    Phones are E.164. Probationary members hold no card yet, so no card number.
    """

    key: str
    unit_key: str
    group_key: str | None
    full_name: str
    sex: Sex
    birth_date: date
    phone: str | None
    email: str | None
    card_number: str | None
    admission_date: date
    official_date: date | None
    status: MemberStatus
    exempt: bool
    working_away: bool


@dataclass(frozen=True, slots=True)
class RoleSeed:
    """A role held at a unit. Plain membership of the own cell is not listed."""

    member_key: str
    unit_key: str
    role: Role


@dataclass(frozen=True, slots=True)
class Organisation:
    """Everything a demo database needs before its first post."""

    units: tuple[UnitSeed, ...]
    members: tuple[MemberSeed, ...]
    roles: tuple[RoleSeed, ...]
