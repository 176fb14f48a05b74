"""Connection pools of the gateway, one per database role, that notice a restarted server."""

import select
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self, TypeVar

import psycopg
from psycopg import AsyncConnection
from psycopg.rows import DictRow, TupleRow, dict_row
from psycopg_pool import AsyncConnectionPool

from services.backend.config import BackendConfig

Connection = AsyncConnection[TupleRow]
DictConnection = AsyncConnection[DictRow]


_C = TypeVar("_C", Connection, DictConnection)

_PATIENCE_S = 1.5
"""How long a pool tries to reach a server that refuses it, before those who wait are told."""


class Pool(AsyncConnectionPool[_C]):
    """A pool that soon says so when the server is gone, and finds it as soon as it is back.

    The library's own would let everybody wait for `timeout`, and pause up to minutes between its
    attempts; here the next request makes the next attempt.
    """

    async def reconnect_failed(self) -> None:
        """Called by the library when it gives up on a connection."""
        async with self._lock:
            if self.get_stats()["pool_size"]:  # others work, or are being tried still
                return
            waiting = list(self._waiting)
            self._waiting.clear()
        for client in waiting:
            await client.fail(psycopg.OperationalError("the server does not answer"))


class Pools:
    """`rest` connects as authenticator, `auth` as supabase_auth_admin, `storage` likewise."""

    def __init__(self, config: BackendConfig) -> None:
        self.rest = Pool(
            config.conninfo("authenticator"),
            connection_class=AsyncConnection[TupleRow],
            min_size=min(2, config.rest_pool_size),
            max_size=config.rest_pool_size,
            timeout=config.pool_timeout,
            reconnect_timeout=_PATIENCE_S,
            kwargs={"autocommit": True},
            open=False,
            name="rest",
        )
        self.auth = _dict_pool(config, "supabase_auth_admin", config.auth_pool_size)
        self.storage = _dict_pool(config, "supabase_storage_admin", config.storage_pool_size)

    async def open(self) -> None:
        """Start connecting; does not wait for the database."""
        for pool in (self.rest, self.auth, self.storage):
            await pool.open()

    async def close(self) -> None:
        """Close every connection."""
        for pool in (self.rest, self.auth, self.storage):
            await pool.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _dict_pool(config: BackendConfig, user: str, size: int) -> Pool[DictConnection]:
    return Pool(
        config.conninfo(user),
        connection_class=AsyncConnection[DictRow],
        min_size=1,
        max_size=size,
        timeout=config.pool_timeout,
        reconnect_timeout=_PATIENCE_S,
        kwargs={"autocommit": True, "row_factory": dict_row},
        open=False,
        name=user,
    )


@asynccontextmanager
async def borrow(pool: AsyncConnectionPool[_C]) -> AsyncGenerator[_C]:
    """A connection that works, even just after the server was restarted.

    The pool's own check waits between broken connections, up to seconds for a whole pool of them;
    here they are thrown out one after the other. Raises PoolTimeout, OperationalError.
    """
    conn = await pool.getconn()
    while not await _alive(conn):
        await conn.close()
        await pool.putconn(conn)
        conn = await pool.getconn()
    try:
        yield conn
    finally:
        await pool.putconn(conn)


async def _alive(conn: Connection | DictConnection) -> bool:
    # An idle connection has nothing to say; if it has, that is a farewell, or a notice to read.
    # Looking costs microseconds, where asking the server would cost a round trip each time.
    try:
        poll = select.poll()
        poll.register(conn.fileno(), select.POLLIN)
        if poll.poll(0):
            await conn.execute("select 1")
    except psycopg.Error:
        return False
    return True
