"""What people of the demo do by the product's own verbs, while the database is being born."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, LiteralString, cast
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from services.gateway import MemberGateway

Connection = psycopg.Connection[Any]


class Acting:
    """Calls of one person inside the birth's transaction, with that person's rights and no more."""

    def __init__(self, connection: Connection, member: UUID, session: UUID) -> None:
        self._connection = connection
        self._claims = json.dumps(
            {"sub": str(member), "role": "authenticated", "session_id": str(session), "aal": "aal1"}
        )
        self._known: dict[str, tuple[dict[str, sql.SQL], bool]] = {}

    async def rpc(self, function: str, **arguments: object) -> Any:
        """Call an `api` function as the person. Raises psycopg.Error."""
        types, several = self._parameters(function)
        columns = sql.SQL(", ").join(
            sql.SQL("{} ").format(sql.Identifier(name)) + types[name] for name in arguments
        )
        named = sql.SQL(", ").join(
            sql.SQL("{0} => given.{0}").format(sql.Identifier(name)) for name in arguments
        )
        call = sql.SQL(
            "select to_jsonb(called) from json_to_record(%s::json) as given ({}), lateral {}({}) as called"
        ).format(columns, sql.Identifier("api", function), named)
        connection = self._connection
        connection.execute("select set_config('request.jwt.claims', %s, true)", (self._claims,))
        connection.execute("set local role authenticated")
        rows = connection.execute(call, (json.dumps(arguments, default=str),)).fetchall()
        connection.execute("reset role")
        connection.execute("select set_config('request.jwt.claims', '', true)")
        return [row[0] for row in rows] if several else rows[0][0]

    def _parameters(self, function: str) -> tuple[dict[str, sql.SQL], bool]:
        """Types of a function's parameters by name, and whether it returns several rows."""
        if function not in self._known:
            row = self._connection.execute(
                """select p.proargnames, p.proretset, array(
                     select format_type(t, null) from unnest(p.proargtypes) with ordinality x (t, n)
                     order by n)
                   from pg_proc p where p.pronamespace = 'api'::regnamespace and p.proname = %s""",
                (function,),
            ).fetchone()
            assert row is not None, function
            names, several, types = row
            said = {n: sql.SQL(cast(LiteralString, t)) for n, t in zip(names, types, strict=False)}
            self._known[function] = (said, several)
        return self._known[function]


class Stage:
    """Gives each person a session for the length of the birth."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sessions: dict[UUID, UUID] = {}

    def gateway(self, member: UUID) -> MemberGateway:
        """What the services take for a person's gateway; it calls functions and nothing else."""
        if member not in self._sessions:
            session = self._sessions[member] = uuid4()
            self._connection.execute(
                "insert into auth.sessions (id, user_id, aal, created_at, updated_at)"
                " values (%s, %s, 'aal1', now(), now())",
                (session, member),
            )
        return cast(MemberGateway, Acting(self._connection, member, self._sessions[member]))

    def leave(self) -> None:
        """Nobody is signed in when it opens."""
        self._connection.execute(
            "delete from auth.sessions where id = any (%s)", (list(self._sessions.values()),)
        )


@contextmanager
def stage(connection: Connection) -> Generator[Stage]:
    """People act on it; afterwards nobody is signed in."""
    acting = Stage(connection)
    yield acting
    acting.leave()


@contextmanager
def backdating(connection: Connection, kept: Mapping[str, str]) -> Generator[None]:
    """The times of what has just happened are put back to the demo's past. ``kept``: by table the trigger
    that forbids to change what is over."""

    def turn(word: LiteralString) -> None:
        for table, trigger in kept.items():
            connection.execute(
                sql.SQL("alter table {} {} trigger {}").format(
                    sql.Identifier("handbook", table), sql.SQL(word), sql.Identifier(trigger)
                )
            )

    turn("disable")
    yield
    turn("enable")
