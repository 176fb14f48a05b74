"""The birth of a real database: the first unit and two officers with one-time codes."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import psycopg

from services import strings
from services.accounts.rules import parse_login
from services.errors import Invalid
from services.members.names import vietnamese_sort_key
from services.refusal import Refused

KINDS = ("city", "ward", "grassroots_body")
# Two people who check each other: records and accounts on one side, posts and machinery on the other.
# Nobody is made a secretary by an installation: that these two enter, with number and date of a decision.
FIRST_ROLES = (("organisation_staff",), ("office_staff", "system_admin"))


@dataclass(frozen=True)
class Officer:
    """Somebody who starts the house: name and phone, which becomes the sign-in."""

    name: str
    phone: str


@dataclass(frozen=True)
class FirstCodes:
    """One code per officer, shown once; `valid_hours` from now."""

    codes: tuple[str, ...]
    valid_hours: int


def parse_officers(first: Officer, second: Officer) -> tuple[Officer, Officer]:
    """The two with their phones in E.164. Raises Refused."""
    parsed: list[Officer] = []
    for officer in (first, second):
        try:
            phone = parse_login(officer.phone).phone
        except Invalid:
            phone = None
        if phone is None:
            raise Refused(strings.INIT_BAD_PHONE.format(value=officer.phone))
        if not 2 <= len(officer.name.strip()) <= 100:
            raise Refused(strings.INIT_BAD_NAME)
        parsed.append(Officer(officer.name.strip(), phone))
    if parsed[0].phone == parsed[1].phone:
        raise Refused(strings.INIT_SAME)
    return parsed[0], parsed[1]


def start_real(
    conninfo: str,
    kind: str,
    unit_code: str,
    unit_name: str,
    cell_name: str,
    officers: tuple[Officer, Officer],
) -> FirstCodes:
    """Unit, the officers' cell, officers, roles and codes, in one transaction. Raises Refused."""
    if kind not in KINDS:
        raise Refused(strings.INIT_BAD_KIND.format(kinds=", ".join(KINDS)))
    if not unit_code.strip() or len(unit_name.strip()) < 2 or len(cell_name.strip()) < 2:
        raise Refused(strings.INIT_EMPTY)
    with psycopg.connect(conninfo) as connection:
        born = connection.execute("select kind::text from handbook.installation").fetchone()
        if born:
            raise Refused(strings.IS_DEMO if born[0] == "demo" else strings.ALREADY_INIT)
        connection.execute("insert into handbook.installation (kind) values ('real')")
        unit = _found(connection, None, kind, unit_code.strip(), unit_name.strip())
        cell = _found(connection, unit, "cell", f"{unit_code.strip()}.1", cell_name.strip())
        codes = tuple(
            _appoint(connection, officer, unit, cell, roles)
            for officer, roles in zip(officers, FIRST_ROLES, strict=True)
        )
        row = connection.execute(
            "select (handbook.policy('account.activation_code') ->> 'valid_hours')::int"
        ).fetchone()
    return FirstCodes(codes, cast(int, row[0]) if row else 0)


def _found(
    connection: psycopg.Connection[Any], parent: UUID | None, kind: str, code: str, name: str
) -> UUID:
    row = connection.execute(
        "insert into handbook.units (parent_id, kind, code, name) values (%s, %s, %s, %s) returning id",
        (parent, kind, code, name),
    ).fetchone()
    return cast(UUID, cast(tuple[Any, ...], row)[0])


def _appoint(
    connection: psycopg.Connection[Any],
    officer: Officer,
    unit: UUID,
    cell: UUID,
    roles: tuple[str, ...],
) -> str:
    row = connection.execute(
        """insert into handbook.members (unit_id, unit_path, full_name, sort_key, phone, status)
           values (%s, '', %s, %s, %s, 'official') returning id""",
        (cell, officer.name, vietnamese_sort_key(officer.name), officer.phone),
    ).fetchone()
    member = cast(UUID, cast(tuple[Any, ...], row)[0])
    for role in roles:
        connection.execute(
            "insert into handbook.roles (member_id, unit_id, kind) values (%s, %s, %s)",
            (member, unit, role),
        )
    connection.execute("insert into handbook.accounts (member_id) values (%s)", (member,))
    code = connection.execute(
        "select handbook.issue_code(%s, 'activation', null)", (member,)
    ).fetchone()
    return cast(str, cast(tuple[Any, ...], code)[0])
