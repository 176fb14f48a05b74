"""`build()`: one city, three wards, twelve cells, two hundred people, always the same."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from random import Random
from typing import NotRequired, TypedDict, cast

from services.demo.names import DATA, Sex
from services.demo.people import Place, add_years, card_number, invent_member
from services.demo.seeds import (
    MemberSeed,
    Organisation,
    Role,
    RoleSeed,
    UnitKind,
    UnitSeed,
)

_SEED = 20261122
# Cast members carry the card numbers 1 to 12, everyone else the ones from 101.
_FIRST_NUMBER = 101


class _UnitRow(TypedDict):
    key: str
    parent: NotRequired[str]
    kind: UnitKind
    code: str
    name: str
    members: NotRequired[int]
    staff: NotRequired[bool]


class _PersonRow(TypedDict):
    key: str
    unit: str
    name: str
    sex: Sex
    born: date
    phone: str
    admitted: date
    exempt: NotRequired[bool]
    roles: list[tuple[Role, str]]


@lru_cache(maxsize=1)
def build() -> Organisation:
    """The small demo organisation, with the cast of twelve at its known phones."""
    unit_rows = cast("list[_UnitRow]", _read("units.toml")["unit"])
    person_rows = cast("list[_PersonRow]", _read("cast.toml")["person"])
    cast_members = [_cast_member(number, row) for number, row in enumerate(person_rows, start=1)]
    cells = [row for row in unit_rows if row["kind"] == "cell"]
    groups = [row for row in unit_rows if row["kind"] == "cell_group"]

    members = list(_members(cells, groups, cast_members))
    roles = [RoleSeed(row["key"], unit, role) for row in person_rows for role, unit in row["roles"]]
    # Committee and staff first: who works for a ward does not also lead the cell there.
    roles += _body_roles(members, roles)
    roles += _cell_roles(members, groups, roles)
    return Organisation(
        units=tuple(
            UnitSeed(row["key"], row.get("parent"), row["kind"], row["code"] or None, row["name"])
            for row in unit_rows
        ),
        members=tuple(members),
        roles=tuple(roles),
    )


@lru_cache(maxsize=1)
def group_leader() -> str:
    """The key of whoever leads the first group of cell A1; the one made-up person with an account."""
    return next(r.member_key for r in build().roles if r.unit_key == "group-a1-1")


def _members(
    cells: list[_UnitRow], groups: list[_UnitRow], cast_members: list[MemberSeed]
) -> Iterator[MemberSeed]:
    random = Random(_SEED)  # noqa: S311  the same people every time is the point
    number = _FIRST_NUMBER
    names = {member.full_name for member in cast_members}
    for position, cell in enumerate(cells):
        present = [member for member in cast_members if member.unit_key == cell["key"]]
        yield from present
        group_keys = [group["key"] for group in groups if group.get("parent") == cell["key"]]
        wanted = cell.get("members", 0) - len(present)
        for index in range(wanted):
            group = group_keys[index % len(group_keys)] if group_keys else None
            place = Place(cell["key"], group, cell.get("staff", False))
            # Every other cell has somebody on probation.
            probationary = index == wanted - 1 and position % 2 == 0
            member = invent_member(random, number, place, probationary=probationary)
            while member.full_name in names:  # two hundred people, two hundred names
                member = invent_member(random, number, place, probationary=probationary)
            names.add(member.full_name)
            yield member
            number += 1


def _read(name: str) -> dict[str, object]:
    return tomllib.loads((DATA / name).read_text("utf-8"))


def _cast_member(number: int, row: _PersonRow) -> MemberSeed:
    official = add_years(row["admitted"], 1)
    probationary = row["key"] == "cast-09"
    return MemberSeed(
        key=row["key"],
        unit_key=row["unit"],
        group_key="group-a1-1" if row["unit"] == "cell-a1" else None,
        full_name=row["name"],
        sex=row["sex"],
        birth_date=row["born"],
        phone=row["phone"],
        email=None,
        card_number=None if probationary else card_number(number),
        admission_date=row["admitted"],
        official_date=None if probationary else official,
        status="probationary" if probationary else "official",
        exempt=row.get("exempt", False),
        working_away=False,
    )


def _able(members: Iterable[MemberSeed]) -> list[MemberSeed]:
    """Who could hold a post: official, at home, not exempt, with a phone; the settled first."""
    return sorted(
        (
            member
            for member in members
            if member.status == "official"
            and member.phone is not None
            and not (member.exempt or member.working_away)
        ),
        key=lambda member: (not 1957 <= member.birth_date.year <= 1982, member.key),
    )


def _cell_roles(
    members: list[MemberSeed], groups: list[_UnitRow], taken: list[RoleSeed]
) -> Iterator[RoleSeed]:
    """A secretary for every cell; a deputy, treasurer, clerk and contributor for most."""
    busy = {role.member_key for role in taken}
    led = {role.unit_key for role in taken if role.role == "secretary"}
    for cell in dict.fromkeys(member.unit_key for member in members):
        everyone = [m for m in members if m.unit_key == cell]
        # The cast keeps exactly the roles it is listed with.
        able = iter(_able(m for m in everyone if m.key not in busy and m.key[:4] != "cast"))
        if cell not in led:
            yield RoleSeed(next(able).key, cell, "secretary")
        yield RoleSeed(next(able).key, cell, "treasurer")
        if len(everyone) >= 15:
            yield RoleSeed(next(able).key, cell, "deputy_secretary")
            yield RoleSeed(next(able).key, cell, "cell_clerk")
            yield RoleSeed(next(able).key, cell, "contributor")
        for group in groups:
            if group.get("parent") == cell:
                leader = next(member for member in able if member.group_key == group["key"])
                yield RoleSeed(leader.key, group["key"], "cell_group_leader")


_WARD_POSTS: tuple[Role, ...] = (
    "secretary",
    "deputy_secretary",
    "organisation_staff",
    "office_staff",
    "inspection_staff",
    "editor",
)
_CITY_POSTS: tuple[Role, ...] = (
    "secretary",
    "deputy_secretary",
    "office_staff",
    "inspection_staff",
    "editorial_board",
)


def _body_roles(members: list[MemberSeed], taken: list[RoleSeed]) -> Iterator[RoleSeed]:
    """Committee and staff of the wards and the city, from the cell where they work."""
    busy = {role.member_key for role in taken}
    held = {(role.unit_key, role.role) for role in taken}
    offices = (
        ("ward-a", "cell-a4", _WARD_POSTS),
        ("ward-b", "cell-b4", _WARD_POSTS),
        ("ward-c", "cell-c3", _WARD_POSTS),
        ("city", "cell-c4", _CITY_POSTS),
    )
    for body, office, posts in offices:
        free = iter(m for m in _able(members) if m.unit_key == office and m.key not in busy)
        for post in posts:
            # The editorial board is the one post that the cast and another person share.
            if (body, post) not in held or post == "editorial_board":
                yield RoleSeed(next(free).key, body, post)
