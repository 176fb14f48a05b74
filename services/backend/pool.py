"""Connection pools of the gateway, one per database role, that notice a restarted server."""

import select
from types import TracebackType
from typing import Self

from psycopg import AsyncConnection
from psycopg.rows import DictRow, TupleRow, dict_row
from psycopg_pool import AsyncConnectionPool

from services.backend.config import BackendConfig

Connection = AsyncConnection[TupleRow]
DictConnection = AsyncConnection[DictRow]


class Pools:
    """`rest` connects as authenticator, `auth` as supabase_auth_admin, `storage` likewise."""

    def __init__(self, config: BackendConfig) -> None:
        self.rest = AsyncConnectionPool(
            config.conninfo("authenticator"),
            connection_class=AsyncConnection[TupleRow],
            min_size=min(2, config.rest_pool_size),
            max_size=config.rest_pool_size,
            timeout=config.pool_timeout,
            kwargs={"autocommit": True},
            check=_alive,
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


def _dict_pool(config: BackendConfig, user: str, size: int) -> AsyncConnectionPool[DictConnection]:
    return AsyncConnectionPool(
        config.conninfo(user),
        connection_class=AsyncConnection[DictRow],
        min_size=1,
        max_size=size,
        timeout=config.pool_timeout,
        kwargs={"autocommit": True, "row_factory": dict_row},
        check=_alive,
        open=False,
        name=user,
    )


async def _alive(conn: Connection | DictConnection) -> None:
    # An idle connection has nothing to say; if it has, that is a farewell, or a notice to read.
    # Looking costs microseconds, where asking the server would cost a round trip each time.
    poll = select.poll()
    poll.register(conn.fileno(), select.POLLIN)
    if poll.poll(0):
        await conn.execute("select 1")
