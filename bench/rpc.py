"""What supabase-py and the local gateway cost: the same call through them and straight by psycopg."""

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, LiteralString

import psycopg
from psycopg import AsyncClientCursor

from bench.context import Bench, Call
from bench.measure import Line, in_turns
from bench.people import Somebody

_AS_SOMEBODY: LiteralString = (
    "select set_config('role', 'authenticated', true), set_config('request.jwt.claims', %s, true);"
)


async def run(bench: Bench) -> list[Line]:
    """One small answer and one list of twenty posts."""
    who = bench.cast.member
    async with straight(bench) as connection:
        return [
            await in_turns(
                "rpc my_session: gateway / psycopg",
                bench.rpc(who, "my_session"),
                direct(connection, who, "select to_json(api.my_session())::text"),
                bench.rounds,
            ),
            await in_turns(
                "rpc feed: gateway / psycopg",
                bench.rpc(who, "feed"),
                direct(
                    connection, who, "select coalesce(json_agg(f), '[]')::text from api.feed() f"
                ),
                bench.rounds,
            ),
        ]


@asynccontextmanager
async def straight(bench: Bench) -> AsyncGenerator[psycopg.AsyncConnection[Any]]:
    """A connection as the gateway has it."""
    connection = await psycopg.AsyncConnection.connect(
        bench.embedded.server.conninfo("authenticator"), autocommit=True
    )
    async with connection:
        yield connection


def direct(
    connection: psycopg.AsyncConnection[Any], who: Somebody, query: LiteralString, *values: object
) -> Call:
    """The least there can be: role, claims and call as one message, the answer parsed."""
    claims = json.dumps(who.claims)

    async def call() -> Any:
        async with AsyncClientCursor(connection) as cursor:
            await cursor.execute(_AS_SOMEBODY + query, [claims, *values])
            cursor.nextset()
            row = await cursor.fetchone()
            return json.loads(row[0]) if row else None

    return call
