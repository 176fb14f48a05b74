"""Whose screens are measured: somebody of a made-up cell, its leader, an officer of ward and city."""

import time
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import psycopg
from pydantic import SecretStr

from services.accounts.models import Device, TokenPair
from services.backend import tokens
from services.gateway import MemberGateway, Supabase
from services.runtime import Embedded

Connection = psycopg.Connection[Any]
DEVICE = Device(address="192.0.2.50", user_agent="bench")
WARD = "99.000.004.000.000"
CELL = "99.000.004.000.001"
"""The first made-up ward and cell, which every scale has."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """A signed-in person: the token's claims for a straight connection, the pair for the gateway."""

    member_id: str
    claims: dict[str, object]
    pair: TokenPair

    def gateway(self, supabase: Supabase) -> MemberGateway:
        """The person's own way to the functions."""
        return MemberGateway(supabase, self.pair, DEVICE)


@dataclass(frozen=True, slots=True)
class Cast:
    """Those whose screens are measured; `ward` and `city` are office staff, `records_*` keep records."""

    member: Somebody
    secretary: Somebody
    ward: Somebody
    city: Somebody
    records_ward: Somebody
    records_city: Somebody


def admin(embedded: Embedded) -> Connection:
    """A connection that may arrange everything."""
    return psycopg.connect(embedded.server.conninfo("supabase_admin"), autocommit=True)


def find_cast(connection: Connection, embedded: Embedded) -> Cast:
    """Find and sign them in."""
    return Cast(
        member=sign_in(connection, embedded, _value(connection, _PLAIN_MEMBER, CELL)),
        secretary=sign_in(connection, embedded, _holder(connection, "secretary", CELL)),
        ward=sign_in(connection, embedded, _holder(connection, "office_staff", WARD)),
        city=sign_in(
            connection, embedded, _holder(connection, "office_staff", "99.000.000.000.000")
        ),
        records_ward=sign_in(connection, embedded, _holder(connection, "organisation_staff", WARD)),
        records_city=sign_in(
            connection, embedded, _holder(connection, "organisation_staff", "99.000.000.000.000")
        ),
    )


def sign_in(connection: Connection, embedded: Embedded, member_id: str) -> Somebody:
    """A live session as Auth would begin it, without the 60 ms of a password's hash."""
    now = int(time.time())
    session = str(uuid.uuid4())
    connection.execute(
        """insert into auth.users (id, aud, role, phone, created_at, updated_at)
           values (%(id)s::uuid, 'authenticated', 'authenticated', 'bench-' || %(id)s::text, now(), now())
           on conflict do nothing""",
        {"id": member_id},
    )
    connection.execute(
        """insert into handbook.accounts (member_id, user_id, state)
           values (%(id)s::uuid, %(id)s::uuid, 'active')
           on conflict (member_id) do update set user_id = excluded.user_id, state = 'active'
           where accounts.state <> 'active'""",
        {"id": member_id},
    )
    connection.execute(
        """insert into auth.sessions (id, user_id, created_at, updated_at, aal)
           values (%s, %s, now(), now(), 'aal2')""",
        (session, member_id),
    )
    claims: dict[str, object] = {
        "sub": member_id, "role": "authenticated", "aud": "authenticated", "aal": "aal2",
        "session_id": session, "iat": now, "exp": now + 24 * 3600,
    }  # fmt: skip
    pair = TokenPair(
        access_token=SecretStr(tokens.encode(claims, embedded.config.jwt_secret)),
        refresh_token=SecretStr("none"),
        expires_at=now + 24 * 3600,
        session_id=session,
        user_id=member_id,
        aal="aal2",
    )
    return Somebody(member_id, claims, pair)


def sign_out(connection: Connection, people: Iterable[Somebody]) -> None:
    """End the sessions that ``sign_in`` began for them, and no others of theirs."""
    connection.execute(
        "delete from auth.sessions where id::text = any (%s)",
        ([who.pair.session_id for who in people],),
    )


_PLAIN_MEMBER = """
    select m.id::text from handbook.members m join handbook.units u on u.id = m.unit_id
    join handbook.accounts a on a.member_id = m.id and a.state = 'active'
    where u.code = %s and not m.activity_exempt
      and not exists (select from handbook.roles r where r.member_id = m.id)
    order by m.id limit 1"""


def _holder(connection: Connection, kind: str, code: str) -> str:
    query = """select r.member_id::text from handbook.roles r join handbook.units u on u.id = r.unit_id
               where r.kind::text = %s and u.code = %s order by r.member_id limit 1"""
    return _value(connection, query, kind, code)


def _value(connection: Connection, query: str, *values: object) -> str:
    row = connection.execute(query.encode(), values).fetchone()
    assert row, f"the demo has nobody for {values}"
    return str(row[0])
